"""A backup brings everything back, or is refused; and the recount finds the first thing that is wrong."""

import asyncio
import os
import random
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from competition.database import close_pool
from competition.database.bundled import bundled
from competition.judging import scorekeeper
from competition.judging.logbook import read, tried
from competition.judging.scorekeeper.book import opened
from competition.keeping.archive import checked
from competition.keeping.restoring import restore_from
from competition.keeping.verifying import verify
from competition.keeping.whole import make
from competition.pages.refusal import Refusal
from competition.results.signing import sign_off
from competition.settings import Settings, secret
from tests.judging.venue import Venue
from tests.results.season import a_marked_event


@pytest.fixture
async def signed(database: str) -> AsyncIterator[Venue]:
    """An event marked and signed."""
    await scorekeeper.start()
    venue = await a_marked_event()
    await sign_off(venue.event, int(venue.round.id), venue.chief.name)
    yield venue
    await scorekeeper.stop()


async def _told(url: str, statement: str) -> None:
    link = await asyncpg.connect(url)
    await link.execute(statement)
    await link.close()


async def test_a_backup_brings_back_every_line_and_every_secret(signed: Venue, database: str, settings: Settings) -> None:
    identity = secret(settings, "identity")
    before = await read(int(signed.round.id))
    made = await make(database, settings, settings.data.parent / "kept.zip")
    await scorekeeper.stop()
    await close_pool()
    spare = Settings(data=settings.data.parent / "spare")
    done = await asyncio.to_thread(restore_from, settings.data.parent / "kept.zip", spare)

    assert done.wrong is None
    assert done.tried is not None
    assert (done.tried.lines, done.tried.snapshots) == (len(before), 1)
    assert made.heads == {str(signed.round.id): (len(before), before[-1].hash)}
    assert secret(spare, "identity") == identity
    with bundled(spare.data) as url:
        link = await asyncpg.connect(url)
        assert await link.fetchval("select hash from line order by number desc limit 1") == before[-1].hash
        await link.close()


async def test_a_restored_round_is_another_history(signed: Venue) -> None:
    lines = await read(int(signed.round.id))
    sound = tried(int(signed.round.id), lines)

    assert opened(1, "this database", sound).epoch != opened(1, "the restored one", sound).epoch


async def test_one_byte_makes_a_backup_refused(signed: Venue, database: str, settings: Settings) -> None:
    good = settings.data.parent / "kept.zip"
    await make(database, settings, good)
    whole, dice, accepted = good.read_bytes(), random.Random(7), []
    bad = settings.data.parent / "bad.zip"
    for at in [0, len(whole) - 1, *(dice.randrange(len(whole)) for _ in range(60))]:
        bad.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            checked(bad)
        except Refusal:
            continue
        accepted.append(at)
    bad.write_bytes(whole[:-1])

    assert accepted == []
    with pytest.raises(Refusal, match="已损坏"):
        restore_from(bad, Settings(data=settings.data.parent / "spare"))
    assert not (settings.data.parent / "spare").exists()
    assert good.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("update line set body = body || ' ' where number = 7", r"电工（DG）的日志第 7 行"),
        ("delete from line where number = 5", r"日志第 5 行"),
        ("""update snapshot set ranking = replace(ranking, '"01"', '"02"')""", r"第 1 次签字"),
        ("update act set actor = 'nobody' where id = 2", r"操作记录第 2 条"),
    ],
)
async def test_the_first_wrong_thing_is_named(signed: Venue, database: str, statement: str, says: str) -> None:
    found = await verify()
    await _told(database, statement)

    assert (found.rounds, found.rankings, found.snapshots) == (1, 1, 1)
    with pytest.raises(Refusal) as refused:
        await verify()
    assert says in str(refused.value)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    line = [sys.executable, "-m", "competition", "restore", str(tmp_path / "no.zip"), "--data", str(tmp_path)]
    done = subprocess.run(line, capture_output=True, text=True, env=dict(os.environ), timeout=60, check=False)

    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr.strip() == f"数据文件夹“{tmp_path}”不是空的。恢复只写进空的文件夹，请用 --data 另指一个，或先把它改名留存。"
    )
