"""Boards in a hall as a load: a process that holds their sockets and notes when each gets each frame.

Its job is the first line of stdin; then a command a line, and one line of figures on stdout for each.
"""

import asyncio
import gc
import time
from typing import Any

import uvloop

from tests.bench.orders import job, obey
from tests.bench.wire import Wire, wire

PATIENCE = 60.0
NUMBER = b'{"number":'


class Hall:
    """Its boards, and for each frame's number when it came to how many."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.told = told
        self.came: dict[int, list[float]] = {}
        self.boards: list[Wire] = []
        self.size = 0

    async def _board(self) -> Wire:
        return await wire(self.told["address"], self.told["path"], self._heard)

    async def come(self) -> None:
        """All boards connect, some at a time, and get their first frame."""
        for _ in range(self.told["boards"] // 50):
            self.boards += await asyncio.gather(*(self._board() for _ in range(50)))
        await self._first_frames(len(self.boards))
        self.came.clear()

    async def _first_frames(self, expected: int) -> None:
        async with asyncio.timeout(PATIENCE):
            while sum(map(len, self.came.values())) < expected:
                await asyncio.sleep(0.02)

    def _heard(self, _wire: Wire, text: bytes) -> None:
        if b'"still"' not in text[:40]:
            number = int(text[len(NUMBER) : text.index(b",", len(NUMBER))])
            self.came.setdefault(number, []).append(time.monotonic())
            self.size = len(text)

    async def begin(self) -> dict[str, Any]:
        """Forgets what came."""
        self.came.clear()
        gc.collect()
        return {}

    async def seen(self) -> dict[str, Any]:
        """When each frame came to each board."""
        return {"came": {str(number): at for number, at in self.came.items()}, "size": self.size}

    async def stall(self) -> dict[str, Any]:
        """One more board connects and reads nothing from then on."""
        self.stalled = await self._board()
        self.stalled.transport.pause_reading()
        return {}

    async def crowd(self, count: int) -> dict[str, Any]:
        """So many more connect at the same moment; how long until each of them had the hall's page of the moment."""
        began, first = time.monotonic(), []

        def heard(_wire: Wire, text: bytes) -> None:
            first.append(time.monotonic() - began)

        more = await asyncio.gather(*(wire(self.told["address"], self.told["path"], heard) for _ in range(count)))
        async with asyncio.timeout(PATIENCE):
            while len(first) < count:
                await asyncio.sleep(0.01)
        for one in more:
            one.transport.close()
        return {"took": first}


async def main() -> None:
    """Comes, then does what it is told."""
    hall = Hall(job())
    await hall.come()
    await obey({"begin": hall.begin, "seen": hall.seen, "stall": hall.stall, "crowd": hall.crowd})


if __name__ == "__main__":
    gc.disable()
    uvloop.run(main())
