"""F6: a half-open line is not taken for a live one, by the tablet or by the desk; and a mark stays with its competitor."""

import asyncio
from datetime import UTC, datetime

import httpx
import pytest
from playwright.async_api import Browser, expect

from tests.faults.proxy import through
from tests.judging.tablets import cookie_of
from tests.tablet.hall import Hall, across, enter, entered, go, ready, state, until, values

pytestmark = pytest.mark.browser
# the tablet is told something every four seconds and gives a silent line up after twelve; the server asks every five, waits ten
HEARTBEAT = 25


async def test_a_half_open_line_is_dead_on_both_ends_and_the_mark_keeps_its_competitor(hall: Hall, browser: Browser) -> None:
    chief = {"cookie": await cookie_of("DG-chief", "desk"), "accept": "text/html"}

    async def devices() -> str:
        async with httpx.AsyncClient(base_url=hall.address, headers=chief, trust_env=False) as desk:
            answer = await desk.get("/desk/DG/devices")
            assert answer.status_code == 200, answer.text
            return answer.text

    async def seen_as_gone() -> bool:
        return "未连接" in await devices() and "登分中" not in await devices()

    async with through(hall.port) as line:
        context = await browser.new_context(viewport={"width": 1180, "height": 820})
        page = await hall.page(context)
        link, pin = hall.cards["DG-J1"]
        await page.goto(f"{line.address}/t/{link}")
        await page.fill("#pin", pin)
        await page.press("#pin", "Enter")
        await ready(page)
        await expect(page.locator("html")).to_have_attribute("data-reach", "socket")
        assert "登分中" in await devices()
        await across(page, "A1.2")

        line.hold()
        began = datetime.now(UTC)
        await expect(page.locator("#reach")).to_contain_text("网络断开", timeout=HEARTBEAT * 1000)
        await enter(page, "61")
        await until(seen_as_gone, HEARTBEAT)
        assert (datetime.now(UTC) - began).total_seconds() < HEARTBEAT
        assert await values("A1.2") == []
        # by now he stands at the third station
        await enter(page, "62")
        await go(page, "03", "A1.2")
        line.hold(held=False)

        assert await entered("A1.2", 2) == [("01", "61"), ("02", "62")]
        await state(page, "02", "A1.2", "done")
        await expect(page.locator("html")).to_have_attribute("data-reach", "socket", timeout=20_000)
        assert page.errors == []  # type: ignore[attr-defined]
        await asyncio.gather(context.close())
