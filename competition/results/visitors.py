"""Door: two plain pages for visitors: how a competitor finds his own page, and what is done with personal data."""

from dataclasses import dataclass

from litestar import get
from litestar.response import Template

from competition.events.programme import events_of, season
from competition.events.stages import PUBLISHED
from competition.pages.rights import PUBLIC
from competition.pages.site import AnyRequest, page


@dataclass(frozen=True)
class Finding:
    """Where a competitor may go: events to register for, and results that are out."""

    open: tuple[tuple[str, str], ...]
    published: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Privacy:
    """Who answers for the data."""

    office: str
    phone: str


@get("/competitor", right=PUBLIC)
async def finding(request: AnyRequest) -> Template:
    """Leads a competitor to his page."""
    current = await season()
    events = await events_of(current.id) if current else []
    opened = tuple((event.code, event.title) for event in events if event.stage == "open")
    published = tuple((event.code, event.title) for event in events if event.stage in PUBLISHED)
    return page(request, "results/finding.html", Finding(opened, published))


@get("/privacy", right=PUBLIC)
async def privacy(request: AnyRequest) -> Template:
    """What is collected, why, how long, and who sees it."""
    current = await season()
    return page(request, "results/privacy.html", Privacy(current.office if current else "", current.phone if current else ""))


DOORS = [finding, privacy]
