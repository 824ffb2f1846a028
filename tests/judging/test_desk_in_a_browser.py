"""The desk keeps itself fresh, and never under the hand of who is typing; without script it works all the same."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, async_playwright, expect

from competition.judging.scorekeeper import keeper
from competition.people.sessions import COOKIE
from scoring.decisions import Signature
from tests.chromium import chromium
from tests.judging.tablets import cookie_of
from tests.judging.venue import Venue, a_venue, mark, opening, sent

pytestmark = pytest.mark.browser


@pytest.fixture
async def venue(address: str) -> Venue:
    made = await a_venue()
    await keeper().decide(made.round.id, made.chief, [opening(made)])
    return made


@pytest.fixture
async def page(address: str, venue: Venue) -> AsyncIterator[Page]:
    cookie = (await cookie_of("DG-chief", "desk")).partition("=")[2]
    async with async_playwright() as playing:
        browser = await playing.chromium.launch(executable_path=chromium(), args=["--no-proxy-server"])
        context = await browser.new_context()
        await context.add_cookies([{"name": COOKIE, "value": cookie, "url": address}])
        yield await context.new_page()
        await browser.close()


async def test_a_mark_shows_up_by_itself(address: str, venue: Venue, page: Page) -> None:
    await page.goto(f"{address}/desk/DG")
    await expect(page.locator("#story")).to_contain_text("宣布比赛开始")
    await keeper().decide(venue.round.id, venue.referees[0], [mark("03", "A1.2", "*", "5.5")])
    await expect(page.locator("#story")).to_contain_text("裁判甲登“劳动防护” 5.50")
    await expect(page.locator("#forms tr", has_text="03")).to_contain_text("登分中 1/2")


async def test_a_half_typed_reason_is_not_eaten(address: str, venue: Venue, page: Page) -> None:
    leader = venue.referees[0]
    await keeper().decide(venue.round.id, leader, [mark("03", "A1.1", "*", "yes"), mark("03", "A1.2", "*", "5", ref="b")])
    await keeper().decide(venue.round.id, leader, [sent(Signature("03", "A1", "J1"))])
    await page.goto(f"{address}/desk/DG/form/03/A1")
    await page.fill("#reason", "漏写扣分")
    await keeper().decide(venue.round.id, leader, [mark("03", "A1.2", "*", "4", parent="b")])
    await expect(page.locator("#history")).to_contain_text("来晚了")
    await expect(page.locator("#reason")).to_have_value("漏写扣分")
    await page.get_by_role("button", name="退回重签").click()
    await expect(page.locator("#history")).to_contain_text("退回赛位 03 安全检查，原因：漏写扣分")
