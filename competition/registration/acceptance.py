"""A registration made and accepted: the one way in for the quick start, the review and an import alike.

An accepted registration is a competitor; it has its 参赛编号 at once, or after the draw where the event draws them.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from competition.database import DB
from competition.events.stages import BEFORE_MARKING
from competition.events.tables import Event
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.people.tables import Person
from competition.registration.numbers import contest_number
from competition.registration.tables import Member, Registration

SUBMITTED, ACCEPTED, RETURNED, REFUSED = "submitted", "accepted", "returned", "refused"
FULL = N_("名额已满：本赛项最多 {capacity} 个，已接收 {accepted} 个。")
NOT_SUBMITTED = N_("这份报名现在不能接收，它已被处理过。请刷新页面再看。")


@dataclass(frozen=True)
class Claim:
    """Who takes part, and what this registration says of him; the phone is sealed."""

    person: int
    employer: int | None = None
    sex: str = ""
    occupation: str = ""
    level: str = ""
    phone: str | None = None


@dataclass(frozen=True)
class About:
    """What a registration says beside its people."""

    delegation: int | None = None
    team: str = ""
    leader: str = ""
    liaison: str = ""
    note: str = ""


async def register(event_id: int, people: Sequence[int], *, delegation: int | None = None, team: str = "") -> Registration:
    """One person's, or a team's in their order; it waits for review."""
    return await submit(event_id, [Claim(person) for person in people], About(delegation, team))


async def submit(event_id: int, claims: Sequence[Claim], about: About, link: str = "") -> Registration:
    """The same with what is said of them. A `link` given makes sure that one form is one registration."""
    async with DB.transaction():
        made = Registration(
            event=event_id,
            delegation=about.delegation,
            team=about.team,
            state=SUBMITTED,
            link=link or secrets.token_urlsafe(16),
            leader=about.leader,
            liaison=about.liaison,
            note=about.note,
            made_at=datetime.now(UTC),
        )
        await made.save()
        await add_members(made.id, claims)
    return made


async def add_members(registration_id: int, claims: Sequence[Claim]) -> None:
    """The people of a registration, in their order."""
    members = [
        Member(
            registration=registration_id,
            person=claim.person,
            position=number,
            employer=claim.employer,
            sex=claim.sex,
            occupation=claim.occupation,
            level=claim.level,
            phone=claim.phone,
        )
        for number, claim in enumerate(claims, 1)
    ]
    await Member.insert(*members)


async def accept(registration_id: int, *, no_award: bool = False) -> str:
    """Accepts it and gives it the event's next 参赛编号, unless it is still to be drawn; who stands in later has the next too.
    The event's row is held meanwhile: no number is given twice."""
    async with DB.transaction():
        this = Registration.id == registration_id
        mine = await Registration.select(Registration.event, Registration.number).where(this).first()
        event = await Event.objects().where(Event.id == (mine["event"] if mine else 0)).lock_rows().first()
        submitted = this & (Registration.state == SUBMITTED)
        if mine is None or event is None or not await Registration.exists().where(submitted):
            raise Refusal(NOT_SUBMITTED, status=409)
        accepted = await Registration.count().where((Registration.event == event.id) & (Registration.state == ACCEPTED))
        if event.capacity and accepted >= event.capacity:
            raise Refusal(FULL, capacity=event.capacity, accepted=accepted)
        drawn = event.numbers_drawn and event.stage in BEFORE_MARKING
        number = mine["number"] or ("" if drawn else await _next_number(event))
        decided = {Registration.state: ACCEPTED, Registration.no_award: no_award, Registration.reason: ""}
        await Registration.update(decided).where(this)  # type: ignore[arg-type]
        await Registration.update({Registration.number: number}).where(this)
        await _carry_over(registration_id)
    return str(number)


async def _carry_over(registration_id: int) -> None:
    """What was said and is now believed goes into the persons' records; what was left out stays as it was."""
    for member in await Member.objects().where(Member.registration == registration_id).order_by(Member.position):
        said = {
            Person.employer: member.employer,
            Person.sex: member.sex,
            Person.level: member.level,
            Person.phone: member.phone,
        }
        news = {column: value for column, value in said.items() if value}
        if news:
            await Person.update(news).where(Person.id == member.person)  # type: ignore[arg-type]


async def _next_number(event: Event) -> str:
    """DG001 and on; a number once given is never given again, also after a withdrawal."""
    given = await Registration.select(Registration.number).where((Registration.event == event.id) & (Registration.number != ""))
    last = max((int(row["number"][len(event.code) :]) for row in given), default=0)
    return contest_number(event.code, last + 1)


async def renumber(event: Event, *, drawn: bool) -> None:
    """It is decided otherwise how numbers are given: none has one until the draw; or all have, in the order of registration."""
    there = Registration.event == event.id
    await Registration.update({Registration.number: ""}).where(there)
    rows = await Registration.select(Registration.id).where(there & (Registration.state == ACCEPTED)).order_by(Registration.id)
    for number, row in enumerate([] if drawn else rows, 1):
        given = {Registration.number: contest_number(event.code, number)}
        await Registration.update(given).where(Registration.id == row["id"])  # type: ignore[arg-type]
