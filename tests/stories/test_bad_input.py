"""Bad input at every door: one clear sentence for the person who can mend it, nothing half done, and never a traceback."""

import io
import json
import re
import zipfile
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any

import asyncpg
import httpx
import pytest

from competition.events.tables import Event
from tests.judging.venue import SCHEME
from tests.stories.organising import at_the_desk, cards, quick_start
from tests.stories.tablets import Tablet
from tests.web import Browser, SignIn

PEOPLE = ["选手甲", "选手乙", "选手丙"]
HTML, JSON = {"accept": "text/html"}, {"accept": "application/json"}
UNKNOWN_KEY = SCHEME | {"wieght": "1"}
Counted = Callable[[], Coroutine[Any, Any, dict[str, int]]]


@pytest.fixture
async def event(browser: Browser, signed_in: SignIn) -> None:
    """A running event with three referees and three stations; its second form is closed. Another one is still being set up."""
    await signed_in()
    for code, draw in (("DG", "now"), ("NEW", "later")):
        made = await quick_start(browser, SCHEME, PEOPLE, 3, code=code, draw=draw)
        assert made.status_code == 303, made.text
    await at_the_desk(browser, "DG", "stage", act="start")
    await at_the_desk(browser, "DG", "decide", kind="closing", session="0", subcriterion="B1")


@pytest.fixture
async def counted(database_url: str) -> AsyncIterator[Counted]:
    """How many rows each table has; that somebody tried in vain is itself kept."""
    link = await asyncpg.connect(database_url)

    async def count() -> dict[str, int]:
        names = await link.fetch("select tablename from pg_tables where schemaname = 'public' order by 1")
        return {name: await link.fetchval(f'select count(*) from "{name}"') for (name,) in names if name != "attempts"}

    yield count
    await link.close()


@asynccontextmanager
async def nothing_done(counted: Counted) -> AsyncIterator[None]:
    """No table has a row more or less."""
    before = await counted()
    yield
    assert await counted() == before


def said(answer: httpx.Response, status: int, sentence: str) -> None:
    """A page that says this sentence, to a person."""
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8"), answer.text
    clear(answer.text, sentence)


def problem(answer: httpx.Response, status: int, sentence: str) -> None:
    """The same to a program."""
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    clear(answer.json()["detail"], sentence)
    assert answer.json()["detail"].endswith("。")


def clear(text: str, sentence: str) -> None:
    shown = re.sub(r"<[^>]+>", "", text).replace("&#34;", '"')
    assert sentence in shown, shown
    assert not re.search(r"Traceback|Exception|Error\b|None\b|asyncpg|litestar", text), text


async def test_a_wrong_sign_in(browser: Browser, event: None, counted: Counted, tmp_path: Path) -> None:
    link, pin = (await cards(browser, "DG", tmp_path))["J2"]
    wrong = {"pin": f"{(int(pin) + 1) % 1_000_000:06d}"}
    token = {"x-csrftoken": browser.cookies["csrftoken"]}
    async with nothing_done(counted):
        for name in ("luo", "nobody"):
            typed = {"name": name, "password": "falsch-geraten"}
            for accept, tell in ((HTML, said), (JSON, problem)):
                tell(await browser.post("/sign-in", data=typed, headers=token | accept), 401, "用户名或口令不对。")
        said(await browser.post(f"/t/{link}", data=wrong, headers=token | HTML), 401, "PIN 不对，请看您的口令卡。")
        problem(await browser.post(f"/t/{link}", data=wrong, headers=token | JSON), 401, "PIN 不对，请看您的口令卡。")
        for accept, tell in ((HTML, said), (JSON, problem)):
            tell(await browser.get("/t/NOSUCHLK", headers=accept), 404, "没有这张口令卡。")
        for accept, tell in ((HTML, said), (JSON, problem)):
            tell(await browser.post("/sign-in", headers=accept), 403, "")


MARKS = [
    ("01", "A1.2", "*", "6.5", "A1.2 的分为 6.5，应在 0 与 6 之间"),
    ("01", "A1.2", "*", "5.3", "A1.2 的分为 5.3，应从 0 起以 0.5 为一档"),
    ("01", "A1.2", "*", "-1", "A1.2 的分为 -1，应在 0 与 6 之间"),
    ("01", "A1.2", "*", "1e3", "A1.2 的分为 1e3"),
    ("01", "A1.1", "*", "maybe", "A1.1 的登分为 maybe，应为 yes 或 no"),
    ("99", "A1.2", "*", "5", "没有选手 99"),
    ("01", "Z9", "*", "5", "没有评分点 Z9"),
    ("01", "B1.1", "J3", "2", "您不能以 J3 的名义登分。"),
]


async def test_marks_that_cannot_be(event: None, browser: Browser, address: str, counted: Counted, tmp_path: Path) -> None:
    printed = await cards(browser, "DG", tmp_path)
    leader, member = (Tablet(address, "DG", printed[judge], Random(1)) for judge in ("J1", "J2"))
    told = {}
    for station, aspect, judge, value, says in MARKS:
        body = {"competitor": station, "aspect": aspect, "judge": judge, "value": value}
        told[(leader if judge == "*" else member).put("mark", body)] = says
    await leader.sign_in()
    await member.sign_in()
    async with nothing_done(counted):
        await leader.empty()
        await member.empty()
    for ref, answer in (leader.answers | member.answers).items():
        assert answer["outcome"] == "refused"
        clear(answer["says"], told[ref])


async def test_a_mark_for_a_closed_form_is_kept_for_the_chief_and_counts_nothing(
    event: None, browser: Browser, address: str, tmp_path: Path
) -> None:
    tablet = Tablet(address, "DG", (await cards(browser, "DG", tmp_path))["J2"], Random(2))
    await tablet.sign_in()
    before = (await browser.get("/organise/DG/papers/ranking/json")).content
    ref = tablet.put("mark", {"competitor": "01", "aspect": "B1.1", "judge": "J2", "value": "2"})
    await tablet.empty()
    assert tablet.answers[ref]["outcome"] == "conflict"
    clear(tablet.answers[ref]["says"], "已停止登分")
    assert (await browser.get("/organise/DG/papers/ranking/json")).content == before


ACTS: list[tuple[dict[str, str], str]] = [
    ({"kind": "status", "competitor": "99", "status": "absent"}, "没有选手 99"),
    ({"kind": "penalty", "competitor": "01", "points": "viel", "reason": "超时"}, "扣分为 viel，应为大于 0 的数"),
    ({"kind": "penalty", "competitor": "01", "points": "2", "reason": " "}, "应写明理由"),
    ({"kind": "acceptance", "competitor": "01", "subcriterion": "A1"}, "还没有签齐"),
    ({"kind": "nothing-known"}, "表单没有填完整"),
    ({}, "表单没有填完整"),
]


async def test_what_the_chief_cannot_decide(event: None, browser: Browser, counted: Counted) -> None:
    async with nothing_done(counted):
        for fields, says in ACTS:
            said(await browser.fill("/desk/DG/decide", at="/desk/DG", **fields), 409, says)


async def test_a_station_that_does_not_exist(event: None, browser: Browser, counted: Counted) -> None:
    async with nothing_done(counted):
        for accept, tell in ((HTML, said), (JSON, problem)):
            tell(await browser.get("/desk/DG/competitor/99", headers=accept), 404, "没有赛位 99。")
            tell(await browser.get("/tablet/XX", headers=accept), 403, "这一页不对您开放")
            tell(await browser.get("/hall/XX", headers=accept), 404, "XX")


def broken_zip() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as book:
        book.writestr("hello.txt", "no workbook")
    return held.getvalue()


NONE = [
    ("wb.xlsx", b"\x00\x01\x02 nothing", "“wb.xlsx”不是评分标准。"),
    ("wb.xlsx", broken_zip(), "工作簿"),
    ("s.json", json.dumps(UNKNOWN_KEY).encode(), "wieght"),
    ("s.json", b'{"format": 1, ', "JSON"),
]


async def test_schemes_that_are_none(event: None, browser: Browser, counted: Counted) -> None:
    fields = {"do": "create", "referees": "甲、乙", "people": "丙", "date": "2026-11-28", "code": "NEU"}
    async with nothing_done(counted):
        for name, content, says in NONE:
            files = {"file": (name, content, "application/octet-stream")}
            said(await browser.fill("/organise/NEW/scheme", at="/organise/NEW/scheme", files=files), 422, says)
            said(await browser.fill("/quick-start", files=files, **fields), 422, says)


async def test_a_row_with_a_wrong_identity_number(event: None, browser: Browser, counted: Counted) -> None:
    await Event.update({Event.identity: True}).where(Event.code == "NEW")
    person = {"name-1": "选手丁", "identity-1": "510107199803150018", "employer": "青梧机电公司", "phone-1": "13800000018"}
    at = "/organise/NEW/registrations"
    async with nothing_done(counted):
        said(await browser.fill(f"{at}/add", at=f"{at}/add", **person), 422, "末位应为")
        nothing = {"sheet": ("wb.xlsx", broken_zip(), "application/octet-stream")}
        answer = await browser.fill(f"{at}/import", at=f"{at}/import", files=nothing)
        assert 400 <= answer.status_code < 500
        clear(answer.text, "工作簿")
    before = await counted()
    rows = "姓名\t单位\t身份证号\t联系电话\n选手丁\t青梧机电公司\t510107199803150018\t13800000018"
    preview = await browser.fill(f"{at}/import", at=f"{at}/import", rows=rows)
    assert preview.status_code == 303
    said(await browser.get(preview.headers["location"]), 200, "末位应为")
    said(await browser.fill(preview.headers["location"], do="all"), 422, "末位应为")
    after = await counted()
    assert {name for name in before if before[name] != after[name]} <= {"upload", "audit"}, "nobody is registered"
