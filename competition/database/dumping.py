"""A database as one file, and back: PostgreSQL's own pg_dump and pg_restore, on one snapshot.

Must not know what is kept in it.
"""

import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from competition.database.binaries import program
from competition.database.server import PLAIN
from competition.database.unavailable import DatabaseUnavailable
from competition.settings import N_

LONGEST_SECONDS = 1800
NOT_DUMPED = N_("数据库备份不成：{reason}")
NOT_RESTORED = N_("备份里的数据库恢复不成：{reason}")
NOT_EMPTY = N_("DATABASE_URL 的数据库里已经有数据；恢复只写进空的数据库，请另建一个。")


@asynccontextmanager
async def snapshot(address: str) -> AsyncIterator[tuple["asyncpg.Connection[Any]", str]]:
    """A connection that sees one moment, and the name by which a dump sees the same moment."""
    link = await asyncpg.connect(address, server_settings={"application_name": "competition backup"})
    try:
        async with link.transaction(isolation="repeatable_read", readonly=True):
            yield link, str(await link.fetchval("select pg_export_snapshot()"))
    finally:
        link.terminate()


def dump(address: str, target: Path, moment: str, major: int) -> None:
    """Everything as it was at that moment."""
    asked = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={moment}", f"--file={target}"]
    _run("pg_dump", asked, address, major, NOT_DUMPED)


def put_back(address: str, source: Path, major: int) -> None:
    """All of it or nothing, into an empty database."""
    asked = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", str(source)]
    _run("pg_restore", asked, address, major, NOT_RESTORED)


async def refuse_full(address: str) -> None:
    """Where something is already, nothing is put back."""
    link = await asyncpg.connect(address)
    try:
        if await link.fetchval("select count(*) from pg_tables where schemaname = 'public'"):
            raise DatabaseUnavailable(NOT_EMPTY)
    finally:
        link.terminate()


def _run(name: str, asked: list[str], address: str, major: int, says: str) -> None:
    where, password = _apart(address)
    environment = PLAIN | ({"PGPASSWORD": password} if password else {})
    line = [str(program(name, major)), *asked, f"--dbname={where}"]
    try:
        done = subprocess.run(
            line, env=environment, capture_output=True, text=True, errors="replace", timeout=LONGEST_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as wrong:
        raise DatabaseUnavailable(says, reason=str(wrong)) from wrong
    if done.returncode != 0:
        told = [text for text in done.stderr.splitlines() if text.strip()]
        raise DatabaseUnavailable(says, reason=next((text for text in told if "error" in text), "—"))


def _apart(address: str) -> tuple[str, str]:
    """The address without its password, which every user of the machine could else read in the list of processes."""
    parts = urlsplit(address)
    if not parts.password:
        return address, ""
    user, _, place = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user.partition(':')[0]}@{place}")), parts.password
