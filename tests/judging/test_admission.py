"""What was seen of a referee's rights holds no longer than it may."""

import asyncio
from contextlib import suppress

import asyncpg
import pytest

from competition.database import DB, remembered
from competition.events.tables import Duty
from competition.judging.authority import Author
from competition.judging.scorekeeper import Scorekeeper
from competition.judging.tablet.admission import Barred, admitted
from competition.people.sessions import Signed
from competition.people.tables import Account
from tests.judging.tablets import cookie_of
from tests.judging.venue import a_venue


async def holder() -> tuple[str, int, int]:
    """The token and the account of the first referee, and his event."""
    venue = await a_venue()
    account = await Account.objects().where(Account.name == venue.referees[0].name).first()
    assert account is not None
    token = (await cookie_of(account.name)).split("=")[1]
    return token, account.id, venue.event.id


async def test_what_this_process_takes_away_is_gone_at_the_next_message(database: str) -> None:
    token, account, event = await holder()
    seen = [await admitted(token, event) for _ in range(2)]
    assert seen[0] == seen[1]
    await Duty.delete().where(Duty.account == account)
    with pytest.raises(Barred) as barred:
        await admitted(token, event)
    assert barred.value.code == 4403


async def test_a_look_that_began_before_a_transaction_ended_is_not_kept(database: str) -> None:
    token, account, event = await holder()
    taken, go = asyncio.Event(), asyncio.Event()

    async def take_away() -> None:
        async with DB.transaction():
            await Duty.delete().where(Duty.account == account)
            taken.set()
            await go.wait()

    taking = asyncio.create_task(take_away())
    await taken.wait()
    await admitted(token, event)
    go.set()
    await taking
    with pytest.raises(Barred):
        await admitted(token, event)


@pytest.mark.parametrize(
    "taken",
    ["delete from sign_in", "update account set organiser = true", "delete from duty", "update duty set seat = seat + 40"],
)
async def test_what_another_process_changes_is_heard(
    kept: Scorekeeper, database: str, monkeypatch: pytest.MonkeyPatch, taken: str
) -> None:
    monkeypatch.setattr(remembered, "HOLDS_SECONDS", 3600.0)
    token, _account, event = await holder()
    before = await admitted(token, event)
    other = await asyncpg.connect(database)
    await other.execute(taken)
    await other.close()
    async with asyncio.timeout(10):
        while await seen(token, event) == before:
            await asyncio.sleep(0.01)


async def seen(token: str, event: int) -> tuple[Signed, Author] | None:
    with suppress(Barred):
        return await admitted(token, event)
    return None


async def test_where_the_bell_is_not_heard_it_is_gone_within_a_second(database: str) -> None:
    token, _account, event = await holder()
    await admitted(token, event)
    other = await asyncpg.connect(database)
    await other.execute("delete from sign_in")
    await other.close()
    async with asyncio.timeout(5):
        while await seen(token, event):
            await asyncio.sleep(0.05)
