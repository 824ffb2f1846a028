"""Accounts: made, tried at the door with a password, given a new one, and told by name.

Five wrong ones shut out the address that they came from, so that a stranger cannot shut out the holder. From many
addresses together they slow every try down.
"""

import asyncio
import ipaddress
from collections.abc import Collection

from competition.database import DB
from competition.pages.forms import whole
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.people.attempts import begun, failed, succeeded, tries
from competition.people.passwords import LEAST, hashed, matches
from competition.people.sessions import end_all
from competition.people.tables import Account, Attempts

WRONG = N_("用户名或口令不对。")
LOCKED = N_("从您这里连续输错 5 次，10 分钟内不能再试这个账号。请稍后再试，或请组织者重设口令。")
MANY, SLOW_SECONDS = 20, 2.0
LONGEST = 60
TOO_LONG = N_("“{name}”太长，最多 {most} 个字。")
TOO_SHORT = N_("口令至少 {least} 个字符。")
TAKEN = N_("已有叫“{name}”的账号，请换一个名字。")


async def make_account(name: str, shown: str, password: str | None, *, organiser: bool = False) -> Account:
    """A new account; without a password it signs in by link and PIN only."""
    for text in (name, shown):
        if len(text) > LONGEST:
            raise Refusal(TOO_LONG, name=text[:20] + "…", most=LONGEST)
    if password is not None and len(password) < LEAST:
        raise Refusal(TOO_SHORT, least=LEAST)
    if await Account.exists().where(Account.name == name):
        raise Refusal(TAKEN, name=name)
    kept = None if password is None else await hashed(password)
    account = Account(name=name, shown=shown, password=kept, organiser=organiser)
    await account.save()
    return account


async def next_number(start: str) -> int:
    """One more than the last account that is called so (`DG-J4`): what was once printed on a card is not given to another."""
    used = await Account.select(Account.name).where(Account.name.like(f"{start}%"))
    return 1 + max((whole(row["name"].removeprefix(start)) for row in used), default=0)


async def try_password(name: str, password: str, source: str) -> Account:
    """The account that this name and password open, or a refusal that does not tell which of the two was wrong."""
    account = await Account.objects().where(Account.name == name.strip()).first()
    if account is None:
        await matches(None, password)
        raise Refusal(WRONG, status=401)
    row = await tries(account.id, network(source))
    number = await begun(Attempts, row)
    if not number:
        raise Refusal(LOCKED, status=429)
    if account.failures >= MANY:
        await asyncio.sleep(SLOW_SECONDS)
    if not await matches(account.password, password):
        await Account.update({Account.failures: Account.failures + 1}).where(Account.id == account.id)
        await failed(Attempts, row, number)
        raise Refusal(WRONG, status=401)
    await succeeded(Attempts, row)
    await Account.update({Account.failures: 0}).where(Account.id == account.id)
    return account


def network(source: str) -> str:
    """What one visitor cannot change at will: his IPv4 address, or the /64 that he may choose his IPv6 one from."""
    try:
        address = ipaddress.ip_address(source.partition("%")[0])
    except ValueError:
        return source[:64]
    if isinstance(address, ipaddress.IPv6Address):
        return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))
    return str(address)


async def give_password(account_id: int, password: str) -> None:
    """A new password; who is signed in with the old one is no longer, and wrong tries are forgotten."""
    if len(password) < LEAST:
        raise Refusal(TOO_SHORT, least=LEAST)
    kept = await hashed(password)
    async with DB.transaction():
        await Account.update({Account.password: kept, Account.failures: 0}).where(Account.id == account_id)
        await Attempts.delete().where(Attempts.account == account_id)
        await end_all(account_id)


async def shown_names(names: Collection[str] | None = None) -> dict[str, str]:
    """Account → what its holder is called, of these or of all. An account that is gone is not in it."""
    asked = Account.select(Account.name, Account.shown)
    if names is not None:
        asked = asked.where(Account.name.is_in([*sorted(set(names)), ""]))
    return {row["name"]: row["shown"] for row in await asked}
