"""What durable entry is compared with, on the same PostgreSQL, wire and core; `python -m tests.bench.beside naive|bare URL PORT`.

naive: a Piccolo row and a commit for each mark. bare: a websocket door over one batched insert, with no rule, no right and
no logbook behind it: what this stack can do at most.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import msgspec
import uvicorn
from litestar import Litestar, WebSocket, websocket
from litestar.exceptions import WebSocketDisconnect
from piccolo.columns import Integer, Text, Varchar
from piccolo.table import Table

from competition.database import DB, close_pool, open_pool
from competition.judging.tablet.messages import Up
from competition.live.frames import framed, put_of
from competition.serving.server import configuration
from competition.settings import Settings

AT_ONCE = 400
decode, encode = msgspec.json.Decoder(Up).decode, msgspec.json.Encoder().encode
INSERT = "insert into bench_line (number, reference, body) select * from unnest($1::int[], $2::text[], $3::text[])"


class BenchLine(Table, db=DB):
    """A mark, as simple as it may be."""

    number = Integer()
    reference = Varchar(64, unique=True)
    body = Text()


class Naive:
    """One row, one commit."""

    number = 0

    async def keep(self, ref: str, body: str) -> int:
        self.number += 1
        await BenchLine(number=self.number, reference=ref, body=body).save()
        return self.number


class Bare:
    """What waits goes together."""

    def __init__(self, url: str) -> None:
        self.url, self.number, self.bell = url, 0, asyncio.Event()
        self.waiting: list[tuple[str, str, asyncio.Future[int]]] = []
        self.task = asyncio.create_task(self._write())

    async def keep(self, ref: str, body: str) -> int:
        done: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.waiting.append((ref, body, done))
        self.bell.set()
        return await done

    async def _write(self) -> None:
        link = await asyncpg.connect(self.url)
        insert = await link.prepare(INSERT)
        while True:
            await self.bell.wait()
            self.bell.clear()
            while self.waiting:
                batch, self.waiting = self.waiting[:AT_ONCE], self.waiting[AT_ONCE:]
                numbers = list(range(self.number + 1, self.number + 1 + len(batch)))
                await insert.fetch(numbers, [ref for ref, _, _ in batch], [body for _, body, _ in batch])
                self.number = numbers[-1]
                for number, (_, _, done) in zip(numbers, batch, strict=True):
                    done.set_result(number)


def door(keep: Callable[[str, str], Awaitable[int]]) -> Any:
    """The same messages as the tablet's socket."""

    @websocket("/marks")
    async def marks(socket: WebSocket[Any, Any, Any]) -> None:
        await socket.accept()
        put = put_of(socket.scope)
        await socket.send_text('{"hello":{}}')
        await socket.send_text('{"still":0}')
        try:
            while True:
                (one,) = decode(await socket.receive_text()).decisions
                number = await keep(one.ref, bytes(one.body).decode())
                answer = {"ref": one.ref, "outcome": "entered", "number": number}
                put(framed(encode({"answers": [answer]})))
        except WebSocketDisconnect:
            return

    return marks


def main(kind: str, url: str, port: int) -> None:
    """Serves until it is stopped; the table is made anew, and taken away at the end."""
    kept: list[Naive | Bare] = []

    async def keep(ref: str, body: str) -> int:
        return await kept[0].keep(ref, body)

    @asynccontextmanager
    async def opened(_app: Litestar) -> AsyncIterator[None]:
        await open_pool(url)
        await BenchLine.alter().drop_table(if_exists=True)
        await BenchLine.create_table()
        kept.append(Naive() if kind == "naive" else Bare(url))
        yield
        await BenchLine.alter().drop_table(if_exists=True)
        await close_pool()

    app = Litestar([door(keep)], lifespan=[opened], openapi_config=None, logging_config=None)
    uvicorn.Server(configuration(app, Settings(Path(), port=port))).run()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
