"""What a copy is made of, over a link of its own: a site's lines, and whether anything is kept beside them. Knows no stick."""

from collections.abc import Mapping
from typing import Any

import asyncpg

from competition.judging.logbook import COLUMNS, Line
from competition.judging.scorekeeper.pen import SITE

PATIENCE = 10.0
AT_ONCE = 500
NUMBERS = "select round, max(number) as number from line group by round"
AFTER = f"""
select {", ".join(f'l."{name}"' for name in COLUMNS)} from line l
join unnest($1::int[], $2::int[]) k(round, number) on l.round = k.round and l.number > k.number
order by l.round, l.number limit {AT_ONCE}"""  # noqa: S608
CHANGES = """
select (select coalesce(max(id), 0) from act) + (select coalesce(max(id), 0) from sign_in) as acts,
       coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint as others
from pg_stat_user_tables where relname <> 'line'"""


class Original:
    """The database as the copy reads it. Every question but `linked` wants a link."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._link: asyncpg.Connection[Any] | None = None

    async def linked(self) -> bool:
        """Sees to the link; true when it is a new one, and what was known before may be old."""
        if self._link is not None and not self._link.is_closed():
            return False
        try:
            self._link = await asyncpg.connect(
                self._address, timeout=PATIENCE, server_settings={"application_name": "competition copy"}
            )
        except OSError as wrong:
            # not the stick's
            raise asyncpg.InterfaceError(str(wrong)) from wrong
        return True

    def let_go(self) -> None:
        """Without a word to the other side, which may be gone."""
        if self._link is not None:
            self._link.terminate()
        self._link = None

    async def site(self) -> str:
        """Whose it is."""
        return str(await self._its.fetchval(SITE))

    async def numbers(self) -> dict[int, int]:
        """Round → the last line's number."""
        return {row["round"]: row["number"] for row in await self._its.fetch(NUMBERS)}

    async def lines(self, after: Mapping[int, int]) -> list[Line]:
        """Of each round those after a number, not too many at once."""
        return [Line(**row) for row in await self._its.fetch(AFTER, list(after), list(after.values()))]

    async def changes(self) -> tuple[int, int]:
        """How many acts and sign-ins, and how many changes of whatever is kept beside the lines."""
        row = await self._its.fetchrow(CHANGES)
        return (int(row["acts"]), int(row["others"])) if row else (0, 0)

    @property
    def _its(self) -> "asyncpg.Connection[Any]":
        assert self._link is not None
        return self._link
