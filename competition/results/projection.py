"""What the boards of an event show, made once for all of them: a frame after every change, a sign of life while nothing changes.

Runs while somebody looks, and outlives a database that is away for a while. Must not know the wire.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import Context
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import msgspec
import structlog

from competition.database.remembered import Remembered
from competition.events.programme import event_by_code, round_id_of
from competition.events.tables import Event
from competition.floor.works import works
from competition.judging.clock_face import faces_of
from competition.judging.scorekeeper import Book, keeper
from competition.judging.standings import Frame, Progress, encoded, frame
from competition.live.broadcast import Broadcast
from competition.live.frames import framed
from competition.pages.language import _, language
from competition.results.names import Named, names
from competition.results.reveal import board

# A display that hears nothing for longer says so on its own.
STILL_EVERY = 4.0

log = structlog.get_logger()


@dataclass(frozen=True)
class Shown:
    """A whole frame, and the sign of life for who has that frame already; both as they go over the wire."""

    key: tuple[object, ...]
    number: int
    frame: bytes
    still: bytes


# an event's code and a language
Looked = tuple[str, str]


@dataclass
class _Projector:
    """One event in one language: its boards wait on `shown`; `step` counts frames and signs of life."""

    looked: Looked
    shown: Broadcast[Shown] = field(default_factory=lambda: Broadcast(1000))
    watchers: int = 0
    step: int = 0
    task: "asyncio.Task[None] | None" = None

    async def project(self) -> None:
        code, spoken = self.looked
        language.set(spoken)
        latest: Shown | None = None
        while True:
            try:
                ground = await _grounds.of(code)
                latest = await _made(ground, latest)
            except Exception as wrong:
                log.warning("a board could not be shown", board=code, exc_info=wrong)
                await asyncio.sleep(STILL_EVERY)
                continue
            self.step += 1
            self.shown.announce(0, self.step, lambda shown=latest: shown)  # type: ignore[misc]
            await keeper().shown.newer(ground.round, latest.number, STILL_EVERY)


_running: dict[Looked, _Projector] = {}


@contextmanager
def followed(code: str, show: Callable[[Shown], None]) -> Iterator[None]:
    """Shows the latest at once, then whatever is newer."""
    looked = (code, language.get())
    found = _running.get(looked)
    if found is None:
        found = _running[looked] = _Projector(looked)
        found.task = asyncio.create_task(found.project(), name=f"boards of {code}")
    found.watchers += 1
    try:
        with found.shown.calling(0, show):
            yield
    finally:
        found.watchers -= 1
        if not found.watchers and found.task is not None:
            found.task.cancel()
            del _running[looked]


def look_again(code: str) -> None:
    """Something is to be shown that is no line of the logbook: boards here do not wait for one."""
    for looked, found in _running.items():
        if looked[0] == code and found.task is not None:
            found.task.cancel()
            # in nobody's transaction
            found.task = Context().run(asyncio.create_task, found.project())


@dataclass(frozen=True)
class Ground:
    """What a board shows beside the marks. The event may have gone on to a further round since the board was hung."""

    event: Event
    round: int
    people: Mapping[str, Named]
    works: Mapping[str, str]
    revealed: tuple[object, ...]


async def ground_of(code: str) -> Ground:
    """As it is now."""
    event = await event_by_code(code)
    round_id = await round_id_of(event.id)
    numbers = await works(round_id) if event.work_numbers else {}
    people = await names(event.id, round_id) if event.display == "names" and not numbers else {}
    return Ground(event, round_id, people, numbers, board.key_of(await board.row_of(event, round_id)))


async def frame_of(ground: Ground, book: Book) -> Frame:
    """A board as the public may see it now."""
    event = ground.event
    if book.tally is None:
        return Frame(0, "", "none", False, event.title, _("比赛还没有开始"), Progress(0, 0), ())
    if revealed := await board.frame(event, book):
        return revealed
    named, clocks = {label: (one.name, one.unit) for label, one in ground.people.items()}, await faces_of(event, book, going=True)
    return frame(book, event.display, event.title, named, apart=event.sessions_apart, clocks=clocks, works=ground.works)


async def _made(ground: Ground, latest: Shown | None) -> Shown:
    book, event = await keeper().book(ground.round), ground.event
    key = (book.number, book.epoch, event.display, event.sessions_apart, event.title, event.stage, ground.revealed)
    alive: dict[str, Any] = {"number": book.public[0] if book.public else 0, "still": True, "epoch": book.epoch}
    if book.tally is not None and book.tally.clocks:
        # A sign of life carries the server's time, by which clocks in the hall are set; without a clock nothing of it moves.
        alive["now"] = datetime.now(UTC).isoformat(timespec="milliseconds")
    still = framed(msgspec.json.encode(alive))
    if latest is not None and latest.key == key:
        return replace(latest, still=still)
    return Shown(key, book.number, framed(encoded(await frame_of(ground, book))), still)


_grounds: Remembered[str, Ground] = Remembered(ground_of)
