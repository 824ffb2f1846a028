"""Door: an event's registrations: what waits, what the rules say of each, and all of them to look through."""

from dataclasses import dataclass
from datetime import UTC, datetime

from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from competition.events.duties import REGISTRAR
from competition.events.moments import until
from competition.events.programme import event_by_code, season_of
from competition.events.stages import BEFORE_DRAW, STAGES
from competition.events.tables import Event
from competition.pages.language import N_, _
from competition.pages.site import AnyRequest, page
from competition.people.sessions import reader
from competition.registration.acceptance import ACCEPTED, REFUSED, RETURNED, SUBMITTED
from competition.registration.entering import open_now
from competition.registration.review import accept_clean, told
from competition.registration.roll import Line, surveyed
from competition.registration.rules import BLOCK, NO_AWARD, TOLD, WARN, Ground, checked_count, findings, gravest, way_in
from competition.settings import secret

STATES = {SUBMITTED: N_("待审核"), ACCEPTED: N_("已接收"), RETURNED: N_("已退回"), REFUSED: N_("不通过")}
KINDS = {SUBMITTED: "wait", ACCEPTED: "done", RETURNED: "live", REFUSED: "clash"}
RESULTS = {BLOCK: N_("不符合"), NO_AWARD: N_("不计奖"), WARN: N_("提醒"), TOLD: N_("符合")}
RESULT_KINDS = {BLOCK: "clash", NO_AWARD: "live", WARN: "wait", TOLD: "done"}
ACCEPTS = {NO_AWARD: N_("按不计奖接收"), WARN: N_("作为例外接收"), TOLD: N_("接收")}


@dataclass(frozen=True)
class WaitingLine:
    """One that waits: what the rules came to, and the way to accept it, if there is one."""

    id: int
    name: str
    unit: str
    level: str
    word: str
    kind: str
    why: str
    quiet: bool
    accept: str


@dataclass(frozen=True)
class ListLine:
    """One of all."""

    id: int
    name: str
    people: str
    unit: str
    level: str
    number: str
    state: str
    kind: str
    reason: str


@dataclass(frozen=True)
class Listing:
    """The page."""

    code: str
    title: str
    stage: str
    size: int
    waiting: tuple[WaitingLine, ...]
    clean: int
    counts: dict[str, int]
    capacity: int
    lines: tuple[ListLine, ...]
    total: int
    only: str
    sought: str
    open: bool
    until: str
    early: bool
    address: str
    rules: int

    @property
    def states(self) -> list[tuple[str, str]]:
        """To choose from."""
        return [(state, f"{_(word)} {self.counts[state]}") for state, word in STATES.items()]


@get("/organise/{code:str}/registrations", right=REGISTRAR)
async def listing(request: AnyRequest, code: FromPath[str], only: FromQuery[str] = "", q: FromQuery[str] = "") -> Template:
    """The page; `q` is a name, a unit or a 参赛编号."""
    event = await event_by_code(code)
    lines, ground = await surveyed(event, secret(request.app.state.settings, "identity"))
    waiting = [_waiting(line, ground) for line in lines if line.state == SUBMITTED]
    shown = Listing(
        code=event.code,
        title=event.title,
        stage=_(STAGES[event.stage]),
        size=event.team_size,
        waiting=tuple(waiting),
        clean=sum(one.kind == RESULT_KINDS[TOLD] for one in waiting),
        counts={state: sum(line.state == state for line in lines) for state in STATES},
        capacity=event.capacity,
        lines=tuple(_listed(line) for line in lines if _sought(line, only, q)),
        total=len(lines),
        only=only if only in STATES else "",
        sought=q.strip(),
        open=open_now(event, datetime.now(UTC)),
        until=until(event.registration_until, await season_of(event)),
        early=event.stage in BEFORE_DRAW,
        address=_address(request, event),
        rules=len(ground.conditions),
    )
    return page(request, "registration/list.html", shown)


@post("/organise/{code:str}/registrations/accept", right=REGISTRAR, status_code=303)
async def accept_all(request: AnyRequest, code: FromPath[str]) -> Redirect:
    """接收无问题的: all against whom nothing stands."""
    event = await event_by_code(code)
    await accept_clean(event, reader(request).name, secret(request.app.state.settings, "identity"))
    return Redirect(f"/organise/{event.code}/registrations", status_code=303)


def _waiting(line: Line, ground: Ground) -> WaitingLine:
    found = findings(line.candidate, ground)
    grave, act = gravest(found), way_in(found)
    return WaitingLine(
        line.id,
        line.name,
        line.unit or "—",
        _levels(line),
        _(RESULTS[grave]),
        RESULT_KINDS[grave],
        told(found) or _("{count} 条规则全部通过", count=checked_count(ground)),
        grave == TOLD,
        _(ACCEPTS[act]) if act in ACCEPTS else "",
    )


def _listed(line: Line) -> ListLine:
    people = "、".join(one.who.name for one in line.people) if line.team else ""
    word = _(STATES[line.state]) + ("　" + _("不计奖") if line.no_award else "")
    return ListLine(
        line.id, line.name, people, line.unit or "—", _levels(line), line.number, word, KINDS[line.state], line.reason
    )


def _levels(line: Line) -> str:
    return _("、").join(dict.fromkeys(_(one.who.level) for one in line.people if one.who.level)) or "—"


def _sought(line: Line, state: str, q: str) -> bool:
    if state in STATES and line.state != state:
        return False
    where = (line.name, line.unit, line.employer, line.number, *(one.who.name for one in line.people))
    return any(q.strip().casefold() in text.casefold() for text in where)


def _address(request: AnyRequest, event: Event) -> str:
    return f"{str(request.base_url).rstrip('/')}/register/{event.code}"


DOORS = [listing, accept_all]
