"""From an empty database to a competitor who reads why he stands where he stands: every step by hand, in real browsers."""

import asyncio
import json
import random
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from playwright.async_api import Page, expect

from competition.database.bundled import bundled
from competition.demo.robots.entries import entry
from competition.events.ready import ready_trades
from tests.served import PASSWORD, Served
from tests.stories import papers
from tests.stories.tablets import Tablet
from tests.stories.windows import DESK, HALL, PHONE, TABLET, Windows

pytestmark = pytest.mark.browser
REFEREES = "沈砚舟、何临川、秦照"
PEOPLE = "选手甲\t青梧机电公司\n选手乙\t白鹭电气厂\n选手丙\t长桥物业公司"
FIRST, FIRST_VALUE, FIRST_TOTAL = ("01", "A1.1"), "91.5", "27.45"
VISIBLE = "#quick-start :is(input, select, textarea):visible"


async def first_account(windows: Windows, page: Page, served: Served) -> None:
    """At the address that the program printed."""
    await page.goto(served.address + served.welcome())
    await windows.type(page, "#name", "luo")
    await windows.type(page, "#password", PASSWORD)
    await page.get_by_role("button", name="建立账号，去开赛").click()
    await page.wait_for_url("**/quick-start")


async def one_page(windows: Windows, page: Page) -> None:
    """快速开赛, with the hall showing stations."""
    assert await page.locator(VISIBLE).count() <= 10
    await windows.type(page, "#referees", REFEREES)
    await windows.type(page, "#people", PEOPLE)
    await page.get_by_text("更多设置").click()
    windows.typed += 1
    await page.select_option("#display", "stations")
    await page.get_by_role("button", name="建立赛项").click()
    await page.wait_for_url("**/organise/DG/ready")


async def signed_in_tablet(windows: Windows, served: Served, card: tuple[str, str]) -> Page:
    """The leader's tablet, by link and PIN; nothing to mark yet."""
    tablet = await windows.open(TABLET)
    await tablet.goto(f"{served.address}/t/{card[0]}")
    await windows.type(tablet, "#pin", card[1])
    await tablet.press("#pin", "Enter")
    await expect(tablet.locator("#before-all")).to_contain_text("还没有开始登分")
    return tablet


async def first_mark(windows: Windows, tablet: Page, hall: Page) -> None:
    """By the keys on the glass; seen in the hall."""
    label, aspect = FIRST
    await expect(tablet.locator("#station")).to_have_text(label)
    await tablet.click(f'tr[data-place^="{label}|{aspect}|"] button')
    for key in FIRST_VALUE:
        await tablet.click(f'#digits [data-key="{key}"]')
    windows.typed += 1
    await tablet.click('#digits [data-key="ok"]')
    await expect(tablet.locator(f'tr[data-place^="{label}|{aspect}|"]')).to_have_attribute("data-state", "done")
    await expect(hall.locator(f'tr[data-key="{label}"] .total')).to_have_text(FIRST_TOTAL)
    await expect(hall.locator(f'tr[data-key="{label}"] .at')).to_have_text("1")


async def everything_else(served: Served, printed: dict[str, tuple[str, str]]) -> None:
    """What is left to mark, and every signature, by programs that hold the same cards."""
    tablets = {judge: Tablet(served.address, "DG", card, random.Random(judge)) for judge, card in printed.items()}
    scheme = json.loads(next(trade.text for trade in ready_trades() if trade.code == "DG"))
    paper = {a["code"]: a for c in scheme["criteria"] for s in c["subcriteria"] for a in s["aspects"]}
    for judge, tablet in tablets.items():
        assert await tablet.sign_in() == f"DG-{judge}"
        for label, _form, aspect in places(await tablet.boot()):
            value = entry(2026, "DG", label, paper[aspect["code"]], aspect["judge"])
            tablet.put("mark", {"competitor": label, "aspect": aspect["code"], "judge": aspect["judge"], "value": value})
    await asyncio.gather(*(tablet.empty() for tablet in tablets.values()))
    for judge, tablet in tablets.items():
        for label, form in sorted({(label, form) for label, form, _aspect in places(await tablet.boot(), marked=True)}):
            tablet.put("signature", {"competitor": label, "subcriterion": form, "judge": judge})
    await asyncio.gather(*(tablet.empty() for tablet in tablets.values()))
    assert [answer for tablet in tablets.values() for answer in tablet.turned] == []


def places(boot: dict[str, Any], *, marked: bool = False) -> list[tuple[str, str, dict[str, Any]]]:
    """Label, form and aspect of all that this referee may enter, and has not; or has."""
    there = {(mark["competitor"], mark["aspect"], mark["judge"]) for mark in boot["marks"]}
    return [
        (station["label"], form["code"], aspect)
        for station in boot["stations"]
        for form in boot["forms"]
        for aspect in form["aspects"]
        if aspect["judge"] and ((station["label"], aspect["code"], aspect["judge"]) in there) == marked
    ]


async def asked(served: Served, statement: str) -> list[tuple[Any, ...]]:
    """What the database says."""
    with bundled(served.data) as url:
        link = await asyncpg.connect(url)
        try:
            return [tuple(row) for row in await link.fetch(statement)]
        finally:
            await link.close()


async def press(page: Page, word: str, **said: str) -> None:
    """A button, with what it asks for; afterwards the page is there again."""
    form = page.locator("form", has=page.get_by_role("button", name=word, exact=True))
    for name, text in said.items():
        await form.locator(f"[name={name}]").fill(text)
    async with page.expect_response(lambda answer: answer.request.method == "POST") as pressed:
        await form.get_by_role("button", name=word, exact=True).click()
    assert (await pressed.value).status == 303, await page.content()
    await page.wait_for_load_state()


async def rechecked(windows: Windows, served: Served, page: Page) -> None:
    """Page after page found right, until no form waits for the signature's sake."""
    await page.goto(f"{served.address}/organise/DG/recheck")
    await windows.bars_nobody(page)
    while await page.locator("form#page").count():
        await press(page, await page.locator("form#page button").inner_text())
    await expect(page.get_by_text("都复核过了")).to_be_visible()


async def to_the_public(served: Served, page: Page) -> None:
    """The office's buttons, one after the other; the event is where each should bring it."""
    await page.goto(f"{served.address}/organise/DG/results")
    for word, said, stage in [
        ("复核无误，裁判长签字", {}, "signed"),
        ("解密", {"witness": "段星野"}, "unsealed"),
        ("组委会审定", {"approvers": "罗知微、段星野，纪要 1 号"}, "approved"),
        ("开始公示", {}, "notice"),
        ("公布", {"reason": "公示提前结束，依据组委会决定"}, "released"),
    ]:
        if word == "公布":
            await page.get_by_text("提前公布", exact=True).click()
        await press(page, word, **said)
        assert await asked(served, "select stage from event") == [(stage,)]
    await expect(page.get_by_role("heading", name="签字的名次")).to_be_visible()


async def own_page(windows: Windows, served: Served, link: str, standing: dict[str, Any]) -> None:
    """On a phone without script: place, total, and why."""
    phone = await windows.open(PHONE, java_script_enabled=False)
    await phone.goto(f"{served.address}/r/{link}")
    await expect(phone.locator(".score .place").first).to_have_text(str(standing["place"]))
    await expect(phone.locator(".score .place").last).to_have_text(standing["total"])
    await expect(phone.get_by_role("heading", name="为什么是这个名次")).to_be_visible()
    await expect(phone.locator("ol.why")).to_contain_text(f"总成绩 {standing['total']}")
    await expect(phone.locator("ol.why")).to_contain_text("一名相比")


async def test_from_an_empty_database_to_a_released_result(windows: Windows, untouched: Served, tmp_path: Path) -> None:
    desk = await windows.open(DESK)
    await first_account(windows, desk, untouched)
    await one_page(windows, desk)
    where = await desk.get_by_role("link", name="打印口令卡").get_attribute("href")
    printed = papers.of_cards(await (await desk.request.get(f"{untouched.address}{where}")).body(), tmp_path)
    assert sorted(printed) == ["J1", "J2", "J3"]
    tablet = await signed_in_tablet(windows, untouched, printed["J1"])
    hall = await windows.open(HALL)
    await hall.goto(f"{untouched.address}/hall/DG")

    await desk.get_by_role("link", name="去裁判长台").click()
    await press(desk, "开始比赛")
    await first_mark(windows, tablet, hall)
    assert windows.typed <= 10, "ten fields or fewer to the first mark"
    for screen in (desk, tablet, hall):
        await windows.bars_nobody(screen)
    assert await asked(untouched, "select kind from line order by number") == [("opening",), ("mark",)]

    await everything_else(untouched, printed)
    await desk.reload()
    await windows.bars_nobody(desk)
    await press(desk, "全部接收")
    await expect(hall.locator("[data-part=done]").first).to_have_text("18")
    await press(desk, "结束登分")
    await rechecked(windows, untouched, desk)
    await to_the_public(untouched, desk)
    await windows.bars_nobody(desk)

    answer = await desk.request.get(f"{untouched.address}/organise/DG/papers/ranking/json")
    standings = {each["competitor"]: each for each in (await answer.json())["standings"]}
    assert standings["01"]["aspects"]["A1.1"] == "91.50", "the first mark, to the end"
    rows = await asked(untouched, "select p.label, r.link from placement p join registration r on r.id = p.registration")
    assert sorted(label for label, _link in rows) == ["01", "02", "03"]
    for label, link in rows:
        await own_page(windows, untouched, link, standings[label])
    phone = await windows.open(PHONE)
    await phone.goto(f"{untouched.address}/r/{rows[0][1]}")
    await windows.bars_nobody(phone)
