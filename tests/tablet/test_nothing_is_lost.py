"""A mark that a tablet showed is never lost and never counted twice, whatever happens to the line, the server or the battery."""

import asyncio
import json
import os
import signal
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Page, Playwright, expect

from competition.audit.tables import Act
from competition.people.tables import SignIn
from tests.chromium import chromium
from tests.tablet.hall import (
    STATIONS,
    Hall,
    across,
    enter,
    entered,
    go,
    ready,
    row,
    sheltered,
    state,
    take_over,
    values,
)

pytestmark = pytest.mark.browser
TYPED = [f"{41 + n}.{n % 9 + 1}" for n in range(len(STATIONS))]
ALL = list(zip(STATIONS, TYPED, strict=True))


@pytest.fixture
async def context(browser: Browser) -> BrowserContext:
    return await browser.new_context(viewport={"width": 1180, "height": 820})


async def test_twenty_marks_without_a_line_and_two_reloads_arrive_once(hall: Hall, context: BrowserContext) -> None:
    page = await hall.tablet(context, "DG-J1")
    await sheltered(page)
    await across(page, "A1.2")
    hall.kill()
    for part in (TYPED[:8], TYPED[8:14], TYPED[14:]):
        for value in part:
            await enter(page, value)
        await expect(page.locator("#line")).to_contain_text("未上传")
        if part is not TYPED[14:]:
            await page.reload()
            await ready(page)
    await state(page, STATIONS[-1], "A1.2", "wait")
    assert await values("A1.2") == []

    await hall.start()
    assert await entered("A1.2", len(STATIONS)) == ALL
    await expect(page.locator("#line")).to_contain_text("全部已上传")


async def test_a_server_killed_again_and_again_gets_every_mark_once(hall: Hall, context: BrowserContext) -> None:
    page = await hall.tablet(context, "DG-J1")
    await across(page, "A1.2")
    for value in TYPED[:7]:
        await enter(page, value)
    hall.kill()
    for value in TYPED[7:12]:
        await enter(page, value)
    await hall.start()
    await entered("A1.2", 8)
    hall.kill()
    for value in TYPED[12:]:
        await enter(page, value)
    await hall.start()

    assert sorted(await entered("A1.2", len(STATIONS))) == ALL
    await expect(page.locator("#line")).to_contain_text("全部已上传", timeout=20_000)
    assert sorted(await values("A1.2")) == ALL


async def test_reloading_in_the_tick_of_enter_loses_nothing(hall: Hall, context: BrowserContext) -> None:
    page = await hall.tablet(context, "DG-J1")
    await sheltered(page)
    await across(page, "A1.2")
    hall.kill()
    press = "keys => { for (const key of keys) document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true})) }"
    for value in TYPED[:6]:
        async with page.expect_navigation():
            await page.evaluate(f"keys => {{ ({press})(keys); location.reload(); }}", [*value, "Enter"])
        await ready(page)

    await hall.start()
    assert await entered("A1.2", 6) == ALL[:6]


async def test_two_tablets_on_one_mark_show_both_values_and_a_person_settles_it(hall: Hall, browser: Browser) -> None:
    first = await hall.tablet(await browser.new_context(), "DG-J1")
    await go(first, "01", "A1.3")
    await first.context.set_offline(True)
    await enter(first, "2.5")
    await state(first, "01", "A1.3", "wait")
    second = await hall.tablet(await browser.new_context(), "DG-J1")
    await take_over(second, "原来的没电了")
    await go(second, "01", "A1.3")
    await enter(second, "3.5")
    await state(second, "01", "A1.3", "done")
    await first.context.set_offline(False)

    await state(first, "01", "A1.3", "clash")
    await first.click("#lease-later")
    await go(first, "01", "A1.3")
    await expect(first.locator("#clash-says")).to_contain_text("3.5")
    assert await first.locator("#clash-mine").is_hidden()
    await take_over(first, "换到这台用")
    await expect(second.locator("#elsewhere")).to_be_visible()
    assert await second.locator("[data-key='7']").is_disabled()
    await go(first, "01", "A1.3")
    await expect(first.locator("#clash-theirs")).to_contain_text("3.50")
    await first.click("#clash-mine")

    await state(first, "01", "A1.3", "done")
    await expect(second.locator(f"{row(second, '01', 'A1.3')} .mark")).to_have_text("2.50")
    assert await values("A1.3") == [("01", "3.5"), ("01", "2.5")]
    acts = await Act.select(Act.actor, Act.facts).where(Act.act == "tablet-taken-over").order_by(Act.id)
    assert [(act["actor"], json.loads(act["facts"])["reason"]) for act in acts] == [
        ("DG-J1", "原来的没电了"),
        ("DG-J1", "换到这台用"),
    ]


async def test_a_sign_in_that_ran_out_asks_for_the_pin_and_goes_on(hall: Hall, context: BrowserContext) -> None:
    page = await hall.tablet(context, "DG-J1")
    await go(page, "01", "A1.2")
    hall.kill()
    await SignIn.delete(force=True)
    await enter(page, "77")
    await state(page, "01", "A1.2", "wait")
    await hall.start()

    await _admit(page, "000000" if hall.cards["DG-J1"][1] != "000000" else "000001", says="PIN 不对")
    assert await values("A1.2") == []
    await _admit(page, hall.cards["DG-J1"][1])
    assert await entered("A1.2", 1) == [("01", "77")]
    await expect(page.locator("#pin-dialog")).to_be_hidden()


async def _admit(page: Page, pin: str, says: str = "") -> None:
    await expect(page.locator("#pin-dialog")).to_be_visible(timeout=20_000)
    await page.fill("#pin-field", pin)
    await page.press("#pin-field", "Enter")
    if says:
        await expect(page.locator("#pin-says")).to_contain_text(says)


async def test_another_referee_on_the_same_tablet_never_sends_the_first_ones_marks(hall: Hall, context: BrowserContext) -> None:
    page = await hall.tablet(context, "DG-J1")
    await go(page, "01", "A1.2")
    hall.kill()
    await enter(page, "66")
    await state(page, "01", "A1.2", "wait")
    await page.goto("about:blank")
    await hall.start()

    other = await hall.tablet(context, "DG-J2")
    await expect(other.locator("html")).to_have_attribute("data-reach", "socket")
    await other.click("#line")
    await expect(other.locator("#others")).to_contain_text("裁判甲（DG）：1 条")
    assert await values("A1.2") == []
    await hall.tablet(context, "DG-J1")
    assert await entered("A1.2", 1) == [("01", "66")]


@pytest.mark.parametrize("server", ["up", "down"])
async def test_a_flat_battery_takes_no_mark_along(hall: Hall, play: Playwright, tmp_path: Path, server: str) -> None:
    profile = tmp_path / "profile"
    context = await _tablet(play, profile)
    page = await hall.tablet(context, "DG-J1")
    await sheltered(page)
    await across(page, "A1.2")
    hall.kill()
    for value in TYPED[:12]:
        await enter(page, value)
    await state(page, STATIONS[11], "A1.2", "wait")
    _cut(profile)
    await asyncio.gather(context.close(), return_exceptions=True)
    for lock in profile.glob("Singleton*"):
        lock.unlink()

    context = await _tablet(play, profile)
    await context.clear_cookies()  # a browser writes them down late: after a power cut they may be gone
    if server == "up":
        await hall.start()
        await hall.tablet(context, "DG-J1")
    else:
        again = await hall.page(context)
        await again.goto(f"{hall.address}/tablet/DG")
        await expect(again.locator("#line")).to_contain_text("未上传 12")
        await hall.start()
        await _admit(again, hall.cards["DG-J1"][1])
    assert await entered("A1.2", 12) == ALL[:12]


async def _tablet(play: Playwright, profile: Path) -> BrowserContext:
    return await play.chromium.launch_persistent_context(str(profile), executable_path=chromium())


def _cut(profile: Path) -> None:
    """SIGKILL to every process of the browser on this profile, and to no other."""
    wanted, killed = f"--user-data-dir={profile}".encode(), 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            mine = wanted in (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if mine:
            os.kill(int(process.name), signal.SIGKILL)
            killed += 1
    assert killed


async def test_a_disk_that_died_leaves_the_copy_and_without_it_the_page_says_do_not_close(
    hall: Hall, context: BrowserContext
) -> None:
    page: Page = await hall.tablet(context, "DG-J1")
    await across(page, "A1.2")
    hall.kill()
    await page.evaluate("() => { IDBDatabase.prototype.transaction = () => { throw new DOMException('', 'InvalidStateError') } }")
    await enter(page, TYPED[0])
    await state(page, "01", "A1.2", "wait")
    await page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') } }")
    await enter(page, TYPED[1])
    await expect(page.locator("#line")).to_contain_text("请勿关闭页面")

    await hall.start()
    assert await entered("A1.2", 2) == ALL[:2]
    await expect(page.locator("#line")).to_contain_text("全部已上传")
