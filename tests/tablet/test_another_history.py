"""The server comes back from a copy that lacks the last marks: the tablet sends again what it was told is entered, once."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest
from playwright.async_api import Browser, expect

from competition.database import close_pool, open_pool
from competition.database.dumping import dump, put_back, snapshot
from tests.tablet.hall import STATIONS, Hall, across, enter, entered, values

pytestmark = pytest.mark.browser
TYPED = [f"{41 + n}.{n % 9 + 1}" for n in range(6)]
KEPT = 3


@pytest.fixture
async def another(database: str) -> AsyncIterator[str]:
    """An empty database beside."""
    name = urlsplit(database).path[1:]
    link = await asyncpg.connect(database)
    await link.execute(f"create database {name}_restored")
    yield database.replace(f"/{name}?", f"/{name}_restored?")
    await link.execute(f"drop database {name}_restored with (force)")
    await link.close()


async def test_what_a_restored_server_lacks_is_sent_again_once(
    hall: Hall, another: str, browser: Browser, tmp_path: Path
) -> None:
    page = await hall.tablet(await browser.new_context(viewport={"width": 1180, "height": 820}), "DG-J1")
    await across(page, "A1.2")
    for value in TYPED:
        await enter(page, value)
    wanted = await entered("A1.2", len(TYPED))
    await expect(page.locator("#line")).to_contain_text("全部已上传")
    hall.kill()
    async with snapshot(hall.database) as (_link, moment):
        await asyncio.to_thread(dump, hall.database, tmp_path / "copy", moment, 15)
    await asyncio.to_thread(put_back, another, tmp_path / "copy", 15)
    link = await asyncpg.connect(another)
    await link.execute(f"delete from line where number > {1 + KEPT}")
    await link.close()
    await close_pool()
    await open_pool(another)
    assert await values("A1.2") == wanted[:KEPT]

    hall.database = another
    await hall.start()

    assert await entered("A1.2", len(TYPED)) == wanted == list(zip(STATIONS, TYPED, strict=False))
    await expect(page.locator("#line")).to_contain_text("全部已上传")
    assert page.errors == []  # type: ignore[attr-defined]
    await close_pool()
