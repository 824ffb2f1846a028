"""回避: which referee and which competitor are of the same employer, and what was planned before the round begins.

Only who codes and who organises may read what stands here. Must not know a page, nor what has been decided.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from competition.audit.chain import record
from competition.database import DB
from competition.events.tables import Event
from competition.floor.stations import Competitor
from competition.floor.tables import PlannedRecusal

# A shorter name within a longer one is the same house: 青梧机电 in 成都青梧机电公司; two letters are not.
LEAST = 4


@dataclass(frozen=True, order=True)
class Pair:
    """A referee's seat and a competitor's registration."""

    seat: int
    registration: int


def akin(referee: str, competitor: Competitor) -> bool:
    """Are they of the same employer, as far as the names tell?"""
    own = _plain(referee)
    units = [_plain(name) for name in (*competitor.employer.split("、"), competitor.delegation)]
    return bool(own) and any(_same(own, unit) for unit in units if unit)


def kin(employers: Mapping[int, str], competitors: Sequence[Competitor]) -> list[Pair]:
    """All pairs that should not meet."""
    there = [(seat, one) for seat, employer in employers.items() for one in competitors if akin(employer, one)]
    return sorted(Pair(seat, one.registration) for seat, one in there)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= LEAST and short in long)


async def planned(round_id: int) -> dict[Pair, str]:
    """What was planned for the round, and by whom."""
    rows = await PlannedRecusal.select().where(PlannedRecusal.round == round_id).order_by(PlannedRecusal.id)
    return {Pair(int(row["judge"][1:]), row["registration"]): row["by"] for row in rows}


async def plan(event: Event, round_id: int, pairs: Sequence[Pair], by: str) -> None:
    """These too; what is planned already stays."""
    async with DB.transaction():
        there = await planned(round_id)
        now = datetime.now(UTC)
        for pair in pairs:
            if pair not in there:
                row = PlannedRecusal(round=round_id, registration=pair.registration, judge=f"J{pair.seat}", by=by, at=now)
                await row.save()
        await record(by, "recusals-planned", event.code, {"count": str(len(pairs))})


async def unplan(event: Event, round_id: int, pair: Pair, by: str) -> None:
    """This one not."""
    there = (PlannedRecusal.round == round_id) & (PlannedRecusal.registration == pair.registration)
    async with DB.transaction():
        await PlannedRecusal.delete().where(there & (PlannedRecusal.judge == f"J{pair.seat}"))
        await record(by, "recusal-unplanned", event.code, {})
