"""Who is signed in on which browser: own table, only hashes of tokens.

A sign-in always gets a new token; signing out deletes the row, and nothing brings it back.
"""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult

from competition.pages.site import AnyConnection
from competition.people.tables import SignIn

COOKIE = "sid"
# A tablet must outlive its battery and the night between two days; a desk must not be left open for ever.
LASTS = {"tablet": timedelta(days=3), "desk": timedelta(hours=12)}
# Asked at every request and every mark: as text, for the query builder takes longer than PostgreSQL.
HOLDERS = """
select s.token_hash, a.id, a.name, a.shown, a.organiser, s.device from sign_in s join account a on a.id = s.account
where s.token_hash = any({}) and s.expires_at > {}"""


@dataclass(frozen=True)
class Signed:
    """Who reads: an account, as far as doors need it."""

    id: int
    name: str
    shown: str
    organiser: bool
    device: str


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def begin(account_id: int, device: str, *, secure: bool) -> Cookie:
    """A new sign-in; the cookie that carries it. `device` is `tablet` or `desk`."""
    token, now = secrets.token_urlsafe(32), datetime.now(UTC)
    expires = now + LASTS[device]
    await SignIn.delete().where(SignIn.expires_at < now)
    await SignIn(token_hash=_hash(token), account=account_id, device=device, made_at=now, expires_at=expires).save()
    lasts = int(LASTS[device].total_seconds())
    return Cookie(key=COOKIE, value=token, max_age=lasts, httponly=True, samesite="lax", secure=secure, path="/")


async def end(token: str) -> Cookie:
    """Signs out; the cookie that takes the old one away."""
    await SignIn.delete().where(SignIn.token_hash == _hash(token))
    return Cookie(key=COOKIE, value="", max_age=0, httponly=True, samesite="lax", path="/")


async def signed(token: str | None) -> Signed | None:
    """Who holds this token, if anybody still does."""
    return (await signed_of([token])).get(token) if token else None


async def signed_of(tokens: Iterable[str]) -> dict[str, Signed]:
    """Who holds each of these tokens, in one look."""
    by_hash = {_hash(token): token for token in tokens}
    rows = await SignIn.raw(HOLDERS, list(by_hash), datetime.now(UTC))
    return {by_hash[row.pop("token_hash")]: Signed(**row) for row in rows}


async def end_all(account_id: int) -> None:
    """Signs an account out everywhere."""
    await SignIn.delete().where(SignIn.account == account_id)


async def end_tablets(account_id: int) -> None:
    """Signs out the tablets of an account; a desk stays open."""
    await SignIn.delete().where((SignIn.account == account_id) & (SignIn.device == "tablet"))


class Authentication(AbstractAuthenticationMiddleware):
    """Puts who is signed in on the connection; None for everybody else."""

    async def authenticate_request(self, connection: ASGIConnection[object, object, object, object]) -> AuthenticationResult:  # type: ignore[type-var]
        return AuthenticationResult(user=await signed(connection.cookies.get(COOKIE)), auth=None)


def reader(connection: AnyConnection) -> Signed:
    """Who is signed in, behind a door that asks for it."""
    user = connection.scope.get("user")
    assert isinstance(user, Signed), "a door that reads who is signed in must declare a right that asks for it"
    return user
