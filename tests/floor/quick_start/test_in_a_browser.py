"""快速开赛 as a person does it: what will be made is seen while it is typed, and a few fields are enough."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import BrowserContext, Page, async_playwright, expect

from competition.events.tables import Event
from competition.people.accounts import make_account
from competition.people.sessions import COOKIE, begin
from competition.registration.tables import Registration
from tests.chromium import chromium

pytestmark = pytest.mark.browser

REFEREES = "沈砚舟、何临川、秦照、段星野"
PEOPLE = "顾堃　青梧机电公司\n周望舒　青梧机电公司\n周望舒　南枝建设公司"


async def signed_in(address: str, context: BrowserContext) -> Page:
    account = await make_account("luo", "罗知微", None, organiser=True)
    cookie = await begin(account.id, "desk", secure=False)
    await context.add_cookies([{"name": COOKIE, "value": cookie.value or "", "url": address}])
    page = await context.new_page()
    await page.goto(f"{address}/quick-start")
    return page


@pytest.fixture(params=[True, False], ids=["with-script", "without-script"])
async def page(request: pytest.FixtureRequest, address: str) -> AsyncIterator[Page]:
    async with async_playwright() as playing:
        browser = await playing.chromium.launch(executable_path=chromium(), args=["--no-proxy-server"])
        yield await signed_in(address, await browser.new_context(java_script_enabled=request.param))
        await browser.close()


async def look(page: Page) -> None:
    """Without script there is a button for it."""
    button = page.locator("#preview button[value=preview]")
    if await button.is_visible():
        await button.click()


async def test_two_fields_are_enough_and_what_will_be_made_is_seen_before(page: Page) -> None:
    await page.fill("#people", PEOPLE)
    await look(page)
    await expect(page.locator("#preview")).to_contain_text("请填写裁判，至少一位")
    await page.fill("#referees", REFEREES)
    await look(page)
    await expect(page.locator("#preview")).to_contain_text("4 人，各一个平板口令")
    await expect(page.locator("#preview")).to_contain_text("“周望舒”出现 2 次，单位不同。按 2 个人建立。")
    assert await Event.count() == 0
    await page.click("button[name=same]")
    await expect(page.locator("#people")).to_have_value("顾堃　青梧机电公司\n周望舒　青梧机电公司")
    await page.click("#preview button[value=create]")
    await expect(page).to_have_url(f"{page.url.split('/organise')[0]}/organise/DG/ready")
    assert (await Event.count(), await Registration.count()) == (1, 2)


async def test_enter_in_a_field_looks_and_makes_nothing(page: Page) -> None:
    await page.fill("#referees", REFEREES)
    await page.fill("#people", PEOPLE)
    await page.fill("#title", "电工技能竞赛")
    await page.press("#title", "Enter")
    await expect(page.locator("#preview")).to_contain_text("可以开赛")
    assert await Event.count() == 0
    await expect(page.locator("#people")).to_have_value(PEOPLE)
