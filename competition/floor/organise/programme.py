"""Door: the organiser's list of a season's events, and how far each has come."""

from dataclasses import dataclass

from litestar import get
from litestar.response import Template

from competition.events.moments import moment
from competition.events.programme import called, events_of, season
from competition.events.stages import STAGE_KINDS, STAGES, possible
from competition.events.tables import Event
from competition.floor.stations import counts
from competition.pages.language import N_, _
from competition.pages.site import AnyRequest, page
from competition.people.guards import ORGANISER

WHOSE = {"organiser": N_("组织者"), "chief": N_("裁判长")}


@dataclass(frozen=True)
class EventRow:
    """An event in the list. `next`: the act that takes it on, and `whose` it is; nothing once it is archived."""

    code: str
    title: str
    stage: str
    kind: str
    competitors: int
    teams: bool
    submitted: int
    when: str
    next: str
    whose: str


@dataclass(frozen=True)
class ProgrammePage:
    """The season and its events; no season before the first event."""

    season: str
    rows: list[EventRow]


@get("/organise", right=ORGANISER)
async def programme(request: AnyRequest) -> Template:
    """All events of the season that is on."""
    current = await season()
    events = await events_of(current.id) if current else []
    zone = current.timezone if current else "Asia/Shanghai"
    rows = [await _row(event, zone) for event in events]
    return page(request, "floor/programme.html", ProgrammePage(called(current) if current else "", rows))


async def _row(event: Event, zone: str) -> EventRow:
    accepted, submitted = await counts(event.id)
    following = next((act for act in possible(event.stage) if not act.backward), None)
    return EventRow(
        code=event.code,
        title=event.title,
        stage=_(STAGES[event.stage]),
        kind=kind(event.stage),
        competitors=accepted,
        teams=event.team_size > 1,
        submitted=submitted,
        when=moment(event.starts_at, zone),
        next=_(following.title) if following else "",
        whose=_(WHOSE[following.role]) if following else "",
    )


def kind(stage: str) -> str:
    """The mark of a stage: the same as on the public page."""
    return STAGE_KINDS.get(stage, "")


DOORS = [programme]
