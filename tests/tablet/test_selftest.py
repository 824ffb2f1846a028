"""设备自检: a device says of itself whether it is fit to mark on."""

import pytest
from playwright.async_api import Browser, expect

from tests.tablet.hall import Hall

pytestmark = pytest.mark.browser


async def test_a_sound_device_passes_and_one_without_a_way_to_the_server_does_not(hall: Hall, browser: Browser) -> None:
    page = await hall.page(await browser.new_context(viewport={"width": 1180, "height": 820}))
    await page.goto(f"{hall.address}/selftest")
    await expect(page.locator("[data-check=database] .state")).to_have_text("好")
    await expect(page.locator("[data-check=socket] .state")).to_have_text("好")
    await expect(page.locator("[data-check=clock] td").last).to_contain_text("差 0 秒")
    await expect(page.locator("#verdict")).to_contain_text("可以登分")

    hall.kill()
    await page.click("#again")
    await expect(page.locator("[data-check=socket] .state")).to_have_text("不行")
    await expect(page.locator("#verdict")).to_contain_text("请不要用这台设备登分")
    assert page.errors == []  # type: ignore[attr-defined]
