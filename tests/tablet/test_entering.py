"""A referee enters marks on his tablet: they reach the logbook, and nothing that a slip of the hand makes does."""

import pytest
from playwright.async_api import Browser, Page, expect

from competition.events.tables import Event
from tests.tablet.hall import STATIONS, Hall, across, enter, entered, go, lines, ready, row, state, until, values

pytestmark = pytest.mark.browser


@pytest.fixture
async def tablet(hall: Hall, browser: Browser) -> Page:
    """The tablet of the leader of the marking team."""
    return await hall.tablet(await browser.new_context(viewport={"width": 1180, "height": 820}), "DG-J1")


async def test_a_mark_reaches_the_server_and_says_so(tablet: Page) -> None:
    await go(tablet, "01", "A1.2")
    await enter(tablet, "91.5")

    await state(tablet, "01", "A1.2", "done")
    await expect(tablet.locator(row(tablet, "01", "A1.2"))).to_contain_text("已上传")
    assert await lines() == [{"competitor": "01", "aspect": "A1.2", "judge": "*", "value": "91.5", "note": ""}]


async def test_typing_at_the_speed_of_a_machine_loses_no_digit(tablet: Page) -> None:
    await across(tablet, "A1.2")
    typed = [f"{41 + n}.{n % 10}{(n + 3) % 9 + 1}" for n in range(len(STATIONS))]
    for value in typed:
        await enter(tablet, value)

    assert await entered("A1.2", len(STATIONS)) == list(zip(STATIONS, typed, strict=True))
    assert tablet.errors == []  # type: ignore[attr-defined]


async def test_what_is_out_of_range_or_off_its_step_is_not_taken(tablet: Page) -> None:
    await go(tablet, "01", "A1.3")
    for wrong, says in [("6.5", "应在 0 到 6 之间"), ("2.3", "以 0.5 为一档"), ("60", "应在 0 到 6 之间")]:
        await tablet.keyboard.press("Escape")
        await enter(tablet, wrong)
        await enter(tablet, "")
        await expect(tablet.locator("#says")).to_contain_text(says)

    await tablet.keyboard.press("Escape")
    await enter(tablet, "2.5")
    assert await entered("A1.3", 1) == [("01", "2.5")]


async def test_nothing_and_everything_ask_for_a_second_press(tablet: Page) -> None:
    await go(tablet, "01", "A1.3")
    await enter(tablet, "0")
    await expect(tablet.locator("#says")).to_contain_text("这是 0 分")
    assert await values("A1.3") == []
    await enter(tablet, "")
    await go(tablet, "02", "A1.3")
    await tablet.click("#top")
    await expect(tablet.locator("#says")).to_contain_text("这是满分 6.00")
    await tablet.click("#top")

    assert await entered("A1.3", 2) == [("01", "0"), ("02", "6")]


async def test_only_his_own_marks_make_a_mark_unusual(hall: Hall, browser: Browser, tablet: Page) -> None:
    await tablet.get_by_role("button", name="工艺评价").click()
    await across(tablet, "B1.2")
    for value in ["50", "51", "52", "51.5"]:
        await enter(tablet, value)
    await enter(tablet, "5.5")
    await expect(tablet.locator("#says")).to_contain_text("和您在其他赛位给的差得多")

    other = await hall.tablet(await browser.new_context(), "DG-J2")
    await other.get_by_role("button", name="工艺评价").click()
    await across(other, "B1.2")
    await enter(other, "5.5")
    assert (await entered("B1.2", 5))[-1] == ("01", "5.5")


async def test_yes_and_grades_are_one_press_and_the_next_empty_place_comes_by_itself(tablet: Page) -> None:
    await tablet.get_by_role("button", name="是", exact=True).click()
    await expect(tablet.locator(row(tablet, "01", "A1.2"))).to_have_attribute("aria-current", "true")
    await tablet.get_by_role("button", name="工艺评价").click()
    await tablet.locator(".spread [data-grade='2']").click()

    assert await entered("B1.1", 1) == [("01", "2")]
    assert await values("A1.1") == [("01", "yes")]
    await expect(tablet.locator(row(tablet, "01", "B1.2"))).to_have_attribute("aria-current", "true")


async def test_not_attempted_is_a_key_of_its_own_and_blank_is_never_zero(tablet: Page) -> None:
    await go(tablet, "01", "A1.2")
    await tablet.keyboard.press("Enter")
    await tablet.click("#none")

    await state(tablet, "01", "A1.2", "done")
    assert await lines("not-attempted") == [{"competitor": "01", "aspect": "A1.2"}]
    assert await lines() == []


async def test_a_phrase_is_written_into_the_note(tablet: Page) -> None:
    await go(tablet, "01", "A1.2")
    await tablet.get_by_role("button", name="漏接线 −2").click()
    await enter(tablet, "88")

    await entered("A1.2", 1)
    assert (await lines())[0]["note"] == "漏接线 −2"


async def test_the_last_mark_can_be_taken_back_for_ten_seconds(tablet: Page) -> None:
    await go(tablet, "01", "A1.2")
    await enter(tablet, "88")
    await state(tablet, "01", "A1.2", "done")
    await tablet.click("#undo")

    await state(tablet, "01", "A1.2", "empty")

    async def withdrawn() -> bool:
        return await lines("withdrawal") == [{"competitor": "01", "aspect": "A1.2", "judge": "*"}]

    await until(withdrawn)


async def test_a_complete_form_is_signed_and_then_only_read(tablet: Page) -> None:
    assert await tablet.locator("#sign-off").is_disabled()
    await tablet.keyboard.press("1")
    for value in ["88", "4.5", "1"]:
        await enter(tablet, value)
    await tablet.click("#sign-off")
    await tablet.click("#sign-dialog [value=sign]")

    async def signed() -> bool:
        return await lines("signature") == [{"competitor": "01", "subcriterion": "A1", "judge": "J1"}]

    await until(signed)
    await expect(tablet.locator("#why")).to_contain_text("已经签名")
    assert await tablet.locator("[data-key='7']").is_disabled()


async def test_where_a_pin_is_asked_a_wrong_one_signs_nothing_and_the_right_one_does(hall: Hall, tablet: Page) -> None:
    await Event.update({Event.duties: "standard"}).where(Event.code == "DG")
    await tablet.reload()
    await ready(tablet)
    await tablet.keyboard.press("1")
    for value in ["88", "4.5", "1"]:
        await enter(tablet, value)
    await tablet.click("#sign-off")
    await tablet.fill("#sign-pin", "000000x")
    await tablet.click("#sign-dialog [value=sign]")
    await expect(tablet.locator("#sign-says")).to_contain_text("PIN 不对")
    assert await lines("signature") == []

    await tablet.fill("#sign-pin", hall.cards["DG-J1"][1])
    await tablet.click("#sign-dialog [value=sign]")
    await expect(tablet.locator("#why")).to_contain_text("已经签名")
    assert await lines("signature") == [{"competitor": "01", "subcriterion": "A1", "judge": "J1"}]
