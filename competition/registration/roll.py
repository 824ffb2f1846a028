"""All registrations of an event with their people, as review and lists read them. Numbers stay sealed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from competition.events.tables import Event
from competition.people.identity import born_of
from competition.people.sealed import unseal
from competition.registration.acceptance import ACCEPTED, REFUSED, SUBMITTED
from competition.registration.conditions import conditions
from competition.registration.rules import Candidate, Ground, Who
from competition.registration.tables import Member, Registration


@dataclass(frozen=True)
class Person:
    """Somebody in a registration, as it says."""

    who: Who
    occupation: str
    identity: str | None
    phone: str | None
    said_sex: str
    said_level: str
    said_phone: str | None
    credit: str


@dataclass(frozen=True)
class Line:
    """A registration."""

    id: int
    state: str
    reason: str
    number: str
    no_award: bool
    link: str
    team: str
    delegation: str
    leader: str
    liaison: str
    note: str
    made_at: datetime
    people: tuple[Person, ...]

    @property
    def name(self) -> str:
        """The team's, or the competitor's."""
        return self.team or "、".join(one.who.name for one in self.people)

    @property
    def employer(self) -> str:
        """The first one's."""
        return next((one.who.employer for one in self.people if one.who.employer), "")

    @property
    def unit(self) -> str:
        """For whom it counts: the delegation, else the employer."""
        return self.delegation or self.employer

    @property
    def candidate(self) -> Candidate:
        """As rules look at it."""
        return Candidate(self.id, self.unit, tuple(one.who for one in self.people), self.state == ACCEPTED)


async def roll(event_id: int, key: bytes | None = None) -> list[Line]:
    """Every registration in the order they came; birthdays only with the key to the numbers."""
    return await _lines(Registration.event == event_id, key)


async def line_of(event_id: int, link: str) -> Line | None:
    """The registration behind a personal link."""
    found = await _lines((Registration.event == event_id) & (Registration.link == link), None)
    return found[0] if found else None


async def _lines(which: Any, key: bytes | None) -> list[Line]:
    heads = await (
        Registration.select(*Registration.all_columns(), Registration.delegation.name).where(which).order_by(Registration.id)
    )
    if not heads:
        return []
    of: Any = Member.person
    columns = (of.id, of.name, of.sex, of.level, of.identity, of.phone, of.employer.name, of.employer.credit_code)
    rows = await (
        Member.select(*Member.all_columns(), *columns, Member.employer.name, Member.employer.credit_code)
        .where(Member.registration.is_in([head["id"] for head in heads]))
        .order_by(Member.position)
    )
    people: dict[int, list[Person]] = {}
    for row in rows:
        people.setdefault(row["registration"], []).append(_person(row, key))
    return [_line(head, tuple(people.get(head["id"], ()))) for head in heads]


def _line(head: dict[str, Any], people: tuple[Person, ...]) -> Line:
    told = ("id", "state", "reason", "number", "no_award", "link", "team", "leader", "liaison", "note", "made_at")
    return Line(**{name: head[name] for name in told}, delegation=head["delegation.name"] or "", people=people)


def _person(row: dict[str, Any], key: bytes | None) -> Person:
    """What this registration says goes before what the record says."""
    sealed = row["person.identity"]
    born = born_of(unseal(sealed, key)) if key and sealed else None
    employer = row["employer.name"] or row["person.employer.name"] or ""
    sex, level = row["sex"] or row["person.sex"], row["level"] or row["person.level"]
    who = Who(row["person.id"], row["person.name"], employer, sex, level, born)
    credit = (row["employer.credit_code"] if row["employer.name"] else row["person.employer.credit_code"]) or ""
    phone = row["phone"]
    return Person(who, row["occupation"], sealed, phone or row["person.phone"], row["sex"], row["level"], phone, credit)


async def surveyed(event: Event, key: bytes) -> tuple[list[Line], Ground]:
    """The roll, and the ground that the rules look at."""
    rules = await conditions(event.id)
    kinds = {rule.kind for rule in rules}
    lines = await roll(event.id, key if "born" in kinds else None)
    there = tuple(line.candidate for line in lines if line.state in (SUBMITTED, ACCEPTED))
    elsewhere = await _elsewhere(event) if "once" in kinds else {}
    return lines, Ground(event.capacity, rules, there, elsewhere)


async def _elsewhere(event: Event) -> dict[int, str]:
    its: Any = Member.registration
    others = (its.event.season == event.season) & (its.event != event.id) & (its.state != REFUSED)
    rows = await Member.select(Member.person, its.event.title).where(others).order_by(Member.id)
    return {row["person"]: row["registration.event.title"] for row in rows}
