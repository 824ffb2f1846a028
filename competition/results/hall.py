"""Door: the hall's display. Whole numbered frames over a websocket, as much in them as the event shows, to whoever looks."""

import asyncio
from dataclasses import dataclass
from typing import Any

import msgspec
from litestar import WebSocket, get, websocket
from litestar.exceptions import WebSocketDisconnect
from litestar.params import FromPath
from litestar.response import Template

from competition.events.programme import event_by_code, round_of
from competition.events.tables import Event
from competition.judging.scorekeeper import Book, keeper
from competition.judging.standings import Frame, Progress, encoded, frame
from competition.pages.language import _, language
from competition.pages.rights import PUBLIC
from competition.pages.site import AnyRequest, page
from competition.results.names import names

# A display that hears nothing for longer says so on its own.
STILL_EVERY = 4.0


@dataclass(frozen=True)
class Hall:
    """The first frame, and where the next ones come from."""

    frame: Frame
    socket: str


@dataclass(frozen=True)
class _Made:
    """A frame on the wire: made once for all who look."""

    key: tuple[object, ...]
    wire: bytes


_made: dict[int, _Made] = {}


@get("/hall/{code:str}", right=PUBLIC)
async def hall(request: AnyRequest, code: FromPath[str]) -> Template:
    """The display's page."""
    event = await event_by_code(code)
    book = await keeper().book((await round_of(event.id)).id)
    return page(request, "results/hall.html", Hall(await _frame(event, book), f"/hall/{event.code}/socket"))


@websocket("/hall/{code:str}/socket", right=PUBLIC)
async def hall_socket(socket: WebSocket[Any, Any, Any], code: FromPath[str]) -> None:
    """Frames as they come; a sign of life while nothing changes."""
    event = await event_by_code(code)
    round_id = (await round_of(event.id)).id
    await socket.accept()
    sending = asyncio.create_task(_send(socket, event.code, round_id))
    try:
        while True:
            await socket.receive_data(mode="text")
    except WebSocketDisconnect:
        pass
    finally:
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)


async def _send(socket: WebSocket[Any, Any, Any], code: str, round_id: int) -> None:
    number, sent = -1, b""
    while True:
        event, book = await event_by_code(code), await keeper().book(round_id)
        wire = await _wire(event, book)
        if wire != sent:
            await socket.send_data(wire, mode="text")
            sent = wire
        else:
            still = book.public[0] if book.public else 0
            await socket.send_data(msgspec.json.encode({"number": still, "still": True, "epoch": book.epoch}), mode="text")
        number = book.number
        await keeper().shown.newer(round_id, number, STILL_EVERY)


async def _wire(event: Event, book: Book) -> bytes:
    key = (book.number, book.epoch, event.display, event.title, language.get())
    found = _made.get(book.round)
    if found is None or found.key != key:
        found = _made[book.round] = _Made(key, encoded(await _frame(event, book)))
    return found.wire


async def _frame(event: Event, book: Book) -> Frame:
    if book.tally is None:
        return _before(event)
    people = await names(event.id, book.round) if event.display == "names" else {}
    return frame(book, event.display, event.title, {label: (one.name, one.unit) for label, one in people.items()})


def _before(event: Event) -> Frame:
    """What a display shows before the first mark."""
    return Frame(0, "", "none", False, event.title, _("比赛还没有开始"), Progress(0, 0), ())


DOORS = [hall, hall_socket]
