"""成果号: the number under which a handed-in work is marked, drawn by the program or typed from slips, before marking begins.

Whose a number is only who codes may read, and who unseals. Must not know a page.
"""

import random
from collections.abc import Mapping
from datetime import UTC, datetime

from competition.audit.chain import record
from competition.database import DB
from competition.events.stages import BEFORE_MARKING
from competition.events.tables import Event
from competition.floor.stations import labels
from competition.floor.tables import WorkNumber
from competition.pages.forms import whole
from competition.pages.language import N_
from competition.pages.refusal import Refusal

# No station is called so: a number that is typed, or sent, is never taken for a label.
SIGN = "#"
TOO_LATE = N_("登分已经开始，成果号不能再变。")
NOT_DRAWN = N_("还没有赛位，先抽签再编成果号。")
NOT_ALL = N_("赛位 {label} 的成果号没有填好：要填 1 到 {count} 的整数，不能重复。")
LACKING = N_("还有赛位没有成果号。请加密裁判先编好成果号，再开始比赛。")


async def works(round_id: int) -> dict[str, str]:
    """Label → number of the work."""
    rows = await WorkNumber.select(WorkNumber.label, WorkNumber.number).where(WorkNumber.round == round_id)
    return {row["label"]: row["number"] for row in sorted(rows, key=lambda row: str(row["label"]))}


async def draw_works(event: Event, round_id: int, by: str) -> None:
    """By the program: by chance alone, so that nothing of the stations' order is left."""
    there = [*(await labels(round_id)).values()]
    numbers = list(range(1, len(there) + 1))
    random.SystemRandom().shuffle(numbers)
    await _keep(event, round_id, dict(zip(there, numbers, strict=True)), by, "program")


async def type_works(event: Event, round_id: int, typed: Mapping[str, str], by: str) -> None:
    """As they were drawn from slips: each number once."""
    there = [*(await labels(round_id)).values()]
    found: dict[str, int] = {}
    for label in there:
        number = whole(typed.get(label, "").strip().removeprefix(SIGN))
        if not 1 <= number <= len(there) or number in found.values():
            raise Refusal(NOT_ALL, label=label, count=len(there))
        found[label] = number
    await _keep(event, round_id, found, by, "slips")


async def without_works(event: Event, round_id: int, by: str) -> None:
    """Referees see stations again."""
    async with DB.transaction():
        await _open(event)
        await WorkNumber.delete().where(WorkNumber.round == round_id)
        await Event.update({Event.work_numbers: False}).where(Event.id == event.id)
        await record(by, "works-off", event.code, {})


async def lacking(event: Event, round_id: int) -> Refusal | None:
    """Is there a station without a number, where the event asks for them?"""
    if not event.work_numbers or set((await labels(round_id)).values()) <= set(await works(round_id)):
        return None
    return Refusal(LACKING)


async def _keep(event: Event, round_id: int, numbers: Mapping[str, int], by: str, method: str) -> None:
    if not numbers:
        raise Refusal(NOT_DRAWN, status=409)
    width, now = max(2, len(str(len(numbers)))), datetime.now(UTC)
    async with DB.transaction():
        await _open(event)
        await WorkNumber.delete().where(WorkNumber.round == round_id)
        rows = [
            WorkNumber(round=round_id, label=label, number=f"{SIGN}{str(number).zfill(width)}", by=by, at=now)
            for label, number in sorted(numbers.items())
        ]
        await WorkNumber.insert(*rows)
        await Event.update({Event.work_numbers: True}).where(Event.id == event.id)
        await record(by, "works-coded", event.code, {"method": method, "count": str(len(numbers))})


async def _open(event: Event) -> None:
    held = await Event.select(Event.stage).where(Event.id == event.id).lock_rows().first()
    if held is None or held["stage"] not in BEFORE_MARKING:
        raise Refusal(TOO_LATE, status=409)
