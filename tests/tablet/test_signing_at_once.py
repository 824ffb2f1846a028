"""A referee signs all that he has finished of a form at once, and reads first what he signs and what he cannot."""

import pytest
from playwright.async_api import Browser, Page, expect

from competition.events.duties import seats
from competition.events.tables import Event, Round
from competition.judging import scorekeeper
from scoring.decisions import Mark
from tests.judging.venue import author, sent
from tests.tablet.hall import Hall, lines, ready, until

pytestmark = pytest.mark.browser
FINISHED = ("01", "02", "03")
VALUES = {"A1.1": "yes", "A1.2": "88", "A1.3": "4.5", "A1.4": "1"}


async def tablet(hall: Hall, browser: Browser, duties: str) -> Page:
    """Three forms are filled in, one is half."""
    hall.kill()
    await Event.update({Event.duties: duties}).where(Event.code == "DG")
    event, one = await Event.objects().first(), await Round.objects().first()
    assert event is not None
    assert one is not None
    keeper = await scorekeeper.start()
    marks = [sent(Mark(where, code, "*", value)) for where in FINISHED for code, value in VALUES.items()]
    await keeper.decide(one.id, author(tuple(await seats(event.id)), "DG-J1"), [*marks, sent(Mark("04", "A1.1", "*", "yes"))])
    await scorekeeper.stop()
    await hall.start()
    page = await hall.tablet(await browser.new_context(viewport={"width": 1180, "height": 820}), "DG-J1")
    await ready(page)
    return page


async def signed(*stations: str) -> None:
    async def there() -> bool:
        return sorted(one["competitor"] for one in await lines("signature")) == sorted(stations)

    await until(there)


async def test_with_one_pin_all_that_is_finished_is_signed_and_one_is_left_out(hall: Hall, browser: Browser) -> None:
    page = await tablet(hall, browser, "standard")
    await page.click("#sign-off")
    await page.get_by_role("button", name="连同另外 2 张一起签").click()
    await expect(page.locator("#sign-forms li")).to_have_count(3)
    await expect(page.locator("#sign-forms li").first).to_contain_text("赛位 014 项99.50")
    await expect(page.locator("#sign-not li").first).to_contain_text("04 还差 3 项")
    await page.get_by_label("赛位 02").uncheck()
    await page.fill("#sign-pin", hall.cards["DG-J1"][1])
    await page.get_by_role("button", name="签名 2 张").click()

    await signed("01", "03")
    await expect(page.locator("#sign-dialog")).to_be_hidden()
    await expect(page.locator("#sign-off")).to_have_text("签名 1 张")
    assert page.errors == []  # type: ignore[attr-defined]


async def test_what_the_server_does_not_sign_is_named_and_the_others_are_signed(hall: Hall, browser: Browser) -> None:
    page = await tablet(hall, browser, "standard")
    await page.click("#sign-off")
    await page.click("#sign-more")
    key = "body.forms.find((one) => one.competitor === '02').subcriterion = 'B1'"
    await page.evaluate(
        f"""const real = window.fetch; window.fetch = (to, given) => {{
          if (!String(to).endsWith('/signatures')) return real(to, given);
          const body = JSON.parse(given.body); {key}; return real(to, {{ ...given, body: JSON.stringify(body) }}); }}"""
    )
    await page.fill("#sign-pin", hall.cards["DG-J1"][1])
    await page.get_by_role("button", name="签名 3 张").click()

    await expect(page.locator("#sign-says")).to_contain_text("02 没有签上：02 的 B1 还没有登分")
    await expect(page.locator("#sign-forms li")).to_have_count(1)
    await signed("01", "03")


async def test_without_a_pin_the_outbox_takes_them_all(hall: Hall, browser: Browser) -> None:
    page = await tablet(hall, browser, "simple")
    hall.kill()
    await page.click("#sign-off")
    await page.click("#sign-more")
    await page.get_by_role("button", name="签名 3 张").click()
    await expect(page.locator("#line")).to_contain_text("未上传 3")
    await hall.start()

    await signed(*FINISHED)
    await expect(page.locator("#line")).to_contain_text("全部已上传")
    assert page.errors == []  # type: ignore[attr-defined]
