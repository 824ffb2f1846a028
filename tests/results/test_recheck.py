"""复核: what is drawn, who may look, what a wrong form does to the others, and that nobody signs before it is done."""

from typing import Any

import pytest

from competition.events.programme import event_by_code
from competition.events.tables import Event
from competition.judging.opening import finish_round, open_round, said
from competition.judging.scorekeeper import keeper
from competition.pages.refusal import Refusal
from competition.results.recheck import found_right, found_wrong, print_of, rechecking, seed_of
from competition.results.signing import sign_off
from competition.results.tables import Recheck
from scoring.decisions import Acceptance, Mark, Signature
from tests.judging.venue import Venue, a_venue
from tests.results.season import a_marked_event
from tests.stories.organising import recheck, waiting_forms
from tests.web import Browser, SignIn

LABELS = tuple(f"{number:02}" for number in range(1, 35))
ONE_FORM: dict[str, Any] = {
    "format": 1, "title": "电工", "criteria": [{"code": "A", "title": "操作", "subcriteria": [
        {"code": "A1", "title": "尺寸", "aspects": [
            {"code": "A1.1", "title": "长度", "kind": "measurement", "award": "value", "max": "100"}]}]}]}  # fmt: skip


async def enter(venue: Venue, label: str, value: str) -> None:
    """One form from mark to acceptance."""
    round_id, leader = int(venue.round.id), venue.referees[0]
    await said(round_id, leader, Mark(label, "A1.1", "*", value), parent=await head(venue, label))
    await said(round_id, leader, Signature(label, "A1", "J1"))
    await said(round_id, venue.chief, Acceptance(label, "A1"))


async def head(venue: Venue, label: str) -> str | None:
    found = (await keeper().book(int(venue.round.id))).heads.get((label, "A1.1", "*"))
    return found.ref if found else None


async def many_forms() -> Venue:
    """Thirty-four competitors with a form each: more than are all rechecked."""
    venue = await a_venue(scheme=ONE_FORM, labels=LABELS)
    await open_round(venue.event, venue.chief)
    for number, label in enumerate(LABELS):
        await enter(venue, label, str(90 - number))
    await finish_round(venue.event, venue.chief)
    return venue


async def test_a_wrong_form_over_five_percent_makes_it_all_and_corrected_it_is_signed(
    browser: Browser, signed_in: SignIn
) -> None:
    venue = await many_forms()
    await signed_in()
    text = (await browser.get("/organise/DG/recheck")).text
    assert "共 15 张" in text, "eleven at the top in full, fifteen in a hundred of the others"
    assert seed_of(await keeper().book(int(venue.round.id))) in text
    first = {name: value for name, value in waiting_forms(text).items() if name.endswith("-1")}
    again = await browser.fill("/organise/DG/recheck/wrong", at="/organise/DG/recheck", **first)
    assert (again.status_code, "请写明错在哪里" in again.text) == (422, True)
    await browser.fill("/organise/DG/recheck/wrong", at="/organise/DG/recheck", why="纸表上是 95", **first)
    text = (await browser.get("/organise/DG/recheck")).text
    assert "全部 34 张都要复核" in text

    refused = await browser.fill("/organise/DG/results/sign-off", at="/organise/DG/results")
    assert (refused.status_code, "还没有更正" in refused.text) == (409, True)
    assert 'href="/organise/DG/recheck">去复核' in refused.text, "where it is mended is one press away"
    assert await recheck(browser, "DG") == 5
    await browser.fill("/organise/DG/recheck/return", at="/organise/DG/recheck")
    event = await event_by_code("DG")
    assert event.stage == "running"
    await enter(venue, first["label-1"], "95")
    await finish_round(event, venue.chief)
    text = (await browser.get("/organise/DG/recheck")).text
    assert "原来的差错" in text
    assert await recheck(browser, "DG") == 1
    text = (await browser.get("/organise/DG/recheck")).text
    assert "长度：90.00 改为 95.00" in text
    assert (await browser.fill("/organise/DG/results/sign-off", at="/organise/DG/results")).status_code == 303
    told = [(row.outcome, row.why, row.everything, row.by) for row in await Recheck.objects().order_by(Recheck.id)]
    assert (told[0], told[-1]) == (("wrong", "纸表上是 95", True, "luo"), ("corrected", "纸表上是 95", False, "luo"))
    assert len(told) == 1 + 33 + 1


@pytest.mark.usefixtures("kept")
async def test_nobody_rechecks_what_he_entered() -> None:
    venue = await a_marked_event(rechecked=False)
    round_id, now = int(venue.round.id), await rechecking(int(venue.round.id))
    forms = {form: print_of(now.tally, form) for form in now.forms}

    assert await found_right(venue.event, round_id, venue.referees[1], forms) == 3
    assert {form[1] for form in (await rechecking(round_id)).waiting} == {"B1"}
    with pytest.raises(Refusal, match="请另一位"):
        await found_wrong(venue.event, round_id, venue.referees[0], {("01", "A1"): forms["01", "A1"]}, "漏登")


@pytest.mark.usefixtures("kept")
async def test_nobody_signs_before_the_recheck_unless_the_event_asks_for_none() -> None:
    venue = await a_marked_event(rechecked=False)
    with pytest.raises(Refusal, match="还有 6 张评分表没有复核"):
        await sign_off(venue.event, int(venue.round.id), "DG-chief")
    await Event.update({Event.recheck: False}).where(Event.id == venue.event.id)
    await sign_off(await event_by_code("DG"), int(venue.round.id), "DG-chief")


@pytest.mark.usefixtures("kept")
async def test_marks_that_moved_since_the_page_was_shown_are_not_confirmed() -> None:
    venue = await a_marked_event(rechecked=False)
    with pytest.raises(Refusal, match="刚刚改过"):
        await found_right(venue.event, int(venue.round.id), venue.chief, {("01", "A1"): "0" * 16})
    assert await Recheck.count() == 0
