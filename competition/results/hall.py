"""Door: the hall's display. Whole numbered frames over a websocket, as much in them as the event shows, to whoever looks."""

import asyncio
from collections.abc import Iterable
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
from competition.live.gathering import Gathering
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
class _Shown:
    """What a display gets of a round at a number, on the wire: made once for all who look in a language."""

    key: tuple[object, ...]
    number: int
    wire: bytes
    still: bytes


Asked = tuple[str, int, str]
_made: dict[tuple[int, str], _Shown] = {}


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
    sent = b""
    while True:
        shown = await _now.ask((code, round_id, language.get()))
        assert shown is not None
        if shown.wire != sent:
            await socket.send_data(shown.wire, mode="text")
            sent = shown.wire
        else:
            await socket.send_data(shown.still, mode="text")
        await keeper().shown.newer(round_id, shown.number, STILL_EVERY)


async def _look(asked: Iterable[Asked]) -> dict[Asked, _Shown]:
    """A thousand boards that wake at the same moment are one look at the event and one frame."""
    return {one: await _shown(*one) for one in asked}


async def _shown(code: str, round_id: int, spoken: str) -> _Shown:
    event, book = await event_by_code(code), await keeper().book(round_id)
    key = (book.number, book.epoch, event.display, event.title)
    found = _made.get((round_id, spoken))
    if found is None or found.key != key:
        # This look is nobody's: it speaks the language that was asked for.
        token = language.set(spoken)
        try:
            wire = encoded(await _frame(event, book))
        finally:
            language.reset(token)
        still = msgspec.json.encode({"number": book.public[0] if book.public else 0, "still": True, "epoch": book.epoch})
        found = _made[round_id, spoken] = _Shown(key, book.number, wire, still)
    return found


_now: Gathering[Asked, _Shown] = Gathering(_look)


async def _frame(event: Event, book: Book) -> Frame:
    if book.tally is None:
        return _before(event)
    people = await names(event.id, book.round) if event.display == "names" else {}
    return frame(book, event.display, event.title, {label: (one.name, one.unit) for label, one in people.items()})


def _before(event: Event) -> Frame:
    """What a display shows before the first mark."""
    return Frame(0, "", "none", False, event.title, _("比赛还没有开始"), Progress(0, 0), ())


DOORS = [hall, hall_socket]
