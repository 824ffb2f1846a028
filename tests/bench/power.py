"""Power cuts: SIGKILL under load, again and again. What was acknowledged must be there, once; the rest is sent again, once."""

import asyncio
import json
import random
from collections import Counter
from dataclasses import dataclass, field
from itertools import product
from typing import Any
from uuid import uuid4

import asyncpg

from competition.database import close_pool, open_pool
from competition.database.bundled import bundled
from competition.judging.logbook import read, tried
from competition.settings import Settings
from tests.bench.ground import Ground, prepare
from tests.bench.running import folder
from tests.bench.table import Row
from tests.bench.wire import Wire, frame, wire
from tests.served import Served

ROUNDS, REFEREES, BEFORE = 20, 10, (0.02, 0.25)
PATIENCE = 30.0


@dataclass
class Hand:
    """A tablet with its outbox: what is not answered is sent again, with the same ref, after every cut."""

    cookie: str
    places: list[tuple[str, str, str]]
    number: int = 0
    refs: list[str] = field(default_factory=list)
    waiting: bytes | None = None
    acked: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    wire: Wire | None = None

    async def come(self, address: str, path: str) -> None:
        """Back on the line; what waited goes first."""
        begun = asyncio.get_running_loop().create_future()

        def heard(_wire: Wire, text: bytes) -> None:
            if text.startswith(b'{"answers"'):
                self._answered(json.loads(text)["answers"][0])
            elif not text.startswith(b'{"hello"') and not begun.done():
                begun.set_result(None)

        self.wire = await wire(address, path, heard, self.cookie)
        async with asyncio.timeout(PATIENCE):
            await begun

    def send(self) -> None:
        """What waits, or the next mark."""
        assert self.wire is not None
        self.waiting = self.waiting or self._next()
        self.wire.send(self.waiting)

    def _next(self) -> bytes:
        competitor, aspect, judge = self.places[self.number % len(self.places)]
        before = self.number - len(self.places)
        body = {"competitor": competitor, "aspect": aspect, "judge": judge, "value": str(self.number % 21 / 2), "note": ""}
        self.refs.append(str(uuid4()))
        one = {"ref": self.refs[-1], "parent": self.refs[before] if before >= 0 else None, "kind": "mark", "body": body}
        self.number += 1
        return frame(json.dumps({"decisions": [one]}).encode())

    def _answered(self, answer: dict[str, Any]) -> None:
        if answer["outcome"] != "entered" or self.acked.get(answer["ref"], answer["number"]) != answer["number"]:
            self.wrong.append(str(answer))
        self.acked[answer["ref"]] = answer["number"]
        self.waiting = None
        self.send()


def run(rounds: int = ROUNDS) -> list[Row]:
    """So many cuts; then the logbook is read as it stands on the disk."""
    with folder() as data:
        (ground,) = prepare(Settings(data), ["DG"], 40, REFEREES // 5)
        hands = [
            Hand(cookie, [(label, aspect, judge) for aspect, label in product(aspects, ground.labels)])
            for cookie, judge, aspects in ground.referees
        ]
        running = Served(data)
        try:
            for cut in range(rounds):
                running.start()
                asyncio.run(_until_the_cut(running, ground, hands, random.Random(cut)))
        finally:
            running.kill()
        with bundled(data) as url:
            kept = asyncio.run(_kept(url, ground))
    return _rows(rounds, hands, kept)


async def _until_the_cut(running: Served, ground: Ground, hands: list[Hand], chance: random.Random) -> None:
    for hand in hands:
        await hand.come(running.address, f"/tablet/{ground.code}/socket")
    for hand in hands:
        hand.send()
    await asyncio.sleep(chance.uniform(*BEFORE))
    running.kill()
    # What was on its way to the tablets when the power went still counts as said.
    async with asyncio.timeout(PATIENCE):
        while not all(hand.wire is not None and hand.wire.closed for hand in hands):
            await asyncio.sleep(0.01)


async def _kept(url: str, ground: Ground) -> dict[str, list[int]]:
    """Every ref's line numbers, the chain tried from the first line to the last."""
    await open_pool(url)
    try:
        lines = [line for line, _ in tried(ground.round, await read(ground.round))]
    except asyncpg.PostgresError as wrong:
        raise AssertionError("the logbook cannot be read") from wrong
    finally:
        await close_pool()
    found: dict[str, list[int]] = {}
    for line in lines:
        found.setdefault(line.ref, []).append(line.number)
    return found


def _rows(rounds: int, hands: list[Hand], kept: dict[str, list[int]]) -> list[Row]:
    acked = {ref: number for hand in hands for ref, number in hand.acked.items()}
    found = sum(kept.get(ref) == [number] for ref, number in acked.items())
    twice = sum(count > 1 for count in Counter(ref for ref, numbers in kept.items() for _ in numbers).values())
    wrong = [answer for hand in hands for answer in hand.wrong]
    assert not wrong, wrong[0]
    return [
        Row("power cuts under load (SIGKILL, the database with it)", [rounds], "cuts"),
        Row("acknowledged marks", [len(acked)], "marks", least=rounds),
        Row("  of them found under their number, the chain sound", [found], "marks", least=len(acked)),
        Row("  lost", [len(acked) - found], "marks", most=0),
        Row("doubled", [twice], "marks", most=0),
    ]
