"""A team judges: each for himself and unseen, until its leader shows the marks; too far apart, they mark again."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.tablet.hall import Hall, lines, row, state, until

pytestmark = pytest.mark.browser


async def grade(page: Page, value: str) -> None:
    await page.locator(f".spread [data-grade='{value}']").first.click()
    await state(page, "01", "B1.1", "done")
    await page.locator(f"{row(page, '01', 'B1.1')} button").click()


async def test_the_leader_shows_what_was_hidden_and_who_is_far_off_marks_again(hall: Hall, browser: Browser) -> None:
    leader = await hall.tablet(await browser.new_context(viewport={"width": 1180, "height": 820}), "DG-J1")
    other = await hall.tablet(await browser.new_context(viewport={"width": 1180, "height": 820}), "DG-J2")
    for page in (leader, other):
        await page.get_by_role("button", name="工艺评价").click()
    await grade(leader, "3")
    await leader.click("#reveal")
    await expect(leader.locator("#says")).to_contain_text("才有 1 位裁判评完")
    await grade(other, "1")
    assert await other.locator("#together").is_hidden()
    for page in (leader, other):
        assert await page.locator("#far:visible, .apart").count() == 0, (
            "before the marks are shown nobody reads how far apart they are"
        )

    await leader.click("#reveal")
    for page in (leader, other):
        await expect(page.locator("#together")).to_contain_text("分差 2，超过 1")
        await expect(page.locator("#together-marks")).to_have_text("J1 3　J2 1")
    await leader.get_by_role("button", name="配线").click()
    await leader.locator("#strip button").nth(4).click()
    await expect(leader.locator("#forms")).to_contain_text("重评 1")
    await expect(leader.locator("#far")).to_contain_text("去 01 B1.1")
    await leader.click("#far")
    await expect(leader.locator("#strip .apart")).to_have_text("01重新评分")
    await grade(other, "2")
    await expect(leader.locator("#far")).to_be_hidden()
    await expect(leader.locator("#together-marks")).to_have_text("J1 3　J2 2")
    await leader.click("#reveal")

    await expect(other.locator("#why")).to_contain_text("已亮分，不再改")
    assert await other.locator(".spread [data-grade='3']").first.is_disabled()

    async def twice() -> bool:
        return await lines("reveal") == [{"competitor": "01", "aspect": "B1.1"}] * 2

    await until(twice)
    assert leader.errors == other.errors == []  # type: ignore[attr-defined]
