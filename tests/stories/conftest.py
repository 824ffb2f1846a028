"""A real browser, whose pages hide no error, and a program that nobody has set up yet."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.chromium import chromium
from tests.served import Served
from tests.stories.windows import Windows


@pytest.fixture
def untouched(tmp_path: Path) -> Iterator[Served]:
    """The program on an empty data folder: no account, no season, nothing."""
    program = Served(tmp_path / "data")
    program.start()
    yield program
    program.stop()


@pytest.fixture
async def windows() -> AsyncIterator[Windows]:
    """As many screens as a story needs; at its end none of their pages may have made an error."""
    from playwright.async_api import async_playwright

    async with async_playwright() as playing:
        browser = await playing.chromium.launch(executable_path=chromium())
        opened = Windows(browser)
        yield opened
        await browser.close()
    assert opened.errors == []
