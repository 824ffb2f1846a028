"""What the chief does with a reveal: begin, one step on or back, hold one back alone, end. Each is recorded.

Must not know how a board or a page looks.
"""

import json
from datetime import UTC, datetime

from competition.audit.chain import record
from competition.database import DB
from competition.events.stages import perform
from competition.events.tables import Event
from competition.judging.scorekeeper import Book
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.results import projection
from competition.results.reveal.board import current, how_of, plan_of, source
from competition.results.reveal.plan import PLACES, TIERS, How, presses, steps
from competition.results.tables import Reveal

NOTHING = N_("现在还不能揭晓：要等组委会审定；或者本赛项公开实时名次、已经结束登分并封榜。")
APPEALS = N_("请先确认：申诉时限已过，或裁判长和监督已记录无未决申诉。有争议的名次可以单独暂缓揭晓。")
MODES = N_("请选择按奖项揭晓，还是按名次揭晓。")
NO_PRIZES = N_("这个排名里没有奖项，只能按名次揭晓，并选“全部名次”。")
NONE = N_("现在没有在揭晓。排名改过以后要重新开始。")
MOVED = N_("已经到第 {step} 步了，刚才这一下没有算。请看过大屏再按。")
WHY = N_("请写明暂缓揭晓的原因。")
NO_LABEL = N_("这个排名里没有 {label} 号赛位。")


async def begin(event: Event, book: Book, how: How, clear: bool, by: str) -> None:
    """A reveal from its beginning; the one before it is gone. `clear`: no appeal is open."""
    if how.mode not in (TIERS, PLACES):
        raise Refusal(MODES)
    if not clear:
        raise Refusal(APPEALS)
    on = await source(event, book)
    if on is None:
        raise Refusal(NOTHING, status=409)
    if not any(step.labels for step in steps(on.ranking, on.people, how)):
        raise Refusal(NO_PRIZES)
    made = Reveal(
        round=book.round,
        snapshot=on.snapshot,
        number=on.number,
        mode=how.mode,
        everybody=how.everybody,
        scores=how.scores,
        units="\n".join(how.units),
        by=by,
        made_at=datetime.now(UTC),
    )
    async with DB.transaction():
        await Reveal.delete().where(Reveal.round == book.round)
        await made.save()
        facts = {"mode": how.mode, "line": str(on.number), "revision": str(on.revision or ""), "appeals": "none open"}
        await record(by, "reveal-begun", event.code, facts)
    projection.look_again(event.code)


async def go(event: Event, book: Book, seen_at: int, by: str, *, back: bool = False) -> None:
    """One step. `seen_at`: the step at which it was pressed, so that two hands are not two steps."""
    async with DB.transaction():
        row = await _held_row(book)
        if row.step != seen_at:
            raise Refusal(MOVED, status=409, step=row.step)
        on = await current(event, book)
        if on is None:
            raise Refusal(NONE, status=409)
        last = presses(plan_of(row, on[1]), how_of(row))
        to = min(max(row.step + (-1 if back else 1), 0), last)
        if to != row.step:
            await Reveal.update({Reveal.step: to}).where(Reveal.id == row.id)
            await record(by, "reveal-step", event.code, {"from": str(row.step), "to": str(to)})
        if to and event.stage == "approved":
            await perform(event, "announce", by)
    projection.look_again(event.code)


async def hold(event: Event, book: Book, label: str, reason: str, by: str) -> None:
    """This one alone is not revealed, and why; without a label among the held it is again."""
    async with DB.transaction():
        row = await _held_row(book)
        on = await current(event, book)
        if on is None or label not in {one.competitor for one in on[1].ranking.standings if one.place is not None}:
            raise Refusal(NO_LABEL, label=label[:20])
        if not reason.strip():
            raise Refusal(WHY)
        await _keep(row, {**json.loads(row.held), label: reason.strip()})
        await record(by, "reveal-held", event.code, {"label": label, "reason": reason.strip()})
    projection.look_again(event.code)


async def unhold(event: Event, book: Book, label: str, by: str) -> None:
    """It is revealed like the others."""
    async with DB.transaction():
        row = await _held_row(book)
        held = json.loads(row.held)
        if held.pop(label, None) is not None:
            await _keep(row, held)
            await record(by, "reveal-unheld", event.code, {"label": label})
    projection.look_again(event.code)


async def end(event: Event, book: Book, by: str) -> None:
    """The boards show what they showed before."""
    async with DB.transaction():
        row = await _held_row(book)
        await Reveal.update({Reveal.running: False}).where(Reveal.id == row.id)
        await record(by, "reveal-ended", event.code, {"step": str(row.step)})
    projection.look_again(event.code)


async def _held_row(book: Book) -> Reveal:
    row = await Reveal.objects().where((Reveal.round == book.round) & Reveal.running.eq(True)).lock_rows().first()
    if row is None:
        raise Refusal(NONE, status=409)
    return row


async def _keep(row: Reveal, held: dict[str, str]) -> None:
    text = json.dumps(held, ensure_ascii=False, sort_keys=True)
    await Reveal.update({Reveal.held: text}).where(Reveal.id == row.id)
