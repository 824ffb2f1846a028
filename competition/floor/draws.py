"""抽签: an event's draws, announced, drawn or typed from slips, and what they gave. 先抽参赛编号、再抽赛位: one way for both.

Draw 1 is made where the event asks for it; draw 2 waits for it. What was drawn is fixed by whatever comes after.
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from competition.audit.chain import record
from competition.database import DB
from competition.events.hindrances import hinders
from competition.events.programme import round_of, rounds_of
from competition.events.stages import BEFORE_DRAW, BEFORE_MARKING, perform
from competition.events.tables import Event
from competition.floor.draw import Entry, Place, Slips, draw, hash_of
from competition.floor.stations import NO_SESSIONS, accepted, competitors, sessions_of
from competition.floor.tables import Draw, Placement
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.registration.tables import Registration

TOO_LATE = N_("比赛已经开始，不能再抽签。")
STATIONED = N_("赛位已经抽过，参赛编号不能再抽。要重抽，先在赛项页“重新开放报名”退回一步。")
NOT_ASKED = N_("这个赛项的参赛编号按接收的先后给。要抽签决定，先在“赛项资料”里改。")
NUMBERS_FIRST = N_("先抽参赛编号，再抽赛位：还有 {count} 个选手没有抽参赛编号。")
NOBODY = N_("还没有已接收的选手，先去审核报名。")
TOO_FEW = N_("赛位不够：{sessions} 场 × {stations} 个赛位，选手有 {entries} 个。请加赛位或加场次。")
NOT_ANNOUNCED = N_("还没有公布种子的哈希值，请先做第一步。")
PROGRAM, SLIPS = "program", "slips"
NUMBERS, STATIONS = "numbers", "stations"


@dataclass(frozen=True)
class Drawing:
    """A draw as it would be made now: who draws, and from which slips. Contest numbers belong to the first round, and are chance
    alone; at stations those of one employer are kept apart."""

    event: Event
    kind: str
    round: int
    entries: tuple[Entry, ...]
    slips: Slips

    def texts(self, places: Mapping[int, tuple[int, int]]) -> dict[int, str]:
        """Registration → what its slip says."""
        return {one: self.slips.text(*places[one]) for one in sorted(places)}

    def written(self, texts: Mapping[int, str], **more: object) -> str:
        """As it is kept: no name in it."""
        return json.dumps({"labels": {str(one): text for one, text in texts.items()}, **more}, ensure_ascii=False)

    def again(self) -> dict[str, object]:
        """What it takes to draw again: who is kept apart from whom, by a number and no name. Whose own is nobody's: ""."""
        numbers = {name: str(n) for n, name in enumerate(sorted({one.apart for one in self.entries if one.apart}), 1)}
        groups = {str(one.registration): numbers.get(one.apart, "") for one in sorted(self.entries)}
        slips = self.slips
        code = {"code": slips.code} if slips.code else {}
        return {"groups": groups, "sessions": slips.sessions, "stations": slips.stations, "round": slips.round_number, **code}


async def drawing(event: Event, kind: str = STATIONS) -> Drawing:
    """One of the event's two."""
    if kind == NUMBERS:
        entries = tuple(Entry(one.registration) for one in await accepted(event.id))
        return Drawing(event, kind, await _round_of(event, kind), entries, Slips(1, len(entries), code=event.code))
    current = await round_of(event.id)
    entries = tuple(Entry(one.registration, one.apart) for one in await competitors(event.id))
    slips = Slips(len(await sessions_of(current.id)), event.stations, current.number)
    return Drawing(event, kind, current.id, entries, slips)


async def _round_of(event: Event, kind: str) -> int:
    """In which round it is kept."""
    return (await rounds_of(event.id))[0 if kind == NUMBERS else -1].id


async def last_draw(round_id: int, kind: str = STATIONS) -> Draw | None:
    """The last one that was made, or announced."""
    return await Draw.objects().where((Draw.round == round_id) & (Draw.kind == kind)).order_by(Draw.id, ascending=False).first()


def holds(event: Event, drawn: Draw | None) -> bool:
    """Does this draw of stations hold? Not before it is made, and no longer once registration was opened again."""
    return drawn is not None and bool(drawn.result) and event.stage not in BEFORE_DRAW


async def standing_draw(event: Event, kind: str = STATIONS) -> Draw | None:
    """The draw that holds, or is announced."""
    found = await last_draw(await _round_of(event, kind), kind)
    if found is None or not found.result:
        return found
    stands = not await unnumbered(event) if kind == NUMBERS else holds(event, found)
    return found if stands else None


def result_of(drawn: Draw) -> dict[str, Any]:
    """What was kept of it; nothing before it is made."""
    made: dict[str, Any] = json.loads(drawn.result) if drawn.result else {}
    return made


async def unnumbered(event: Event) -> int:
    """How many have not the contest number that they drew: who was accepted after the draw has none."""
    if not event.numbers_drawn or event.stage not in BEFORE_MARKING:
        return 0
    made = (Draw.round == await _round_of(event, NUMBERS)) & (Draw.kind == NUMBERS) & (Draw.result != "")
    found = await Draw.objects().where(made).order_by(Draw.id, ascending=False).first()
    drawn = result_of(found)["labels"] if found else {}
    return sum(not one.number or drawn.get(str(one.registration)) != one.number for one in await accepted(event.id))


@hinders("draw")
async def numbers_first(event: Event) -> None:
    """Refuses the draw of stations while somebody has no contest number."""
    further = (await round_of(event.id)).number > 1
    if not further and (count := await unnumbered(event)):
        raise Refusal(NUMBERS_FIRST, status=409, count=count)


async def announce_draw(event: Event, by: str, kind: str = STATIONS) -> Draw:
    """Step one: a seed is chosen and only its hash is shown."""
    await _still_open(event, kind)
    seed, its = secrets.token_hex(16), await drawing(event, kind)
    announced = Draw(round=its.round, kind=kind, method=PROGRAM, seed=seed, seed_hash=hash_of(seed), by=by, at=datetime.now(UTC))
    async with DB.transaction():
        await announced.save()
        await record(by, "draw-announced", event.code, {"of": kind, "hash": announced.seed_hash})
    return announced


async def draw_by_program(event: Event, by: str, called: str = "", kind: str = STATIONS) -> list[Place]:
    """Step two: the draw, from the announced seed and the word called out in the hall, if one was."""
    await _still_open(event, kind)
    async with DB.transaction():
        its = await drawing(event, kind)
        here = (Draw.round == its.round) & (Draw.kind == kind)
        announced = await Draw.objects().where(here).order_by(Draw.id, ascending=False).lock_rows().first()
        if announced is None or announced.result or announced.method != PROGRAM:
            raise Refusal(NOT_ANNOUNCED, status=409)
        _fits(its)
        places = draw(f"{announced.seed}{called}", its.entries, its.slips.sessions, its.slips.stations)
        drawn = {place.registration: (place.session, place.station) for place in places}
        announced.result = its.written(its.texts(drawn), called=called, **its.again())
        announced.by, announced.at = by, datetime.now(UTC)
        await announced.save()
        await _settle(its, drawn, by)
        facts = {"of": kind, "hash": announced.seed_hash, "seed": announced.seed, "called": called}
        await record(by, "drawn", event.code, facts)
    return places


async def draw_by_slips(
    event: Event, by: str, chosen: Mapping[int, tuple[int, int]], kind: str = STATIONS, proxies: Iterable[int] = ()
) -> None:
    """The draw as it was done by hand, tested by `floor.slips` before. `proxies`: for whom somebody else drew (代抽)."""
    await _still_open(event, kind)
    async with DB.transaction():
        its, others = await drawing(event, kind), sorted(set(proxies) & set(chosen))
        result = its.written(its.texts(chosen), called="", proxies=others)
        await Draw(round=its.round, kind=kind, method=SLIPS, result=result, by=by, at=datetime.now(UTC)).save()
        await _settle(its, chosen, by)
        facts = {"of": kind, "competitors": str(len(chosen)), "proxies": str(len(others))}
        await record(by, "drawn-from-slips", event.code, facts)


async def _still_open(event: Event, kind: str) -> None:
    if event.stage not in BEFORE_MARKING:
        raise Refusal(TOO_LATE, status=409)
    if kind == STATIONS:
        await numbers_first(event)
    elif not event.numbers_drawn:
        raise Refusal(NOT_ASKED, status=409)
    elif event.stage not in BEFORE_DRAW or (await round_of(event.id)).number > 1:
        raise Refusal(STATIONED, status=409)


def _fits(its: Drawing) -> None:
    slips, entries = its.slips, len(its.entries)
    if not entries:
        raise Refusal(NOBODY)
    if not slips.all:
        raise Refusal(NO_SESSIONS)
    if entries > len(slips.all):
        raise Refusal(TOO_FEW, sessions=slips.sessions, stations=slips.stations, entries=entries)


async def _settle(its: Drawing, drawn: Mapping[int, tuple[int, int]], by: str) -> None:
    texts = its.texts(drawn)
    if its.kind == NUMBERS:
        await _number(its.event, texts)
        return
    numbered = {row.number: row.id for row in await sessions_of(its.round)}
    await Placement.delete().where(Placement.round == its.round)
    rows = [
        Placement(round=its.round, session=numbered[drawn[one][0]], registration=one, label=text) for one, text in texts.items()
    ]
    await Placement.insert(*rows)
    await perform(its.event, "draw", by)


async def _number(event: Event, texts: Mapping[int, str]) -> None:
    """The event's row is held: neither an acceptance nor the draw of stations comes between."""
    held = await Event.select(Event.stage).where(Event.id == event.id).lock_rows().first()
    if held is None or held["stage"] not in BEFORE_DRAW:
        raise Refusal(STATIONED, status=409)
    await Registration.update({Registration.number: ""}).where(Registration.event == event.id)
    for one, text in texts.items():
        await Registration.update({Registration.number: text}).where(Registration.id == one)
