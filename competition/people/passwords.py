"""Passwords, and the patience a lock has with wrong ones. Hashing runs in a thread: it is slow on purpose."""

import asyncio
from datetime import UTC, datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

LEAST = 8
PATIENCE = 5
PAUSE = timedelta(minutes=10)

_argon2 = PasswordHasher()
# Somebody who does not exist costs the same time as somebody who does.
_nobody = _argon2.hash("nobody")


async def hashed(password: str) -> str:
    """The argon2 hash to keep."""
    return await asyncio.to_thread(_argon2.hash, password)


async def matches(kept: str | None, password: str) -> bool:
    """Is this the password? Takes as long for nobody's."""

    def verified() -> bool:
        try:
            return _argon2.verify(kept or _nobody, password)
        except (Argon2Error, InvalidHashError):
            return False

    return await asyncio.to_thread(verified) and kept is not None


def after_failure(failures: int, now: datetime | None = None) -> tuple[int, datetime | None]:
    """How many failures there are now, and until when the lock stays shut."""
    now = now or datetime.now(UTC)
    return (0, now + PAUSE) if failures + 1 >= PATIENCE else (failures + 1, None)


def shut(locked_until: datetime | None) -> bool:
    """Is the lock shut at this moment?"""
    return locked_until is not None and locked_until > datetime.now(UTC)
