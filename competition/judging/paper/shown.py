"""What the pages of paper entry show: the pile of forms, one form's cells, the cells that two read differently. Labels only, or
the numbers of works alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from competition.events.scheme_words import rule
from competition.floor.works import SIGN
from competition.judging.authority import Author
from competition.judging.desk.story import VALUES
from competition.judging.desk.view import WORDS
from competition.judging.paper.cells import SIGNATURE, Cell, Keyed, cells
from competition.judging.paper.keying import Pair, cells_of
from competition.judging.standings import STATUS_WORDS
from competition.pages.language import N_, _
from scoring.amounts import plain
from scoring.aspects import ABSENT, AGREED, DIFFICULTY
from scoring.problems import Problem
from scoring.scheme import Subcriterion
from scoring.tally import DRAFT, EMPTY, Tally

TO_KEY, MINE, SECOND, DIFFER = N_("待录"), N_("您已录一遍"), N_("待录第二遍"), N_("两遍不同")
ON_TABLETS, ABSENT_WORD = N_("平板登分中"), N_("缺")
SIGNED_BY, SHARED, OWN = N_("{judge} 签字"), N_("共同登录"), N_("难度系数")


@dataclass(frozen=True)
class FormCell:
    """A form in the pile: how far it is, and where it is keyed or settled; no address: nothing to do."""

    word: str
    kind: str
    address: str


@dataclass(frozen=True)
class CellShown:
    """An input: a select where there are only so many answers, a tick where there is one."""

    id: str
    name: str
    label: str
    value: str
    options: tuple[tuple[str, str], ...]
    problem: str
    other: bool


@dataclass(frozen=True)
class RowShown:
    """An aspect, what may be entered in it, and its cells; `none`: the tick that it was not done."""

    code: str
    title: str
    rule: str
    max: str
    judged: bool
    cells: tuple[CellShown, ...]
    none: CellShown | None


def judges_of(tally: Tally, author: Author, label: str, form: str) -> list[str]:
    """Whose columns are on the paper."""
    return [seat.judge for seat in author.team(form) if (label, seat.judge) not in tally.recused]


def address(code: str, page: str, called: str, form: str) -> str:
    """Where a form is keyed, or settled. `called`: its station, or its work's number with its sign."""
    return f"/papers/{code}/{page}/{quote(called, safe='')}/{form}"


def place_word(called: str) -> str:
    """赛位 07, or 成果 #07."""
    return _("成果 {station}", station=called) if called.startswith(SIGN) else _("赛位 {station}", station=called)


def form_cell(code: str, tally: Tally, there: Pair, label: str, called: str, form: str, reader: str) -> FormCell:
    """How far a form is, for this reader, who knows it as `called`."""
    sheet = tally.sheets[label]
    own = there.of(reader) is not None
    if not sheet.placed:
        return FormCell(_(STATUS_WORDS[sheet.status]), "", "")
    if there.differing:
        return FormCell(_(DIFFER), "clash", address(code, "form" if own else "differences", called, form))
    if there.rows:
        return FormCell(_(MINE if own else SECOND), "wait" if own else "busy", address(code, "form", called, form))
    state = tally.form(label, form).state
    word, kind = WORDS[state]
    if state in (EMPTY, DRAFT):
        word, kind = (TO_KEY, "") if state == EMPTY else (ON_TABLETS, "wait")
    return FormCell(_(word), kind, "" if kind in ("live", "done") else address(code, "form", called, form))


def rows(
    form: Subcriterion, judges: Sequence[str], typed: Mapping[str, str], wrong: Mapping[str, Problem], other: Sequence[str] = ()
) -> tuple[RowShown, ...]:
    """The form's aspects with what was typed in them."""
    wanted, found = cells(form, judges), []
    for n, aspect in enumerate(form.aspects, 1):
        own = [
            _shown(f"c{n}-{cell.judge.replace(AGREED, 'all')}", cell, typed, wrong, other)
            for cell in wanted
            if cell.aspect == aspect.code
        ]
        if own:
            none = own.pop() if aspect.judged else None
            said = (aspect.code, aspect.title, rule(aspect), plain(aspect.max), aspect.judged)
            found.append(RowShown(*said, tuple(own), none))
    return tuple(found)


def signatures(
    form: Subcriterion, judges: Sequence[str], typed: Mapping[str, str], wrong: Mapping[str, Problem], other: Sequence[str] = ()
) -> tuple[CellShown, ...]:
    """A tick for each referee of the team."""
    wanted = [cell for cell in cells(form, judges) if cell.aspect == SIGNATURE]
    return tuple(_shown(f"signed-{cell.judge}", cell, typed, wrong, other) for cell in wanted)


def _shown(id: str, cell: Cell, typed: Mapping[str, str], wrong: Mapping[str, Problem], other: Sequence[str]) -> CellShown:
    problem = wrong.get(cell.place)
    said = _(problem.says, **dict[str, object](problem.facts)) if problem else ""
    words = tuple((option, value_word(option)) for option in cell.options)
    return CellShown(id, cell.place, who(cell), typed.get(cell.place, ""), words, said, cell.place in other)


def who(cell: Cell) -> str:
    """Whose cell it is."""
    if cell.aspect == SIGNATURE:
        return _(SIGNED_BY, judge=cell.judge)
    return _(SHARED) if cell.judge == AGREED else _(OWN) if cell.judge == DIFFICULTY else cell.judge


def value_word(value: str) -> str:
    """How a value is read on the page."""
    return _(ABSENT_WORD) if value == ABSENT else _(VALUES[value]) if value in VALUES else value


@dataclass(frozen=True)
class Difference:
    """A cell that two clerks read differently: `first`, `second` are values to choose between, with how they are read."""

    id: str
    place: str
    aspect: str
    who: str
    first: tuple[str, str]
    second: tuple[str, str]


def differences(form: Subcriterion, judges: Sequence[str], there: Pair) -> tuple[Difference, ...]:
    """In the order of the paper."""
    titles = {aspect.code: aspect.title for aspect in form.aspects} | {SIGNATURE: _("签字")}
    wanted = {cell.place: cell for cell in cells(form, judges)}
    one, two = (cells_of(row) for row in there.rows)
    found = []
    for n, (at, cell) in enumerate(wanted.items(), 1):
        if at in there.differing:
            values = [(keyed.get(at, ""), value_word(keyed[at]) if keyed.get(at) else _("空")) for keyed in (one, two)]
            found.append(Difference(f"d{n}", at, titles[cell.aspect], who(cell), values[0], values[1]))
    return tuple(found)


def typed_of(there: Pair, reader: str) -> Keyed:
    """What this clerk keyed himself; never the other's."""
    row = there.of(reader)
    return {at: (_(ABSENT_WORD) if value == ABSENT else value) for at, value in cells_of(row).items()} if row else {}
