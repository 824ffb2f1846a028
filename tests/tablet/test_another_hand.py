"""What others do while a tablet is away: its marks come late, or somebody else signs in on it. Nothing of it is silent."""

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from competition.events.duties import seats
from competition.events.tables import Event, Round
from competition.judging import scorekeeper
from competition.judging.tables import Line
from scoring.decisions import Closing, Return
from tests.judging.venue import author, sent
from tests.tablet.hall import Hall, enter, entered, go, lines, state, values

pytestmark = pytest.mark.browser


@pytest.fixture
async def context(browser: Browser) -> BrowserContext:
    return await browser.new_context(viewport={"width": 1180, "height": 820})


async def decided(*decisions: Closing | Return) -> None:
    """What the chief decides while the program is down."""
    event = await Event.objects().first()
    one = await Round.objects().first()
    assert event is not None
    assert one is not None
    chief = author(tuple(await seats(event.id)), "DG-chief")
    keeper = await scorekeeper.start()
    answers = await keeper.decide(one.id, chief, [sent(decision) for decision in decisions])
    await scorekeeper.stop()
    assert [answer.outcome for answer in answers] == ["entered"] * len(decisions)


async def test_a_mark_that_comes_after_the_closing_is_told_and_kept_for_the_chief(hall: Hall, context: BrowserContext) -> None:
    page = await hall.tablet(context, "DG-J1")
    await go(page, "01", "A1.2")
    hall.kill()
    await enter(page, "66")
    await state(page, "01", "A1.2", "wait")
    await decided(Closing())
    await hall.start()

    await state(page, "01", "A1.2", "clash")
    await go(page, "01", "A1.2")
    await expect(page.locator("#clash-says")).to_contain_text("已交裁判长核对")
    await expect(page.locator("#why")).to_contain_text("停止")
    assert await page.locator("#clash-mine").is_hidden()
    assert await values("A1.2") == []
    assert await Line.count().where(Line.kind == "claim") == 1
    await page.click("#clash-theirs")
    await state(page, "01", "A1.2", "empty")


async def test_a_returned_form_opens_again_and_says_why(hall: Hall, context: BrowserContext) -> None:
    page = await hall.tablet(context, "DG-J1")
    await page.keyboard.press("1")
    for value in ["88", "4.5", "1"]:
        await enter(page, value)
    await page.click("#sign-off")
    await page.click("#sign-dialog [value=sign]")
    await expect(page.locator("#why")).to_contain_text("已经签名")
    await expect(page.locator("#line")).to_contain_text("全部已上传")
    assert len(await lines("signature")) == 1
    hall.kill()
    await decided(Return("01", "A1", "A1.2 与记录不符"))
    await hall.start()

    await expect(page.locator("#returned")).to_contain_text("A1.2 与记录不符", timeout=20_000)
    await go(page, "01", "A1.2")
    await enter(page, "86")
    assert await entered("A1.2", 2) == [("01", "88"), ("01", "86")]


async def test_marks_never_go_up_under_the_name_of_who_signed_in_since(hall: Hall, context: BrowserContext) -> None:
    page = await hall.tablet(context, "DG-J1")
    await go(page, "01", "A1.2")
    other: Page = await hall.tablet(context, "DG-J2")
    hall.kill()
    await enter(page, "66")
    await state(page, "01", "A1.2", "wait")
    await hall.start()

    await expect(page.locator("#pin-why")).to_contain_text("现在登录的是别人", timeout=20_000)
    await expect(other.locator("html")).to_have_attribute("data-reach", "socket", timeout=20_000)
    assert await values("A1.2") == []
    await page.fill("#pin-field", hall.cards["DG-J1"][1])
    await page.press("#pin-field", "Enter")

    assert await entered("A1.2", 1) == [("01", "66")]
    assert (await Line.select(Line.author).where(Line.kind == "mark"))[0]["author"] == "DG-J1"
    await state(page, "01", "A1.2", "done")
