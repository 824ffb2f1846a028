"""Door: the chief referee's desk, to look at: the round, a form, a competitor, the whole log."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import uuid4
from zoneinfo import ZoneInfo

from litestar import get
from litestar.params import FromPath, FromQuery
from litestar.response import Template

from competition.events.duties import CHIEF, seats
from competition.events.presets import preset_of
from competition.events.programme import event_by_code, round_of, rounds_of, season_of
from competition.events.scheme_words import where_in
from competition.events.stages import SIGNED, STAGES
from competition.events.tables import Event
from competition.floor.box import Box, box
from competition.judging.authority import Author, author_of
from competition.judging.carrying import author_name, name_of
from competition.judging.clock_face import Face, faces_of
from competition.judging.desk.awaited import Awaited, awaited
from competition.judging.desk.proposals import Waiting, proposals
from competition.judging.desk.sheet import CompetitorView, FormView, competitor_view, form_view
from competition.judging.desk.story import Teller, Told, latest
from competition.judging.desk.tie_view import tie_todos
from competition.judging.desk.todo import Todo, late_todos
from competition.judging.desk.view import Overview, overview
from competition.judging.opening import labels_of, scheme_of, too_few
from competition.judging.paper.keying import keyed_by
from competition.judging.paper.todo import paper_todos
from competition.judging.scorekeeper import Book, keeper
from competition.judging.sessions import matrix
from competition.judging.standings import begun, standing
from competition.judging.ties import tied
from competition.pages.errors import again
from competition.pages.language import N_, _
from competition.pages.refusal import Missing, Refusal
from competition.pages.site import AnyRequest, AnyResponse, page
from competition.people.accounts import shown_names
from competition.people.sessions import reader
from scoring.scheme import warnings
from scoring.sheet import STATUSES

NO_FORM = N_("没有这张评分表。请从裁判长台进入。")
NO_COMPETITOR = N_("没有赛位 {label}。请从裁判长台进入。")


@dataclass(frozen=True)
class Here:
    """What every page of the desk begins with."""

    code: str
    title: str
    stage: str
    stage_word: str
    shown: str
    back: str
    problem: str
    ref: str
    number: int
    epoch: str


@dataclass(frozen=True)
class DeskPage:
    """The desk: before the round begins `ready` says what is lacking; then `view`."""

    here: Here
    view: Overview | None
    compact: bool
    ready: tuple[tuple[str, bool], ...] = ()
    warned: tuple[str, ...] = ()
    box: Box | None = None
    faces: tuple[Face, ...] = ()
    now: str = ""
    opened: Mapping[str, tuple[tuple[int, bool], ...]] = field(default_factory=dict)
    waiting: tuple[Waiting, ...] = ()


@dataclass(frozen=True)
class FormPage:
    here: Here
    view: FormView
    waiting: tuple[Waiting, ...]
    awaited: Awaited


@dataclass(frozen=True)
class CompetitorPage:
    here: Here
    view: CompetitorView
    statuses: tuple[str, ...] = STATUSES
    waiting: tuple[Waiting, ...] = ()


@dataclass(frozen=True)
class LogPage:
    here: Here
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Desk:
    """The event, its round, and who sits here."""

    event: Event
    round: int
    book: Book
    author: Author
    teller: Teller | None

    def here(self, back: str, problem: str = "") -> Here:
        event, book = self.event, self.book
        word, shown = _(STAGES[event.stage]), self.author.shown
        return Here(event.code, event.title, event.stage, word, shown, back, problem, str(uuid4()), book.number, book.epoch)


async def at(request: AnyRequest, code: str) -> Desk:
    """The desk of the event of this address."""
    event = await event_by_code(code)
    author = await author_of(reader(request), event.id)
    assert author is not None
    current = await round_of(event.id)
    author = replace(author, late=event.stage in SIGNED, keyed=await keyed_by(current.id, author.name))
    book = await keeper().book(current.id)
    return Desk(event, current.id, book, author, None if book.tally is None else await teller_of(event, book))


async def teller_of(event: Event, book: Book) -> Teller:
    """Who is called how."""
    everybody = await seats(event.id)
    accounts = {seat.name: seat.shown for seat in everybody}
    if strangers := {line.author for line, _decision in book.lines} - set(accounts):
        accounts |= await shown_names(strangers)
    accounts |= {author_name(one): name_of(one) for one in await rounds_of(event.id)}
    judges = {seat.judge: seat.shown for seat in everybody if seat.seat > 0}
    return Teller(begun(book).scheme, accounts, judges, ZoneInfo((await season_of(event)).timezone))


@get("/desk/{code:str}", right=CHIEF)
async def desk(request: AnyRequest, code: FromPath[str], view: FromQuery[Literal["", "compact"]] = "") -> AnyResponse:
    """The desk."""
    return await show_desk(request, await at(request, code), compact=view == "compact")


async def show_desk(request: AnyRequest, there: Desk, problem: str = "", *, compact: bool = False) -> AnyResponse:
    """The desk as it is now, with what was refused above it."""
    here = there.here(f"/desk/{there.event.code}" + ("?view=compact" if compact else ""), problem)
    if there.teller is None:
        shown = DeskPage(here, None, compact, tuple(await readiness(there)), await warned(there))
    else:
        view = overview(there.book, there.author, there.teller, there.event.code)
        shown = DeskPage(
            here,
            replace(view, todo=(*view.todo, *await _beside(there))),
            compact,
            box=box(request),
            waiting=proposals(there.book, there.author, there.teller),
            **await _timed(there),
        )
    return again(request, "judging/desk.html", shown, problem, 409)


async def _timed(there: Desk) -> dict[str, Any]:
    """The clocks, the server's time that they are set by, and which sessions are open for which forms."""
    now, opened = datetime.now(UTC).isoformat(timespec="milliseconds"), matrix(begun(there.book))
    return {"faces": await faces_of(there.event, there.book), "now": now, "opened": opened}


async def _beside(there: Desk) -> tuple[Todo, ...]:
    """What else needs the chief: papers, ties, and what came late of the rounds before."""
    code, (_number, ranking) = there.event.code, await standing(there.round)
    ties = tie_todos(await tied(there.round, ranking, there.event.quota), code)
    return (*await paper_todos(there.book, code), *ties, *await late_todos(there.event, there.round))


async def readiness(there: Desk) -> list[tuple[str, bool]]:
    """What must be there before the first mark: a sentence each, and whether it is."""
    current = await round_of(there.event.id)
    labels = await labels_of(there.round)
    try:
        scheme = scheme_of(current.scheme)
        refused = too_few(scheme, there.author.everybody, preset_of(there.event.duties).signers)
        lines = [(_("评分标准：{count} 张评分表", count=len(scheme.subcriteria)), True)]
        lines.append((_("裁判已齐") if refused is None else _(refused.says, **refused.facts), refused is None))
    except Refusal as wrong:
        lines = [(_(wrong.says, **wrong.facts), False)]
    lines.append((_("赛位已编排：{count} 个", count=len(labels)) if labels else _("还没有选手的赛位"), bool(labels)))
    return lines


async def warned(there: Desk) -> tuple[str, ...]:
    """What the profile would have otherwise, and the chief may leave."""
    try:
        scheme = scheme_of((await round_of(there.event.id)).scheme)
    except Refusal:
        return ()
    return tuple(f"{where_in(scheme, each.where)}{_('：')}{_(each.says, **each.facts)}" for each in warnings(scheme))


@get("/desk/{code:str}/log", right=CHIEF)
async def log(request: AnyRequest, code: FromPath[str]) -> Template:
    """The whole logbook as a story, newest first."""
    there = await at(request, code)
    begun(there.book)
    assert there.teller is not None
    shown = LogPage(there.here(f"/desk/{there.event.code}/log"), tuple(latest(there.book, there.teller, there.book.number)))
    return page(request, "judging/desk_log.html", shown)


@get("/desk/{code:str}/form/{label:str}/{form:str}", right=CHIEF)
async def one_form(request: AnyRequest, code: FromPath[str], label: FromPath[str], form: FromPath[str]) -> AnyResponse:
    """One form with everything in it."""
    return show_form(request, await at(request, code), label, form)


def show_form(request: AnyRequest, there: Desk, label: str, form: str, problem: str = "") -> AnyResponse:
    """A form, with what was refused above it."""
    tally = begun(there.book)
    if label not in tally.sheets or form not in tally.scheme.subcriteria:
        raise Missing(NO_FORM)
    assert there.teller is not None
    here, book = there.here(f"/desk/{there.event.code}/form/{label}/{form}", problem), there.book
    waiting, view = proposals(book, there.author, there.teller, label, form), form_view(book, there.teller, label, form)
    shown = FormPage(here, view, waiting, awaited(book, there.author, label, form))
    return again(request, "judging/desk_form.html", shown, problem, 409)


@get("/desk/{code:str}/competitor/{label:str}", right=CHIEF)
async def one_competitor(request: AnyRequest, code: FromPath[str], label: FromPath[str]) -> AnyResponse:
    """A competitor: status, penalties, time, lot."""
    return show_competitor(request, await at(request, code), label)


def show_competitor(request: AnyRequest, there: Desk, label: str, problem: str = "") -> AnyResponse:
    """A competitor, with what was refused above him."""
    if label not in begun(there.book).sheets:
        raise Missing(NO_COMPETITOR, label=label)
    here = there.here(f"/desk/{there.event.code}/competitor/{label}", problem)
    assert there.teller is not None
    waiting = proposals(there.book, there.author, there.teller, label)
    shown = CompetitorPage(here, competitor_view(there.book, label), waiting=waiting)
    return again(request, "judging/desk_competitor.html", shown, problem, 409)


DOORS = [desk, log, one_form, one_competitor]
