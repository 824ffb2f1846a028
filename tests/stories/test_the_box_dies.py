"""The laptop that served is gone with its disk; the stick goes into another, and no acknowledged mark is missing or doubled."""

import asyncio
import os
import shutil
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import asyncpg
import pytest

from competition.database.bundled import bundled
from competition.keeping.stick import Copy, copies, gathered
from tests.served import Served
from tests.stories.tablets import Tablet
from tests.stories.test_power_cut import PEOPLE, Wanted, organised

PATIENCE = 60


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def spare(tmp_path: Path) -> Iterator[Served]:
    """Another laptop: nothing on it."""
    (tmp_path / "spare").mkdir()
    program = Served(tmp_path / "spare" / "data")
    yield program
    program.stop()


async def _copied(stick: Path, since: float, lines: int = 0) -> Copy:
    """The copy, once it has a whole backup made after that moment and so many lines."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for place in copies(stick):
            found = gathered(place)
            if found and found.told.made_at.timestamp() > since and sum(found.heads().values()) >= lines:
                return found
        await asyncio.sleep(0.2)
    raise AssertionError("no copy came")


def _burnt(served: Served) -> None:
    """Server and database are killed, and their disk is gone."""
    number = int((served.data / "postgres" / "postmaster.pid").read_text().split("\n")[0])
    served.kill()
    with suppress(ProcessLookupError):
        os.kill(number, signal.SIGKILL)
    shutil.rmtree(served.data, ignore_errors=True)


async def _marked(tablets: dict[str, Tablet], acks: int) -> list[asyncio.Task[None]]:
    """Sends until so many are acknowledged; what is still under way goes on."""
    sending = [asyncio.create_task(tablet.empty()) for tablet in tablets.values()]
    while sum(len(tablet.answers) for tablet in tablets.values()) < acks:
        await asyncio.sleep(0)
    return sending


def _lines(data: Path) -> list[tuple[str, str]]:
    """Author and ref of every mark that is kept."""

    async def read(url: str) -> list[tuple[str, str]]:
        link = await asyncpg.connect(url)
        rows = await link.fetch("select author, ref from line where kind = 'mark'")
        await link.close()
        return [(row["author"], row["ref"]) for row in rows]

    with bundled(data) as url:
        return asyncio.run(read(url))


async def test_another_laptop_goes_on_from_the_stick(served: Served, spare: Served, stick: Path, tmp_path: Path) -> None:
    served.stop()
    served.start("--copy-to", str(stick))
    tablets = await organised(served, tmp_path)
    wanted = Wanted(tablets)
    await _copied(stick, time.time())
    wanted.burst()
    await asyncio.gather(*(tablet.empty() for tablet in tablets.values()))
    await _copied(stick, 0, lines=len(wanted.stands) + 1)
    wanted.burst()
    sending = await _marked(tablets, len(wanted.stands) - 60)
    _burnt(served)
    for task in sending:
        task.cancel()
    await asyncio.gather(*sending, return_exceptions=True)

    acknowledged = {ref for tablet in tablets.values() for ref in tablet.entered}
    told = spare.run("restore", str(stick))
    kept = {ref for _author, ref in await asyncio.to_thread(_lines, spare.data)}
    spare.port = served.port
    spare.start("--copy-to", str(stick))
    for tablet in tablets.values():
        # A tablet that finds another history sends again what it was told is entered: each ref counts once.
        before = tablet.epoch
        tablet.waiting, tablet.answers = tablet.sent | tablet.waiting, {}
        await tablet.empty()
        assert tablet.epoch != before
        assert tablet.turned == []
    verified = await asyncio.to_thread(spare.run, "verify")
    backed_up = await asyncio.to_thread(spare.run, "backup", str(tmp_path / "kept.zip"))
    again = await asyncio.to_thread(spare.refused, "restore", str(tmp_path / "kept.zip"))
    spare.stop()
    after = await asyncio.to_thread(_lines, spare.data)

    assert "逐行核对校验链，无误" in told
    assert f"http://127.0.0.1:{served.port}" in told
    assert len(kept) >= len(PEOPLE) * len(tablets) // 5
    assert acknowledged <= {ref for _author, ref in after}
    assert max(Counter(after).values()) == 1
    assert {ref for _author, ref in after} == {ref for tablet in tablets.values() for ref in tablet.sent}
    assert "与系统一致" in verified
    assert "已核对校验和" in backed_up
    assert "正在使用" in again
    assert len(copies(stick)) == 3  # the folder, the old laptop's copy, the new one's
