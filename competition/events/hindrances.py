"""What stands in the way of an act now: told by the room that does it, asked by pages of rooms that may not know that room."""

from collections.abc import Awaitable, Callable

from competition.events.tables import Event
from competition.pages.refusal import Refusal

Told = Callable[[Event], Awaitable[None]]
_told: dict[str, Told] = {}


def hinders(act: str) -> Callable[[Told], Told]:
    """Marks what refuses, with its reason, while the act cannot be done."""

    def mark(told: Told) -> Told:
        _told[act] = told
        return told

    return mark


async def hindrance(event: Event, act: str) -> Refusal | None:
    """Why the act would be refused now; None: it would not, as far as anybody tells."""
    if act not in _told:
        return None
    try:
        await _told[act](event)
    except Refusal as why:
        return why
    return None
