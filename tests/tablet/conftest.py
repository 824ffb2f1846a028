"""A hall that is open for marking, and a browser to hold tablets."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Playwright, async_playwright

from competition.judging import scorekeeper
from tests.chromium import chromium
from tests.judging.venue import a_venue, opening
from tests.tablet.hall import SCHEME, STATIONS, Hall


@pytest.fixture
async def hall(database: str, tmp_path: Path) -> AsyncIterator[Hall]:
    """Twenty stations, two referees, the round opened, the program serving."""
    venue = await a_venue(referees=2, scheme=SCHEME, labels=STATIONS)
    keeper = await scorekeeper.start()
    await keeper.decide(venue.round.id, venue.chief, [opening(venue, STATIONS)])
    await scorekeeper.stop()
    opened = Hall(database, tmp_path / "data")
    await opened.give_cards()
    await opened.start()
    yield opened
    opened.kill()


@pytest.fixture
async def play() -> AsyncIterator[Playwright]:
    async with async_playwright() as playing:
        yield playing


@pytest.fixture
async def browser(play: Playwright) -> AsyncIterator[Browser]:
    opened = await play.chromium.launch(executable_path=chromium())
    yield opened
    await opened.close()
