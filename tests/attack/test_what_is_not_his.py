"""What an official may not do by another's way: the floor rules on nothing, a desk signs no form, nobody reads hidden marks."""

import msgspec
import pytest

from competition.events.tables import Duty, Event
from competition.judging.authority import FLOOR, Author, author_of
from competition.judging.logbook import Approval, Proposal, encode, kind_of
from competition.judging.opening import open_round, said
from competition.judging.scorekeeper import keeper
from competition.pages.refusal import Refusal
from competition.people.accounts import make_account
from competition.people.sessions import Signed
from competition.people.tables import Account
from scoring.decisions import Correction, Decision, Mark, Penalty, Ruling, Signature, Status
from tests.judging.tablets import cookie_of, tablet
from tests.judging.test_desk import sit
from tests.judging.venue import Venue, a_venue, as_json, mark, sent
from tests.web import Browser


@pytest.fixture
async def venue(address: str) -> Venue:
    made = await a_venue()
    await Event.update({Event.duties: "standard"}).where(Event.id == made.event.id)
    await made.event.refresh()
    await open_round(made.event, made.chief)
    return made


async def on_the_floor(venue: Venue) -> Author:
    account = await make_account("DG-F1", "检录员", None)
    await Duty(event=venue.event.id, account=account.id, role=FLOOR).save()
    author = await author_of(Signed(account.id, "DG-F1", "检录员", False, "desk"), venue.event.id)
    assert author is not None
    return author


async def test_the_floor_reports_who_does_not_come_and_rules_on_nothing(venue: Venue) -> None:
    floor = await on_the_floor(venue)
    ruled: tuple[Decision, ...] = (
        Penalty("01", "2", "越线"), Ruling("01", "B1.2", "9", "补"), Correction("01", "B1.2", "J1", "9", "错"),
    )  # fmt: skip
    for decision in ruled:
        with pytest.raises(Refusal):
            await said(int(venue.round.id), floor, proposal(decision))
    await said(int(venue.round.id), floor, proposal(Status("01", "absent", "未到")))
    assert len((await keeper().book(int(venue.round.id))).proposals) == 1


def proposal(decision: Decision) -> Proposal:
    return Proposal(kind_of(decision), msgspec.Raw(encode(decision)))


async def test_a_desk_left_open_signs_no_form(browser: Browser, venue: Venue) -> None:
    chief = await Account.objects().where(Account.name == "DG-J1").first()
    assert chief is not None
    await Duty.update({Duty.role: "chief"}).where(Duty.account == chief.id)
    for aspect, value in (("A1.1", "yes"), ("A1.2", "5")):
        await said(int(venue.round.id), venue.referees[0], Mark("01", aspect, "*", value))
    await sit(browser, "DG-J1")
    form = {"kind": "signature", "competitor": "01", "subcriterion": "A1", "judge": "J1"}
    assert (await browser.fill("/desk/DG/decide", **form)).status_code == 409
    tally = (await keeper().book(int(venue.round.id))).tally
    assert tally is not None
    assert tally.form("01", "A1").signatures == ()


async def test_who_tries_to_sign_reads_nothing_of_marks_that_he_was_not_shown(address: str) -> None:
    venue = await a_venue()
    await open_round(venue.event, venue.chief)
    round_id, answers = int(venue.round.id), []
    await said(round_id, venue.referees[1], Mark("01", "B1.1", "J2", "0"))
    async with tablet(address, "DG", await cookie_of("DG-J1")) as link:
        for label, worth in (("01", "3"), ("02", "3")):
            await link.decides(as_json(mark(label, "B1.1", "J1", worth)), as_json(mark(label, "B1.2", "J1", "9")))
            answers += await link.decides(as_json(sent(Signature(label, "B1", "J1"))))
    assert [(one["outcome"], one["says"]) for one in answers] == [("entered", "")] * 2
    await said(round_id, venue.referees[2], Mark("01", "B1.1", "J3", "1"))
    await said(round_id, venue.referees[2], Mark("01", "B1.2", "J3", "1"))
    with pytest.raises(Refusal) as refused:
        await said(round_id, venue.referees[2], Signature("01", "B1", "J3"))
    assert refused.value.says.endswith("先亮分，再重新评分")
    assert "difference" not in refused.value.facts


async def test_why_somebody_is_away_is_told_to_no_referee(address: str, venue: Venue) -> None:
    floor, round_id = await on_the_floor(venue), int(venue.round.id)
    async with tablet(address, "DG", await cookie_of("DG-J2")) as link:
        await link.hears("reset")
        await said(round_id, floor, proposal(Status("01", "absent", "选手甲01没有来")))
        await said(round_id, venue.chief, Approval((await keeper().book(round_id)).number))
        # The proposal before it may come as a frame of its own, with nothing in it for him.
        (line,) = await link.hears("lines") or await link.hears("lines")
    assert (line["kind"], line["body"]) == ("status", {"competitor": "01", "status": "absent", "reason": ""})
