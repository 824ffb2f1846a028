"""The stage in a real browser: each button does what it says, and what it says is true of the logbook."""

import re
import signal
import time
from collections.abc import AsyncIterator, Iterator
from os import kill
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Page, async_playwright, expect

from tests.chromium import chromium
from tests.demo.shows import Demo

pytestmark = [pytest.mark.browser]
SOON = 45_000


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """One demo for all; its robots are quick. At its end Ctrl-C leaves nothing."""
    show = Demo(tmp_path_factory.mktemp("stage") / "demo", "--speed", "4")
    yield show
    assert show.stop() == 0
    assert show.processes() == []


@pytest.fixture
async def page(demo: Demo) -> AsyncIterator[Page]:
    """The stage, with its tablet settled."""
    async with async_playwright() as playing:
        browser = await playing.chromium.launch(executable_path=chromium())
        opened = await browser.new_page(viewport={"width": 1440, "height": 900})
        await opened.goto(demo.address)
        await expect(opened.locator("#is-tablet")).to_have_class("state done", timeout=SOON)
        yield opened
        await browser.close()


async def test_four_live_pages_without_a_password(page: Page, demo: Demo) -> None:
    for frame, part in (("tablet", "#rows tr"), ("hall", "[data-part=rows] tr"), ("desk", ".matrix"), ("phone", ".score")):
        await expect(page.frame_locator(f"[data-frame={frame}]").locator(part).first).to_be_attached(timeout=SOON)
    marks = [
        await page.frame_locator(f"[data-frame={key}]").locator("html").get_attribute("data-mark") for key in ("hall", "desk")
    ]
    assert marks == ["演示数据", "演示数据"]
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_pulled_cable_keeps_three_marks_and_plugged_in_again_each_is_there_once(page: Page) -> None:
    await page.click("#cable")
    await expect(page.locator("#is-tablet")).to_contain_text("未上传 3", timeout=SOON)
    await page.click("#cable")
    await expect(page.locator("html")).to_have_attribute("data-once", "true", timeout=SOON)
    await expect(page.locator("#is-tablet")).to_have_class("state done", timeout=SOON)
    await expect(page.locator("#story li").filter(has_text="3 个分各写入一次")).to_be_visible()


async def test_a_corrected_mark_moves_places_on_the_board(page: Page) -> None:
    board = page.frame_locator("[data-frame=hall]").locator("[data-part=rows]")
    before = await board.inner_text(timeout=SOON)
    await page.click("#correct")
    told = page.locator("#story li").filter(has_text=re.compile(r"改为 .*总分 .* → "))
    await expect(told).to_be_visible(timeout=SOON)
    moved = page.locator("#story li").filter(has_text=re.compile(r"第 \d+ 名 → 第 \d+ 名"))
    await expect(moved.first).to_be_visible()
    await expect(board).not_to_have_text(before, timeout=SOON)
    await expect(board.locator(".rise, .fall").first).to_be_attached(timeout=SOON)


async def test_after_a_power_cut_it_is_back_in_seconds_with_every_line(page: Page, demo: Demo) -> None:
    await page.click("#power")
    await expect(page.locator("html")).to_have_attribute("data-kept", "true", timeout=60_000)
    await expect(page.locator("#story li").filter(has_text="一行不少")).to_be_visible()
    await expect(page.locator("#is-tablet")).to_have_class("state done", timeout=SOON)


async def test_publication_brings_the_phone_its_place_and_the_office_a_pdf(page: Page, demo: Demo) -> None:
    await page.click("#publish")
    await expect(page.locator("#out")).to_be_visible(timeout=60_000)
    place = page.frame_locator("[data-frame=phone]").locator(".place").first
    await expect(place).to_have_text(re.compile(r"\d+"), timeout=SOON)
    paper = await page.request.get(demo.address + str(await page.locator("#out a").first.get_attribute("href")))
    assert paper.status == 200
    assert (await paper.body()).startswith(b"%PDF")
    await page.click("#publish")
    await expect(page.locator(".acts h1")).to_contain_text("第 2 组", timeout=SOON)


async def test_a_phone_in_the_hall_becomes_a_referee(page: Page, demo: Demo) -> None:
    phone = await page.context.browser.new_page(viewport={"width": 390, "height": 844})  # type: ignore[union-attr]
    await phone.goto(f"{demo.address}/demo/join")
    await phone.click("button.main")
    await expect(phone.locator("#line")).to_have_class(re.compile("done"), timeout=SOON)
    assert "/tablet/DG" in phone.url


async def test_the_call_sheet_is_not_for_visitors(demo: Demo) -> None:
    async with httpx.AsyncClient(base_url=demo.address, trust_env=False) as visitor:
        assert (await visitor.get("/demo/call-sheet")).status_code == 404
        assert (await visitor.post("/demo/power")).status_code in (401, 403)


def test_the_server_does_not_outlive_the_demo(tmp_path: Path) -> None:
    show = Demo(tmp_path / "demo")
    kill(show.process.pid, signal.SIGKILL)
    show.process.wait(10)
    left = _gone(show)

    assert left == []


def _gone(show: Demo) -> list[str]:
    end = time.monotonic() + 30
    while (left := show.processes()) and time.monotonic() < end:
        time.sleep(0.2)
    return left
