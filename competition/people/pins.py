"""A tablet's short link and its PIN. A card may be printed again, so the PIN is kept sealed, not hashed.

Five wrong ones shut the link for a while. Where somebody types the PIN of another beside him, as at a signature that two
give, wrong ones shut out who typed them, and no card.
"""

import hmac
import secrets

from competition.pages.language import N_
from competition.pages.refusal import Missing, Refusal
from competition.people.attempts import begun, failed, succeeded, tries
from competition.people.sealed import seal, unseal
from competition.people.tables import Account, Attempts, TabletLink

# Without 0 O 1 I L: a link is read from a card and typed.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
# In place of an address: whoever typed the PIN while he was signed in.
TYPED_BY = "account {}"
WRONG = N_("PIN 不对，请看您的口令卡。")
LOCKED = N_("连续输错 5 次，这张口令卡锁定 10 分钟。请裁判长换一张，或稍后再试。")
WRONG_OF = N_("{shown}的 PIN 不对，没有签名。请看口令卡再输一次。")
LOCKED_HERE = N_("{shown}的 PIN 在您这里连续输错 5 次，10 分钟内不能再试。请稍后再签，或请裁判长给{shown}换一张口令卡。")
NO_CARD = N_("{shown}没有口令卡，不能签名。请组织者发一张。")
UNKNOWN = N_("没有这张口令卡。请核对链接，或重新扫卡上的二维码。")


async def give_link(account_id: int, key: bytes) -> tuple[str, str]:
    """A new link and PIN for an account; the old card no longer opens."""
    link = "".join(secrets.choice(LETTERS) for _ in range(8))
    pin = f"{secrets.randbelow(1_000_000):06d}"
    await TabletLink.delete().where(TabletLink.account == account_id)
    await Attempts.delete().where((Attempts.account == account_id) & Attempts.source.like(TYPED_BY.format("%")))
    await TabletLink(account=account_id, link=link, pin=seal(pin, key)).save()
    return link, pin


async def cards(account_ids: list[int], key: bytes) -> dict[int, tuple[str, str]]:
    """Link and PIN of each account that has one, to print."""
    if not account_ids:
        return {}
    rows = await TabletLink.select().where(TabletLink.account.is_in(account_ids))
    return {row["account"]: (row["link"], unseal(row["pin"], key)) for row in rows}


async def holder(link: str) -> tuple[TabletLink, Account]:
    """Whose card this is."""
    found = await TabletLink.objects(TabletLink.account).where(TabletLink.link == link.strip().upper()).first()
    if found is None:
        raise Missing(UNKNOWN)
    return found, found.account


async def try_pin(link: str, pin: str, key: bytes) -> Account:
    """The account that this card and PIN open."""
    card, account = await holder(link)
    number = await begun(TabletLink, card.id)
    if not number:
        raise Refusal(LOCKED, status=429)
    if not _right(card, pin, key):
        await failed(TabletLink, card.id, number)
        raise Refusal(WRONG, status=401)
    await succeeded(TabletLink, card.id)
    return account


async def try_beside(account_id: int, shown: str, pin: str, key: bytes, *, by: int) -> None:
    """The PIN of this account, typed where account `by` is signed in. A new card forgets what was wrong."""
    card = await TabletLink.objects().where(TabletLink.account == account_id).first()
    if card is None:
        raise Refusal(NO_CARD, shown=shown)
    row = await tries(account_id, TYPED_BY.format(by))
    number = await begun(Attempts, row)
    if not number:
        raise Refusal(LOCKED_HERE, status=429, shown=shown)
    if not _right(card, pin, key):
        await failed(Attempts, row, number)
        raise Refusal(WRONG_OF, status=400, shown=shown)
    await succeeded(Attempts, row)


def _right(card: TabletLink, pin: str, key: bytes) -> bool:
    return hmac.compare_digest(unseal(card.pin, key).encode(), pin.strip().encode())
