"""Accounts: made, and tried at the door with a password."""

from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.people.attempts import begun, failed, succeeded
from competition.people.passwords import LEAST, hashed, matches
from competition.people.tables import Account

WRONG = N_("用户名或口令不对。")
LOCKED = N_("连续输错 5 次，这个账号锁定 10 分钟。请稍后再试，或请组织者重设口令。")
TOO_SHORT = N_("口令至少 {least} 个字符。")
TAKEN = N_("已有叫“{name}”的账号，请换一个名字。")


async def make_account(name: str, shown: str, password: str | None, *, organiser: bool = False) -> Account:
    """A new account; without a password it signs in by link and PIN only."""
    if password is not None and len(password) < LEAST:
        raise Refusal(TOO_SHORT, least=LEAST)
    if await Account.exists().where(Account.name == name):
        raise Refusal(TAKEN, name=name)
    kept = None if password is None else await hashed(password)
    account = Account(name=name, shown=shown, password=kept, organiser=organiser)
    await account.save()
    return account


async def try_password(name: str, password: str) -> Account:
    """The account that this name and password open, or a refusal that does not tell which of the two was wrong."""
    account = await Account.objects().where(Account.name == name.strip()).first()
    number = await begun(Account, account.id) if account is not None else 0
    if account is not None and not number:
        raise Refusal(LOCKED, status=429)
    if not await matches(account.password if account else None, password) or account is None:
        if account is not None:
            await failed(Account, account.id, number)
        raise Refusal(WRONG, status=401)
    await succeeded(Account, account.id)
    return account
