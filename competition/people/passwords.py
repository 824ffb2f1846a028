"""Passwords, and the patience a lock has with wrong ones. Hashing runs in a thread: it is slow on purpose."""

import asyncio
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

LEAST = 8
PATIENCE = 5
PAUSE = timedelta(minutes=10)

_argon2 = PasswordHasher()
# Somebody who does not exist costs the same time as somebody who does; no password comes to this, and none is hashed for it.
_nobody = f"$argon2id$v=19$m={_argon2.memory_cost},t={_argon2.time_cost},p={_argon2.parallelism}$bm9ib2R5bm9ib2R5bg${'A' * 43}"


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
