"""On which tablet a referee marks: one at a time, so that nobody marks twice without knowing. Who takes over says why.

A courtesy among his own tablets: a mark is safe by its parent, and what a displaced tablet still holds is taken all the same.
"""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from piccolo.columns import Column

from competition.audit.chain import record
from competition.events.tables import Event
from competition.judging.authority import Author
from competition.judging.tables import Lease
from competition.judging.tablet.messages import LeaseShown
from competition.live.gathering import Gathering
from competition.pages.forms import cleaned
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.people.sessions import Signed

NO_REASON = N_("请写明为什么换到这台平板。")
TAKEN = """
insert into lease (event, account, device, about, since, reason) values ({}, {}, {}, {}, {}, {})
on conflict (event, account) do nothing"""
HOLDERS = """
select l.event, l.account, l.device, l.about, l.since, l.reason from lease l
where (l.event, l.account) in (select * from unnest({}::integer[], {}::integer[]))"""


@dataclass(frozen=True)
class Held:
    """Where a referee marks."""

    device: str
    about: str
    since: datetime
    reason: str


async def lease(event: int, account: int, device: str, about: str) -> Held | None:
    """Who holds it, where that is another tablet; a free one is this tablet's from now on."""
    held = await _now.ask((event, account))
    if held is None:
        await Lease.raw(TAKEN, event, account, device, about, datetime.now(UTC), "")
        held = await _now.ask((event, account))
    return None if held is None or held.device == device else held


async def elsewhere(event: int, who: Signed, author: Author, device: str, about: str) -> LeaseShown | None:
    """The other tablet on which he marks, as this one is told of it; whoever has no seat, or no number, needs no lease."""
    held = await lease(event, who.id, device, about) if device and author.seat is not None else None
    return LeaseShown(held.about, held.since.isoformat(timespec="seconds")) if held else None


def named(device: str) -> str:
    """A tablet's own number, as it may be kept."""
    return cleaned(device)[:40]


def described(about: str) -> str:
    """What it says of itself, as it may be kept."""
    return cleaned(about)[:120]


async def holders(event: int, accounts: Iterable[int]) -> dict[int, Held]:
    """On which tablet each of these marks."""
    ids = sorted(set(accounts))
    found = await asyncio.gather(*(_now.ask((event, account)) for account in ids))
    return {account: held for account, held in zip(ids, found, strict=True) if held is not None}


async def take_over(event: Event, who: Signed, device: str, about: str, reason: str) -> None:
    """He marks on this tablet from now on; the other only looks."""
    if not reason.strip():
        raise Refusal(NO_REASON)
    before = await lease(event.id, who.id, device, about)
    if before is None:
        return
    at, why = datetime.now(UTC), reason.strip()
    now: dict[Column | str, Any] = {Lease.device: device, Lease.about: about, Lease.since: at, Lease.reason: why}
    await Lease.update(now).where((Lease.event == event.id) & (Lease.account == who.id))
    facts = {"reason": why, "from": before.about or before.device, "to": about or device}
    await record(who.name, "tablet-taken-over", event.code, facts)


async def _look(asked: Iterable[tuple[int, int]]) -> Mapping[tuple[int, int], Held]:
    pairs = sorted(set(asked))
    rows = await Lease.raw(HOLDERS, [event for event, _ in pairs], [account for _, account in pairs])
    return {(row.pop("event"), row.pop("account")): Held(**row) for row in rows}


_now: Gathering[tuple[int, int], Held] = Gathering(_look)
