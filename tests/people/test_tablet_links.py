"""A referee's card: its link and PIN open the tablet, five wrong ones shut it, a new card ends the old one."""

import asyncio

import pytest

from competition.pages.refusal import Missing, Refusal
from competition.people.accounts import make_account
from competition.people.pins import LETTERS, give_link, holder, try_pin
from competition.people.sessions import COOKIE
from competition.people.tables import TabletLink
from competition.settings import Settings, secret
from tests.web import Browser

KEY = b"p" * 32


async def a_card(key: bytes = KEY) -> tuple[str, str]:
    account = await make_account("DG-J1", "裁判甲", None)
    return await give_link(account.id, key)


def other(pin: str) -> str:
    return f"{(int(pin) + 1) % 1_000_000:06d}"


@pytest.mark.usefixtures("database")
async def test_link_and_pin_open_and_the_pin_is_not_kept_in_clear() -> None:
    link, pin = await a_card()
    kept = await TabletLink.objects().first()

    assert (await try_pin(link.lower(), f" {pin} ", KEY)).name == "DG-J1"
    assert kept is not None
    assert pin not in kept.pin
    assert set(link) <= set(LETTERS)


@pytest.mark.usefixtures("database")
async def test_wrong_pins_at_the_same_moment_are_all_counted_and_shut_the_card() -> None:
    link, pin = await a_card()
    tried = await asyncio.gather(*(try_pin(link, other(pin), KEY) for _ in range(12)), return_exceptions=True)

    assert sorted(one.status for one in tried if isinstance(one, Refusal)) == [401] * 5 + [429] * 7
    with pytest.raises(Refusal) as shut:
        await try_pin(link, pin, KEY)
    assert shut.value.status == 429


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("pin", ["", "12345", "１２３４５６", "壹贰叁", "0" * 500])
async def test_what_is_no_pin_is_only_wrong(pin: str) -> None:
    link, _right = await a_card()
    with pytest.raises(Refusal) as wrong:
        await try_pin(link, pin, KEY)

    assert wrong.value.status == 401


@pytest.mark.usefixtures("database")
async def test_a_new_card_ends_the_old_one() -> None:
    account = await make_account("DG-J1", "裁判甲", None)
    old, _pin = await give_link(account.id, KEY)
    await give_link(account.id, KEY)

    with pytest.raises(Missing):
        await holder(old)


async def test_the_page_says_whose_card_it_is_and_lets_in_for_three_days(browser: Browser, settings: Settings) -> None:
    link, pin = await a_card(secret(settings, "pins"))
    assert "裁判甲" in (await browser.get(f"/t/{link}")).text
    wrong = await browser.fill(f"/t/{link}", at=f"/t/{link}", pin=other(pin))
    right = await browser.fill(f"/t/{link}", at=f"/t/{link}", pin=pin)

    assert (wrong.status_code, right.status_code) == (401, 303)
    assert "PIN 不对" in wrong.text
    (cookie,) = [line for line in right.headers.get_list("set-cookie") if line.startswith(f"{COOKIE}=")]
    assert "Max-Age=259200" in cookie


async def test_a_tablet_that_waits_with_marks_is_answered_in_json(browser: Browser, settings: Settings) -> None:
    link, pin = await a_card(secret(settings, "pins"))
    browser.headers["accept"] = "application/json"
    wrong = await browser.fill(f"/t/{link}", at=f"/t/{link}", pin=other(pin))
    right = await browser.fill(f"/t/{link}", at=f"/t/{link}", pin=pin)

    assert (wrong.status_code, wrong.headers["content-type"]) == (401, "application/problem+json")
    assert (right.status_code, right.json()["shown"]) == (200, "裁判甲")


async def test_a_card_nobody_has_opens_nothing(browser: Browser) -> None:
    assert (await browser.get("/t/NOBODY")).status_code == 404
