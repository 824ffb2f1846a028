"""The record of acts: each line's hash covers the line before it, so that none can be taken out unseen."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

from competition.audit.tables import Act
from competition.database import DB

BEGIN = "0" * 64
LOCK = 0x61756469  # one writer at a time, over all processes


def link(previous: str, at: datetime, actor: str, act: str, subject: str, facts: str) -> str:
    """The hash of a line."""
    written = "\x1f".join((previous, at.isoformat(), actor, act, subject, facts))
    return hashlib.sha256(written.encode()).hexdigest()


async def record(actor: str, act: str, subject: str, facts: Mapping[str, str] | None = None) -> None:
    """Adds an act to the chain."""
    written = json.dumps(dict(facts or {}), ensure_ascii=False, sort_keys=True)
    async with DB.transaction():
        await Act.raw("SELECT pg_advisory_xact_lock({})", LOCK)
        last = await Act.select(Act.hash).order_by(Act.id, ascending=False).first()
        previous, at = (last["hash"] if last else BEGIN), datetime.now(UTC)
        line = link(previous, at, actor, act, subject, written)
        await Act(at=at, actor=actor, act=act, subject=subject, facts=written, previous=previous, hash=line).save()


async def first_wrong() -> int | None:
    """The number of the first line whose hash does not hold, if any."""
    previous = BEGIN
    for row in await Act.select().order_by(Act.id):
        expected = link(previous, row["at"], row["actor"], row["act"], row["subject"], row["facts"])
        if row["previous"] != previous or row["hash"] != expected:
            return int(row["id"])
        previous = row["hash"]
    return None
