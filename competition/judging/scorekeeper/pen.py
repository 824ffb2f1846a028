"""The one connection that writes lines: many at once, in one durable transaction, and the bell with them.

Must not know what a line means, nor who waits for it.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import asyncpg
import msgspec

from competition.judging.logbook import Line
from competition.live.bell import CHANNEL

PATIENCE = 10.0
# All that a dying connection has been seen to raise; the last while its end is just being read.
BROKEN = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
THE_ROWS_FAULT = (
    asyncpg.DataError, asyncpg.IntegrityConstraintViolationError, asyncpg.ProgramLimitExceededError, ValueError,
)  # fmt: skip
# One statement, prepared once: the rows and the bell come or stay away together. The rows are one text: a list for each
# column would be looked through by the driver, value by value.
WRITE = f"""
with written as (
  insert into line (round, number, author, ref, parent, kind, body, at, made_at, previous, hash)
  select * from json_to_recordset($1::json) as t(round int, number int, author text, ref text, parent text, kind text, body text,
                                                 at timestamptz, made_at timestamptz, previous text, hash text)
  returning round, number)
select pg_notify('{CHANNEL}', round::text || ':' || max(number)) from written group by round
"""  # noqa: S608
_encode = msgspec.json.Encoder().encode
SITE = """
select s.system_identifier::text || ':' || d.oid from pg_control_system() s, pg_database d where datname = current_database()"""


class Lost(Exception):
    """The connection is gone; nobody knows whether what was under way is kept."""


class Taken(Exception):
    """Somebody else has written this number, or this ref, since we looked."""


class Unkept(Exception):
    """PostgreSQL refused a row."""


class Pen:
    """Connects when it is first needed, and again after a loss."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._link: asyncpg.Connection[Any] | None = None
        self._write: Any = None

    async def write(self, lines: Sequence[Line]) -> None:
        """All of these lines of one round, kept for good when this returns; else none, but for `Lost`."""
        try:
            await self._connected()
            await self._write.fetch(_encode(lines).decode(), timeout=PATIENCE)
        except asyncpg.UniqueViolationError as taken:
            raise Taken from taken
        except (*BROKEN, ValueError) as failed:
            if self._refused(failed):
                raise Unkept(str(failed)) from failed
            self.lift()
            raise Lost from failed

    async def site(self) -> str:
        """Which database this is: another one after a restore, also under the same address."""
        try:
            link = await self._connected()
            return str(await link.fetchval(SITE))
        except BROKEN as failed:
            self.lift()
            raise Lost from failed

    def lift(self) -> None:
        """Forgets the connection."""
        link, self._link, self._write = self._link, None, None
        if link is not None:
            link.terminate()

    async def close(self) -> None:
        """Closes it in good order."""
        link, self._link, self._write = self._link, None, None
        if link is not None:
            with suppress(*BROKEN):
                await link.close(timeout=PATIENCE)

    def _refused(self, failed: BaseException) -> bool:
        """Did a living server, or the driver before it, refuse a row? Anything else, a full disk too, is no mark's fault."""
        return self._link is not None and not self._link.is_closed() and isinstance(failed, THE_ROWS_FAULT)

    async def _connected(self) -> "asyncpg.Connection[Any]":
        if self._link is None or self._link.is_closed():
            self.lift()
            async with asyncio.timeout(PATIENCE):
                self._link = await asyncpg.connect(self._address, server_settings={"application_name": "competition scorekeeper"})
                # Whatever the server's own setting: an acknowledged line is on the disk.
                await self._link.execute("set synchronous_commit = on")
                self._write = await self._link.prepare(WRITE)
        return self._link
