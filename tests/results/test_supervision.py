"""The supervisor sees who opened, ruled, mended, took off and handed out what, when and why; he knows no name."""

import msgspec
import pytest

from competition.events.officials import another_card, appoint
from competition.events.tables import Event
from competition.judging.logbook import Proposal, encode
from competition.judging.opening import said
from competition.judging.scorekeeper import keeper
from competition.people.sessions import COOKIE, begin
from scoring.decisions import Correction, Penalty, Reopening, Return, Status
from tests.judging.venue import Venue
from tests.results.season import a_marked_event
from tests.web import Browser

KEY = b"0" * 32


@pytest.fixture
async def venue(browser: Browser) -> Venue:
    made = await a_marked_event()
    await Event.update({Event.stage: "running"}).where(Event.id == made.event.id)
    seat = await appoint(made.event, "supervisor", "傅听雨", "luo", KEY)
    browser.cookies.set(COOKIE, (await begin(seat.account, "tablet", secure=False)).value or "")
    await another_card(made.event, seat.account, "luo", KEY)
    browser.cookies.set(COOKIE, (await begin(seat.account, "tablet", secure=False)).value or "")
    return made


async def test_every_unlock_and_why_is_listed_and_nobodys_name(browser: Browser, venue: Venue) -> None:
    one, chief = int(venue.round.id), venue.chief
    await said(one, chief, Reopening(0, "", "停电补时"))
    await said(one, chief, Return("01", "A1", "漏写说明"))
    await said(one, chief, Penalty("02", "1.5", "超时"))
    await said(one, chief, Status("03", "disqualified", "带入手机"))
    page = (await browser.get("/supervise/DG")).text

    for words in ("停电补时", "漏写说明", "超时", "带入手机", "沈砚舟", "换了口令卡", "赛位 02", "退回 1"):
        assert words in page, words
    assert "选手甲" not in page
    assert "登“断电验电”" not in page, "marks are not his to look at"
    await Event.update({Event.stage: "unsealed"}).where(Event.id == venue.event.id)
    assert "选手甲02" in (await browser.get("/supervise/DG")).text


async def test_his_card_leads_him_here_and_nowhere_else(browser: Browser, venue: Venue) -> None:
    led = await browser.get("/tablet")

    assert (led.status_code, led.headers["location"]) == (303, "/supervise/DG")
    assert (await browser.get("/supervise/DG?day=all")).status_code == 200
    for path in ("/desk/DG", "/desk/DG/places", "/organise/DG/results", "/tablet/DG"):
        assert (await browser.get(path)).status_code == 403, path


async def test_a_correction_counts_once_he_has_confirmed_it(browser: Browser, venue: Venue) -> None:
    one = int(venue.round.id)
    wrong = Correction("01", "A1.2", "*", "5", "看错一档")
    await said(one, venue.chief, Proposal("correction", msgspec.Raw(encode(wrong))))
    page = (await browser.get("/supervise/DG")).text
    assert "等第二个人确认" in page
    (number,) = (await keeper().book(one)).proposals
    refused = await browser.fill("/supervise/DG/confirm", at="/supervise/DG", kind="mark", number=number)
    assert refused.status_code == 422
    assert (await browser.fill("/supervise/DG/confirm", kind="approval", number=number)).status_code == 303
    book = await keeper().book(one)
    assert book.proposals == {}
    assert book.heads["01", "A1.2", "*"].value == "5"
    assert (await browser.fill("/supervise/DG/confirm", kind="approval", number=number)).status_code == 409
