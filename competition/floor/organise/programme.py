"""Door: the organiser's list of a season's events, and how far each has come."""

from dataclasses import dataclass

from litestar import get
from litestar.response import Template

from competition.events.moments import moment
from competition.events.programme import events_of, season
from competition.events.stages import STAGE_KINDS, STAGES
from competition.events.tables import Event
from competition.floor.stations import counts
from competition.pages.language import _
from competition.pages.site import AnyRequest, page
from competition.people.guards import ORGANISER


@dataclass(frozen=True)
class EventRow:
    """An event in the list."""

    code: str
    title: str
    stage: str
    kind: str
    competitors: int
    submitted: int
    when: str


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
    return page(request, "floor/programme.html", ProgrammePage(current.name if current else "", rows))


async def _row(event: Event, zone: str) -> EventRow:
    accepted, submitted = await counts(event.id)
    return EventRow(
        event.code, event.title, _(STAGES[event.stage]), kind(event.stage), accepted, submitted, moment(event.starts_at, zone)
    )


def kind(stage: str) -> str:
    """The mark of a stage: the same as on the public page."""
    return STAGE_KINDS.get(stage, "")


DOORS = [programme]
