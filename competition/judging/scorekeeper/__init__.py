"""The only writer of the logbook: decisions come in, each is weighed, kept, answered, and then shown.

`keeper()` is the one that runs in this process.
"""

from competition.database import url
from competition.judging.scorekeeper.book import Book, Open, Proposed, place_of
from competition.judging.scorekeeper.confirming import wants_two
from competition.judging.scorekeeper.keeper import Scorekeeper
from competition.judging.scorekeeper.said import CONFLICT, ENTERED, REFUSED, SAME, Answer, Envelope, Head, enclosed
from competition.judging.scorekeeper.weighing import BOUND

__all__ = [
    "BOUND",
    "CONFLICT",
    "ENTERED",
    "REFUSED",
    "SAME",
    "Answer",
    "Book",
    "Envelope",
    "Head",
    "Open",
    "Proposed",
    "Scorekeeper",
    "enclosed",
    "keeper",
    "place_of",
    "start",
    "stop",
    "wants_two",
]

_running: list[Scorekeeper] = []


def keeper() -> Scorekeeper:
    """The scorekeeper of this process."""
    if not _running:
        raise RuntimeError("start() the scorekeeper first, when the pool is open")
    return _running[-1]


async def start() -> Scorekeeper:
    """Begins to keep, on the database that the pool is open on."""
    begun = Scorekeeper(url())
    await begun.start()
    _running.append(begun)
    return begun


async def stop() -> None:
    """Keeps what waits, then stops."""
    if _running:
        await _running.pop().stop()
