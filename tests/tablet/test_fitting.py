"""The tablet's page fits every tablet and a phone, its keys fit a thumb, and those who see or hear badly can use it."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page

from tests.tablet.hall import Hall, go, ready, row

pytestmark = pytest.mark.browser
SIZES = [(1180, 820), (820, 1180), (1024, 768), (390, 844)]
TAGS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
WIDER = """[...document.querySelectorAll('body, header, aside, footer, .list')]
  .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.tagName)"""
SMALL = """([wanted, least]) => [...document.querySelectorAll(wanted)].filter(e => e.checkVisibility())
  .map(e => [e.textContent.trim(), e.getBoundingClientRect()])
  .filter(([, r]) => r.height < least || r.width < Math.min(least, 44)).map(([t]) => t)"""
HIDDEN = """[...document.querySelectorAll('#digits .key, #sign-off, #before, #after')].filter(e => {
  if (!e.checkVisibility()) return false;
  const r = e.getBoundingClientRect(), top = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
  return !(top && (e === top || e.contains(top)));
}).map(e => e.textContent.trim())"""

IN_SIGHT = """row => { const r = row.getBoundingClientRect();
  return row.contains(document.elementFromPoint(r.x + 60, r.y + r.height / 2)); }"""


async def _open(hall: Hall, browser: Browser, width: int, height: int, scheme: str = "light") -> Page:
    sized = {"width": width, "height": height}
    context = await browser.new_context(viewport=sized, color_scheme=scheme)  # type: ignore[arg-type]
    # the same tablet each time, so that none of them takes over from another
    await context.add_init_script("localStorage.setItem('device', 'one')")
    page = await hall.tablet(context, "DG-J1")
    await go(page, "01", "A1.2")
    return page


async def test_nothing_overflows_and_every_key_is_in_reach(hall: Hall, browser: Browser) -> None:
    for width, height in SIZES:
        page = await _open(hall, browser, width, height)
        assert await page.evaluate(WIDER) == [], (width, height)
        assert await page.evaluate(HIDDEN) == [], (width, height)
        assert await page.evaluate(SMALL, [".key", 64]) == [], (width, height)
        assert await page.evaluate(SMALL, ["button", 44]) == [], (width, height)
        await page.get_by_role("button", name="工艺评价").click()
        assert await page.evaluate(WIDER) == [], (width, height)
        assert await page.locator("[data-grade='3']:visible").count() == 1, (width, height)
        assert await page.evaluate(SMALL, [".key", 64]) == [], (width, height)
        await page.context.close()


async def test_large_letters_fit_too(hall: Hall, browser: Browser) -> None:
    for width, height in SIZES:
        page = await _open(hall, browser, width, height)
        await page.context.add_cookies([{"name": "large", "value": "on", "url": hall.address}])
        await page.reload()
        await ready(page)
        assert await page.locator("html.big").count() == 1
        assert await page.evaluate(WIDER) == [], (width, height)
        assert await page.evaluate(HIDDEN) == [], (width, height)
        await page.context.close()


async def test_station_and_total_are_always_in_sight(hall: Hall, browser: Browser) -> None:
    for width, height in SIZES:
        page = await _open(hall, browser, width, height)
        for part in ("#station", "#sum"):
            box = await page.locator(part).bounding_box()
            assert box is not None
            assert 0 <= box["y"] <= height - box["height"], (part, width, height)
        size = await page.locator("#station").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        assert size >= 48
        await page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_nothing_bars_those_who_see_or_hear_badly(hall: Hall, browser: Browser, scheme: str) -> None:
    page = await _open(hall, browser, 1180, 820, scheme)
    for act in ("", "#line", "#station"):
        if act:
            await page.click(act)
        found = await Axe().run(page, options=TAGS)
        assert found.response["violations"] == [], found.generate_report()
        await page.keyboard.press("Escape")


async def test_the_row_at_hand_is_in_sight(hall: Hall, browser: Browser) -> None:
    for width, height in SIZES:
        page = await _open(hall, browser, width, height)
        for aspect in ("A1.1", "A1.4", "A1.1"):
            await page.locator(f"{row(page, '01', aspect)} button").evaluate("e => e.click()")
            seen = await page.locator("tr.on").first.evaluate(IN_SIGHT)
            assert seen, (aspect, width, height)
        await page.context.close()


async def test_nothing_on_the_page_names_a_competitor(hall: Hall, browser: Browser) -> None:
    page = await _open(hall, browser, 1180, 820)
    source = await page.content()

    assert "选手甲" not in source
    assert "青梧机电公司" not in source
