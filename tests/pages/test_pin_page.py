"""The PIN page on a tablet: big keys for a thumb, any keyboard, and a plain form where no script runs."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from playwright.async_api import Browser, Page, Route, async_playwright

from competition.pages.armour import POLICY
from tests.chromium import chromium
from tests.pages.drawn import STATIC, drawn

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Shown:
    referee: str = "裁判甲"
    event: str = "电工　第 1 场"
    problem: str = "口令不对，还可以试 4 次。"


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as play:
        opened = await play.chromium.launch(executable_path=chromium())
        yield opened
        await opened.close()


async def _serve(route: Route) -> None:
    name = route.request.url.partition("/s/")[2]
    if name:
        kind = "text/css" if name.endswith("css") else "text/javascript"
        await route.fulfill(body=(STATIC / name).read_text(encoding="utf-8"), content_type=kind)
    else:
        headers = {"Content-Security-Policy": POLICY}
        await route.fulfill(body=drawn("people/pin.html", Shown()), content_type="text/html; charset=utf-8", headers=headers)


async def _open(browser: Browser, width: int, height: int, script: bool = True) -> Page:
    context = await browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=script, has_touch=True)
    page = await context.new_page()
    await page.route("**/*", _serve)
    await page.goto("http://venue.test/pin")
    return page


async def test_a_thumb_types_and_the_field_keeps_the_caret_for_other_keys(browser: Browser) -> None:
    page = await _open(browser, 1180, 820)
    for key in "4901":
        await page.get_by_role("button", name=key, exact=True).tap()
    await page.get_by_role("button", name="删", exact=True).tap()
    await page.keyboard.type("27")

    assert await page.input_value("#pin") == "49027"
    assert await page.get_attribute("#pin", "aria-invalid") is None
    await page.get_by_role("button", name="清空").tap()
    assert await page.input_value("#pin") == ""


@pytest.mark.parametrize("size", [(1180, 820), (820, 1180), (390, 844)])
async def test_the_keys_are_large_and_all_of_them_are_seen(browser: Browser, size: tuple[int, int]) -> None:
    page = await _open(browser, *size)
    boxes = [await key.bounding_box() for key in await page.locator("main button").all()]

    assert len(boxes) == 13
    assert all(box and box["height"] >= 64 and box["width"] >= 64 for box in boxes)
    assert all(box and box["y"] + box["height"] <= size[1] and box["x"] + box["width"] <= size[0] for box in boxes)


async def test_without_script_it_is_a_plain_form_for_digits(browser: Browser) -> None:
    page = await _open(browser, 390, 844, script=False)

    assert not await page.locator("[data-keys]").is_visible()
    assert await page.get_attribute("#pin", "inputmode") == "numeric"
    assert await page.get_by_role("button", name="开始登分").is_visible()
