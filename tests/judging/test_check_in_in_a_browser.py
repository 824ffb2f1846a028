"""The check-in list keeps itself fresh: who is checked in at one door of the hall is seen at the other."""

import pytest
from playwright.async_api import async_playwright, expect

from competition.judging.scorekeeper import keeper
from competition.people.sessions import COOKIE
from scoring.decisions import CheckIn
from tests.chromium import chromium
from tests.judging.tablets import cookie_of
from tests.judging.venue import a_venue, opening, sent
from tests.web import SignIn

pytestmark = pytest.mark.browser


async def test_who_is_checked_in_elsewhere_shows_up_by_himself(address: str, signed_in: SignIn) -> None:
    venue = await a_venue()
    await keeper().decide(venue.round.id, venue.chief, [opening(venue)])
    await signed_in("luo", "罗知微", organiser=True)
    async with async_playwright() as playing:
        browser = await playing.chromium.launch(executable_path=chromium(), args=["--no-proxy-server"])
        context = await browser.new_context()
        cookie = (await cookie_of("luo", "desk")).partition("=")[2]
        await context.add_cookies([{"name": COOKIE, "value": cookie, "url": address}])
        page = await context.new_page()
        await page.goto(f"{address}/floor/DG")
        await expect(page.locator("#at-03")).to_contain_text("未到")
        await keeper().decide(venue.round.id, venue.chief, [sent(CheckIn("03"))])
        await expect(page.locator("#at-03")).to_contain_text("已检录", timeout=15000)
        await browser.close()
