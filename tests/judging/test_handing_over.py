"""A referee is not there: the form says whom it waits for; his absence is one press, and so is giving his seat to another."""

import pytest

from competition.events.duties import seats
from competition.events.tables import Duty
from competition.judging.scorekeeper import keeper
from competition.people.sessions import COOKIE, begin
from scoring.decisions import Mark, Opening
from tests.judging.venue import LABELS, Venue, a_venue, sent
from tests.web import Browser, SignIn

FORM = "/desk/DG/form/01/B1"


@pytest.fixture
async def made(browser: Browser, signed_in: SignIn) -> Venue:
    """Running; two of three have marked the first aspect of the first station; the fourth is a reserve."""
    found = await a_venue(referees=4)
    await Duty.update({Duty.reserve: True}).where(Duty.seat == 4)
    opening = sent(Opening(found.round.scheme, LABELS), ref="opening")
    await keeper().decide(found.round.id, found.chief, [opening])
    for seat in (1, 2):
        mark = sent(Mark("01", "B1.1", f"J{seat}", "2"))
        await keeper().decide(found.round.id, found.referees[seat - 1], [mark])
    await signed_in()
    return found


async def test_the_form_says_whom_it_waits_for_and_one_press_records_his_absence(browser: Browser, made: Venue) -> None:
    waiting = (await browser.get(FORM)).text.split('id="awaited"')[1].split("</section>")[0]
    assert "J3 裁判丙" in waiting
    assert "布线工艺、整体印象" in waiting
    fields = {"competitor": "01", "subcriterion": "B1", "judge": "J3", "back": FORM}
    answer = await browser.fill("/desk/DG/absent", at=FORM, reason="送医", **fields)
    assert answer.status_code == 303, answer.text
    tally = (await keeper().book(made.round.id)).tally
    assert tally is not None
    assert [tally.sheets["01"].entries[code]["J3"] for code in ("B1.1", "B1.2")] == ["absent", "absent"]
    assert (await browser.fill("/desk/DG/absent", reason="送医", **fields)).status_code == 409


@pytest.mark.parametrize(("fields", "account"), [({"name": "裁判新"}, "DG-J5"), ({"reserve": "4"}, "DG-J4")])
async def test_another_takes_the_seat_with_all_that_is_unsigned_and_who_sat_there_is_out(
    browser: Browser, made: Venue, fields: dict[str, str], account: str
) -> None:
    answer = await browser.fill("/desk/DG/handover", at=FORM, seat="2", reason="临时离场", back=FORM, **fields)
    assert answer.status_code == 303, answer.text
    there = {seat.judge: seat for seat in await seats(made.event.id) if seat.seat}
    book = await keeper().book(made.round.id)
    assert there["J2"].name == account
    assert book.lines[-1][0].kind == "handover"
    assert book.renewed == book.number
    browser.cookies.set(COOKIE, (await begin(there["J2"].account, "tablet", secure=False)).value or "")
    assert '"judge":"J2"' in (await browser.get("/tablet/DG")).text
    out = next(seat.account for seat in made.chief.everybody if seat.judge == "J2" and seat.seat)
    browser.cookies.set(COOKIE, (await begin(out, "tablet", secure=False)).value or "")
    assert (await browser.get("/tablet/DG")).status_code == 403


async def test_without_a_reason_nothing_changes_hands(browser: Browser, made: Venue) -> None:
    for fields in ({"name": "裁判新", "reason": " "}, {"name": "", "reason": "临时离场"}, {"reserve": "3", "reason": "临时离场"}):
        assert (await browser.fill("/desk/DG/handover", at=FORM, seat="2", back=FORM, **fields)).status_code >= 400
    assert [seat.name for seat in await seats(made.event.id) if seat.seat == 2] == ["DG-J2"]
    assert "handover" not in {line.kind for line, _decision in (await keeper().book(made.round.id)).lines}
