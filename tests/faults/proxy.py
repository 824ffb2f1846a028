"""A TCP line between a client and the server that a test can spoil: bytes wait, come late, are lost, or the line is cut.

Knows no message: only connections and their two directions.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

CHUNK = 1 << 16


@dataclass
class Way:
    """One direction of one connection."""

    passing: asyncio.Event = field(default_factory=asyncio.Event)
    delay: float = 0.0
    losing: bool = False
    # what was lost: it had been said, and nobody heard it
    lost: bytearray = field(default_factory=bytearray)

    async def carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        """Until one end closes. While nothing passes nothing is read either, so that both ends see an open, silent line."""
        while True:
            await self.passing.wait()
            data = await source.read(CHUNK)
            await asyncio.sleep(self.delay)
            await self.passing.wait()
            if not data:
                return
            if self.losing:
                self.lost += data
                continue
            sink.write(data)
            await sink.drain()


@dataclass
class Connection:
    """Client and server, and what becomes of their bytes."""

    client: asyncio.StreamWriter
    server: asyncio.StreamWriter
    up: Way
    down: Way

    def hold(self, *, held: bool = True) -> None:
        """Half open: nobody closes, and nothing comes."""
        for way in (self.up, self.down):
            (way.passing.clear if held else way.passing.set)()

    def cut(self) -> None:
        """Torn, without a farewell."""
        for end in (self.client, self.server):
            end.transport.abort()


class Proxy:
    """Listens on a port of its own; what is set here holds for the connections that come, too."""

    def __init__(self, to: int) -> None:
        self.to, self.port, self.delay, self.held = to, 0, 0.0, False
        self.connections: list[Connection] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def latest(self) -> Connection:
        """Who came last."""
        return self.connections[-1]

    def hold(self, *, held: bool = True) -> None:
        """All of them, and whoever comes."""
        self.held = held
        for connection in self.connections:
            connection.hold(held=held)

    def late(self, seconds: float) -> None:
        """Every piece comes so much later."""
        self.delay = seconds
        for connection in self.connections:
            connection.up.delay = connection.down.delay = seconds

    def cut(self) -> None:
        """All that are there."""
        for connection in self.connections:
            connection.cut()

    async def meet(self, from_client: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        """One connection more, to its end."""
        try:
            from_server, server = await asyncio.open_connection("127.0.0.1", self.to)
        except OSError:
            client.transport.abort()
            return
        made = Connection(client, server, Way(delay=self.delay), Way(delay=self.delay))
        made.hold(held=self.held)
        self.connections.append(made)
        ways = [
            asyncio.create_task(made.up.carry(from_client, server)),
            asyncio.create_task(made.down.carry(from_server, client)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            made.cut()


@asynccontextmanager
async def through(port: int) -> AsyncIterator[Proxy]:
    """A line to this port."""
    proxy = Proxy(port)
    listening = await asyncio.start_server(proxy.meet, "127.0.0.1", 0)
    proxy.port = listening.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        listening.close()
        proxy.cut()
        with suppress(TimeoutError):
            await asyncio.wait_for(listening.wait_closed(), 5)
