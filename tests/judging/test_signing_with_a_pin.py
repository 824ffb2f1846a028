"""A form is signed with a PIN; a measured form, where the event asks for it, with the PINs of two."""

from typing import Any
from uuid import uuid4

import pytest

from competition.events.tables import Event
from competition.judging.opening import open_round, said
from competition.judging.scorekeeper import keeper
from competition.judging.tables import Line
from competition.people.pins import cards, give_link
from competition.settings import Settings, secret
from scoring.decisions import Mark, Signature
from tests.judging.test_desk import sit
from tests.judging.venue import Venue, a_venue, as_json, sent
from tests.web import Browser


@pytest.fixture
async def venue(browser: Browser) -> Venue:
    """Strict: two sign what is measured. J1 holds the tablet, and the form A1 of station 01 is filled in."""
    made = await a_venue()
    await Event.update({Event.duties: "strict"}).where(Event.id == made.event.id)
    await made.event.refresh()
    await open_round(made.event, made.chief)
    for aspect, value in (("A1.1", "yes"), ("A1.2", "5")):
        await said(int(made.round.id), made.referees[0], Mark("01", aspect, "*", value))
    await sit(browser, "DG-J1")
    return made


async def pins(venue: Venue, settings: Settings) -> list[str]:
    accounts = [one.seat.account for one in venue.referees if one.seat]
    for account in accounts:
        await give_link(account, secret(settings, "pins"))
    known = await cards(accounts, secret(settings, "pins"))
    return [known[account][1] for account in accounts]


async def sign(browser: Browser, **fields: str) -> dict[str, Any]:
    if "csrftoken" not in browser.cookies:
        await browser.get("/tablet/DG")
    body = {"competitor": "01", "subcriterion": "A1", "ref": str(uuid4()), **fields}
    token = {"x-csrftoken": browser.cookies["csrftoken"], "accept": "application/json"}
    answer: dict[str, Any] = (await browser.post("/tablet/DG/signatures", json=body, headers=token)).json()
    return answer


async def test_two_pins_sign_a_measured_form_each_in_his_own_name(browser: Browser, venue: Venue, settings: Settings) -> None:
    first, second, _third = await pins(venue, settings)
    told = await sign(browser, pin=first, second="J2", second_pin=second)
    assert [one["outcome"] for one in told["answers"]] == ["entered", "entered"]
    tally = (await keeper().book(int(venue.round.id))).tally
    assert tally is not None
    assert (tally.form("01", "A1").state, tally.form("01", "A1").signatures) == ("signed", ("J1", "J2"))
    rows = await Line.select(Line.author).where(Line.kind == "signature").order_by(Line.number)
    assert [row["author"] for row in rows] == ["DG-J1", "DG-J2"]


async def test_a_wrong_pin_of_either_signs_nothing(browser: Browser, venue: Venue, settings: Settings) -> None:
    first, second, _third = await pins(venue, settings)
    for wrong in (
        {"pin": "x"},
        {"pin": first, "second": "J2", "second_pin": first + "1"},
        {"pin": first, "second": "J1", "second_pin": first},
    ):
        assert "detail" in await sign(browser, **wrong)
    assert "detail" in await sign(browser, pin=first, second="J9", second_pin=second)
    assert not await Line.exists().where(Line.kind == "signature")


async def test_the_same_signing_sent_again_is_one(browser: Browser, venue: Venue, settings: Settings) -> None:
    first, second, _third = await pins(venue, settings)
    for _ in range(2):
        told = await sign(browser, ref="once", pin=first, second="J2", second_pin=second)
        assert [one["outcome"] for one in told["answers"]] == ["entered", "entered"]
    assert await Line.count().where(Line.kind == "signature") == 2


async def test_without_its_pin_a_signature_does_not_come_in_beside_and_the_marks_do(browser: Browser, venue: Venue) -> None:
    await browser.get("/tablet/DG")
    batch = [as_json(sent(Signature("01", "A1", "J1"))), as_json(sent(Mark("02", "A1.2", "*", "5")))]
    token = {"x-csrftoken": browser.cookies["csrftoken"]}
    told = (await browser.post("/tablet/DG/decisions", json={"decisions": batch}, headers=token)).json()
    assert [one["outcome"] for one in told["answers"]] == ["refused", "entered"]
    assert "PIN" in told["answers"][0]["says"]


async def test_the_tablet_knows_whom_to_ask(browser: Browser, venue: Venue) -> None:
    page = (await browser.get("/tablet/DG")).text
    assert '"signing":{"pin":true,"second":{"A1":[["J2","裁判乙"],["J3","裁判丙"]]}}' in page
