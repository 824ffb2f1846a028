"""Door: the hall's display. Whole numbered frames over a websocket, as much in them as the event shows, to whoever looks."""

import asyncio
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from litestar import WebSocket, get, websocket
from litestar.exceptions import WebSocketDisconnect
from litestar.params import FromPath
from litestar.response import Template

from competition.events.programme import event_by_code, round_of, season, zone
from competition.judging.scorekeeper import keeper
from competition.judging.standings import Frame
from competition.pages.rights import PUBLIC
from competition.pages.site import AnyRequest, page
from competition.results.projection import follow, frame_of


@dataclass(frozen=True)
class Hall:
    """The first frame, and where the next ones come from."""

    frame: Frame
    socket: str
    zone: str


@get("/hall/{code:str}", right=PUBLIC)
async def hall(request: AnyRequest, code: FromPath[str]) -> Template:
    """The display's page."""
    event = await event_by_code(code)
    book = await keeper().book((await round_of(event.id)).id)
    return page(
        request, "results/hall.html", Hall(await frame_of(event, book), f"/hall/{event.code}/socket", zone(await season()))
    )


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
    sent = ""
    async with aclosing(follow(code, round_id)) as boards:
        async for shown in boards:
            # A board that skipped a frame gets it now, in place of a sign of life.
            text = shown.still if shown.frame == sent else shown.frame
            await socket.send({"type": "websocket.send", "bytes": None, "text": text})
            sent = shown.frame


DOORS = [hall, hall_socket]
