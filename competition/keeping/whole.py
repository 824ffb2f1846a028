"""A whole backup of a season: one moment of the database, and the data folder's files without which it cannot be read.

Made while serving; takes no lock that anybody waits for.
"""

import asyncio
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from competition.database.dumping import dump, snapshot
from competition.judging.logbook import BEGIN
from competition.judging.scorekeeper.pen import SITE
from competition.keeping.archive import CANNOT_WRITE, DATA, DATABASE, OF_THE_MACHINE, Manifest, write
from competition.live.whereabouts import noted
from competition.pages.refusal import Refusal
from competition.settings import Settings

HEADS = """
select r.id, coalesce(l.number, 0) as number, coalesce(l.hash, $1) as hash from round r
left join lateral (select number, hash from line where round = r.id order by number desc limit 1) l on true order by r.id"""
MAJOR = "select current_setting('server_version_num')::int / 10000"


async def make(address: str, settings: Settings, target: Path, without: tuple[str, ...] = ()) -> Manifest:
    """Writes a backup to `target`; `without`: folders of the data folder that this one leaves out."""
    with _room(settings.data) as place:
        # before the moment that is seen: whatever was kept by then is in it
        dumped, made_at = Path(place) / DATABASE, datetime.now(UTC)
        async with snapshot(address) as (link, moment):
            major = int(await link.fetchval(MAJOR))
            heads = {str(row["id"]): (int(row["number"]), str(row["hash"])) for row in await link.fetch(HEADS, BEGIN)}
            site = str(await link.fetchval(SITE))
            await asyncio.to_thread(dump, address, dumped, moment, major)
        told = Manifest(product_version(), major, made_at, site, heads, tuple(noted(settings.data)))
        return await asyncio.to_thread(write, target, told, {DATABASE: dumped, **beside(settings.data, without)})


@contextmanager
def _room(data: Path) -> Iterator[str]:
    """A place on our own disk to gather the parts in."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = tempfile.TemporaryDirectory(prefix="backup-", dir=data)
    except OSError as wrong:
        raise Refusal(CANNOT_WRITE, path=data, why=wrong.strerror or str(wrong)) from wrong
    with place as name:
        yield name


def beside(data: Path, without: tuple[str, ...] = ()) -> Mapping[str, Path]:
    """What lies in the data folder beside the database, by the name it has in a backup."""
    found = {}
    for folder, folders, files in os.walk(data):
        inner = Path(folder).relative_to(data)
        if folder == str(data):
            folders[:] = [name for name in folders if not name.startswith(OF_THE_MACHINE) and name not in without]
            files = [name for name in files if not name.startswith(OF_THE_MACHINE)]
        found.update({DATA + (inner / name).as_posix(): Path(folder, name) for name in files if not name.endswith(".part")})
    return found


def secrets_elsewhere() -> tuple[str, ...]:
    """The secrets that this machine is given by its environment: in no backup."""
    return tuple(sorted(name for name in os.environ if name.startswith("COMPETITION_SECRET_")))


def product_version() -> str:
    """Of this program."""
    return version("skills-competition")
