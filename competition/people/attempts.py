"""Wrong passwords and PINs are counted before they are judged: twenty at the same moment are twenty, and the lock shuts.

Knows neither what is tried nor what it opens.
"""

from datetime import UTC, datetime, timedelta

from competition.people.passwords import PATIENCE, PAUSE
from competition.people.tables import Attempts, TabletLink

Locked = type[Attempts] | type[TabletLink]
FORGOTTEN = timedelta(days=1)
COUNTED = """
insert into attempts (account, source, at) values ({}, {}, {})
on conflict (account, source) do update set at = excluded.at returning id"""


async def tries(account_id: int, source: str) -> int:
    """Where the tries at an account from one source are counted; what is older than a day is forgotten."""
    now = datetime.now(UTC)
    await Attempts.delete().where(Attempts.at < now - FORGOTTEN)
    (row,) = await Attempts.raw(COUNTED, account_id, source, now)
    return int(row["id"])


async def begun(table: Locked, id: int) -> int:
    """The number of this try; 0 when the lock is shut and it must not be judged at all."""
    now = datetime.now(UTC)
    ajar = (table.id == id) & (table.locked_until.is_null() | (table.locked_until <= now))
    rows = await table.update({table.failures: table.failures + 1}).where(ajar).returning(table.failures)
    number = int(rows[0]["failures"]) if rows else 0
    if number > PATIENCE:
        await _shut(table, id)
    return number if number <= PATIENCE else 0


async def failed(table: Locked, id: int, number: int) -> None:
    """It was wrong; the last one that patience allows shuts the lock."""
    if number >= PATIENCE:
        await _shut(table, id)


async def succeeded(table: Locked, id: int) -> None:
    """It was right: what was wrong before is forgotten."""
    await table.update({table.failures: 0, table.locked_until: None}).where(table.id == id)


async def _shut(table: Locked, id: int) -> None:
    await table.update({table.failures: 0, table.locked_until: datetime.now(UTC) + PAUSE}).where(table.id == id)
