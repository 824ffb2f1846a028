"""The stick beside: every line soon, a stick that is pulled is missed and taken up again, a damaged one says so."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from competition.database import close_pool
from competition.judging import scorekeeper
from competition.judging.logbook import read
from competition.judging.scorekeeper import keeper
from competition.keeping.copying import Copying
from competition.keeping.restoring import restore_from
from competition.keeping.stick import Copy, copies, files, gathered, newest
from competition.keeping.verifying import verify
from competition.live.beside import GONE, WITH
from competition.pages.refusal import Refusal
from competition.settings import Settings
from scoring.decisions import Mark
from tests.judging.venue import LABELS, Venue, a_venue, opening, sent

PATIENCE = 60


@pytest.fixture
async def venue(database: str) -> AsyncIterator[Venue]:
    await scorekeeper.start()
    made = await a_venue()
    await keeper().decide(int(made.round.id), made.chief, [opening(made)])
    yield made
    await scorekeeper.stop()


@pytest.fixture
async def copying(venue: Venue, database: str, settings: Settings) -> AsyncIterator[Copying]:
    stick = settings.data.parent / "stick"
    stick.mkdir()
    begun = Copying(database, settings, stick)
    begun.start()
    await until(lambda: begun.told().state == WITH)
    yield begun
    await asyncio.to_thread(begun.stop)


async def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        await asyncio.sleep(0.05)


async def marked(venue: Venue, value: str) -> int:
    """A mark for everybody; how many lines there are then."""
    round_id = int(venue.round.id)
    book = await keeper().book(round_id)
    for label in LABELS:
        head = book.heads.get((label, "A1.2", "*"))
        envelope = sent(Mark(label, "A1.2", "*", value), head and head.ref)
        assert [one.outcome for one in await keeper().decide(round_id, venue.referees[0], [envelope])] == ["entered"]
    return book.number


def on(stick: Path) -> int:
    """How many lines the stick holds."""
    return max((sum(found.heads().values()) for place in copies(stick) if (found := gathered(place))), default=0)


async def restored(settings: Settings, stick: Path) -> Copy | None:
    await close_pool()
    done = await asyncio.to_thread(restore_from, stick, Settings(data=settings.data.parent / "spare"))
    assert done.wrong is None
    return done.copy


async def test_a_pulled_stick_is_said_and_taken_up_again(copying: Copying, venue: Venue, settings: Settings) -> None:
    stick, pulled = settings.data.parent / "stick", settings.data.parent / "pulled"
    number = await marked(venue, "5")
    await until(lambda: on(stick) == number)
    stick.rename(pulled)
    await until(lambda: copying.told().state == GONE)
    await marked(venue, "4")
    await until(lambda: copying.told().lacking == len(LABELS))
    pulled.rename(stick)
    number = await marked(venue, "3")
    await until(lambda: copying.told().state == WITH and on(stick) == number)

    assert newest(stick).gaps == {}
    assert len(copies(stick)) == 2


async def test_another_stick_gets_everything(copying: Copying, venue: Venue, settings: Settings) -> None:
    stick = settings.data.parent / "stick"
    stick.rename(settings.data.parent / "first")
    await until(lambda: copying.told().state == GONE)
    number = await marked(venue, "5")
    stick.mkdir()
    await until(lambda: copying.told().state == WITH and on(stick) == number)


async def test_the_lines_of_many_whole_backups_make_one_history(copying: Copying, venue: Venue, settings: Settings) -> None:
    """A damaged whole backup is passed over: the one before it and the lines since come to the same."""
    stick = settings.data.parent / "stick"
    await marked(venue, "5")
    stick.rename(settings.data.parent / "away")
    await until(lambda: copying.told().state == GONE)
    (settings.data.parent / "away").rename(stick)
    await until(lambda: copying.told().state == WITH)
    number = await marked(venue, "4")
    await until(lambda: on(stick) == number)
    await asyncio.to_thread(copying.stop)
    place = newest(stick).place
    (_, older), (_, newer) = files(place, "full")
    newer.write_bytes(newer.read_bytes()[:-1] + b"x")
    hashes = [line.hash for line in await read(int(venue.round.id))]
    found = newest(stick)

    assert (found.full, found.spoilt) == (older, (newer,))
    assert [line.hash for line in found.lines[int(venue.round.id)]] == hashes[-len(found.lines[int(venue.round.id)]) :]
    assert found.heads() == {int(venue.round.id): number}


async def test_a_cut_last_line_is_left_out_and_a_hole_is_refused(copying: Copying, venue: Venue, settings: Settings) -> None:
    stick = settings.data.parent / "stick"
    number = await marked(venue, "5")
    await until(lambda: on(stick) == number)
    await asyncio.to_thread(copying.stop)
    _number, last = files(newest(stick).place, "lines")[-1]
    whole = last.read_bytes()

    last.write_bytes(whole.replace(b'"kind":"mark"', b'"kind":"work"', 1))
    with pytest.raises(Refusal, match="什么也没有恢复"):
        restore_from(stick, Settings(data=settings.data.parent / "spare"))
    last.write_bytes(whole[:-20])
    before = await verify()
    copy = await restored(settings, stick)

    assert copy is not None
    assert copy.torn
    assert copy.heads() == {int(venue.round.id): number - 1}
    assert before.lines == number
