"""From one round to the next: who would go on, and the further round as it comes to be. All of it, or nothing.

Must not know how a page looks.
"""

from dataclasses import dataclass

from competition.audit.chain import record
from competition.database import DB
from competition.events.hindrances import hinders
from competition.events.programme import round_of, rounds_of
from competition.events.schemes import parsed
from competition.events.stages import perform
from competition.events.tables import Event, Round
from competition.floor.stations import labels, make_sessions, sessions_of
from competition.floor.tables import Advance
from competition.judging.carrying import DROPPED, FORMER_MARKS, PLAIN, carried_scheme, name_of
from competition.judging.scorekeeper import keeper
from competition.judging.standings import begun, rank_of
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.results.recheck import unfinished
from scoring.amounts import amount, plain
from scoring.ranking import Ranking
from scoring.rounds import Cut, cut

INCOMPLETE = N_("{name}还排不出完整的名次，不能进入下一轮。")
SEATS = N_("晋级人数应是 1 到 {most} 之间的整数。")
NO_WEIGHT = N_("上一轮成绩的比重“{text}”应是大于 0、小于 100 的百分数，如 30。")
NOBODY = N_("照这样没有人晋级。")
NO_NAME = N_("请给新的一轮起个名字，如“决赛”，最多 20 个字。")


@dataclass(frozen=True)
class Wish:
    """What is asked: how many go on, what the marks so far count, who declined, and how both rounds are called."""

    seats: int
    carry: str
    name: str
    former_name: str
    declined: frozenset[str] = frozenset()
    beside: bool = False


@dataclass(frozen=True)
class Outlook:
    """What would come of a wish. `on`: all labels that go on, the best first."""

    ranking: Ranking
    cut: Cut
    on: tuple[str, ...]
    maximum: str


def carry_of(how: str, percent: str) -> str:
    """As a round keeps it: dropped, plain, or a weight."""
    if how in (DROPPED, PLAIN):
        return how
    share = amount(percent.strip().rstrip("%％").strip())
    if share is None or not 0 < share < 100 or (share * 10**7).denominator != 1:
        raise Refusal(NO_WEIGHT, text=percent.strip()[:20])
    return plain(share / 100)


async def ended(event: Event, name: str) -> Ranking:
    """The ranking of the round that is on, whole; refused while it is none, or not rechecked."""
    current = await round_of(event.id)
    ranking = rank_of(begun(await keeper().book(current.id)), partial=False)
    if ranking.refused or not ranking.complete:
        raise Refusal(INCOMPLETE, status=409, name=name)
    if event.stage == "recheck" and (refused := await unfinished(event, current.id)):
        raise refused
    return ranking


@hinders("next-round")
async def could_go_on(event: Event) -> None:
    """Refuses while the ranking is not whole, or not rechecked."""
    await ended(event, name_of(await round_of(event.id)))


async def outlook(event: Event, wish: Wish) -> Outlook:
    """Who goes on, before anything is written."""
    ranking = await ended(event, wish.former_name)
    placed = sum(one.place is not None for one in ranking.standings)
    if not 1 <= wish.seats <= placed:
        raise Refusal(SEATS, most=placed)
    found = cut(ranking, wish.seats, wish.declined)
    beside = set(found.beside) if wish.beside else set()
    on = tuple(one.competitor for one in ranking.standings if one.competitor in {*found.on, *beside})
    if not on:
        raise Refusal(NOBODY)
    scheme = parsed((await round_of(event.id)).scheme)
    assert scheme is not None, "a round that was marked has its scheme"
    made = carried_scheme(scheme, ranking, wish.carry, FORMER_MARKS.format(name=wish.former_name))
    return Outlook(ranking, found, on, plain(made.max))


async def add_round(event: Event, wish: Wish, by: str) -> Round:
    """The further round, with its scheme, its competitors and its sessions; the event is before its draw again."""
    if not 0 < len(wish.name) <= 20 or len(wish.former_name) > 20:
        raise Refusal(NO_NAME)
    async with DB.transaction():
        held = await Event.objects().where(Event.id == event.id).lock_rows().first() or event
        seen, former = await outlook(held, wish), await round_of(held.id)
        await perform(held, "next-round", by, "、".join(seen.on)[:1000])
        made = Round(
            event=held.id,
            number=former.number + 1,
            title=wish.name,
            scheme=former.scheme,
            seats=wish.seats,
            carry=wish.carry,
        )
        await made.save()
        await Round.update({Round.title: wish.former_name}).where(Round.id == former.id)
        on = sorted(one for one, label in (await labels(former.id)).items() if label in seen.on)
        await Advance.insert(*(Advance(round=made.id, registration=one) for one in on))
        sessions = -(-len(on) // max(held.stations, 1))
        await make_sessions(made.id, [None] * sessions, held.minutes)
        # when it begins the organiser says; the former round's day is not shown for it
        await Event.update({Event.starts_at: None}).where(Event.id == held.id)
        facts = {"round": str(made.number), "seats": str(wish.seats), "carry": wish.carry, "on": "、".join(seen.on)[:2000]}
        await record(by, "round-added", held.code, facts)
    event.stage = held.stage
    return made


async def cancel_round(event: Event, by: str, reason: str) -> None:
    """The further round is gone, as if it had not been; only before its marking has begun."""
    async with DB.transaction():
        await perform(event, "cancel-round", by, reason)
        last = (await rounds_of(event.id))[-1]
        await Round.delete().where(Round.id == last.id)
        former = await sessions_of((await round_of(event.id)).id)
        await Event.update({Event.starts_at: former[0].starts_at if former else None}).where(Event.id == event.id)
        await record(by, "round-cancelled", event.code, {"round": str(last.number), "reason": reason})
