"""A referee marks on one tablet at a time; the chief sees all of them and what each still holds."""

from contextlib import AsyncExitStack

import pytest

from competition.judging.scorekeeper import keeper
from competition.people.sessions import COOKIE
from tests.judging.tablets import cookie_of, tablet
from tests.judging.venue import Venue, a_venue, as_json, mark, opening
from tests.web import Browser


@pytest.fixture
async def venue(browser: Browser) -> Venue:
    made = await a_venue("LS")
    await keeper().decide(made.round.id, made.chief, [opening(made)])
    browser.cookies.set(COOKIE, (await cookie_of("LS-J1")).partition("=")[2])
    return made


async def test_a_second_tablet_is_told_takes_over_and_the_first_still_delivers(
    browser: Browser, venue: Venue, address: str
) -> None:
    cookie = await cookie_of("LS-J1")
    async with AsyncExitStack() as both:
        first = await both.enter_async_context(tablet(address, "LS", cookie, device="one"))
        assert (await first.hears("hello"))["elsewhere"] is None
        second = await both.enter_async_context(tablet(address, "LS", cookie, device="two"))
        assert (await second.hears("hello"))["elsewhere"]["about"] == ""

        bare = await browser.fill("/tablet/LS/lease", device="two", about="1180×820 iPad", reason=" ")
        assert bare.status_code == 422
        taken = await browser.fill("/tablet/LS/lease", device="two", about="1180×820 iPad", reason="没电了")
        assert taken.json() == {"elsewhere": None}
        assert (await first.hears("elsewhere"))["about"] == "1180×820 iPad"
        assert await second.hears("elsewhere") is None

        late = {"decisions": [as_json(mark("01", "A1.2", "*", "5"))], "device": "one"}
        token = {"x-csrftoken": browser.cookies["csrftoken"]}
        answer = (await browser.post("/tablet/LS/decisions", json=late, headers=token)).json()
        assert [one["outcome"] for one in answer["answers"]] == ["entered"]
        assert answer["elsewhere"]["about"] == "1180×820 iPad"


async def test_the_chief_sees_each_tablet_and_what_it_holds(browser: Browser, venue: Venue, address: str) -> None:
    async with tablet(address, "LS", await cookie_of("LS-J2"), device="three") as his:
        await his.hears("hello")
        await his.says(unsent=3, ping=1)
        await his.hears("still")
        await his.hears("still")
        browser.cookies.set(COOKIE, (await cookie_of("LS-chief")).partition("=")[2])
        page = (await browser.get("/desk/LS/devices")).text

    assert "共有 3 条没有上传" in page
    assert "登分中" in page
    assert "还没有登录" in page
