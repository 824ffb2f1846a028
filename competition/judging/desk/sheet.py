"""One form, and one competitor, as the chief looks into them: every mark, whose it is, what it comes to, what was disputed."""

from collections.abc import Mapping
from dataclasses import dataclass

from competition.judging.desk.story import Teller, Told, value_shown
from competition.judging.desk.view import FAR, WORDS
from competition.judging.logbook import Claim
from competition.judging.scorekeeper import Book, Open, place_of
from competition.judging.standings import begun
from competition.pages.language import N_, _
from scoring.amounts import plain, shown
from scoring.aspects import AGREED, Aspect, explained
from scoring.decisions import Acceptance, Penalty, Return, Signature
from scoring.outliers import outliers
from scoring.tally import ACCEPTED, SIGNED, Form, Tally

FATES = {
    "counted": "",
    "dropped-high": N_("去掉最高"),
    "dropped-low": N_("去掉最低"),
    "absent": N_("缺席"),
    "set-aside": N_("暂不计"),
}


@dataclass(frozen=True)
class Entered:
    """A mark in its place."""

    judge: str
    label: str
    value: str
    raw: str
    fate: str
    note: str
    author: str
    far: str = ""


@dataclass(frozen=True)
class Disputed:
    """A claim beside what stands."""

    number: int
    why: str
    standing: str
    standing_author: str
    value: str
    author: str
    says: str


@dataclass(frozen=True)
class AspectRow:
    """An aspect of the form."""

    code: str
    title: str
    kind: str
    judged: bool
    max: str
    mark: str
    entries: tuple[Entered, ...]
    disputed: tuple[Disputed, ...]
    problems: tuple[str, ...]
    apart: bool


@dataclass(frozen=True)
class FormView:
    """One competitor's sub-criterion. `after`: the next form that waits for acceptance."""

    competitor: str
    code: str
    title: str
    word: str
    kind: str
    state: str
    returned: str
    max: str
    total: str
    rows: tuple[AspectRow, ...]
    signatures: tuple[str, ...]
    judges: tuple[tuple[str, str], ...]
    history: tuple[Told, ...]
    locked: bool
    after: str


def form_view(book: Book, teller: Teller, competitor: str, code: str) -> FormView:
    """The form as it is now."""
    tally = begun(book)
    form, scheme = tally.form(competitor, code), tally.scheme.subcriteria[code]
    places, total = tally.scheme.rounding.places, tally.sheets[competitor].subcriteria[code]
    word, kind = WORDS[form.state]
    rows = tuple(_aspect(book, tally, teller, competitor, aspect) for aspect in scheme.aspects)
    entered = any(row.entries for row in rows)
    return FormView(
        competitor=competitor,
        code=code,
        title=scheme.title,
        word=_(word),
        kind=kind,
        state=form.state,
        returned=form.returned or "",
        max=shown(scheme.max, tally.scheme.rounding.places),
        total=shown(total, places) if entered else "",
        rows=rows,
        signatures=tuple(teller.judge(judge) for judge in form.signatures),
        judges=tuple(sorted(teller.judges.items(), key=lambda item: _seat(item[0]))),
        history=tuple(_history(book, teller, competitor, code)),
        locked=bool(form.signatures) or form.state == ACCEPTED,
        after=_after(tally, form),
    )


def _aspect(book: Book, tally: Tally, teller: Teller, competitor: str, aspect: Aspect) -> AspectRow:
    sheet = tally.sheets[competitor]
    entries = sheet.entries.get(aspect.code, {})
    came = explained(aspect, entries, tally.scheme.rounding, strict=tally.scheme.strict)
    fates = {entry.judge: entry.fate for entry in came.entries}
    worth, far = sheet.worths[aspect.code], outliers(aspect, entries)
    disputed = [one for one in book.claims.values() if one.place[:2] == (competitor, aspect.code)]
    return AspectRow(
        aspect.code,
        aspect.title,
        aspect.kind,
        aspect.judged,
        shown(aspect.max, tally.scheme.rounding.places),
        shown(worth.mark, tally.scheme.rounding.places) if worth.complete else "",
        tuple(
            _entered(book, teller, sheet.notes, (competitor, aspect.code, judge), entries[judge], fates, far)
            for judge in sorted(entries, key=_seat)
        ),
        tuple(_disputed(book, teller, one) for one in disputed),
        tuple(_(problem.says, **problem.facts) for problem in worth.problems if not problem.missing),
        any("difference" in problem.facts for problem in worth.problems),
    )


def _seat(judge: str) -> tuple[int, str]:
    """J2 before J10."""
    return len(judge), judge


def _entered(
    book: Book,
    teller: Teller,
    notes: Mapping[tuple[str, str], str],
    place: tuple[str, str, str],
    value: str,
    fates: Mapping[str, str],
    far: Mapping[str, str],
) -> Entered:
    head = book.heads.get(place)
    fate = FATES.get(fates.get(place[2], ""), "")
    author = teller.account(head.author) if head else ""
    label = _("共同登录") if place[2] == AGREED else teller.judge(place[2])
    return Entered(
        place[2],
        label,
        value_shown(value, teller.scheme.aspect(place[1])),
        value,
        _(fate) if fate else "",
        notes.get(place[1:], ""),
        author,
        _(FAR[far[place[2]]]) if place[2] in far else "",
    )


def _disputed(book: Book, teller: Teller, one: Open) -> Disputed:
    standing, at = book.heads.get(one.place), teller.scheme.aspect(one.place[1])
    return Disputed(
        one.line.number,
        one.claim.why,
        value_shown(standing.value if standing else None, at),
        teller.account(standing.author) if standing else "",
        value_shown(getattr(one.decision, "value", None), at),
        teller.account(one.line.author),
        _(one.claim.says, **one.claim.facts) if one.claim.why == "late" else "",
    )


def _history(book: Book, teller: Teller, competitor: str, code: str) -> list[Told]:
    found = []
    for line, decision in book.lines:
        told = decision.held() if isinstance(decision, Claim) else decision
        if isinstance(told, Signature | Acceptance | Return):
            mine = (told.competitor, told.subcriterion) == (competitor, code)
        elif (place := place_of(told)) is not None and teller.scheme.aspect(place[0][1]) is not None:
            mine = place[0][0] == competitor and teller.scheme.subcriterion_of(place[0][1]).code == code
        else:
            mine = False
        if mine:
            found.append(teller.tell(line, decision))
    return found[::-1]


def _after(tally: Tally, form: Form) -> str:
    """Where the next signed form lies, going round by sub-criterion."""
    order = [(label, code) for code in tally.scheme.subcriteria for label in tally.sheets]
    start = order.index((form.competitor, form.subcriterion)) + 1
    waiting = [
        key for key in (*order[start:], *order[: start - 1]) if tally.sheets[key[0]].placed and tally.form(*key).state == SIGNED
    ]
    return "/".join(waiting[0]) if waiting else ""


@dataclass(frozen=True)
class CompetitorView:
    """A competitor by label: his status, what was taken off, his time and lot; totals of his forms.

    `arrived`: checked in; `station`: where he is, `spare`: where he could go if that is broken."""

    label: str
    status: str
    reason: str
    penalties: tuple[Penalty, ...]
    time: str
    lot: str
    total: str
    forms: tuple[tuple[str, str, str, str, str], ...]
    arrived: bool = False
    station: str = ""
    spare: str = ""


def competitor_view(book: Book, label: str) -> CompetitorView:
    """As it is now."""
    tally = begun(book)
    sheet, places = tally.sheets[label], tally.scheme.rounding.places
    forms = []
    for code, each in tally.scheme.subcriteria.items():
        word, kind = WORDS[tally.form(label, code).state]
        forms.append((code, each.title, _(word), kind, shown(sheet.subcriteria[code], places)))
    time = plain(sheet.time) if sheet.time is not None else ""
    lot = str(sheet.lot) if sheet.lot is not None else ""
    total = shown(sheet.total, places) if sheet.entries else ""
    taken = set(tally.moved.values())
    spare = next(name for number in range(1, len(taken) + 2) if (name := f"S{number}") not in taken)
    here = label in tally.arrived, tally.moved.get(label, label), spare
    return CompetitorView(label, sheet.status, sheet.reason, sheet.penalties, time, lot, total, tuple(forms), *here)
