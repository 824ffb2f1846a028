"""The big screen in a real browser: it never goes back, says when it is behind, finds its way back, and fits."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from playwright.async_api import Browser, Page, async_playwright

from tests.chromium import chromium
from tests.pages.venue_screen import NAMES, frame, row, screen, stations

pytestmark = pytest.mark.browser


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as play:
        opened = await play.chromium.launch(executable_path=chromium())
        yield opened
        await opened.close()


async def _until(holds: Callable[[], Awaitable[bool]], seconds: float = 8) -> None:
    async with asyncio.timeout(seconds):
        while not await holds():
            await asyncio.sleep(0.02)


async def _open(browser: Browser, port: int, width: int = 1920, height: int = 1080, clock: bool = False) -> Page:
    page = await browser.new_page(viewport={"width": width, "height": height})
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("console", lambda said: pytest.fail(said.text) if "Content Security" in said.text else None)
    if clock:
        await page.clock.install()
    await page.goto(f"http://127.0.0.1:{port}/hall/1")
    return page


async def _rows(page: Page) -> list[str]:
    return await page.evaluate(
        "[...document.querySelectorAll('tbody tr:not([hidden])')].map(r => r.innerText.replace(/\\s+/g, ' '))"
    )


async def _number(page: Page) -> str:
    return await page.locator("[data-part=board]").get_attribute("data-number") or ""


def _has(page: Page, number: int) -> Callable[[], Awaitable[bool]]:
    async def has() -> bool:
        return await _number(page) == str(number)

    return has


def _behind(page: Page, wanted: bool) -> Callable[[], Awaitable[bool]]:
    async def holds() -> bool:
        return await page.evaluate("document.documentElement.classList.contains('behind')") is wanted

    return holds


async def test_the_first_paint_and_the_script_draw_the_same(browser: Browser) -> None:
    rows = [row(1, "07", "78.40", 3), row(2, "01", "77.95", 1), row(3, "02", "62.30"), row(4, "09", "44.80", 4)]
    async with screen(frame(10, rows)) as hall:
        quiet = await browser.new_context(java_script_enabled=False)
        plain = await quiet.new_page()
        await plain.goto(f"http://127.0.0.1:{hall.port}/hall/1")
        page = await _open(browser, hall.port)
        await hall.send(frame(11, rows))
        await _until(_has(page, 11))

        drawn = [re.sub(r">\s+<", "><", await each.locator("tbody").inner_html()) for each in (plain, page)]

        assert drawn[0].strip() == drawn[1].strip()


async def test_a_late_frame_never_takes_the_screen_back(browser: Browser) -> None:
    async with screen(frame(10, stations(3))) as hall:
        page = await _open(browser, hall.port)
        await _until(lambda: _joined(hall.watching))
        await hall.send(frame(12, [row(1, "02", "91.00", 2), row(2, "01", "90.00", 1)]))
        await _until(_has(page, 12))
        await hall.send(frame(11, stations(3)))
        await hall.send(frame(13, [row(1, "02", "92.00", 1)]))
        await _until(_has(page, 13))
        assert await _rows(page) == ["1 — 02 2 / 5 92.00"]

        await hall.send(frame(2, stations(2), epoch="restored"))
        await _until(_has(page, 2))
        assert len(await _rows(page)) == 2


async def _joined(watching: list[object]) -> bool:
    return bool(watching)


async def test_silence_is_amber_and_the_line_is_made_anew(browser: Browser) -> None:
    async with screen(frame(10, stations(3))) as hall:
        page = await _open(browser, hall.port, clock=True)
        await _until(lambda: _joined(hall.watching))
        hall.silent = True
        await page.clock.run_for(5000)
        assert not await page.locator("[data-part=late]").is_visible()
        await page.clock.run_for(3000)
        assert await page.locator("[data-part=late]").is_visible()

        hall.silent, hall.latest = False, frame(14, stations(4))
        await page.clock.run_for(10_000)
        await _until(_has(page, 14))
        await _until(_behind(page, False))
        assert hall.joined == 2


async def test_a_missed_frame_is_fetched(browser: Browser) -> None:
    async with screen(frame(10, stations(3))) as hall:
        page = await _open(browser, hall.port)
        await _until(lambda: _joined(hall.watching))
        hall.latest = frame(15, stations(5))
        await hall.send({"number": 15, "still": True})

        await _until(_has(page, 15))


async def test_when_the_power_comes_back_the_right_number_is_up_within_five_seconds(browser: Browser) -> None:
    async with screen(frame(10, stations(3))) as hall:
        page = await _open(browser, hall.port)
        await _until(lambda: _joined(hall.watching))
    await _until(_behind(page, True), 10)
    hall.latest = frame(20, stations(4))
    async with await hall.open():
        await _until(_has(page, 20), 5)
        await _until(_behind(page, False))


async def test_more_than_fit_are_turned_page_by_page(browser: Browser) -> None:
    async with screen(frame(10, stations(22))) as hall:
        page = await _open(browser, hall.port, clock=True)
        await _until(lambda: _joined(hall.watching))
        first = await _rows(page)
        each = len(first)
        assert 6 <= each < 22
        assert "第 1 页" in await page.locator("[data-part=page]").inner_text()
        await page.clock.run_for(15_000)

        assert (await _rows(page))[0].startswith(str(each + 1))


async def test_progress_shows_no_mark_even_where_one_was_shown_before(browser: Browser) -> None:
    async with screen(frame(10, stations(12))) as hall:
        page = await _open(browser, hall.port)
        await _until(lambda: _joined(hall.watching))
        await hall.send(frame(11, stations(12), mode="progress"))
        await _until(_has(page, 11))

        assert ".00" not in await page.locator("main").inner_html()
        assert await page.locator(".sum").is_visible()


OVER = """[...document.querySelectorAll('header *, th, td, footer *, .sum *')].filter(e => {
  if (!e.getClientRects().length) return false
  const r = e.getBoundingClientRect(), leaf = !e.children.length && getComputedStyle(e).display !== 'inline'
  return r.right > innerWidth || r.bottom > innerHeight || (leaf && e.scrollWidth > e.clientWidth + 1)
}).map(e => e.className + ' ' + e.innerText)"""


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160), (1024, 768), (1080, 1920)])
async def test_it_fits_every_screen_whatever_it_shows(browser: Browser, size: tuple[int, int]) -> None:
    named = [row(at, "", f"{90 - at}.00", at, name=name) for at, name in enumerate([*NAMES, "古丽娜尔·阿不都热西提"], 1)]
    async with screen(frame(1, stations(24), frozen=True)) as hall:
        page = await _open(browser, hall.port, *size)
        await _until(lambda: _joined(hall.watching))
        for number, (mode, rows) in enumerate(
            {"stations": stations(12), "names": named, "progress": stations(24), "none": []}.items(), 2
        ):
            await hall.send(frame(number, rows, mode))
            await _until(_has(page, number))

            assert await page.evaluate(OVER) == [], mode
            assert ("未经复核" in await page.locator("main").inner_text()) is (mode in ("names", "stations"))


async def test_no_pointer_is_seen(browser: Browser) -> None:
    async with screen(frame(1, [], "none")) as hall:
        page = await _open(browser, hall.port)

        assert await page.evaluate("getComputedStyle(document.documentElement).cursor") == "none"


SIZE = "document.querySelectorAll('*').length"


async def _calm(page: Page) -> bool:
    return await page.evaluate("document.getAnimations().length") == 0


async def test_a_reveal_is_read_out_and_leaves_nothing_behind_however_often_it_goes_on_and_back(browser: Browser) -> None:
    third = [row(None, "", "", name=name) for name in NAMES[:5]]
    first = [row(None, "", "", name="古丽娜尔·阿不都热西提")]
    async with screen(frame(1, [], "prize", prize="揭晓", note="")) as hall:
        page = await _open(browser, hall.port)
        await _until(lambda: _joined(hall.watching))
        at = 1
        for mode, prize, rows in [("prize", "三等奖", third), ("prize", "优秀组织奖", first), ("reveal", "全部获奖名单", third)]:
            at += 1
            await hall.send(frame(at, rows, mode, prize=prize, note=""))
            await _until(_has(page, at))

            assert await page.evaluate(OVER) == [], prize
            assert NAMES[4] in await page.locator("[data-part=spoken]").inner_text() or mode != "prize" or rows is first
        at += 1
        await hall.send(frame(at, [row(None, "", "", name=name) for name in NAMES], "prize", prize="三等奖", note=""))
        await _until(_has(page, at))
        assert 5 <= len(await _rows(page)) < len(NAMES)
        assert "第 1 页" in await page.locator("[data-part=page]").inner_text()
        assert await page.evaluate(OVER) == []
        at += 1
        await hall.send(frame(at, third, "reveal", prize="全部获奖名单", note=""))
        await _until(_has(page, at))
        before = await page.evaluate(SIZE)
        for _ in range(100):
            at += 2
            await hall.send(frame(at - 1, first, "prize", prize="一等奖", note=""))
            await hall.send(frame(at, third, "reveal", prize="全部获奖名单", note=""))
        await _until(_has(page, at))
        await _until(lambda: _calm(page))

        assert await page.evaluate(SIZE) == before
        assert "以公示结果为准" in await page.locator("footer").inner_text()
