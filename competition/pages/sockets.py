"""How a socket is kept by a page that only listens: what it is told goes out until the other side is gone."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

from litestar import WebSocket
from litestar.exceptions import WebSocketDisconnect

AnySocket = WebSocket[Any, Any, Any]


async def until_gone(socket: AnySocket) -> None:
    """Whatever the other side says meanwhile is passed over."""
    with suppress(WebSocketDisconnect):
        while True:
            await socket.receive_data(mode="text")


@asynccontextmanager
async def meanwhile(telling: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Tells for as long as the block lasts; nothing of it is left behind."""
    task = asyncio.create_task(telling)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
