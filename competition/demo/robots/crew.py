"""All robots of a show: who is on the call sheet works, who is not goes home; now and then one of them loses its line.

Knows only addresses and the call sheet, which any organiser of a trial run could write.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

from competition.demo.robots.chief import Chief
from competition.demo.robots.errands import Card
from competition.demo.robots.referee import Pace, Referee

# seconds between two lost lines at speed 1, and how long one is away
EVERY, AWAY, PATIENCE, GLANCE = (25.0, 60.0), (4.0, 11.0), 3.0, 0.1
MOST = EVERY[1] / GLANCE


@dataclass
class Crew:
    """Guards the robots' tasks."""

    address: str
    seed: int
    speed: float = 1.0
    # everything that was answered with a number: event, ref and number
    acked: dict[str, dict[str, int]] = field(default_factory=dict)
    resent: int = 0
    lost: int = 0

    def __post_init__(self) -> None:
        self._at_work: dict[tuple[str, str], tuple[Referee | Chief, asyncio.Task[None]]] = {}
        self._paces: dict[str, Pace] = {}
        self._leaving: set[asyncio.Task[None]] = set()
        self._dice = Random(f"{self.seed} lines")

    def call(self, sheet: dict[str, Any]) -> None:
        """The robots of this call sheet, and no others."""
        wanted: set[tuple[str, str]] = set()
        for event in sheet["events"]:
            pace = self._paces.setdefault(event["code"], Pace(self.speed))
            pace.hurry = event["hurry"]
            for role in ("referees", "chiefs"):
                for name, link, pin in event[role]:
                    key = (event["code"], name)
                    if name not in event["idle"]:
                        wanted.add(key)
                        if key not in self._at_work or self._at_work[key][1].done():
                            self._start(key, role, Card(event["code"], link, pin), event["aspects"], pace)
                        self._at_work[key][0].leave = set(event["leave"].get(name, ()))
        for key in [key for key in self._at_work if key not in wanted]:
            self._send_home(key)

    def _start(self, key: tuple[str, str], role: str, card: Card, aspects: dict[str, Any], pace: Pace) -> None:
        if key in self._at_work:
            self._send_home(key)
        robot = Chief(self.address, card, pace) if role == "chiefs" else Referee(self.address, card, self.seed, aspects, pace)
        self._at_work[key] = (robot, asyncio.create_task(robot.work(), name=f"robot {key}"))

    def _send_home(self, key: tuple[str, str]) -> None:
        robot, task = self._at_work.pop(key)
        leaving = asyncio.create_task(self._leave(key[0], robot, task))
        self._leaving.add(leaving)
        leaving.add_done_callback(self._leaving.discard)

    async def _leave(self, event: str, robot: Referee | Chief, task: asyncio.Task[None]) -> None:
        """Nobody goes before what he sent is answered, unless there is nobody to answer."""
        robot.idle = True
        robot.line.mend()
        with suppress(TimeoutError):
            await asyncio.wait_for(robot.line.empty.wait(), PATIENCE)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        self.acked.setdefault(event, {}).update(robot.line.acked)
        self.resent += robot.line.resent

    async def lose_lines(self) -> None:
        """One referee at a time is without a line for a while; what he marks meanwhile waits with him."""
        until = 0.0
        while True:
            # looked at often: the pace may change while nobody is away
            await asyncio.sleep(GLANCE)
            hurry = any(pace.hurry for pace in self._paces.values())
            until -= MOST if hurry else self.speed
            if until > 0:
                continue
            until = self._dice.uniform(*EVERY) / GLANCE
            here = sorted(key for key, (robot, _) in self._at_work.items() if isinstance(robot, Referee) and robot.line.connected)
            if not here:
                continue
            robot = self._at_work[self._dice.choice(here)][0]
            self.lost += 1
            robot.line.cut()
            await asyncio.sleep(0.05 if hurry else self._dice.uniform(*AWAY))
            robot.line.mend()

    async def go_home(self) -> None:
        """The show is over."""
        for key in list(self._at_work):
            self._send_home(key)
        await asyncio.gather(*self._leaving, return_exceptions=True)

    def drop_all(self) -> None:
        """Everybody goes at once."""
        for _robot, task in self._at_work.values():
            task.cancel()
        self._at_work.clear()
