"""What is asked of a running PostgreSQL and of its folder."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import asyncpg

Start = Callable[..., "subprocess.Popen[str]"]


def until(what: Callable[[], bool], seconds: float) -> None:
    begun = time.monotonic()
    while not what():
        assert time.monotonic() - begun < seconds, "it never came true"
        time.sleep(0.01)


def lives(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


def postmaster(data: Path) -> int:
    return int((data / "postgres" / "postmaster.pid").read_text().split()[0])


def starts(data: Path) -> int:
    return (data / "postgres.log").read_text().count("ready to accept connections")


async def ask(url: str, question: str) -> object:
    link = await asyncpg.connect(url)
    try:
        return await link.fetchval(question)
    finally:
        await link.close()
