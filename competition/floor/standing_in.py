"""换人: another person stands at a station from now on; his registration takes the other's place. All of it, or nothing.

That it may be so is decided in the logbook before; here is only who. Must not know a page.
"""

from datetime import UTC, datetime

from competition.audit.chain import record
from competition.database import DB
from competition.events.tables import Event
from competition.floor.tables import Placement, Replacement
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.registration.acceptance import REFUSED, accept
from competition.registration.entering import enter
from competition.registration.entry import Entry
from competition.registration.tables import Member, Registration

NOBODY_THERE = N_("没有赛位 {label} 的选手。请从检录页进入。")
NAMED_ALREADY = N_("赛位 {label} 的新选手已经登记过了。请刷新页面再看。")


async def named_lines(round_id: int) -> frozenset[int]:
    """The lines of those substitutions whose person is named already."""
    rows = await Replacement.select(Replacement.number).where(Replacement.round == round_id)
    return frozenset(row["number"] for row in rows)


async def stand_in(
    event: Event,
    round_id: int,
    label: str,
    number: int,
    entry: Entry,
    key: bytes,
    by: str,
    *,
    position: int = 1,
    reason: str = "",
) -> Registration:
    """The person of this entry, of one, in place of the one at this position; the rest of a team stays."""
    async with DB.transaction():
        there = (Placement.round == round_id) & (Placement.label == label)
        placement = await Placement.objects().where(there).lock_rows().first()
        if placement is None:
            raise Refusal(NOBODY_THERE, status=404, label=label)
        if await Replacement.exists().where((Replacement.round == round_id) & (Replacement.number == number)):
            raise Refusal(NAMED_ALREADY, status=409, label=label)
        was = await Registration.objects().get(Registration.id == placement.registration)
        assert was is not None
        made = await enter(event, entry, key, trusted=True)
        await _like(was, made, position)
        gone = {Registration.state: REFUSED, Registration.reason: reason}
        await Registration.update(gone).where(Registration.id == was.id)  # type: ignore[arg-type]
        contest = await accept(made.id, no_award=was.no_award)
        await Placement.update({Placement.registration: made.id}).where(Placement.id == placement.id)
        now = datetime.now(UTC)
        await Replacement(round=round_id, label=label, number=number, was=was.id, now=made.id, by=by, at=now).save()
        facts = {"label": label, "was": was.number, "now": contest, "reason": reason}
        await record(by, "substitution", event.code, facts)
    return made


async def _like(was: Registration, made: Registration, position: int) -> None:
    """All that the former registration said beside the one person."""
    same = {name: getattr(was, name) for name in ("delegation", "team", "leader", "liaison", "note")}
    await Registration.update({getattr(Registration, name): value for name, value in same.items()}).where(
        Registration.id == made.id
    )
    await Member.update({Member.position: position}).where(Member.registration == made.id)
    for one in await Member.objects().where((Member.registration == was.id) & (Member.position != position)):
        kept = {name: getattr(one, name) for name in ("person", "position", "employer", "sex", "occupation", "level", "phone")}
        await Member(registration=made.id, **kept).save()
