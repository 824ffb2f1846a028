"""At the practice station a referee tries every key; nothing that he enters leaves his page."""

import pytest
from playwright.async_api import Browser, Page, Request, expect

from competition.judging.tables import Line
from tests.tablet.hall import Hall, enter, go, ready, row, state

pytestmark = pytest.mark.browser


async def test_what_is_entered_for_practice_is_neither_sent_nor_kept(hall: Hall, browser: Browser) -> None:
    page: Page = await hall.tablet(await browser.new_context(viewport={"width": 1180, "height": 820}), "DG-J2")
    await page.goto(f"{hall.address}/tablet/practice")
    await ready(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(_name(request)))
    page.on("websocket", lambda socket: asked.append(socket.url))

    await expect(page.locator("main")).to_contain_text("不上传、不保存")
    await page.get_by_role("button", name="是", exact=True).click()
    await enter(page, "8.5")
    await state(page, "01", "P1.2", "done")
    await expect(page.locator(row(page, "01", "P1.2"))).to_contain_text("已记下")
    await go(page, "02", "P1.6")
    await enter(page, "2")
    await state(page, "02", "P1.6", "done")

    assert asked == []
    assert page.errors == []  # type: ignore[attr-defined]
    assert await page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('outbox:'))") == []
    assert await Line.count() == 1
    await page.reload()
    await ready(page)
    await expect(page.locator("#done")).to_have_text("已录 0 / 8")


def _name(request: Request) -> str:
    return f"{request.method} {request.url}"
