"""The short way out: a board that takes nothing holds nobody up, and is told what it missed."""

import asyncio
import socket as sockets
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import uvicorn
from litestar import Litestar, WebSocket, websocket
from litestar.exceptions import WebSocketDisconnect
from websockets.asyncio.client import connect

from competition.live.frames import Put, framed, put_of
from competition.serving.server import configuration
from competition.settings import Settings

LARGE = framed(b"x" * 65536)
heard: list[str] = []


@pytest.fixture
async def boards() -> AsyncIterator[tuple[str, list[Put]]]:
    """An address whose sockets are only written to, and the ways to write to them."""
    ways: list[Put] = []

    @websocket("/board")
    async def board(socket: WebSocket[object, object, object]) -> None:
        await socket.accept()
        ways.append(put_of(socket.scope))
        try:
            while True:
                heard.append(await socket.receive_data(mode="text"))
        except WebSocketDisconnect:
            return

    app = Litestar([board], openapi_config=None, logging_config=None)
    server = uvicorn.Server(configuration(app, Settings(Path(), port=0)))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield f"ws://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/board", ways
    server.should_exit = True
    await serving


async def until_there_are(ways: list[Put], count: int) -> None:
    async with asyncio.timeout(10):
        while len(ways) < count:
            await asyncio.sleep(0.01)


async def test_who_reads_nothing_is_passed_over_and_nobody_waits_for_him(boards: tuple[str, list[Put]]) -> None:
    where, ways = boards
    # Small buffers, so that the line is full soon.
    narrow = sockets.socket()
    narrow.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4096)
    narrow.connect(("127.0.0.1", int(where.split(":")[2].split("/")[0])))
    async with connect(where, sock=narrow, proxy=None, max_queue=1, compression=None) as still:
        await until_there_are(ways, 1)
        async with asyncio.timeout(10):
            while ways[0](LARGE):
                await asyncio.sleep(0)
        async with connect(where, proxy=None, compression=None) as reads:
            await until_there_are(ways, 2)
            assert ways[1](framed("新".encode()))
            assert await asyncio.wait_for(reads.recv(), 10) == "新"
        async with asyncio.timeout(10):
            while not ways[0](framed(b"the latest")):
                await still.recv()
            while await still.recv() != "the latest":
                pass


async def test_who_has_left_is_written_nothing(boards: tuple[str, list[Put]]) -> None:
    where, ways = boards
    async with connect(where, proxy=None) as leaves:
        await until_there_are(ways, 1)
        assert ways[0](framed(b"one"))
        assert await leaves.recv() == "one"
    assert not ways[0](framed(b"two"))


async def test_many_messages_at_once_are_all_heard_in_their_order(boards: tuple[str, list[Put]]) -> None:
    where, ways = boards
    heard.clear()
    async with connect(where, proxy=None) as talks:
        await until_there_are(ways, 1)
        for number in range(200):
            await talks.send(f"{number} " * 100)
        async with asyncio.timeout(10):
            while len(heard) < 200:
                await asyncio.sleep(0.01)
    assert [int(text.split()[0]) for text in heard] == list(range(200))
