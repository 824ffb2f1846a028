"""A paper built in a process of its own, so that the marks of a running event never wait for a PDF.

Must not know which paper: it is handed a module's function and plain values.
"""

import asyncio
import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")


class Worker:
    """One process, started at the first paper and kept: the fonts are read once. Guards the process and its end."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    async def build(self, make: Callable[Given, Made], *given: Given.args, **named: Given.kwargs) -> Made:
        """What `make` makes of the values; its exceptions come through. A process that died is replaced once."""
        if not _portable(make, given, named):
            return await asyncio.to_thread(make, *given, **named)
        for _ in range(2):
            pool = self._pool = self._pool or _pool()
            try:
                return await asyncio.wrap_future(pool.submit(make, *given, **named))
            except BrokenProcessPool:
                self._pool = None if self._pool is pool else self._pool
                await asyncio.to_thread(pool.shutdown)
            except OSError:
                # A machine that may start no processes (locked down, out of memory) still prints
                break
        return await asyncio.to_thread(make, *given, **named)

    async def close(self) -> None:
        """Waits for the paper under way, then ends the process."""
        pool, self._pool = self._pool, None
        if pool:
            await asyncio.to_thread(pool.shutdown, cancel_futures=True)


def _pool() -> ProcessPoolExecutor:
    # spawn: a fork would take along the event loop, its sockets and the database's connections
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _alone)


def _alone() -> None:
    """In the worker: Ctrl-C is the program's matter, and when the program is killed the worker goes too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(0)


def _portable(*values: object) -> bool:
    try:
        pickle.dumps(values)
    except (pickle.PicklingError, TypeError, AttributeError):
        return False
    return True
