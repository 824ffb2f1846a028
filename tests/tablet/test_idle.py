"""A tablet left alone asks for the PIN; what was typed and what waits is kept, and nothing goes up before it is given."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.tablet.hall import Hall, enter, entered, go, ready, state, values

pytestmark = pytest.mark.browser


async def give_pin(hall: Hall, page: Page) -> None:
    await page.fill("#pin-field", hall.cards["DG-J1"][1])
    await page.press("#pin-field", "Enter")
    await expect(page.locator("#pin-dialog")).to_be_hidden()


async def test_a_tablet_left_alone_is_locked_until_the_pin_is_given(hall: Hall, browser: Browser) -> None:
    context = await browser.new_context(viewport={"width": 1180, "height": 820})
    await context.clock.install()
    page = await hall.tablet(context, "DG-J1")
    await go(page, "01", "A1.2")
    await page.keyboard.type("8")
    await page.clock.fast_forward("11:00")
    await expect(page.locator("#pin-why")).to_contain_text("有一会儿没有人用了", timeout=20_000)
    await give_pin(hall, page)
    await enter(page, "7")
    assert await entered("A1.2", 1) == [("01", "87")]

    await page.clock.fast_forward("11:00")
    await expect(page.locator("#pin-dialog")).to_be_visible(timeout=20_000)
    await page.reload()
    await ready(page)
    await expect(page.locator("#pin-dialog")).to_be_visible()
    hall.kill()
    await expect(page.locator("#pin-dialog")).to_be_hidden(timeout=20_000)
    await go(page, "02", "A1.2")
    await enter(page, "66")
    await state(page, "02", "A1.2", "wait")
    await hall.start()
    await expect(page.locator("#pin-dialog")).to_be_visible(timeout=20_000)
    assert await values("A1.2") == [("01", "87")]
    await give_pin(hall, page)
    assert (await entered("A1.2", 2))[-1] == ("02", "66")
