"""A chief: looks round the hall every few seconds and accepts the forms that everybody has signed."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from competition.demo.robots.errands import Card, Dismissed, SignedOut
from competition.demo.robots.line import Line
from competition.demo.robots.referee import Pace

LOOKS = 4.0
AT_ONCE = 2


@dataclass
class Chief:
    """Sees the forms of an event by its page, and decides over the same socket as everybody."""

    address: str
    card: Card
    pace: Pace
    idle: bool = False
    leave: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.line = Line(self.address, self.card, self._heard)
        self.signed: list[tuple[str, str]] = []

    async def work(self) -> None:
        """Until he is dismissed."""
        looking = asyncio.create_task(self._look())
        try:
            await self.line.hold()
        finally:
            looking.cancel()
            await asyncio.gather(looking, return_exceptions=True)

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(0.25 if self.pace.hurry else LOOKS / self.pace.speed)
            if self.idle or not self.line.connected or self.line.outbox:
                continue
            try:
                await self.line.look()
            except (OSError, TimeoutError, SignedOut, Dismissed):
                continue
            for competitor, form in self.signed if self.pace.hurry else self.signed[:AT_ONCE]:
                self.line.put("acceptance", {"competitor": competitor, "subcriterion": form})

    def _heard(self, what: str, told: Any) -> None:
        if what == "boot":
            states = told["states"]
            self.signed = [(one["competitor"], one["subcriterion"]) for one in states if one["state"] == "signed"]
