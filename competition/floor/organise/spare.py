"""Door: what to do when the machine that serves dies: how its copy stands now, and the steps on another machine."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from litestar import get
from litestar.response import Template

from competition.events.moments import moment
from competition.events.programme import season, zone
from competition.floor.box import Box, box
from competition.pages.site import AnyRequest, page
from competition.people.guards import ORGANISER


@dataclass(frozen=True)
class SparePage:
    """`host` and `port`: where the tablets look for it; `stick`: where the copy is, or a place for it."""

    box: Box
    host: str
    port: int
    data: str
    stick: str
    full_at: str
    since: str


@get("/organise/spare", right=ORGANISER)
async def spare(request: AnyRequest) -> Template:
    """The steps, with this machine's own values in the commands."""
    now, settings, where = box(request), request.app.state.settings, zone(await season())
    shown = SparePage(
        now,
        urlsplit(now.was or now.addresses[0]).hostname or "",
        settings.port,
        str(settings.data),
        now.copy.folder or "/media/usb",
        moment(now.copy.full_at, where),
        moment(now.since, where),
    )
    return page(request, "floor/spare.html", shown)


DOORS = [spare]
