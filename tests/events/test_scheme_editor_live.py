"""The scheme editor with its module, in a real browser: fields save themselves, sums follow, nothing typed is lost."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, async_playwright, expect

from competition.events.programme import round_of
from competition.events.schemes import keep_scheme, parsed
from competition.events.tables import Event
from competition.people.sessions import COOKIE
from scoring.scheme import Scheme, read_scheme, write_scheme
from tests.chromium import chromium
from tests.events.builders import an_event
from tests.web import Browser, SignIn

pytestmark = pytest.mark.browser
EDIT = "/organise/DG/scheme/edit"


@pytest.fixture
async def desk(browser: Browser, signed_in: SignIn, address: str) -> AsyncIterator[Page]:
    """The organiser's Chromium."""
    await signed_in()
    async with async_playwright() as play:
        chrome = await play.chromium.launch(executable_path=chromium())
        context = await chrome.new_context(base_url=address)
        await context.add_cookies([{"name": COOKIE, "value": browser.cookies[COOKIE], "url": address}])
        yield await context.new_page()
        await chrome.close()


async def _scheme(event: Event) -> Scheme:
    found = parsed((await round_of(event.id)).scheme)
    assert found is not None
    return found


async def test_a_field_saves_itself_and_the_sums_follow(desk: Page) -> None:
    event = await an_event(referees=0)
    await desk.goto(f"{EDIT}?at=1.0.0")
    await desk.fill("#max", "12")
    await desk.fill("#title", "劳保用品")
    await desk.press("#title", "Tab")
    await expect(desk.locator("#state")).to_have_text("已保存")
    await expect(desk.locator("[data-row='1.0.0'] b")).to_have_text("12")
    await expect(desk.locator("[data-row='1.0.0']")).to_contain_text("劳保用品")
    await expect(desk.locator("#beside dd b")).to_have_text("107.00")
    aspect = (await _scheme(event)).criteria[1].subcriteria[0].aspects[0]
    assert (aspect.title, str(aspect.max)) == ("劳保用品", "12")


async def test_what_cannot_be_kept_is_said_at_its_field_and_is_still_there_after_a_reload(desk: Page) -> None:
    event = await an_event(referees=0)
    before = await _scheme(event)
    await desk.goto(f"{EDIT}?at=1.0.0")
    await desk.fill("#max", "二")
    await desk.press("#max", "Tab")
    await expect(desk.locator("#max-problem")).to_contain_text("“二”不是数")
    await expect(desk.locator("#beside .bad")).to_contain_text("还没有保存")
    assert await _scheme(event) == before
    await desk.reload()
    await expect(desk.locator("#max")).to_have_value("二")
    await desk.fill("#max", "3")
    await desk.press("#max", "Tab")
    await expect(desk.locator("#state")).to_have_text("已保存")
    await expect(desk.locator("#max-problem")).to_have_count(0)
    assert str((await _scheme(event)).criteria[1].subcriteria[0].aspects[0].max) == "3"


async def test_another_way_of_marking_brings_its_fields_and_keys_move_it(desk: Page) -> None:
    event = await an_event(referees=0)
    code = (await _scheme(event)).criteria[1].subcriteria[0].aspects[0].code
    await desk.goto(f"{EDIT}?at=1.0.0")
    await desk.select_option("#way", "panel")
    await expect(desk.locator("#combine")).to_be_visible()
    await desk.focus("#title")
    await desk.keyboard.press("Alt+ArrowDown")
    await expect(desk.locator("#open")).to_have_attribute("data-at", "1.0.1")
    assert (await _scheme(event)).criteria[1].subcriteria[0].aspects[1].code == code
    await desk.keyboard.press("Alt+ArrowUp")
    await expect(desk.locator("#open")).to_have_attribute("data-at", "1.0.0")


async def test_somebody_elses_change_is_told_and_ones_own_words_stay(desk: Page) -> None:
    event = await an_event(referees=0)
    await desk.goto(f"{EDIT}?at=1.0.0")
    raw = write_scheme(await _scheme(event))
    raw["criteria"][1]["subcriteria"][0]["aspects"][0]["title"] = "别人的"
    theirs = read_scheme(raw)
    assert isinstance(theirs, Scheme)
    await keep_scheme(event, theirs, "an")
    await desk.fill("#title", "我的")
    await desk.press("#title", "Tab")
    await expect(desk.locator("#said")).to_contain_text("别人刚改过")
    await expect(desk.locator("#title")).to_have_value("我的")
    assert await _scheme(event) == theirs
    await desk.click("#open .btn.main")
    await expect(desk.locator("#state")).to_have_text("已保存")
    assert (await _scheme(event)).criteria[1].subcriteria[0].aspects[0].title == "我的"


async def test_without_a_line_what_was_typed_stays_on_this_machine(desk: Page) -> None:
    event = await an_event(referees=0)
    await desk.goto(f"{EDIT}?at=1.0.0")
    await desk.context.set_offline(True)
    await desk.fill("#title", "断线时写的")
    await desk.press("#title", "Tab")
    await expect(desk.locator("#state")).to_contain_text("没有连上")
    await desk.context.set_offline(False)
    await desk.reload()
    await expect(desk.locator("#title")).to_have_value("断线时写的")
    await desk.click("#open .btn.main")
    await expect(desk.locator("#state")).to_have_text("已保存")
    assert (await _scheme(event)).criteria[1].subcriteria[0].aspects[0].title == "断线时写的"
