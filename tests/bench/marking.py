"""Referees as a load: a process of its own that holds their sockets, sends marks encoded beforehand, and times the answers.

Its job is the first line of stdin; then a command a line, and one line of figures on stdout for each.
"""

import asyncio
import gc
import json
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import uvloop

from tests.bench.orders import job, obey
from tests.bench.wire import Wire, frame, wire

PATIENCE = 30.0
# Marks encoded beforehand for each referee in each try; whoever has sent all of them rests.
READY = 3200


@dataclass
class Referee:
    """One tablet: the frames that wait, and when those under way were sent."""

    cookie: str
    places: list[tuple[str, str, str]]
    wire: Wire | None = None
    begun: bool = False
    number: int = 0
    ready: deque[bytes] = field(default_factory=deque)
    refs: list[str] = field(default_factory=list)
    under_way: deque[float] = field(default_factory=deque)

    def encode(self) -> None:
        """Each place in turn, again and again, naming as parent what this referee entered there before."""
        while len(self.ready) < READY:
            before = self.number - len(self.places)
            competitor, aspect, judge = self.places[self.number % len(self.places)]
            body = {"competitor": competitor, "aspect": aspect, "judge": judge, "value": str(self.number % 21 / 2), "note": ""}
            self.refs.append(str(uuid4()))
            one = {"ref": self.refs[-1], "parent": self.refs[before] if before >= 0 else None, "kind": "mark", "body": body}
            self.ready.append(frame(json.dumps({"decisions": [one]}, separators=(",", ":")).encode()))
            self.number += 1


class Crowd:
    """All referees of this process, and what they saw since the last command."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.job = job
        self.referees = [Referee(one["cookie"], [tuple(place) for place in one["places"]]) for one in job["referees"]]
        self.took: list[float] = []
        self.wrong: list[str] = []
        self.closed_loop = False
        # uvloop's own clock stands still within a millisecond
        self.clock = time.monotonic
        self.numbered: dict[int, float] = {}

    async def come(self) -> None:
        """Everybody connects, and has what he begins with."""
        for one in self.referees:
            one.wire = await wire(self.job["address"], self.job["path"], self._hearing(one), one.cookie)
        async with asyncio.timeout(PATIENCE):
            while not all(one.begun for one in self.referees):
                await asyncio.sleep(0.02)

    def _hearing(self, one: Referee) -> Any:
        def heard(_wire: Wire, text: bytes) -> None:
            if text.startswith(b'{"answers"'):
                self._answered(one, text)
            elif not text.startswith(b'{"hello"'):
                one.begun = True

        return heard

    def _answered(self, one: Referee, text: bytes) -> None:
        sent = one.under_way.popleft()
        self.took.append(self.clock() - sent)
        if self.job.get("numbered"):
            self.numbered[json.loads(text)["answers"][0]["number"]] = sent
        if b'"entered"' not in text:
            self.wrong.append(text.decode())
        if self.closed_loop:
            self._send(one, self.clock())

    def _send(self, one: Referee, at: float) -> None:
        if one.ready and one.wire is not None:
            one.under_way.append(at)
            one.wire.send(one.ready.popleft())

    async def closed(self, seconds: float) -> dict[str, Any]:
        """Everybody sends the next as soon as the last is answered."""
        self._begin()
        began, self.closed_loop = self.clock(), True
        for one in self.referees:
            self._send(one, self.clock())
        await asyncio.sleep(seconds)
        self.closed_loop = False
        took, lasted = list(self.took), self.clock() - began
        rested = sum(not one.ready for one in self.referees)
        await self._answers_are_in()
        return {"took": took, "seconds": lasted, "wrong": self.wrong, "rested": rested}

    async def paced(self, per_second: float, seconds: float) -> dict[str, Any]:
        """So many a second in all, answered or not; each is timed from when it was due, not from when it was sent."""
        self._begin()
        began, count = self.clock() + 0.05, int(per_second * seconds)
        for step in range(count):
            due = began + step / per_second
            if due > self.clock():
                await asyncio.sleep(due - self.clock())
            self._send(self.referees[step % len(self.referees)], due)
        await self._answers_are_in()
        return {"took": self.took, "seconds": seconds, "wrong": self.wrong, "rested": 0, "numbered": self.numbered}

    def _begin(self) -> None:
        for one in self.referees:
            one.encode()
        self.took, self.wrong, self.numbered = [], [], {}
        gc.collect()

    async def _answers_are_in(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while any(one.under_way for one in self.referees):
                assert not any(one.wire is None or one.wire.closed for one in self.referees), "a tablet lost its line"
                await asyncio.sleep(0.01)


async def main() -> None:
    """Comes, then does what it is told."""
    crowd = Crowd(job())
    await crowd.come()
    await obey({"closed": crowd.closed, "paced": crowd.paced})


if __name__ == "__main__":
    gc.disable()
    uvloop.run(main())
