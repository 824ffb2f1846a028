"""The bell between processes: one connection that listens; it carries only `round:number`, never what was decided.

It rings too, with nothing to say, when somebody's rights change: what was seen of them before holds no longer.

PostgreSQL forgets what it told while nobody listened: after every (re)connection `returned` is called, so that
whoever counts on the bell looks for himself.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import asyncpg
import structlog

CHANNEL = "line"
# Rung by triggers of the tables that rights are read from.
RIGHTS = "rights"
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
# A half-open connection tells nothing by itself.
PROBE_SECONDS = 10.0
BROKEN = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)

log = structlog.get_logger()


class Bell:
    """Listens until stopped; a lost connection is made anew, ever more patiently."""

    def __init__(
        self,
        address: str,
        heard: Callable[[int, int], None],
        returned: Callable[[], None],
        rights: Callable[[], None] | None = None,
    ) -> None:
        self._address, self._heard, self._returned, self._rights = address, heard, returned, rights
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins to listen."""
        self._task = asyncio.create_task(self._listen(), name="bell")

    async def stop(self) -> None:
        """Stops; nothing is left open."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _listen(self) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                async with asyncio.timeout(PROBE_SECONDS):
                    link = await asyncpg.connect(self._address, server_settings={"application_name": "competition bell"})
            except BROKEN as error:
                log.warning("the bell has no connection", error=str(error))
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                continue
            pause = FIRST_PAUSE
            await self._hold(link)

    async def _hold(self, link: "asyncpg.Connection[Any]") -> None:
        lost = asyncio.Event()
        link.add_termination_listener(lambda _link: lost.set())
        try:
            await link.add_listener(CHANNEL, self._rung)
            if self._rights is not None:
                await link.add_listener(RIGHTS, self._changed)
                self._rights()
            self._returned()
            while not lost.is_set():
                await self._wait(link, lost)
        except BROKEN as error:
            log.warning("the bell lost its connection", error=str(error))
        finally:
            link.terminate()

    async def _wait(self, link: "asyncpg.Connection[Any]", lost: asyncio.Event) -> None:
        try:
            async with asyncio.timeout(PROBE_SECONDS):
                await lost.wait()
        except TimeoutError:
            await link.execute("select 1", timeout=PROBE_SECONDS)

    def _rung(self, _link: object, _pid: int, _channel: str, told: object) -> None:
        round_id, _, number = str(told).partition(":")
        if round_id.isdecimal() and number.isdecimal():
            self._heard(int(round_id), int(number))

    def _changed(self, *_told: object) -> None:
        if self._rights is not None:
            self._rights()
