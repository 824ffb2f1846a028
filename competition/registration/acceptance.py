"""A registration made and accepted: the one way in for the quick start, the review and an import alike.

An accepted registration has its 参赛编号; from then on it is a competitor.
"""

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime

from competition.database import DB
from competition.events.tables import Event
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.registration.tables import Member, Registration

SUBMITTED, ACCEPTED, RETURNED, REFUSED = "submitted", "accepted", "returned", "refused"
FULL = N_("名额已满：本赛项最多 {capacity} 个，已接收 {accepted} 个。")
NOT_SUBMITTED = N_("这份报名现在不能接收，它已被处理过。请刷新页面再看。")


async def register(event_id: int, people: Sequence[int], *, delegation: int | None = None, team: str = "") -> Registration:
    """One person's, or a team's in their order; it waits for review."""
    async with DB.transaction():
        made = Registration(
            event=event_id,
            delegation=delegation,
            team=team,
            state=SUBMITTED,
            link=secrets.token_urlsafe(16),
            made_at=datetime.now(UTC),
        )
        await made.save()
        members = [Member(registration=made.id, person=person, position=number) for number, person in enumerate(people, 1)]
        await Member.insert(*members)
    return made


async def accept(registration_id: int, *, no_award: bool = False) -> str:
    """Accepts it and gives it the event's next 参赛编号. The event's row is held meanwhile: no number is given twice."""
    async with DB.transaction():
        mine = await Registration.select(Registration.event).where(Registration.id == registration_id).first()
        event = await Event.objects().where(Event.id == (mine["event"] if mine else 0)).lock_rows().first()
        submitted = (Registration.id == registration_id) & (Registration.state == SUBMITTED)
        if event is None or not await Registration.exists().where(submitted):
            raise Refusal(NOT_SUBMITTED, status=409)
        accepted = await Registration.count().where((Registration.event == event.id) & (Registration.state == ACCEPTED))
        if event.capacity and accepted >= event.capacity:
            raise Refusal(FULL, capacity=event.capacity, accepted=accepted)
        number = await _next_number(event)
        changes = {Registration.state: ACCEPTED, Registration.number: number, Registration.no_award: no_award}
        await Registration.update(changes).where(Registration.id == registration_id)  # type: ignore[arg-type]
    return number


async def _next_number(event: Event) -> str:
    """DG001 and on; a number once given is never given again, also after a withdrawal."""
    given = await Registration.select(Registration.number).where((Registration.event == event.id) & (Registration.number != ""))
    last = max((int(row["number"][len(event.code) :]) for row in given), default=0)
    return f"{event.code}{last + 1:03d}"
