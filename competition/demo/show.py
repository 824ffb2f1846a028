"""What the show remembers beside the database: wishes of the visitor, guests in robots' seats, who looks. In memory only.

After a power cut it begins empty: everything that counts is in the logbook.
"""

import time
from dataclasses import dataclass, field

from competition.demo.programme import ELECTRICIANS
from competition.demo.seeding import Ground
from competition.events.programme import event_by_code
from competition.events.stages import BEFORE_MARKING
from competition.events.tables import Event

GUEST_SECONDS, ALONE_SECONDS = 120.0, 75.0


@dataclass
class Show:
    """`whole`: the season is run through at once, without visitors."""

    ground: Ground
    key: str
    whole: bool = False
    again: bool = False
    publish: set[str] = field(default_factory=set)
    guests: dict[str, float] = field(default_factory=dict)
    visitors: int = 0
    alone_since: float | None = None
    says: str = ""


_running: list[Show] = []


def begin(show: Show) -> None:
    """The show of this process."""
    _running[:] = [show]


def show() -> Show:
    """The show of this process."""
    return _running[-1]


async def on_stage() -> Event:
    """The event that the stage shows: the electricians' latest group that has begun."""
    begun = Event.code.like(f"{ELECTRICIANS.code}%") & Event.stage.not_in(sorted(BEFORE_MARKING))
    latest = await Event.objects().where(begun).order_by(Event.id, ascending=False).first()
    return latest or await event_by_code(ELECTRICIANS.code)


def number_of(event: Event) -> int:
    """Which group it is."""
    return int(event.code.removeprefix(ELECTRICIANS.code) or 1)


def since(moment: float) -> float:
    """Seconds gone."""
    return time.monotonic() - moment
