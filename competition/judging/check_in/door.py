"""Door: the check-in desk of an event, to look at: a session's list with names, and one competitor. Not for who marks."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from litestar import get
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from competition.events.duties import FLOOR, FLOOR_ROLE, events_as
from competition.events.programme import event_by_code, round_of, season_of
from competition.events.stages import SIGNED
from competition.floor.standing_in import named_lines
from competition.floor.stations import placed, sessions_of
from competition.judging.authority import author_of
from competition.judging.check_in.acts import NO_STATION, Floor
from competition.judging.check_in.view import Entrant, Ground, Hours, entrants, expected, found, hours_of, scanned
from competition.judging.clock_face import Face, face, faces
from competition.judging.clocks import STOPPED, clocks_of
from competition.judging.scorekeeper import keeper
from competition.pages.errors import again
from competition.pages.refusal import Missing
from competition.pages.site import AnyRequest, AnyResponse, page
from competition.people.guards import SIGNED_IN
from competition.people.sessions import reader
from scoring.tally import session_of


@dataclass(frozen=True)
class Counts:
    """应到, 已到, 未到; who will not come."""

    due: int
    here: int
    missing: int
    out: int


@dataclass(frozen=True)
class ListPage:
    """A session's list. `opens`, `late`: hours of the day."""

    code: str
    title: str
    begun: bool
    session: int
    sessions: tuple[int, ...]
    faces: tuple[Face, ...]
    now: str
    opens: str
    starts: str
    late: str
    counts: Counts
    rows: tuple[Entrant, ...]
    wanted: str
    back: str
    ref: str
    problem: str = ""

    @property
    def face(self) -> Face | None:
        """The clock of this session."""
        return next((one for one in self.faces if one.session == self.session), None)


@dataclass(frozen=True)
class EntrantPage:
    """One competitor: what a scanned pass opens. `chief`: he may name another person at once."""

    code: str
    title: str
    one: Entrant
    face: Face
    now: str
    own: int
    started: bool
    late: str
    chief: bool
    back: str
    ref: str
    identity: bool
    typed: dict[str, str]
    wrong: dict[str, str]
    problem: str = ""


@dataclass(frozen=True)
class Here:
    """The event, who sits here, the time at the place."""

    floor: Floor
    hours: dict[int, Hours]
    minutes: dict[int, int]
    now: datetime
    zone: ZoneInfo

    def hour(self, at: datetime | None) -> str:
        """The time of day there."""
        return f"{at.astimezone(self.zone):%H:%M}" if at else ""

    def ground(self) -> Ground:
        """What the list of a session is read from; its hours are set by who knows which."""
        return Ground(
            self.floor.book, self.floor.clocks, Hours(None, None, None, running=False), self.now, self.zone, self.floor.named
        )


async def at(request: AnyRequest, code: str) -> Here:
    """The check-in desk of the event of this address."""
    event = await event_by_code(code)
    author = await author_of(reader(request), event.id)
    assert author is not None
    current = await round_of(event.id)
    book = await keeper().book(current.id)
    clocks, sessions = clocks_of(book), await sessions_of(current.id)
    before, grace = event.check_in_minutes, event.late_minutes
    hours = {one.number: hours_of(clocks.run(one.number).started, one.starts_at, before, grace) for one in sessions}
    author = replace(author, late=event.stage in SIGNED)
    floor = Floor(event, current.id, book, author, clocks, await named_lines(current.id))
    zone = ZoneInfo((await season_of(event)).timezone)
    return Here(floor, hours, {one.number: one.minutes for one in sessions}, datetime.now(UTC), zone)


async def listed(here: Here, session: int) -> list[Entrant]:
    """Everybody of a session."""
    floor = here.floor
    people = await placed(floor.event.id, floor.round)
    if floor.book.tally is None:
        return expected(people, session)
    ground = here.ground()
    return entrants(replace(ground, hours=here.hours.get(session, ground.hours)), people, session)


@get("/floor", right=SIGNED_IN)
async def events(request: AnyRequest) -> AnyResponse:
    """The events of a floor official; straight on where there is one."""
    who = reader(request)
    his = await events_as(who.id, FLOOR_ROLE)
    if len(his) == 1:
        return Redirect(f"/floor/{his[0].code}", status_code=303)
    return page(request, "judging/check_in/events.html", tuple((one.code, one.title) for one in his))


@get("/floor/{code:str}", right=FLOOR)
async def check_in_list(
    request: AnyRequest, code: FromPath[str], session: FromQuery[int] = 0, q: FromQuery[str] = ""
) -> AnyResponse:
    """The list of a session; a scanned pass leads on to its competitor."""
    here = await at(request, code)
    if "/floor/" in q and here.floor.book.tally is not None and (label := await _whose(here, scanned(q))):
        return Redirect(f"/floor/{here.floor.event.code}/{label}", status_code=303)
    return await show_list(request, here, session, q)


async def _whose(here: Here, text: str) -> str:
    """The label of the competitor that a plate's station or a pass's contest number means; nothing where there is none."""
    there = await placed(here.floor.event.id, here.floor.round)
    if text in {one.label for one in there}:
        return text
    return next((one.label for one in there if one.competitor.number.casefold() == text.casefold()), "")


async def show_list(request: AnyRequest, here: Here, session: int, wanted: str = "", problem: str = "") -> AnyResponse:
    """The list, with what was refused above it."""
    floor, sessions = here.floor, tuple(sorted(here.hours)) or (1,)
    current = session if session in sessions else _current(here, sessions)
    rows = await listed(here, current)
    here_now, out = sum(one.here and not one.out for one in rows), sum(one.out for one in rows)
    hours = here.hours.get(current, Hours(None, None, None, running=False))
    shown = ListPage(
        code=floor.event.code,
        title=floor.event.title,
        begun=floor.book.tally is not None,
        session=current,
        sessions=sessions,
        faces=faces(floor.clocks, sessions, here.minutes, here.now, here.zone) if floor.book.tally is not None else (),
        now=here.now.isoformat(timespec="milliseconds"),
        opens=here.hour(hours.opens),
        starts=here.hour(hours.starts),
        late=here.hour(hours.late),
        counts=Counts(len(rows), here_now, len(rows) - here_now - out, out),
        rows=tuple(found(rows, wanted)),
        wanted=wanted,
        back=f"/floor/{floor.event.code}?session={current}",
        ref=str(uuid4()),
        problem=problem,
    )
    return again(request, "judging/check_in/list.html", shown, problem, 409)


def _current(here: Here, sessions: tuple[int, ...]) -> int:
    """The first session that is not over."""
    return next((one for one in sessions if here.floor.clocks.run(one).state != STOPPED), sessions[-1])


@get("/floor/{code:str}/{label:str}", right=FLOOR)
async def one_entrant(request: AnyRequest, code: FromPath[str], label: FromPath[str]) -> AnyResponse:
    """One competitor: checked in by one press; what else may be of him. A pass opens it by the contest number."""
    here = await at(request, code)
    if (meant := await _whose(here, label)) and meant != label:
        return Redirect(f"/floor/{here.floor.event.code}/{meant}", status_code=303)
    return await show_one(request, here, label)


async def show_one(
    request: AnyRequest,
    here: Here,
    label: str,
    problem: str = "",
    typed: dict[str, str] | None = None,
    wrong: dict[str, str] | None = None,
) -> AnyResponse:
    """A competitor, with what was refused above him."""
    floor = here.floor
    session = session_of(label)
    one = next((each for each in await listed(here, session) if each.label == label), None)
    if one is None or floor.book.tally is None:
        raise Missing(NO_STATION, label=label[:20])
    hours = here.hours.get(session)
    shown = EntrantPage(
        code=floor.event.code,
        title=floor.event.title,
        one=one,
        face=face(floor.clocks, session, here.minutes.get(session, 0), here.now, here.zone, label),
        now=here.now.isoformat(timespec="milliseconds"),
        own=floor.clocks.own.get(label, 0),
        started=floor.clocks.run(session).started is not None,
        late=here.hour(hours.late) if hours else "",
        chief=floor.author.chief,
        back=f"/floor/{floor.event.code}/{label}",
        ref=str(uuid4()),
        identity=floor.event.identity,
        typed=typed or {},
        wrong=wrong or {},
        problem=problem,
    )
    return again(request, "judging/check_in/one.html", shown, list((wrong or {}).items()) or problem, 422 if wrong else 409)


DOORS = [events, check_in_list, one_entrant]
