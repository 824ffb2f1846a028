"""The latest of every topic, and a bell that rings when there is something newer. Knows no round, no mark and no wire.

A watcher holds one slot, never a queue: who is slow skips to the latest, who leaves leaves nothing behind; who is called
must not wait. What is announced is made once, and only if somebody looks.
"""

import asyncio
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")
NOTHING = -1


@dataclass
class _Shown(Generic[T]):
    """What a topic shows: its number, and how to make it."""

    number: int
    make: Callable[[], T]
    made: list[T] = field(default_factory=list)

    def value(self) -> T:
        if not self.made:
            self.made.append(self.make())
        return self.made[0]


@dataclass
class _Topic(Generic[T]):
    """One slot for what is shown, one for what comes next, and the bell."""

    shown: _Shown[T] | None = None
    next: _Shown[T] | None = None
    bell: asyncio.Event = field(default_factory=asyncio.Event)
    rung: float = float("-inf")
    later: asyncio.TimerHandle | None = None
    watchers: int = 0
    calls: dict[Callable[[T], None], None] = field(default_factory=dict)


class Broadcast(Generic[T]):
    """At most `per_second` frames a topic; the first of a burst goes out at once, the last always does."""

    def __init__(self, per_second: float = 8) -> None:
        self._pause = 1 / per_second
        self._topics: dict[Hashable, _Topic[T]] = {}

    def announce(self, topic: Hashable, number: int, make: Callable[[], T]) -> None:
        """There is something newer. A number that is not higher is passed over: a board never goes back."""
        found = self._topic(topic)
        known = found.next or found.shown
        if known is not None and number <= known.number:
            return
        found.next = _Shown(number, make)
        if found.later is None:
            loop = asyncio.get_running_loop()
            wait = found.rung + self._pause - loop.time()
            if wait <= 0:
                self._ring(found)
            else:
                found.later = loop.call_later(wait, self._ring, found)

    def latest(self, topic: Hashable) -> tuple[int, T] | None:
        """What the topic shows now."""
        shown = self._topic(topic).shown
        return None if shown is None else (shown.number, shown.value())

    def watchers(self, topic: Hashable) -> int:
        """How many wait for this topic at this moment."""
        return self._topic(topic).watchers

    async def newer(self, topic: Hashable, since: int = NOTHING, patience: float | None = None) -> tuple[int, T] | None:
        """What is shown as soon as its number is over `since`; None when that takes longer than `patience` seconds."""
        found = self._topic(topic)
        found.watchers += 1
        try:
            async with asyncio.timeout(patience):
                while found.shown is None or found.shown.number <= since:
                    await found.bell.wait()
        except TimeoutError:
            return None
        finally:
            found.watchers -= 1
        return found.shown.number, found.shown.value()

    @contextmanager
    def calling(self, topic: Hashable, call: Callable[[T], None]) -> Iterator[None]:
        """Calls with what is shown, and with everything newer at the moment that it is: for a thousand who take no time."""
        found = self._topic(topic)
        if found.shown is not None:
            call(found.shown.value())
        found.calls[call] = None
        try:
            yield
        finally:
            del found.calls[call]

    def _topic(self, topic: Hashable) -> _Topic[T]:
        return self._topics.setdefault(topic, _Topic())

    def _ring(self, found: _Topic[T]) -> None:
        found.later, found.rung = None, asyncio.get_running_loop().time()
        found.shown, found.next = found.next, None
        bell, found.bell = found.bell, asyncio.Event()
        bell.set()
        if found.calls and found.shown is not None:
            value = found.shown.value()
            for call in tuple(found.calls):
                call(value)
