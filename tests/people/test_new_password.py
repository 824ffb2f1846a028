"""A stranger shuts out only himself; who was shut out, or lost a device, is helped by the organiser."""

import pytest

from competition.pages.refusal import Refusal
from competition.people import accounts
from competition.people.accounts import make_account, network, try_password
from competition.people.sessions import begin, signed
from competition.people.tables import Account, Attempts
from tests.web import Browser, SignIn

PASSWORD, NEW = "correct horse", "battery staple"


async def tried(password: str, source: str) -> int:
    try:
        await try_password("shen", password, source)
    except Refusal as refusal:
        return refusal.status
    return 200


@pytest.mark.usefixtures("database")
async def test_a_stranger_shuts_out_only_himself() -> None:
    await make_account("shen", "沈砚舟", PASSWORD)
    answers = [await tried("wrong", "192.0.2.7") for _ in range(6)]

    assert answers == [401] * 5 + [429]
    assert await tried(PASSWORD, "192.0.2.7") == 429
    assert await tried(PASSWORD, "192.0.2.8") == 200
    assert await tried(PASSWORD, "192.0.2.7") == 429


@pytest.mark.usefixtures("database")
async def test_wrong_ones_from_many_addresses_slow_every_try_until_a_right_one(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("competition.people.accounts.asyncio.sleep", wait)
    await make_account("shen", "沈砚舟", PASSWORD)
    for number in range(accounts.MANY):
        assert await tried("wrong", f"198.51.100.{number}") == 401
    assert waited == []

    assert await tried(PASSWORD, "192.0.2.8") == 200
    assert waited == [accounts.SLOW_SECONDS]
    assert await tried(PASSWORD, "192.0.2.8") == 200
    assert waited == [accounts.SLOW_SECONDS]


@pytest.mark.usefixtures("database")
async def test_tries_of_yesterday_are_forgotten() -> None:
    await make_account("shen", "沈砚舟", PASSWORD)
    await tried("wrong", "192.0.2.7")
    await Attempts.raw("update attempts set at = now() - interval '25 hours'")
    await tried("wrong", "192.0.2.8")

    assert [one.source for one in await Attempts.objects()] == ["192.0.2.8"]


@pytest.mark.parametrize(
    ("source", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
    ],
)
def test_addresses_that_one_visitor_may_choose_among_count_as_one(source: str, counted: str) -> None:
    assert network(source) == counted


async def test_the_organiser_gives_a_new_password_and_the_old_one_is_out_everywhere(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    shen = await make_account("shen", "沈砚舟", PASSWORD)
    token = (await begin(shen.id, "desk", secure=False)).value
    for _ in range(5):
        await tried("wrong", "192.0.2.7")
    here = f"/organise/accounts/{shen.id}"
    assert f'href="{here}"' in (await browser.get("/organise/accounts")).text
    unlike = await browser.fill(f"{here}/password", password=NEW, again="something else")
    short = await browser.fill(f"{here}/password", password="short", again="short")
    assert [unlike.status_code, short.status_code] == [422, 422]
    assert await signed(token) is not None

    done = await browser.fill(f"{here}/password", password=NEW, again=NEW)
    assert (done.status_code, done.headers["location"]) == (303, here)
    assert await signed(token) is None
    assert [await tried(PASSWORD, "192.0.2.8"), await tried(NEW, "192.0.2.7")] == [401, 200]


async def test_an_organiser_who_changes_his_own_stays_where_he_sits(browser: Browser, signed_in: SignIn) -> None:
    luo = await signed_in()
    elsewhere = (await begin(luo.id, "desk", secure=False)).value
    await browser.fill(f"/organise/accounts/{luo.id}/password", password=NEW, again=NEW)

    assert await signed(elsewhere) is None
    assert (await browser.get("/organise/accounts")).status_code == 200


async def test_a_device_left_behind_is_signed_out_and_nobody_else_may_do_it(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    shen = await make_account("shen", "沈砚舟", None)
    token = (await begin(shen.id, "tablet", secure=False)).value
    await browser.fill(f"/organise/accounts/{shen.id}/sign-out")
    assert await signed(token) is None

    await signed_in("qiao", "乔木", organiser=False)
    answers = [await browser.fill(f"/organise/accounts/{shen.id}/{what}") for what in ("sign-out", "password")]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert (await Account.count().where(Account.password.is_not_null())) == 0
