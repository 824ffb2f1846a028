"""What was read from the tables, while it surely holds: until this process writes anything but marks, or hears that another one
changed somebody's rights; and for a second at most, should it hear nothing.

For what is asked at every mark and changes a few times a day. Must not know what is read.
"""

import time
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, NamedTuple, TypeVar

from competition.database.engine import DB

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
HOLDS_SECONDS = 1.0
MOST = 4096


class _Known(NamedTuple, Generic[V]):
    """What a look saw, and until when it may be believed."""

    writes: int
    until: float
    found: V


class Remembered(Generic[K, V]):
    """`look` is asked what is not known any more; where it raises, nothing is remembered."""

    def __init__(self, look: Callable[[K], Awaitable[V]]) -> None:
        self._look = look
        self._known: dict[K, _Known[V]] = {}

    async def of(self, key: K) -> V:
        """As it is now, or was a moment ago."""
        known = self._known.get(key)
        # Taken before the look: what is written while it is under way makes it old.
        writes, now = DB.writes, time.monotonic()
        if known is not None and known.writes == writes and now < known.until:
            return known.found
        found = await self._look(key)
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[key] = _Known(writes, now + HOLDS_SECONDS, found)
        return found
