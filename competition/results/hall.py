"""Door: the hall's display. Whole numbered frames over a websocket, as much in them as the event shows, to whoever looks."""

from dataclasses import dataclass
from datetime import UTC, datetime

from litestar import get, websocket
from litestar.params import FromPath
from litestar.response import Template

from competition.events.programme import event_by_code, season, zone
from competition.judging.scorekeeper import keeper
from competition.judging.standings import Frame
from competition.live.frames import Put, put_of
from competition.pages.rights import PUBLIC
from competition.pages.site import AnyRequest, page
from competition.pages.sockets import AnySocket, until_gone
from competition.results.projection import Shown, followed, frame_of, ground_of


@dataclass(frozen=True)
class Hall:
    """The first frame, and where the next ones come from; `now`: the server's time, where there are clocks to set by it.
    `works`: lines are called by their works' numbers."""

    frame: Frame
    works: bool
    socket: str
    zone: str
    now: str


@get("/hall/{code:str}", right=PUBLIC)
async def hall(request: AnyRequest, code: FromPath[str]) -> Template:
    """The display's page."""
    ground = await ground_of(code)
    event, book = ground.event, await keeper().book(ground.round)
    frame = await frame_of(ground, book)
    now = datetime.now(UTC).isoformat(timespec="milliseconds") if frame.clocks else ""
    shown = Hall(frame, event.work_numbers, f"/hall/{event.code}/socket", zone(await season()), now)
    return page(request, "results/hall.html", shown)


@websocket("/hall/{code:str}/socket", right=PUBLIC)
async def hall_socket(socket: AnySocket, code: FromPath[str]) -> None:
    """Frames as they come; a sign of life while nothing changes."""
    event = await event_by_code(code)
    await socket.accept()
    with followed(event.code, _Board(put_of(socket.scope)).show):
        await until_gone(socket)


@dataclass(eq=False)
class _Board:
    """One display, and what it has."""

    put: Put
    has: bytes = b""

    def show(self, shown: Shown) -> None:
        """A board that took nothing for a while gets the frame that it lacks in place of a sign of life."""
        if self.put(shown.still if shown.frame == self.has else shown.frame):
            self.has = shown.frame


DOORS = [hall, hall_socket]
