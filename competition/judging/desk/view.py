"""What the desk shows of a round: the matrix, what is missing, the tablets, the latest lines. Decides nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from competition.judging.authority import Author
from competition.judging.desk.story import Teller, Told, latest
from competition.judging.desk.todo import Todo, spreads, todo
from competition.judging.scorekeeper import Book
from competition.judging.standings import STATUS_WORDS, begun, progress_of
from competition.judging.tablet.presence import Tablet, tablets
from competition.pages.language import N_, _
from scoring.outliers import outliers
from scoring.tally import ACCEPTED, DRAFT, EMPTY, RETURNED, SIGNED, Form, Tally

WORDS = {
    EMPTY: (N_("未开始"), ""),
    DRAFT: (N_("登分中"), "wait"),
    SIGNED: (N_("已签"), "live"),
    RETURNED: (N_("退回"), "clash"),
    ACCEPTED: (N_("已接收"), "done"),
}
ONLINE, OFFLINE, NEVER = N_("在线"), N_("断网 {minutes} 分钟"), N_("未登录")
CONFLICTS = N_("冲突 {count}")
FAR = {"high": N_("偏高"), "low": N_("偏低")}
RECENT = 8


@dataclass(frozen=True)
class Cell:
    """A form in the matrix."""

    competitor: str
    form: str
    word: str
    kind: str
    flags: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Row:
    """A station. `out`: why it needs no marks; `moved`: the spare station that he went to."""

    competitor: str
    out: str
    cells: tuple[Cell, ...]
    moved: str = ""


@dataclass(frozen=True)
class Column:
    """A sub-criterion, how many of its forms are accepted, and in which sessions it is closed."""

    code: str
    title: str
    done: int
    of: int
    closed: tuple[int, ...]


@dataclass(frozen=True)
class TabletRow:
    """A referee's tablet."""

    shown: str
    word: str
    kind: str
    unsent: int


@dataclass(frozen=True)
class Lacking:
    """A form that lacks `count` marks: stations that have begun with how many each, and those that have not."""

    form: str
    count: int
    begun: tuple[str, ...]
    empty: str


@dataclass(frozen=True)
class Overview:
    """The desk of a round that has begun."""

    number: int
    frozen: bool
    sessions: tuple[int, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    done: int
    of: int
    out: tuple[tuple[str, str], ...]
    todo: tuple[Todo, ...]
    signed: int
    missing: tuple[Lacking, ...]
    lacking: int
    tablets: tuple[TabletRow, ...]
    online: int
    recent: tuple[Told, ...]


def overview(book: Book, author: Author, teller: Teller, event: str) -> Overview:
    """All of it, from one state of the round."""
    tally = begun(book)
    forms = {(form.competitor, form.subcriterion): form for form in tally.forms()}
    progress, sheets = progress_of(tally), tally.sheets
    here = tablet_rows(author, tablets(event))
    missing = missing_of(tally, forms.values())
    return Overview(
        number=book.number,
        frozen=tally.frozen,
        sessions=tally.sessions,
        columns=tuple(_column(tally, code, forms.values()) for code in tally.scheme.subcriteria),
        rows=tuple(_row(book, tally, competitor, forms) for competitor in sheets),
        done=progress.done,
        of=progress.of,
        out=tuple((label, _(STATUS_WORDS[sheet.status])) for label, sheet in sheets.items() if sheet.status in STATUS_WORDS),
        todo=tuple(todo(book, tally, list(forms.values()), teller, event)),
        signed=sum(form.state == SIGNED for form in forms.values() if sheets[form.competitor].placed),
        missing=missing,
        lacking=sum(each.count for each in missing),
        tablets=here,
        online=sum(row.kind == "done" for row in here),
        recent=tuple(latest(book, teller, RECENT)),
    )


def _column(tally: Tally, code: str, forms: Iterable[Form]) -> Column:
    own = [form for form in forms if form.subcriterion == code and tally.sheets[form.competitor].placed]
    closed = tuple(sorted(session for session, closed in tally.closed if closed == code))
    return Column(code, tally.scheme.subcriteria[code].title, sum(form.state == ACCEPTED for form in own), len(own), closed)


def _row(book: Book, tally: Tally, competitor: str, forms: dict[tuple[str, str], Form]) -> Row:
    sheet = tally.sheets[competitor]
    out = "" if sheet.placed else _(STATUS_WORDS[sheet.status])
    cells = tuple(_cell(book, tally, forms[competitor, code], out) for code in tally.scheme.subcriteria)
    return Row(competitor, out, cells, tally.moved.get(competitor, ""))


def _cell(book: Book, tally: Tally, form: Form, out: str) -> Cell:
    word, kind = WORDS[form.state]
    shown = f"{_(word)} {form.marked}/{form.needed}" if form.state == DRAFT else _(word)
    flags = [] if out else [(spread, False) for spread in (*spreads(form), *far(tally, form))]
    claimed = sum(_at(tally, one.place[:2]) == (form.competitor, form.subcriterion) for one in book.claims.values())
    if claimed:
        flags.append((_(CONFLICTS, count=claimed), True))
    return Cell(form.competitor, form.subcriterion, out or shown, "" if out else kind, tuple(flags))


def far(tally: Tally, form: Form) -> list[str]:
    """偏高, 偏低: whether marks lie far from their panel, in a word each, until the form is accepted."""
    if form.state == ACCEPTED:
        return []
    entries = tally.sheets[form.competitor].entries
    aspects = tally.scheme.subcriteria[form.subcriterion].aspects
    found = {way for aspect in aspects for way in outliers(aspect, entries.get(aspect.code, {})).values()}
    return [_(FAR[way]) for way in sorted(found)]


def _at(tally: Tally, place: tuple[str, ...]) -> tuple[str, str]:
    return place[0], tally.scheme.subcriterion_of(place[1]).code


def missing_of(tally: Tally, forms: Iterable[Form]) -> tuple[Lacking, ...]:
    """Form by form: four hundred gaps are read as a handful of lines."""
    order = list(tally.sheets)
    by_form: dict[str, list[Form]] = {}
    for form in forms:
        if form.marked < form.needed and tally.sheets[form.competitor].placed:
            by_form.setdefault(form.subcriterion, []).append(form)
    return tuple(_lacking(tally, code, by_form[code], order) for code in tally.scheme.subcriteria if code in by_form)


def _lacking(tally: Tally, code: str, own: Sequence[Form], order: Sequence[str]) -> Lacking:
    empty = _("、").join(runs([form.competitor for form in own if form.state == EMPTY], order))
    begun_ones = _begun([form for form in own if form.state != EMPTY], order)
    count = sum(form.needed - form.marked for form in own)
    return Lacking(f"{code} {tally.scheme.subcriteria[code].title}", count, begun_ones, empty)


def _begun(forms: Iterable[Form], order: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        _("{label}（{count}）", label=run, count=count) if run in order else _("{label}（各 {count}）", label=run, count=count)
        for count, alike in groupby(forms, key=lambda form: form.needed - form.marked)
        for run in runs([form.competitor for form in alike], order)
    )


def runs(labels: Sequence[str], order: Sequence[str]) -> list[str]:
    """Labels in their order, three or more neighbours as one: 01–20 is read at a glance, twenty numbers are not."""
    at = {label: place for place, label in enumerate(order)}
    found: list[list[str]] = []
    for label in labels:
        if found and at[label] == at[found[-1][-1]] + 1:
            found[-1].append(label)
        else:
            found.append([label])
    return [word for run in found for word in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else run)]


def tablet_rows(author: Author, here: dict[str, Tablet]) -> tuple[TabletRow, ...]:
    """Every referee who marks, by seat."""
    marking = [seat for seat in author.everybody if seat.seat > 0]
    return tuple(TabletRow(seat.shown, *_link(here.get(seat.name)), here.get(seat.name, Tablet()).unsent) for seat in marking)


def _link(tablet: Tablet | None) -> tuple[str, str]:
    if tablet is None or tablet.heard is None:
        return _(NEVER), ""
    if tablet.here:
        return _(ONLINE), "done"
    minutes = int((datetime.now(UTC) - tablet.heard).total_seconds() // 60)
    return _(OFFLINE, minutes=max(minutes, 1)), "wait"
