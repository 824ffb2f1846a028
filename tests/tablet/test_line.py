"""The tablet's line to the server: blocked sockets, a wrong clock, plain http, two windows, a new build, another's mark."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Browser, BrowserContext, Playwright, WebSocketRoute, expect

from competition.judging.tables import Line
from tests.chromium import chromium
from tests.tablet.hall import STATIONS, Hall, across, enter, entered, go, ready, row, sheltered, state, until, values

pytestmark = pytest.mark.browser


@pytest.fixture
async def context(browser: Browser) -> BrowserContext:
    return await browser.new_context(viewport={"width": 1180, "height": 820})


@pytest.fixture
async def far(play: Playwright) -> AsyncIterator[Browser]:
    """A browser to which the server is another machine: plain http, no secure context."""
    rules = "--host-resolver-rules=MAP venue.test 127.0.0.1"
    opened = await play.chromium.launch(executable_path=chromium(), args=[rules])
    yield opened
    await opened.close()


async def test_where_sockets_are_blocked_marks_go_up_by_post(hall: Hall, context: BrowserContext) -> None:
    async def block(socket: WebSocketRoute) -> None:
        await socket.close(code=1008)

    await context.route_web_socket("**/socket**", block)
    page = await hall.tablet(context, "DG-J1")
    await across(page, "A1.2")
    for value in ["61", "62.5", "63"]:
        await enter(page, value)

    assert await entered("A1.2", 3) == list(zip(STATIONS, ["61", "62.5", "63"], strict=False))
    await state(page, "03", "A1.2", "done")
    await expect(page.locator("#reach")).to_contain_text("备用线路")


async def test_where_sockets_are_blocked_what_others_do_comes_all_the_same(
    hall: Hall, browser: Browser, context: BrowserContext
) -> None:
    async def block(socket: WebSocketRoute) -> None:
        await socket.close(code=1008)

    await context.route_web_socket("**/socket**", block)
    blocked, leader = await hall.tablet(context, "DG-J2"), await hall.tablet(await browser.new_context(), "DG-J1")
    for page, grade in ((blocked, "1"), (leader, "3")):
        await page.get_by_role("button", name="工艺评价").click()
        await page.locator(f".spread [data-grade='{grade}']:visible, #choices [data-grade='{grade}']:visible").first.click()
        await state(page, "01", "B1.1", "done")
        await page.locator(f"{row(page, '01', 'B1.1')} button").click()
    assert await blocked.locator("#together").get_attribute("class") == "notice"
    await leader.click("#reveal")

    await expect(blocked.locator("#together")).to_contain_text("分差 2，超过 1", timeout=20_000)
    await expect(blocked.locator("#reach")).to_contain_text("备用线路")


async def test_a_clock_that_is_a_day_wrong_is_mended(hall: Hall, context: BrowserContext) -> None:
    await context.add_init_script("const now = Date.now; Date.now = () => now() - 86400000")
    page = await hall.tablet(context, "DG-J1")
    await expect(page.locator("html")).to_have_attribute("data-reach", "socket")
    await go(page, "01", "A1.2")
    await enter(page, "88")
    await entered("A1.2", 1)

    made = (await Line.select(Line.made_at).where(Line.kind == "mark"))[0]["made_at"]
    assert abs(datetime.now(UTC) - made) < timedelta(minutes=1)


async def test_on_plain_http_nothing_is_lost_and_the_page_says_what_it_cannot(hall: Hall, far: Browser) -> None:
    page = await hall.page(await far.new_context())
    link, pin = hall.cards["DG-J1"]
    here = f"http://venue.test:{hall.port}"
    await page.goto(f"{here}/t/{link}")
    await page.fill("#pin", pin)
    await page.press("#pin", "Enter")
    await ready(page)
    assert await page.evaluate("isSecureContext") is False
    await page.wait_for_selector("html[data-sheltered=false]")
    await across(page, "A1.2")
    hall.kill()
    for value in ["71", "72", "73"]:
        await enter(page, value)
    await expect(page.locator("#reach")).to_contain_text("请不要刷新本页")
    await page.goto("about:blank")

    await hall.start()
    await page.goto(f"{here}/tablet/DG")
    assert await entered("A1.2", 3) == list(zip(STATIONS, ["71", "72", "73"], strict=False))
    assert page.errors == []  # type: ignore[attr-defined]


async def test_two_windows_on_one_tablet_send_every_mark_once(hall: Hall, context: BrowserContext) -> None:
    first = await hall.tablet(context, "DG-J1")
    second = await hall.page(context)
    await second.goto(f"{hall.address}/tablet/DG")
    await ready(second)
    hall.kill()
    await go(first, "01", "A1.2")
    await enter(first, "81")
    await go(second, "02", "A1.2")
    await enter(second, "82")
    for page in (first, second):
        await expect(page.locator("#line")).to_contain_text("未上传 2")

    await hall.start()
    assert sorted(await entered("A1.2", 2)) == [("01", "81"), ("02", "82")]
    for page in (first, second):
        await expect(page.locator("#line")).to_contain_text("全部已上传", timeout=20_000)
    assert len(await values("A1.2")) == 2


async def test_a_new_build_waits_until_the_marks_are_up(hall: Hall, context: BrowserContext) -> None:
    def newer(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def down(frame: str | bytes) -> None:
            told = json.loads(frame)
            if "hello" in told:
                told["hello"]["build"] = "another"
            socket.send(json.dumps(told))

        server.on_message(down)

    await context.route_web_socket("**/socket**", newer)
    page = await hall.tablet(context, "DG-J1")
    await go(page, "01", "A1.2")
    await enter(page, "55")

    await expect(page.locator("#reach")).to_contain_text("系统有新版本")
    assert await entered("A1.2", 1) == [("01", "55")]


async def test_a_mark_of_another_tablet_appears_by_itself_also_after_a_pause(hall: Hall, browser: Browser) -> None:
    first = await hall.tablet(await browser.new_context(), "DG-J1")
    second = await hall.tablet(await browser.new_context(), "DG-J1")
    await go(first, "01", "A1.3")
    await enter(first, "2.5")
    await expect(second.locator(f"{row(second, '01', 'A1.3')} .mark")).to_have_text("2.50")

    await second.goto("about:blank")
    await enter(first, "")
    await go(first, "02", "A1.3")
    await enter(first, "3.5")
    await entered("A1.3", 2)
    await second.go_back()
    await ready(second)
    await second.click("#lease-later")
    await second.locator("#strip button").nth(1).click()
    await expect(second.locator(f"{row(second, '02', 'A1.3')} .mark")).to_have_text("3.50")


async def test_the_desk_hears_how_much_a_tablet_holds_and_a_batch_that_vanished_goes_by_post(
    hall: Hall, context: BrowserContext
) -> None:
    held: list[int] = []

    def listen(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def up(frame: str | bytes) -> None:
            told = json.loads(frame)
            held.extend([told["unsent"]] if "unsent" in told else [])
            if "decisions" not in told:
                server.send(frame)

        socket.on_message(up)

    await context.route_web_socket("**/socket**", listen)
    page = await hall.tablet(context, "DG-J1")
    await sheltered(page)
    await go(page, "01", "A1.2")
    await enter(page, "44")

    async def told() -> bool:
        return 1 in held

    await until(told)
    # the batch vanished on its way and no answer comes: after a while the tablet takes the other way
    assert await entered("A1.2", 1) == [("01", "44")]
