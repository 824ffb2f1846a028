"""Door: paper entry: the pile of forms, and one form that a clerk keys: by label, without a name, blind to the other clerk."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote

from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from competition.events.duties import CHIEF, CLERK, CLERK_ROLE, PAPERS, events_as
from competition.events.programme import event_by_code, round_of
from competition.events.tables import Event
from competition.judging.authority import Author, author_of
from competition.judging.paper import keying
from competition.judging.paper.cells import cells, problems, read
from competition.judging.paper.shown import (
    CellShown,
    FormCell,
    RowShown,
    address,
    form_cell,
    judges_of,
    place_word,
    rows,
    signatures,
    typed_of,
)
from competition.judging.scorekeeper import Book, keeper
from competition.judging.standings import begun
from competition.judging.tablet.work_numbers import works_of
from competition.pages.errors import again
from competition.pages.forms import posted
from competition.pages.language import N_, _
from competition.pages.refusal import Missing, Refusal
from competition.pages.site import AnyRequest, AnyResponse, page
from competition.people.guards import SIGNED_IN
from competition.people.sessions import reader
from scoring.problems import Problem
from scoring.scheme import Subcriterion

NO_FORM = N_("没有这张评分表。请从录入纸质表的列表进入。")


@dataclass(frozen=True)
class PilePage:
    """Every form by station, or by work (`works`); `done`: what was just keyed, and what became of it."""

    code: str
    title: str
    chief: bool
    forms: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[FormCell, ...]], ...]
    waiting: int
    differing: int
    works: bool
    done: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class FormPage:
    """One paper form. `mine`: he has keyed it; `differs`: the other reads it differently, where is marked."""

    code: str
    event: str
    place: str
    form: str
    title: str
    rows: tuple[RowShown, ...]
    judges: tuple[str, ...]
    signatures: tuple[CellShown, ...]
    mine: bool
    differs: bool
    problems: tuple[tuple[str, str], ...] = ()
    done: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class Paper:
    """The form of this address, and who reads. `called`: as it stands on the paper, the station or the work's number."""

    event: Event
    book: Book
    author: Author
    label: str
    called: str
    form: Subcriterion

    @property
    def judges(self) -> list[str]:
        """Whose columns it has."""
        return judges_of(begun(self.book), self.author, self.label, self.form.code)


async def paper(request: AnyRequest, code: str, called: str, form: str) -> Paper:
    """The form of this address; where works have numbers, a station's label is none."""
    event = await event_by_code(code)
    author = await author_of(reader(request), event.id)
    assert author is not None
    book = await keeper().book((await round_of(event.id)).id)
    found, label = begun(book).scheme.subcriterion(form), (await works_of(book)).label(called)
    if found is None or label not in begun(book).sheets:
        raise Missing(NO_FORM)
    return Paper(event, book, author, label, called, found)


@get("/papers", right=SIGNED_IN)
async def piles(request: AnyRequest) -> AnyResponse:
    """A clerk's events; straight on where there is one."""
    who = reader(request)
    found = await events_as(who.id, CLERK_ROLE)
    if len(found) == 1:
        return Redirect(f"/papers/{found[0].code}", status_code=303)
    return page(request, "judging/paper/piles.html", tuple((one.code, one.title) for one in found))


@get("/papers/{code:str}", right=PAPERS)
async def pile(request: AnyRequest, code: FromPath[str], done: FromQuery[str] = "", outcome: FromQuery[str] = "") -> AnyResponse:
    """Every form, and how far it is."""
    event = await event_by_code(code)
    author = await author_of(reader(request), event.id)
    assert author is not None
    book = await keeper().book((await round_of(event.id)).id)
    tally, there, works = begun(book), await keying.pairs(book.round), await works_of(book)
    nothing = keying.Pair()
    forms = tuple((form.code, form.title) for form in tally.scheme.subcriteria.values())
    shown = tuple(
        (
            called,
            tuple(
                form_cell(event.code, tally, there.get((label, form), nothing), label, called, form, author.name)
                for form in tally.scheme.subcriteria
            ),
        )
        for called, label in works.called(tally.sheets)
    )
    differing = sum(bool(one.differing) for one in there.values())
    count = (len(there) - differing, differing)
    return page(
        request,
        "judging/paper/pile.html",
        PilePage(event.code, event.title, author.chief, forms, shown, *count, bool(works.numbers), done[:60], outcome),
    )


@get("/papers/{code:str}/form/{label:str}/{form:str}", right=CLERK)
async def blank(
    request: AnyRequest,
    code: FromPath[str],
    label: FromPath[str],
    form: FromPath[str],
    done: FromQuery[str] = "",
    outcome: FromQuery[str] = "",
) -> AnyResponse:
    """The form to key, with what this clerk keyed before."""
    at = await paper(request, code, label, form)
    keying.open_for_keying(at.book, at.event, at.label, form)
    return page(request, "judging/paper/form.html", await _page(at, None, done=done[:60], outcome=outcome))


@post("/papers/{code:str}/form/{label:str}/{form:str}", right=CLERK, status_code=303)
async def keep(request: AnyRequest, code: FromPath[str], label: FromPath[str], form: FromPath[str]) -> AnyResponse:
    """What he read; then on to the next station's."""
    at, typed = await paper(request, code, label, form), await posted(request)
    keyed = read(typed, cells(at.form, at.judges))
    wrong = problems(begun(at.book), at.form, at.label, keyed, at.judges)
    if wrong:
        shown = await _page(at, typed, wrong)
        return again(request, "judging/paper/form.html", shown, shown.problems)
    try:
        outcome = await keying.key(at.book, at.event, at.author, at.label, at.form, keyed)
    except Refusal as refused:
        says = _(refused.says, **refused.facts)
        shown = await _page(at, typed, said=says)
        return again(request, "judging/paper/form.html", shown, shown.problems, refused.status)
    onward = address(at.event.code, "form", label, form) if outcome == keying.DIFFERS else await _next(at)
    where = onward or f"/papers/{at.event.code}"
    return Redirect(f"{where}?done={quote(f'{label} {form}')}&outcome={outcome}", status_code=303)


@post("/papers/{code:str}/drop/{label:str}/{form:str}", right=CHIEF, status_code=303)
async def drop(request: AnyRequest, code: FromPath[str], label: FromPath[str], form: FromPath[str]) -> AnyResponse:
    """Both readings are set aside."""
    at = await paper(request, code, label, form)
    await keying.drop(at.book, at.event, at.author, at.label, form)
    return Redirect(f"/papers/{at.event.code}", status_code=303)


async def _next(at: Paper) -> str:
    """Where this clerk may still key the same form: of the next station, or the next work."""
    tally, there = begun(at.book), await keying.pairs(at.book.round)
    listed = (await works_of(at.book)).called(tally.sheets)
    here = listed.index((at.called, at.label)) + 1
    for called, label in (*listed[here:], *listed[: here - 1]):
        found = there.get((label, at.form.code), keying.Pair())
        free = found.of(at.author.name) is None and len(found.rows) < 2
        onward = form_cell(at.event.code, tally, found, label, called, at.form.code, at.author.name).address
        if free and onward:
            return onward
    return ""


async def _page(
    at: Paper,
    typed: Mapping[str, str] | None,
    wrong: Mapping[str, Problem] = MappingProxyType({}),
    said: str = "",
    done: str = "",
    outcome: str = "",
) -> FormPage:
    there = await keying.pair(at.book.round, at.label, at.form.code)
    mine = there.of(at.author.name) is not None
    values = typed if typed is not None else typed_of(there, at.author.name)
    other = there.differing if mine else []
    shown = rows(at.form, at.judges, values, wrong, other)
    ticks = signatures(at.form, at.judges, values, wrong, other)
    each = [cell for row in shown for cell in (*row.cells, *((row.none,) if row.none else ()))] + list(ticks)
    told = [(cell.id, cell.problem) for cell in each if cell.problem]
    return FormPage(
        code=at.event.code,
        event=at.event.title,
        place=place_word(at.called),
        form=at.form.code,
        title=at.form.title,
        rows=shown,
        judges=tuple(at.judges),
        signatures=ticks,
        mine=mine,
        differs=bool(other),
        problems=tuple(([("main", said)] if said else []) + told),
        done=done,
        outcome=outcome,
    )


DOORS = [piles, pile, blank, keep, drop]
