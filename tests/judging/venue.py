"""A small venue for tests: an event with three referees and a chief, four stations, a scheme with every kind of mark."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import msgspec

from competition.events.duties import Seat, seats
from competition.events.tables import Duty, Event, Round, Season
from competition.floor.tables import Placement, Session
from competition.judging.authority import Author
from competition.judging.logbook import encode, kind_of
from competition.judging.scorekeeper import Envelope
from competition.people.accounts import make_account
from competition.people.persons import employer_named, person_named
from competition.registration.acceptance import accept, register
from scoring.decisions import Decision, Mark, Opening

SCHEME: dict[str, Any] = {
    "format": 1,
    "title": "电工",
    "criteria": [
        {"code": "A", "title": "安全", "subcriteria": [
            {"code": "A1", "title": "安全检查", "aspects": [
                {"code": "A1.1", "title": "断电验电", "kind": "measurement", "award": "all-or-nothing", "max": "4"},
                {"code": "A1.2", "title": "劳动防护", "kind": "measurement", "award": "value", "max": "6", "step": "0.5"}]}]},
        {"code": "B", "title": "操作", "subcriteria": [
            {"code": "B1", "title": "工艺", "aspects": [
                {"code": "B1.1", "title": "布线工艺", "kind": "judgement", "judges": 3, "max": "30"},
                {"code": "B1.2", "title": "整体印象", "kind": "panel", "judges": 3, "max": "60", "step": "0.5"}]}]}],
}  # fmt: skip
LABELS = ("01", "02", "03", "04")


@dataclass(frozen=True)
class Venue:
    """The event, its round, and who is there."""

    event: Event
    round: Round
    chief: Author
    referees: tuple[Author, ...]


def author(everybody: tuple[Seat, ...], name: str) -> Author:
    mine = next(seat for seat in everybody if seat.name == name)
    return Author(name, mine.shown, mine.role == "chief", mine if mine.seat else None, everybody)


async def a_venue(
    code: str = "DG", referees: int = 3, scheme: dict[str, Any] | None = None, labels: tuple[str, ...] = LABELS
) -> Venue:
    season = Season(year=2026, name="2026年武侯区职业技能大赛")
    await season.save()
    event = Event(season=season.id, code=code, title="电工", stage="drawn", stations=len(labels), made_at=datetime.now(UTC))
    await event.save()
    one = Round(event=event.id, scheme=json.dumps(scheme or SCHEME, ensure_ascii=False))
    await one.save()
    await _people(event, one, labels)
    chief = await make_account(f"{code}-chief", "沈砚舟", None)
    await Duty(event=event.id, account=chief.id, role="chief").save()
    for seat in range(1, referees + 1):
        referee = await make_account(f"{code}-J{seat}", f"裁判{'甲乙丙丁戊'[seat - 1]}", None)
        await Duty(event=event.id, account=referee.id, role="referee", seat=seat).save()
    everybody = tuple(await seats(event.id))
    judges = tuple(author(everybody, f"{code}-J{seat}") for seat in range(1, referees + 1))
    return Venue(event, one, author(everybody, f"{code}-chief"), judges)


async def _people(event: Event, one: Round, labels: tuple[str, ...]) -> None:
    session = Session(round=one.id, number=1)
    await session.save()
    for label in labels:
        person = await person_named(f"选手甲{label}", await employer_named("青梧机电公司"))
        made = await register(event.id, [person])
        await accept(made.id)
        await Placement(round=one.id, session=session.id, registration=made.id, label=label).save()


def sent(decision: Decision, parent: str | None = None, ref: str | None = None) -> Envelope:
    """A decision in its envelope, as a tablet sends it."""
    return Envelope(ref or str(uuid4()), kind_of(decision), msgspec.Raw(encode(decision)), parent)


def mark(
    competitor: str, aspect: str, judge: str, value: str, parent: str | None = None, ref: str | None = None, note: str = ""
) -> Envelope:
    return sent(Mark(competitor, aspect, judge, value, note), parent, ref)


def as_json(envelope: Envelope) -> dict[str, Any]:
    """As it goes over the wire."""
    return {**asdict_of(envelope), "body": json.loads(bytes(envelope.body))}


def asdict_of(envelope: Envelope) -> dict[str, Any]:
    return {"ref": envelope.ref, "kind": envelope.kind, "parent": envelope.parent, "made_at": envelope.made_at}


def opening(venue: Venue, labels: tuple[str, ...] = LABELS) -> Envelope:
    return sent(Opening(venue.round.scheme, labels), ref="opening")
