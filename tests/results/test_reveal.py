"""揭晓: what a board hears at a step holds nothing of the steps after it, and one hand moves it."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect

from competition.audit.tables import Act
from competition.events.programme import event_by_code
from competition.events.stages import perform
from competition.events.tables import Event
from competition.judging.opening import said
from competition.judging.scorekeeper import keeper
from competition.people.sessions import COOKIE
from competition.results.signing import sign_off
from scoring.decisions import Freeze
from tests.judging.tablets import cookie_of
from tests.judging.venue import Venue
from tests.results.season import a_marked_event
from tests.results.test_boards import frame_with
from tests.web import Browser

PAGE = "/organise/DG/reveal"


@pytest.fixture
async def venue(browser: Browser) -> Venue:
    """Approved; the chief sits at the page. First 01 (一等奖), second 02 (二等奖), third 03 (no prize)."""
    made = await a_marked_event()
    await sign_off(made.event, int(made.round.id), "DG-chief")
    await perform(made.event, "unseal", "luo", "沈砚舟")
    await perform(made.event, "approve", "luo", "罗知微、沈砚舟")
    await _sit(browser)
    return made


async def _sit(browser: Browser, name: str = "DG-chief") -> None:
    browser.cookies.set(COOKIE, (await cookie_of(name, "desk")).partition("=")[2])


@pytest.fixture
async def board(address: str, venue: Venue) -> AsyncIterator[ClientConnection]:
    async with connect(f"{address.replace('http', 'ws')}/hall/DG/socket", proxy=None) as link:
        yield link


async def _press(browser: Browser, act: str, **fields: object) -> int:
    if "csrftoken" not in browser.cookies:
        await browser.get(PAGE)
    token = {"x-csrftoken": browser.cookies["csrftoken"]}
    return (await browser.post(f"{PAGE}/{act}", data=fields, headers=token)).status_code


async def _until(board: ClientConnection, prize: str, heard: list[str]) -> dict[str, Any]:
    """Frames up to the one that shows this; all that was heard is kept."""
    while True:
        told = await frame_with(board, 1)
        heard.append(json.dumps(told, ensure_ascii=False))
        if told.get("prize") == prize:
            return told


async def test_no_frame_holds_what_is_not_revealed_yet(browser: Browser, venue: Venue, board: ClientConnection) -> None:
    heard: list[str] = []
    await frame_with(board, 1)
    assert await _press(browser, "begin", mode="tiers", who="winners", clear="yes", units="白鹭电气厂") == 303
    assert (await _until(board, "揭晓", heard))["rows"] == []
    await _press(browser, "next", at=0)
    assert [row["name"] for row in (await _until(board, "优秀组织奖", heard))["rows"]] == ["白鹭电气厂"]
    assert "选手甲" not in "".join(heard)

    await _press(browser, "next", at=1)
    assert [row["name"] for row in (await _until(board, "二等奖", heard))["rows"]] == ["选手甲02"]
    assert "选手甲01" not in "".join(heard)
    assert "选手甲03" not in "".join(heard)
    assert (await event_by_code("DG")).stage == "announced"

    await _press(browser, "next", at=2)
    assert [row["name"] for row in (await _until(board, "一等奖", heard))["rows"]] == ["选手甲01"]
    await _press(browser, "back", at=3)
    assert [row["name"] for row in (await _until(board, "二等奖", heard))["rows"]] == ["选手甲02"]
    steps = await Act.select(Act.facts).where(Act.act == "reveal-step").order_by(Act.id)
    assert [json.loads(one["facts"])["to"] for one in steps] == ["1", "2", "3", "2"]


async def test_one_held_back_alone_leaves_a_line_without_a_name(browser: Browser, venue: Venue, board: ClientConnection) -> None:
    await _press(browser, "begin", mode="places", who="everybody", clear="yes", scores="yes")
    assert await _press(browser, "hold", label="02", reason=" ") == 422
    assert await _press(browser, "hold", label="02", reason="有申诉") == 303
    heard: list[str] = []
    for at in range(3):
        await _press(browser, "next", at=at)
    last = await _until(board, "第 1 名", heard)

    assert [(row["place"], row["name"], row["total"]) for row in last["rows"]] == [
        (1, "选手甲01", "100.00"), (2, "暂缓揭晓", ""), (3, "选手甲03", last["rows"][2]["total"])]  # fmt: skip
    assert "选手甲02" not in "".join(heard)
    await _press(browser, "unhold", label="02")
    assert [row["name"] for row in (await _until(board, "第 1 名", heard))["rows"]][1] == "选手甲02"


async def test_two_hands_are_not_two_steps_and_nothing_begins_over_an_open_appeal(browser: Browser, venue: Venue) -> None:
    assert await _press(browser, "begin", mode="tiers", who="winners") == 422
    await _press(browser, "begin", mode="tiers", who="winners", clear="yes")

    assert [await _press(browser, "next", at=0), await _press(browser, "next", at=0)] == [303, 409]
    assert "第 1 步" in (await browser.get(PAGE)).text
    await _sit(browser, "DG-J1")
    assert (await browser.get(PAGE)).status_code == 403


async def test_before_approval_only_a_frozen_board_that_shows_marks_is_revealed(browser: Browser) -> None:
    venue = await a_marked_event()
    round_id = int(venue.round.id)
    await _sit(browser)
    assert await _press(browser, "begin", mode="places", who="everybody", clear="yes") == 409
    await Event.update({Event.display: "stations"}).where(Event.id == venue.event.id)
    await said(round_id, venue.chief, Freeze(True))
    assert await _press(browser, "begin", mode="places", who="everybody", clear="yes") == 303
    for at in range(3):
        await _press(browser, "next", at=at)
    page = (await browser.get("/hall/DG")).text

    assert "01 号赛位" in page
    assert "选手甲" not in page
    assert "成绩未经复核" in page
    await sign_off(await event_by_code("DG"), round_id, "DG-chief")
    await perform(await event_by_code("DG"), "unseal", "luo", "沈砚舟")
    await perform(await event_by_code("DG"), "approve", "luo", "罗知微、沈砚舟")
    assert "01 号赛位" not in (await browser.get("/hall/DG")).text, "what was begun from the board ends with the approval"
    assert (await keeper().book(round_id)).pinned is not None
