"""F5: a board that is held up, late, torn off, or whose server dies says so, never goes back, and has the right number again."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise

import pytest
from playwright.async_api import Browser, Page, expect
from websockets.asyncio.client import connect

from tests.faults.proxy import Proxy, through
from tests.judging.tablets import cookie_of, tablet
from tests.judging.venue import as_json, mark
from tests.tablet.hall import STATIONS, Hall, until

pytestmark = pytest.mark.browser
WITHIN = 5_000
# every number that the screen ever showed
WATCH = """() => {
  const board = document.querySelector('[data-part=board]');
  window.seen = [Number(board.dataset.number)];
  new MutationObserver(() => seen.push(Number(board.dataset.number))).observe(board, { attributeFilter: ['data-number'] });
}"""


@asynccontextmanager
async def screen(browser: Browser, line: Proxy) -> AsyncIterator[Page]:
    """The hall's display over this line; at its end it never showed less than it had shown."""
    page = await browser.new_page(viewport={"width": 1920, "height": 1080})
    await page.goto(f"{line.address}/hall/DG")
    await page.evaluate(WATCH)
    yield page
    seen = await page.evaluate("seen")
    assert all(before <= after for before, after in pairwise(seen)), seen


class Marking:
    """A referee on a line of his own."""

    def __init__(self, hall: Hall, cookie: str) -> None:
        self.hall, self.cookie, self.number = hall, cookie, 0

    async def next(self, count: int = 1) -> int:
        """So many marks more; the number of the last."""
        async with tablet(self.hall.address, "DG", self.cookie) as one:
            for _ in range(count):
                station = STATIONS[self.number % len(STATIONS)]
                self.number += 1
                (answer,) = await one.decides(as_json(mark(station, "A1.2", "*", str(self.number))))
                assert answer["outcome"] == "entered", answer
        return int(answer["number"])


async def shows(page: Page, number: int) -> None:
    """The right number within five seconds, and nothing said against it."""
    await expect(page.locator("[data-part=board]")).to_have_attribute("data-number", str(number), timeout=WITHIN)
    await expect(page.locator("[data-part=late]")).to_be_hidden(timeout=WITHIN)


async def test_a_board_is_right_again_within_five_seconds_and_never_goes_back(hall: Hall, browser: Browser) -> None:
    referee = Marking(hall, await cookie_of("DG-J1"))
    async with through(hall.port) as line, screen(browser, line) as page:
        await shows(page, await referee.next(3))

        line.late(0.7)
        await shows(page, await referee.next(2))
        line.late(0)

        line.hold()
        number = await referee.next(2)
        await expect(page.locator("[data-part=late]")).to_be_visible(timeout=12_000)
        line.hold(held=False)
        await shows(page, number)

        line.latest.down.losing = True
        number = await referee.next()
        line.cut()
        await shows(page, number)

        hall.kill()
        await expect(page.locator("[data-part=late]")).to_be_visible(timeout=12_000)
        await hall.start()
        await shows(page, await referee.next())


async def test_a_frame_that_comes_late_on_an_old_line_does_not_take_the_board_back(hall: Hall, browser: Browser) -> None:
    referee = Marking(hall, await cookie_of("DG-J1"))
    async with through(hall.port) as line, screen(browser, line) as page:
        await shows(page, await referee.next())
        old = line.latest
        old.down.passing.clear()
        number = await referee.next(2)

        async def joined_anew() -> bool:
            return line.latest is not old

        await until(joined_anew, 40)
        await shows(page, number)
        old.down.passing.set()
        await shows(page, await referee.next())


async def test_a_board_that_reads_nothing_for_a_while_skips_to_the_latest(hall: Hall) -> None:
    referee = Marking(hall, await cookie_of("DG-J1"))
    async with (
        through(hall.port) as line,
        connect(f"{line.address.replace('http', 'ws')}/hall/DG/socket", proxy=None) as board,
    ):
        numbers = [json.loads(await board.recv())["number"]]
        line.hold()
        number = await referee.next(12)
        line.hold(held=False)
        async with asyncio.timeout(WITHIN / 1000):
            while numbers[-1] < number:
                numbers.append(json.loads(await board.recv())["number"])
    assert numbers == sorted(numbers)
