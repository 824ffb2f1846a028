"""解密: two open the codes of a signed ranking, each with an account of his own; till then who referees reads labels alone."""

import pytest

from competition.events.programme import event_by_code
from competition.events.tables import Duty, StageAct
from competition.people.accounts import make_account
from competition.people.sessions import COOKIE, begin
from competition.results.signing import sign_off
from tests.judging.venue import Venue
from tests.results.season import a_marked_event
from tests.web import Browser, SignIn

NAME, HOUSE = "选手甲01", "青梧机电公司"


async def sign_in(browser: Browser, account: int) -> None:
    browser.cookies.set(COOKIE, (await begin(account, "desk", secure=False)).value or "")


@pytest.fixture
async def made(browser: Browser) -> Venue:
    """A standard event, marked to its end, with somebody who coded and a supervisor."""
    found = await a_marked_event(duties="standard")
    for role, name, shown in (("coding", "DG-E1", "顾清和"), ("supervisor", "DG-S1", "何临川")):
        account = await make_account(name, shown, None)
        await Duty(event=found.event.id, account=account.id, role=role).save()
    return found


async def account_of(made: Venue, role: str) -> int:
    row = await Duty.select(Duty.account).where((Duty.event == made.event.id) & (Duty.role == role)).first()
    assert row is not None
    return int(row["account"])


async def confirmed_by(browser: Browser, made: Venue, role: str) -> int:
    await sign_in(browser, await account_of(made, role))
    return (await browser.fill("/unseal/DG", at="/unseal/DG")).status_code


async def test_only_after_the_signature_and_only_by_two_of_different_parts(browser: Browser, made: Venue) -> None:
    assert await confirmed_by(browser, made, "coding") == 409, "not signed yet"
    await sign_off(made.event, made.round.id, "DG-chief")
    assert await confirmed_by(browser, made, "chief") == 403
    assert await confirmed_by(browser, made, "coding") == 303
    assert await confirmed_by(browser, made, "coding") == 409, "the same one is not two"
    page = (await browser.get("/unseal/DG")).text
    assert "顾清和" in page
    assert NAME not in page
    assert await confirmed_by(browser, made, "supervisor") == 303
    assert (await event_by_code("DG")).stage == "unsealed"
    assert NAME in (await browser.get("/unseal/DG")).text
    act = await StageAct.objects().where(StageAct.act == "unseal").first()
    assert act is not None
    assert act.reason == "顾清和、何临川共同解密"


async def test_one_press_of_the_organiser_is_one_of_two(browser: Browser, made: Venue, signed_in: SignIn) -> None:
    await sign_off(made.event, made.round.id, "DG-chief")
    await signed_in()
    for _press in range(2):
        await browser.fill("/organise/DG/results/unseal", at="/organise/DG/results", witness="何临川")
    assert (await event_by_code("DG")).stage == "signed"
    assert NAME not in (await browser.get("/organise/DG/results")).text


async def test_a_small_event_is_unsealed_by_the_organiser_and_its_chief_reads_no_name_before(
    browser: Browser, signed_in: SignIn
) -> None:
    made = await a_marked_event()
    await sign_off(made.event, made.round.id, "DG-chief")
    await sign_in(browser, await account_of(made, "chief"))
    for path in ("/organise/DG/results", "/organise/DG/papers/ranking/csv", "/organise/DG/recheck", "/desk/DG/places"):
        text = (await browser.get(path)).text
        assert NAME not in text, path
        assert HOUSE not in text, path
    await signed_in()
    assert NAME in (await browser.get("/organise/DG/results")).text
    await browser.fill("/organise/DG/results/unseal", at="/organise/DG/results", witness="何临川")
    assert (await event_by_code("DG")).stage == "unsealed"
    await sign_in(browser, await account_of(made, "chief"))
    assert NAME in (await browser.get("/organise/DG/results")).text
