"""初赛 → 决赛 over the pages: the cut with its tie, the draw of the final, carried marks, and what is then shown."""

import asyncio
import json

import pytest
from websockets.exceptions import ConnectionClosed

from competition.events.programme import event_by_code, round_of, rounds_of
from competition.floor.draw import label
from competition.floor.stations import competitors, placed
from competition.judging.authority import Author
from competition.judging.opening import said
from competition.judging.scorekeeper import keeper
from competition.judging.tablet import socket
from competition.judging.tablet.messages import RESTARTS
from competition.judging.tablet.sight import round_seen
from competition.pages.refusal import Refusal
from competition.results.rounds import carry_of
from scoring.decisions import Acceptance, Mark, Signature
from scoring.rounds import FORMER_ASPECT, FORMER_FORM
from scoring.tally import ACCEPTED
from tests.judging.tablets import cookie_of, tablet
from tests.judging.venue import Venue, a_venue
from tests.results.test_recheck import ONE_FORM
from tests.stories.organising import act, at_the_desk, recheck
from tests.web import Browser, SignIn

FIRST = {"01": "90", "02": "80.5", "03": "80.5", "04": "60", "05": "10"}
FORM = {"seats": "2", "carry": "share", "percent": "30", "former": "初赛", "name": "决赛"}


async def mark(round_id: int, leader: Author, chief: Author, marks: dict[str, str]) -> None:
    for where, value in marks.items():
        await said(round_id, leader, Mark(where, "A1.1", "*", value))
        await said(round_id, leader, Signature(where, "A1", "J1"))
        await said(round_id, chief, Acceptance(where, "A1"))


async def ended(browser: Browser, signed_in: SignIn) -> Venue:
    """The qualifying round, marked and rechecked; the organiser at his pages."""
    venue = await a_venue(scheme=ONE_FORM, labels=tuple(FIRST))
    await signed_in()
    await at_the_desk(browser, "DG", "stage", act="start")
    await mark(int(venue.round.id), venue.referees[0], venue.chief, FIRST)
    await at_the_desk(browser, "DG", "stage", act="finish")
    return venue


async def drawn(browser: Browser) -> dict[str, str]:
    """The draw by slips, in the order of the former stations; contest number → label."""
    event = await event_by_code("DG")
    slips = {f"place-{one.registration}": f"{n:02}" for n, one in enumerate(await competitors(event.id), 1)}
    assert (await browser.fill("/organise/DG/draw/slips", at="/organise/DG/draw", **slips)).status_code == 303
    found = await placed(event.id, (await round_of(event.id)).id)
    return {one.competitor.shown: one.label for one in found}


async def test_a_qualifying_round_a_cut_with_a_tie_and_a_final_with_carried_marks(browser: Browser, signed_in: SignIn) -> None:
    venue = await ended(browser, signed_in)
    refused = await browser.get("/organise/DG/rounds", params=FORM)
    assert (refused.status_code, "没有复核" in refused.text) == (409, True)
    await recheck(browser, "DG")
    seen = (await browser.get("/organise/DG/rounds", params=FORM)).text
    assert "有 3 人晋级" in seen
    assert "02、03" in seen, "who is tied at the cut goes on, and is named"
    assert (await event_by_code("DG")).stage == "recheck", "to look changes nothing"

    assert (await browser.fill("/organise/DG/rounds", at="/organise/DG/rounds", **FORM)).status_code == 303
    where = await drawn(browser)
    assert where == {"选手甲01": "B01", "选手甲02": "B02", "选手甲03": "B03"}
    await at_the_desk(browser, "DG", "stage", act="start")
    final = await round_of(venue.event.id)
    tally = (await keeper().book(final.id)).tally
    assert tally is not None
    assert {one: sheet.entries[FORMER_ASPECT]["*"] for one, sheet in tally.sheets.items()} == {
        "B01": "90.00",
        "B02": "80.50",
        "B03": "80.50",
    }
    assert {tally.form(one, FORMER_FORM).state for one in tally.sheets} == {ACCEPTED}
    with pytest.raises(Refusal, match="没有选手"):
        await said(final.id, venue.referees[0], Mark("02", "A1.1", "*", "100"))
    await mark(final.id, venue.referees[0], venue.chief, {"B01": "70", "B02": "90", "B03": "90.5"})
    await at_the_desk(browser, "DG", "stage", act="finish")
    await recheck(browser, "DG")
    assert (await act(browser, "DG", "sign-off")).status_code == 303

    told = json.loads((await browser.get("/organise/DG/papers/ranking/json")).content)["standings"]
    assert [(one["competitor"], one["total"]) for one in told] == [("B03", "87.50"), ("B02", "87.15"), ("B01", "76.00")]
    office = (await browser.get("/organise/DG/results")).text
    assert "选手甲03" in office
    assert "选手甲04" not in office
    former = (await browser.get("/organise/DG/rounds/1")).text
    assert "90.00" in former
    assert "初赛" in former
    assert "赛位 B02 初赛成绩：初赛登" in (await browser.get("/desk/DG/log")).text.replace("<b>", "").replace("</b>", "")


async def test_the_tablet_of_a_referee_shows_nothing_of_the_former_round(browser: Browser, signed_in: SignIn) -> None:
    venue = await ended(browser, signed_in)
    await recheck(browser, "DG")
    await browser.fill("/organise/DG/rounds", at="/organise/DG/rounds", **FORM)
    await drawn(browser)
    await at_the_desk(browser, "DG", "stage", act="start")
    seen = round_seen(await keeper().book((await round_of(venue.event.id)).id), venue.referees[0])

    assert [form["code"] for form in seen["forms"]] == ["A1"]
    assert "80.5" not in json.dumps(seen["marks"])


async def test_a_further_round_is_taken_back_until_it_is_begun(browser: Browser, signed_in: SignIn) -> None:
    venue = await ended(browser, signed_in)
    await recheck(browser, "DG")
    cancel = "/organise/DG/rounds/cancel"
    assert (await browser.fill(cancel, at="/organise/DG/rounds", reason="误点")).status_code == 409
    await browser.fill("/organise/DG/rounds", at="/organise/DG/rounds", **FORM | {"carry": ""})
    assert "这一轮还没有时间" in (await browser.get("/organise/DG/rounds")).text
    page = (await browser.get("/organise/DG")).text
    assert "1 场还没有时间" in page
    assert 'name="date" type="date" value=""' in page, "the former round's day is not offered for it"
    when = {"date": "2026-12-05", "start": "09:00"}
    assert (await browser.fill("/organise/DG/details", at="/organise/DG", **when)).status_code == 303
    assert "还没有时间" not in (await browser.get("/organise/DG/rounds")).text + (await browser.get("/organise/DG")).text
    await drawn(browser)
    refused = await browser.fill("/organise/DG/act", at="/organise/DG", act="reopen-registration", reason="加人")
    assert refused.status_code == 409, "registration is the first round's"
    assert (await browser.fill(cancel, at="/organise/DG/rounds", reason="人数错了")).status_code == 303
    event = await event_by_code("DG")
    assert (event.stage, len(await rounds_of(event.id)), venue.round.id) == ("recheck", 1, (await round_of(event.id)).id)


async def test_who_declines_leaves_his_seat_to_the_next(browser: Browser, signed_in: SignIn) -> None:
    await ended(browser, signed_in)
    await recheck(browser, "DG")
    await browser.fill("/organise/DG/rounds", at="/organise/DG/rounds", **FORM | {"seats": "3", "declined": "01"})

    assert [one.names for one in await competitors((await event_by_code("DG")).id)] == [
        ("选手甲02",),
        ("选手甲03",),
        ("选手甲04",),
    ]


def test_a_share_is_kept_exactly() -> None:
    assert [carry_of("share", text) for text in ("30", "33.3%", "0.0000001")] == ["0.3", "0.333", "0.000000001"]
    for wrong in ("0", "100", "x", "-5", ""):
        with pytest.raises(Refusal):
            carry_of("share", wrong)


def test_labels_of_rounds_are_never_the_same() -> None:
    assert [label(2, 7, 3, 12, number) for number in (1, 2, 3)] == ["2-07", "2-B07", "2-C07"]


async def test_a_tablet_left_open_comes_again_for_the_final(
    browser: Browser, address: str, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "ROUND_SECONDS", 0.0)
    monkeypatch.setattr(socket, "STILL_SECONDS", 0.1)
    await ended(browser, signed_in)
    await recheck(browser, "DG")
    async with tablet(address, "DG", await cookie_of("DG-J1")) as link:
        # in the round that is on until now
        await link.hears("reset")
        await browser.fill("/organise/DG/rounds", at="/organise/DG/rounds", **FORM)
        with pytest.raises(ConnectionClosed):
            await asyncio.wait_for(link.hears("nothing"), 10)
        assert link.link.close_code == RESTARTS
    await drawn(browser)
    await at_the_desk(browser, "DG", "stage", act="start")
    board = (await browser.get("/hall/DG")).text
    assert 'value="3" max="6"' in board, "three forms came along, three are to be marked"
