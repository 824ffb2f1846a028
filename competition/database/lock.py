"""Locks of a folder that live exactly as long as whoever holds them, however they end.

Must not know what is guarded.
"""

import contextlib
import fcntl
import os
import time
from pathlib import Path

_held: set[int] = set()


def take(path: Path, seconds: float = 0) -> int | None:
    """The lock, or nothing when another still holds it after so many seconds."""
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    end = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                os.close(lock)
                return None
            time.sleep(0.02)
        else:
            _held.add(lock)
            return lock


def let_go(lock: int) -> None:
    _held.discard(lock)
    os.close(lock)


def _forget() -> None:
    # a forked child that outlives us would otherwise hold on to the lock in our stead
    for lock in _held:
        with contextlib.suppress(OSError):
            os.close(lock)
    _held.clear()


os.register_at_fork(after_in_child=_forget)
