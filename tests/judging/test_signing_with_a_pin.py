"""Forms are signed with a PIN, one or many; measured forms, where the event asks for it, with the PINs of two."""

from typing import Any
from uuid import uuid4

import msgspec
import pytest

from competition.events.tables import Event
from competition.judging.opening import open_round, said
from competition.judging.scorekeeper import keeper
from competition.judging.tables import Line
from competition.people.pins import cards, give_link, try_pin
from competition.people.tables import TabletLink
from competition.settings import Settings, secret
from scoring.decisions import Mark, Signature
from tests.judging.test_desk import sit
from tests.judging.venue import Venue, a_venue, as_json, sent
from tests.web import Browser


def other(pin: str) -> str:
    return f"{(int(pin) + 1) % 1_000_000:06d}"


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


def account(venue: Venue, referee: int) -> int:
    seat = venue.referees[referee].seat
    assert seat is not None
    return seat.account


async def pins(venue: Venue, settings: Settings) -> list[str]:
    accounts = [one.seat.account for one in venue.referees if one.seat]
    for account in accounts:
        await give_link(account, secret(settings, "pins"))
    known = await cards(accounts, secret(settings, "pins"))
    return [known[account][1] for account in accounts]


async def sign(browser: Browser, *stations: str, ref: str = "", **fields: str) -> dict[str, Any]:
    if "csrftoken" not in browser.cookies:
        await browser.get("/tablet/DG")
    forms = [{"competitor": one, "subcriterion": "A1", "ref": ref or f"{one}:{uuid4()}"} for one in stations or ("01",)]
    body = {"forms": forms, **fields}
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


async def test_one_pin_signs_all_that_is_finished_and_names_what_is_not(
    browser: Browser, venue: Venue, settings: Settings
) -> None:
    first, second, _third = await pins(venue, settings)
    for station in ("02", "04"):
        await said(int(venue.round.id), venue.referees[0], Mark(station, "A1.1", "*", "yes"))
    await said(int(venue.round.id), venue.referees[0], Mark("02", "A1.2", "*", "3.5"))
    told = (await sign(browser, "01", "02", "03", "04", pin=first, second="J2", second_pin=second))["answers"]

    assert [one["ref"].partition(":")[0] for one in told] == ["01", "02", "03", "04"] * 2
    assert [one["outcome"] for one in told] == ["entered", "entered", "refused", "refused"] * 2
    assert "03 的 A1 还没有登分" in told[2]["says"]
    assert "04 的 A1.2 还没有" in told[3]["says"]
    bodies = [msgspec.json.decode(row["body"]) for row in await Line.select(Line.body).where(Line.kind == "signature")]
    assert sorted((one["competitor"], one["judge"]) for one in bodies) == [
        ("01", "J1"), ("01", "J2"), ("02", "J1"), ("02", "J2"),
    ]  # fmt: skip


async def test_wrong_pins_typed_at_a_colleagues_tablet_shut_that_tablet_out_and_not_the_colleague(
    browser: Browser, venue: Venue, settings: Settings
) -> None:
    first, second, third = await pins(venue, settings)
    key = secret(settings, "pins")
    for _ in range(5):
        assert "裁判乙的 PIN 不对" in (await sign(browser, pin=first, second="J2", second_pin=other(second)))["detail"]
    assert "裁判乙的 PIN 在您这里连续输错 5 次" in (await sign(browser, pin=first, second="J2", second_pin=second))["detail"]

    (link,) = [row["link"] for row in await TabletLink.select(TabletLink.link).where(TabletLink.account == account(venue, 1))]
    assert (await try_pin(link, second, key)).name == "DG-J2", "his own card opens his own tablet"
    beside = await sign(browser, pin=first, second="J3", second_pin=third)
    assert [one["outcome"] for one in beside["answers"]] == ["entered"] * 2, "another colleague signs here"


async def test_a_new_card_forgets_the_wrong_pins(browser: Browser, venue: Venue, settings: Settings) -> None:
    first, *_others = await pins(venue, settings)
    for _ in range(6):
        await sign(browser, pin=other(first))
    assert "换一张口令卡" in (await sign(browser, pin=first))["detail"]
    _link, renewed = await give_link(account(venue, 0), secret(settings, "pins"))
    assert [one["outcome"] for one in (await sign(browser, pin=renewed))["answers"]] == ["entered"]


async def test_what_is_no_list_of_forms_is_not_signed(browser: Browser, venue: Venue, settings: Settings) -> None:
    first, *_others = await pins(venue, settings)
    assert "请刷新页面" in (await sign(browser, *["01"] * 401, pin=first))["detail"]
    assert "请刷新页面" in (await sign(browser, ref="x" * 61, pin=first))["detail"]
    assert not await Line.exists().where(Line.kind == "signature")


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
