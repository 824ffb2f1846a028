"""Door: how the referees mark: forms, how far from the panel, how often dropped, how often changed. For the chief alone.

No verdict: numbers to look at before he talks to somebody, or signs.
"""

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction

from litestar import get
from litestar.params import FromPath
from litestar.response import Template

from competition.events.duties import CHIEF, Seat, seats
from competition.events.programme import event_by_code, round_of
from competition.judging.scorekeeper import Book, keeper, place_of
from competition.judging.standings import begun
from competition.pages.site import AnyRequest, page
from scoring.amounts import plain, shown
from scoring.aspects import explained
from scoring.decisions import Mark
from scoring.outliers import HIGH, LOW, SHARE, distances, marks, outliers
from scoring.tally import Tally


@dataclass(frozen=True)
class RefereeRow:
    """One referee. `bias` and `distance`: of his panel's mean, in per cent of what can be given."""

    judge: str
    shown: str
    signed: int
    forms: int
    marks: int
    bias: str
    distance: str
    dropped_high: int
    dropped_low: int
    high: int
    low: int
    changed: int


@dataclass(frozen=True)
class RefereesPage:
    """All of them, by seat. `share`: from where a mark is far off, in per cent."""

    code: str
    title: str
    number: int
    share: str
    rows: tuple[RefereeRow, ...]


@dataclass
class _Counted:
    """What the sheets say of each judge."""

    marks: Counter[str] = field(default_factory=Counter)
    fates: Counter[tuple[str, str]] = field(default_factory=Counter)
    far: Counter[tuple[str, str]] = field(default_factory=Counter)
    apart: dict[str, list[Fraction]] = field(default_factory=dict)


@get("/desk/{code:str}/referees", right=CHIEF)
async def referees(request: AnyRequest, code: FromPath[str]) -> Template:
    """The page."""
    event = await event_by_code(code)
    book = await keeper().book((await round_of(event.id)).id)
    rows = rows_of(book, begun(book), [one for one in await seats(event.id) if one.seat])
    return page(
        request, "judging/referees.html", RefereesPage(event.code, event.title, book.number, plain(SHARE * 100), tuple(rows))
    )


def rows_of(book: Book, tally: Tally, there: list[Seat]) -> list[RefereeRow]:
    """A row for each who marks."""
    counted, changes = _counted(tally), changed(book)
    return [_row(tally, one, counted, changes[one.judge]) for one in there]


def _row(tally: Tally, one: Seat, counted: _Counted, changes: int) -> RefereeRow:
    forms = [form for form in tally.forms() if one.marks(form.subcriterion) and tally.sheets[form.competitor].placed]
    apart = counted.apart.get(one.judge, [])
    return RefereeRow(
        one.judge,
        one.shown,
        sum(one.judge in form.signatures for form in forms),
        len(forms),
        counted.marks[one.judge],
        _percent(apart, signed=True),
        _percent([abs(each) for each in apart]),
        counted.fates[one.judge, "dropped-high"],
        counted.fates[one.judge, "dropped-low"],
        counted.far[one.judge, HIGH],
        counted.far[one.judge, LOW],
        changes,
    )


def _counted(tally: Tally) -> _Counted:
    found = _Counted()
    for sheet in tally.sheets.values():
        for aspect in (each for each in tally.scheme.aspects.values() if each.judged):
            entries = sheet.entries.get(aspect.code, {})
            found.marks.update(list(marks(aspect, entries)))
            came = explained(aspect, entries, tally.scheme.rounding, strict=tally.scheme.strict)
            found.fates.update((entry.judge, entry.fate) for entry in came.entries)
            found.far.update(outliers(aspect, entries).items())
            for judge, share in distances(aspect, entries).items():
                found.apart.setdefault(judge, []).append(share)
    return found


def changed(book: Book) -> Counter[str]:
    """Judge → how often a mark of his was put in place of another."""
    found: Counter[str] = Counter()
    stands: dict[tuple[str, str, str], str | None] = {}
    for _line, decision in book.lines:
        if (at := place_of(decision)) is not None:
            place, value = at
            before = stands.get(place)
            if isinstance(decision, Mark) and before is not None and before != value:
                found[decision.judge] += 1
            stands[place] = value
    return found


def _percent(shares: list[Fraction], *, signed: bool = False) -> str:
    if not shares:
        return "—"
    mean = sum(shares, Fraction(0)) / len(shares) * 100
    text = shown(mean, 1)
    return f"+{text}" if signed and mean > 0 else text


DOORS = [referees]
