"""Who stands where: a round's sessions and competitors, draws announced, drawn or typed from slips, and the places they gave."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

from competition.audit.chain import record
from competition.database import DB
from competition.events.programme import round_of
from competition.events.stages import BEFORE_DRAW, BEFORE_MARKING, perform
from competition.events.tables import Event, Round
from competition.floor.draw import Entry, Place, draw, hash_of, label
from competition.floor.tables import Advance, Draw, Placement, Session
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.registration.acceptance import ACCEPTED, SUBMITTED
from competition.registration.tables import Member, Registration

TOO_LATE = N_("比赛已经开始，赛位不能再变。")
NO_SESSIONS = N_("还没有场次和赛位，请先在“赛项资料”里填写。")
NOBODY = N_("还没有已接收的选手，先去审核报名。")
TOO_FEW = N_("赛位不够：{sessions} 场 × {stations} 个赛位，选手有 {entries} 个。请加赛位或加场次。")
NOT_ANNOUNCED = N_("还没有公布种子的哈希值，请先做第一步。")
PROGRAM, SLIPS = "program", "slips"


@dataclass(frozen=True)
class Competitor:
    """An accepted registration, as the organiser sees it: with its names. Never for a scoring referee."""

    registration: int
    number: str
    names: tuple[str, ...]
    employer: str
    team: str
    delegation: str

    @property
    def shown(self) -> str:
        """The team's name, or the person's."""
        return self.team or "、".join(self.names)

    @property
    def apart(self) -> str:
        """Whom he should not stand beside."""
        return self.delegation or self.employer


@dataclass(frozen=True)
class Placed:
    """A competitor at his station."""

    label: str
    session: int
    competitor: Competitor


async def competitors(event_id: int) -> list[Competitor]:
    """Who contests the round that is on, by contest number: the accepted; of a further round who went on to it."""
    accepted, current = await _accepted(event_id), await round_of(event_id)
    if current.number == 1:
        return accepted
    went_on = {row["registration"] for row in await Advance.select(Advance.registration).where(Advance.round == current.id)}
    return [one for one in accepted if one.registration in went_on]


async def _accepted(event_id: int) -> list[Competitor]:
    registered, person = Member.registration, Member.person
    rows = (
        await Member.select(
            registered.id,
            registered.number,
            registered.team,
            registered.delegation.name,  # type: ignore[union-attr]
            person.name,
            person.employer.name,  # type: ignore[union-attr]
        )
        .where((registered.event == event_id) & (registered.state == ACCEPTED))
        .order_by(registered.number)
        .order_by(Member.position)
    )
    grouped: dict[int, list[dict[str, object]]] = {}
    for row in rows:
        grouped.setdefault(row["registration.id"], []).append(row)
    return [_competitor(number, members) for number, members in grouped.items()]


def _competitor(registration: int, members: Sequence[Mapping[str, object]]) -> Competitor:
    first = members[0]
    return Competitor(
        registration,
        str(first["registration.number"]),
        tuple(str(member["person.name"]) for member in members),
        "、".join(dict.fromkeys(str(member["person.employer.name"]) for member in members if member["person.employer.name"])),
        str(first["registration.team"]),
        str(first["registration.delegation.name"] or ""),
    )


async def accepted_count(event_id: int) -> int:
    """How many competitors the event has."""
    return int(await Registration.count().where((Registration.event == event_id) & (Registration.state == ACCEPTED)))


async def counts(event_id: int) -> tuple[int, int]:
    """How many are accepted, and how many wait for review."""
    waiting = (Registration.event == event_id) & (Registration.state == SUBMITTED)
    return await accepted_count(event_id), int(await Registration.count().where(waiting))


async def sessions_of(round_id: int) -> list[Session]:
    """A round's sessions in order."""
    return await Session.objects().where(Session.round == round_id).order_by(Session.number)


async def make_sessions(round_id: int, starts: Sequence[datetime | None], minutes: int) -> None:
    """The sessions anew; places in the old ones are gone."""
    await Session.delete().where(Session.round == round_id)
    if starts:
        numbered = enumerate(starts, 1)
        await Session.insert(*(Session(round=round_id, number=n, starts_at=at, minutes=minutes) for n, at in numbered))


async def move_sessions(round_id: int, starts: Sequence[datetime | None], minutes: int) -> None:
    """The same sessions at other times; everybody keeps his place."""
    for number, start in enumerate(starts, 1):
        times: dict[object, object] = {Session.starts_at: start, Session.minutes: minutes}
        await Session.update(times).where((Session.round == round_id) & (Session.number == number))  # type: ignore[arg-type]


async def placed(event_id: int, round_id: int) -> list[Placed]:
    """Who stands where, by session and station."""
    known = {competitor.registration: competitor for competitor in await _accepted(event_id)}
    rows = await Placement.select(Placement.label, Placement.registration, Placement.session.number).where(
        Placement.round == round_id
    )
    there = [row for row in rows if row["registration"] in known]
    found = [Placed(row["label"], row["session.number"], known[row["registration"]]) for row in there]
    return sorted(found, key=lambda one: (one.session, one.label))


def holds(event: Event, drawn: Draw | None) -> bool:
    """Does this draw hold? Not before it is made, and no longer once registration was opened again."""
    return drawn is not None and bool(drawn.result) and event.stage not in BEFORE_DRAW


async def last_draw(round_id: int) -> Draw | None:
    """The draw that holds, or that is announced."""
    return await Draw.objects().where(Draw.round == round_id).order_by(Draw.id, ascending=False).first()


async def announce_draw(event: Event, round_id: int, by: str) -> Draw:
    """Step one: a seed is chosen and only its hash is shown."""
    _still_open(event)
    seed = secrets.token_hex(16)
    announced = Draw(round=round_id, method=PROGRAM, seed=seed, seed_hash=hash_of(seed), by=by, at=datetime.now(UTC))
    async with DB.transaction():
        await announced.save()
        await record(by, "draw-announced", event.code, {"hash": announced.seed_hash})
    return announced


async def draw_by_program(event: Event, round_id: int, by: str, called: str = "") -> list[Place]:
    """Step two: the draw, from the announced seed and the word called out in the hall, if one was."""
    _still_open(event)
    async with DB.transaction():
        announced = await Draw.objects().where(Draw.round == round_id).order_by(Draw.id, ascending=False).lock_rows().first()
        if announced is None or announced.result or announced.method != PROGRAM:
            raise Refusal(NOT_ANNOUNCED, status=409)
        entries = [Entry(one.registration, one.apart) for one in await competitors(event.id)]
        sessions = await sessions_of(round_id)
        _fits(len(entries), len(sessions), event.stations)
        places = draw(f"{announced.seed}{called}", entries, len(sessions), event.stations)
        labels = await _labels(event, round_id, {place.registration: (place.session, place.station) for place in places})
        again = _to_draw_again(entries, len(sessions), event.stations, (await round_of(event.id)).number)
        announced.result = _written(labels, called, again)
        announced.by, announced.at = by, datetime.now(UTC)
        await announced.save()
        await _settle(event, round_id, {place.registration: place.session for place in places}, labels, by)
        await record(by, "drawn", event.code, {"hash": announced.seed_hash, "seed": announced.seed, "called": called})
    return places


async def draw_by_slips(event: Event, round_id: int, by: str, chosen: Mapping[int, tuple[int, int]]) -> None:
    """The draw as it was done by hand: registration → session and station, tested by `floor.slips` before."""
    _still_open(event)
    async with DB.transaction():
        labels = await _labels(event, round_id, chosen)
        drawn = Draw(round=round_id, method=SLIPS, result=_written(labels), by=by, at=datetime.now(UTC))
        await drawn.save()
        await _settle(event, round_id, {one: session for one, (session, _station) in chosen.items()}, labels, by)
        await record(by, "drawn-from-slips", event.code, {"competitors": str(len(chosen))})


async def _labels(event: Event, round_id: int, chosen: Mapping[int, tuple[int, int]]) -> dict[int, str]:
    count, current = len(await sessions_of(round_id)), await Round.select(Round.number).where(Round.id == round_id).first()
    number = current["number"] if current else 1
    return {one: label(session, station, count, event.stations, number) for one, (session, station) in chosen.items()}


def _still_open(event: Event) -> None:
    if event.stage not in BEFORE_MARKING:
        raise Refusal(TOO_LATE, status=409)


def _fits(entries: int, sessions: int, stations: int) -> None:
    if not entries:
        raise Refusal(NOBODY)
    if not sessions or not stations:
        raise Refusal(NO_SESSIONS)
    if entries > sessions * stations:
        raise Refusal(TOO_FEW, sessions=sessions, stations=stations, entries=entries)


def _written(labels: Mapping[int, str], called: str = "", again: Mapping[str, object] = MappingProxyType({})) -> str:
    told = {"called": called, "labels": {str(one): labels[one] for one in sorted(labels)}, **again}
    return json.dumps(told, ensure_ascii=False)


def _to_draw_again(entries: Sequence[Entry], sessions: int, stations: int, number: int) -> dict[str, object]:
    """What another needs to draw it again: who is kept apart from whom, by a number and no name. Whose own is nobody's: ""."""
    numbers = {name: str(number) for number, name in enumerate(sorted({one.apart for one in entries if one.apart}), 1)}
    groups = {str(one.registration): numbers.get(one.apart, "") for one in sorted(entries)}
    return {"groups": groups, "sessions": sessions, "stations": stations, "round": number}


async def _settle(event: Event, round_id: int, session: Mapping[int, int], labels: Mapping[int, str], by: str) -> None:
    numbered = {row.number: row.id for row in await sessions_of(round_id)}
    await Placement.delete().where(Placement.round == round_id)
    rows = [
        Placement(round=round_id, session=numbered[session[one]], registration=one, label=labels[one]) for one in sorted(labels)
    ]
    await Placement.insert(*rows)
    await perform(event, "draw", by)
