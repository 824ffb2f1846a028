"""A referee: walks from station to station, writes down what he sees, now and then wrongly, and signs what is complete."""

import asyncio
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

from competition.demo.robots.entries import another, entry
from competition.demo.robots.errands import Card
from competition.demo.robots.line import Line
from competition.demo.robots.memory import Memory, Place

# seconds between two entries of one referee at speed 1
THINKING = 3.2
SLIPS = 0.04
RETRY = 4.0
GLANCE = 0.3


@dataclass
class Pace:
    """How fast everybody works: `speed` 1 is a person's; with `hurry` nobody waits."""

    speed: float = 1.0
    hurry: bool = False

    async def think(self, dice: Random) -> None:
        """The time until the next entry."""
        await asyncio.sleep(0 if self.hurry else min(4 * THINKING, dice.expovariate(1 / THINKING)) / self.speed)


@dataclass
class Task:
    """What he is to do: an entry in a place, or a signature under a form."""

    kind: str
    body: dict[str, str]
    key: tuple[str, ...]
    parent: str | None = None


@dataclass
class Referee:
    """`aspects`: the scheme on paper, aspect by code. `leave`: stations that somebody else sees to, for now."""

    address: str
    card: Card
    seed: int
    aspects: Mapping[str, Mapping[str, Any]]
    pace: Pace
    leave: set[str] = field(default_factory=set)
    idle: bool = False

    def __post_init__(self) -> None:
        self.memory = Memory()
        self.line = Line(self.address, self.card, self._heard)
        self.dice = Random(f"{self.seed} {self.card.link}")
        self._slips: set[Place] = set()
        self._not_before: dict[tuple[str, ...], float] = {}
        self._busy: set[tuple[str, ...]] = set()
        # something was heard: perhaps there is something to do now
        self._news = asyncio.Event()

    async def work(self) -> None:
        """Until he is dismissed."""
        marking = asyncio.create_task(self._mark())
        try:
            await self.line.hold()
        finally:
            marking.cancel()
            await asyncio.gather(marking, return_exceptions=True)

    async def _mark(self) -> None:
        while True:
            batch = 50 if self.pace.hurry else 1
            tasks = [] if self.idle or len(self.line.outbox) > batch else self._next(batch)
            for task in tasks:
                self._busy.add(task.key)
                self.line.put(task.kind, task.body, task.parent)
            if tasks and not self.pace.hurry:
                await self.pace.think(self.dice)
                continue
            self._news.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), GLANCE)

    def _next(self, count: int) -> list[Task]:
        now, found = time.monotonic(), list[Task]()
        for task in self._tasks():
            if task.key not in self._busy and self._not_before.get(task.key, 0) <= now:
                found.append(task)
                if len(found) == count:
                    break
        return found

    def _tasks(self) -> Iterator[Task]:
        for place in sorted(self._slips):
            if place in self.memory.heads:
                yield self._entry(place, self.memory.heads[place][1], slips=False)
        for station, form in self.memory.open_forms():
            if station in self.leave and not self.pace.hurry:
                continue
            judged = any(aspect["kind"] != "measurement" for aspect in form["aspects"])
            for aspect in form["aspects"]:
                place = (station, aspect["code"], aspect["judge"] or "")
                agreed = (station, aspect["code"], "*") in self.memory.heads
                if aspect["judge"] and place not in self.memory.heads and not agreed:
                    yield self._entry(place, None, slips=not (judged and aspect["judge"] == "*"))
            slipped = any(place[0] == station for place in self._slips)
            if not slipped and self.memory.complete(station, form):
                body = {"competitor": station, "subcriterion": form["code"], "judge": self.memory.judge}
                yield Task("signature", body, ("signature", station, form["code"]))

    def _entry(self, place: Place, parent: str | None, *, slips: bool) -> Task:
        """What he writes there. No slip in a team's entry: another's signature would close it before he sees his error."""
        competitor, code, judge = place
        dice = Random(f"{self.seed} {self.card.event} {place} slip")
        slip = slips and dice.random() < SLIPS
        value = (another if slip else entry)(self.seed, self.card.event, competitor, self.aspects[code], judge)
        if slip:
            self._slips.add(place)
        body = {"competitor": competitor, "aspect": code, "judge": judge, "value": value, "note": ""}
        return Task("mark", body, place, parent)

    def _heard(self, what: str, told: Any) -> None:
        self._news.set()
        if what == "boot":
            self.memory.begin(told)
        elif what == "line":
            self.memory.line(told)
        else:
            self._answered(*told)

    def _answered(self, decision: dict[str, Any], answer: dict[str, Any]) -> None:
        body = decision["body"]
        mark = decision["kind"] == "mark"
        place = (body["competitor"], body["aspect"], body["judge"]) if mark else None
        key = place or ("signature", body["competitor"], body["subcriterion"])
        self._busy.discard(key)
        if answer["outcome"] in ("entered", "same"):
            self.memory.line({"kind": decision["kind"], "body": body, "ref": decision["ref"]})
            if place is not None and place in self._slips and decision["parent"] is not None:
                self._slips.discard(place)
        else:
            self._not_before[key] = time.monotonic() + (0.3 if self.pace.hurry else RETRY)
            if answer["outcome"] == "conflict" and place is not None:
                self._slips.discard(place)
                self._not_before[key] = float("inf")
