"""Signing in with a password: what opens, what shuts, what the cookie is, and where it leads."""

import asyncio

import pytest

from competition.audit.tables import Act
from competition.pages.refusal import Refusal
from competition.people.accounts import make_account, try_password
from competition.people.sessions import COOKIE, begin, signed
from competition.people.tables import Account, SignIn
from tests.web import Browser
from tests.web import SignIn as SignedIn

PASSWORD = "correct horse"

TABLES = pytest.mark.usefixtures("database")


async def test_the_right_password_opens_and_the_cookie_is_guarded(browser: Browser) -> None:
    await make_account("luo", "罗知微", PASSWORD, organiser=True)
    answer = await browser.fill("/sign-in", name="luo", password=PASSWORD, to="/organise")
    (cookie,) = [line for line in answer.headers.get_list("set-cookie") if line.startswith(f"{COOKIE}=")]

    assert (answer.status_code, answer.headers["location"]) == (303, "/organise")
    assert all(word in cookie for word in ("HttpOnly", "SameSite=lax", "Path=/", "Max-Age=43200"))
    kept = await SignIn.objects().first()
    assert kept is not None
    assert kept.token_hash not in cookie


@TABLES
async def test_over_https_the_cookie_is_secure() -> None:
    account = await make_account("luo", "罗知微", None)

    for secure in (True, False):
        assert (await begin(account.id, "desk", secure=secure)).secure is secure


async def test_a_wrong_password_and_an_unknown_name_are_told_alike(browser: Browser) -> None:
    await make_account("luo", "罗知微", PASSWORD)
    wrong = await browser.fill("/sign-in", name="luo", password="wrong", to="/")
    unknown = await browser.fill("/sign-in", name="nobody", password="wrong", to="/")

    assert wrong.status_code == unknown.status_code == 401
    assert "用户名或口令不对" in wrong.text
    assert "用户名或口令不对" in unknown.text
    assert 'value="luo"' in wrong.text
    assert 'value="wrong"' not in wrong.text


async def test_who_came_for_a_page_is_led_to_it(browser: Browser) -> None:
    asked = await browser.get("/sign-in?to=/quick-start")

    assert 'name="to" value="/quick-start"' in asked.text


async def _tries(count: int, password: str = "wrong", source: str = "192.0.2.7") -> list[int]:
    async def once() -> int:
        try:
            await try_password("luo", password, source)
        except Refusal as refusal:
            return refusal.status
        return 200

    return sorted(await asyncio.gather(*(once() for _ in range(count))))


@TABLES
async def test_five_wrong_ones_shut_it_also_for_the_right_one() -> None:
    await make_account("luo", "罗知微", PASSWORD)
    for _ in range(5):
        assert await _tries(1) == [401]

    assert await _tries(1, PASSWORD) == [429]


@TABLES
async def test_wrong_ones_at_the_same_moment_are_all_counted() -> None:
    await make_account("luo", "罗知微", PASSWORD)

    assert await _tries(12) == [401] * 5 + [429] * 7
    assert await _tries(1, PASSWORD) == [429]


@TABLES
async def test_after_the_pause_it_opens_again_and_forgets() -> None:
    await make_account("luo", "罗知微", PASSWORD)
    await _tries(5)
    await Account.raw("update attempts set locked_until = now() - interval '1 second'")

    assert await _tries(1, PASSWORD) == [200]
    assert await _tries(4) == [401] * 4
    assert await _tries(1, PASSWORD) == [200]


async def test_signing_out_ends_it_for_good(browser: Browser, signed_in: SignedIn) -> None:
    await signed_in()
    token = browser.cookies[COOKIE]
    assert await signed(token) is not None
    answer = await browser.fill("/sign-out")

    assert answer.status_code == 303
    assert await signed(token) is None


@TABLES
async def test_a_sign_in_ends_by_itself() -> None:
    account = await make_account("luo", "罗知微", None)
    token = (await begin(account.id, "desk", secure=False)).value
    await SignIn.raw("update sign_in set expires_at = now() - interval '1 second'")

    assert await signed(token) is None


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
async def test_it_never_leads_to_another_site(browser: Browser, to: str) -> None:
    await make_account("luo", "罗知微", PASSWORD)
    answer = await browser.fill("/sign-in", name="luo", password=PASSWORD, to=to)

    assert answer.headers["location"] == "/organise"


@TABLES
@pytest.mark.parametrize(
    ("name", "shown", "password"), [("luo", "罗知微", "1234567"), ("luo", "罗" * 61, PASSWORD), ("l" * 61, "罗知微", PASSWORD)]
)
async def test_a_short_password_or_a_long_name_is_refused_and_no_account_is_made(name: str, shown: str, password: str) -> None:
    with pytest.raises(Refusal):
        await make_account(name, shown, password)

    assert await Account.count() == 0


async def test_no_password_is_kept_or_recorded(browser: Browser) -> None:
    account = await make_account("luo", "罗知微", PASSWORD)
    await browser.fill("/sign-in", name="luo", password=PASSWORD, to="/")

    assert (account.password or "").startswith("$argon2")
    assert all(PASSWORD not in act.facts for act in await Act.objects())
