"""A process that is killed while it enters marks: what it acknowledged is there, and every round folds from nothing."""

import asyncio
import sys

import pytest

from competition.judging import scorekeeper
from competition.judging.logbook import read, tried
from competition.judging.scorekeeper import Scorekeeper
from competition.judging.standings import ranking_at, standing
from competition.judging.tables import Line
from tests.judging.venue import LABELS, Venue, mark

WRITING = """
select 1 from pg_stat_activity where application_name = 'competition scorekeeper' and datname = current_database()"""


async def nobody_writes() -> None:
    """What the killed one had already sent is PostgreSQL's to finish: a moment later its last line may still come."""
    async with asyncio.timeout(20):
        while await Line.raw(WRITING):
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("after", [1, 40, 300])
async def test_nothing_acknowledged_is_missing_after_a_kill(kept: Scorekeeper, venue: Venue, database: str, after: int) -> None:
    await scorekeeper.stop()
    writing = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.judging.writing_on", database, "DG", stdout=asyncio.subprocess.PIPE
    )
    assert writing.stdout is not None
    told = [(await asyncio.wait_for(writing.stdout.readline(), 60)).decode() for _ in range(after)]
    writing.kill()
    told += (await writing.stdout.read()).decode().splitlines()
    await writing.wait()
    acknowledged = {
        line.split()[1]: int(line.split()[2]) for line in told if line.startswith("entered") and len(line.split()) == 3
    }

    await nobody_writes()
    lines = await read(venue.round.id)
    tried(venue.round.id, lines)
    numbers = {line.ref: line.number for line in lines}
    assert len(acknowledged) >= after
    assert acknowledged.items() <= numbers.items()

    again = await scorekeeper.start()
    assert (await again.book(venue.round.id)).number == len(lines)
    last = {label: next(line.ref for line in reversed(lines) if f'"competitor":"{label}"' in line.body) for label in LABELS}
    entries = [mark(label, "A1.2", "*", "5.5", parent=last[label]) for label in LABELS]
    answers = await again.decide(venue.round.id, venue.referees[0], entries)
    assert [answer.outcome for answer in answers] == ["entered"] * 4
    number, ranking = await standing(venue.round.id)
    assert ranking == await ranking_at(venue.round.id, number)
