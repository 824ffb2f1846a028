"""F1: killed between hearing and committing: nothing acknowledged or shown is missing, and sent again all is there once.

Fifteen cuts under load are told in tests/stories/test_power_cut.py, two hundred by `make bench FULL=1`.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import asyncpg
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from tests.judging.tablets import Tablet, cookie_of, tablet
from tests.judging.venue import as_json, mark
from tests.tablet.hall import STATIONS, Hall, until, values

HELD_UP = "select pid from pg_stat_activity where application_name = 'competition scorekeeper' and wait_event_type = 'Lock'"


@asynccontextmanager
async def no_line_gets_in(database: str) -> AsyncIterator[asyncpg.Connection]:
    """The logbook takes no line until the block ends: whoever writes one waits."""
    link = await asyncpg.connect(database)
    held = link.transaction()
    await held.start()
    await link.execute("lock table line in exclusive mode")
    try:
        yield link
    finally:
        await held.rollback()
        await link.close()


async def until_a_sign_of_life(one: Tablet) -> list[dict[str, Any]]:
    """What the server says meanwhile: it lives, and has had all the time to answer."""
    frames: list[dict[str, Any]] = [{}]
    async with asyncio.timeout(20):
        while "still" not in frames[-1]:
            frames.append(json.loads(await one.link.recv()))
    return frames


@pytest.mark.parametrize("its_write", ["is lost", "goes through"])
async def test_killed_between_hearing_and_committing(hall: Hall, its_write: str) -> None:
    cookie = await cookie_of("DG-J1")
    batch = [as_json(mark(station, "A1.2", "*", f"{50 + n}")) for n, station in enumerate(STATIONS)]
    board = f"{hall.address.replace('http', 'ws')}/hall/DG/socket"
    async with connect(board, proxy=None) as shown, tablet(hall.address, "DG", cookie) as one:
        numbers = [json.loads(await shown.recv())["number"]]
        await one.hears("hello")
        async with no_line_gets_in(hall.database) as link:
            await one.says(decisions=batch)

            async def held_up() -> bool:
                return bool(await link.fetch(HELD_UP))

            await until(held_up)
            heard = await until_a_sign_of_life(one)
            hall.kill()
            if its_write == "is lost":
                await link.execute(f"select pg_terminate_backend(pid) from ({HELD_UP}) those")
        with pytest.raises(ConnectionClosed):
            await one.hears("answers")
        with suppress(ConnectionClosed):
            async for frame in shown:
                numbers.append(json.loads(frame)["number"])
    assert [frame for frame in heard if "answers" in frame] == []
    assert set(numbers) == {1}, "the opening alone was shown"

    written = 0 if its_write == "is lost" else len(batch)

    async def is_so() -> bool:
        return len(await values("A1.2")) == written

    await until(is_so)
    await hall.start()
    async with tablet(hall.address, "DG", cookie) as one:
        answers = await one.decides(*batch)
    link = await asyncpg.connect(hall.database)
    there = [tuple(row) for row in await link.fetch("select ref, number from line where kind = 'mark' order by number")]
    await link.close()
    assert {answer["outcome"] for answer in answers} == {"entered"}
    assert there == [(answer["ref"], answer["number"]) for answer in answers]
