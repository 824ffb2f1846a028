"""The referees of an event: seats, who is chief, who marks which sub-criteria; the scheme's `judges` follow them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from piccolo.columns import Column

from competition.audit.chain import record
from competition.database import DB
from competition.events.duties import CHIEF_ROLE, REFEREE_ROLE, Seat, seats
from competition.events.panels import Adapted, adapted, marking
from competition.events.programme import round_of
from competition.events.schemes import parsed, still_open, written
from competition.events.tables import Duty, Event, Round
from competition.pages.language import N_
from competition.pages.refusal import Missing, Refusal
from competition.people.accounts import make_account, next_number
from competition.people.pins import give_link
from competition.people.sessions import end_tablets
from competition.people.tables import TabletLink

LONG_EMPLOYER = N_("“{employer}”太长，单位最多 120 个字。")
NO_SEAT = N_("没有 J{seat} 这个裁判席位。")
NO_NAME = N_("请填写裁判姓名。")
THE_CHIEF = N_("裁判长不能去掉。先请另一位当裁判长。")
# no sub-criterion is called so
NONE = ("-",)


@dataclass(frozen=True)
class Wish:
    """What is asked of a seat: its sub-criteria, () for all, NONE for a chief who does not mark. None: as it was."""

    seat: int
    subcriteria: tuple[str, ...] = ()
    reserve: bool | None = None
    employer: str | None = None


async def add_referee(
    event: Event, name: str, by: str, pins: bytes, *, employer: str = "", reserve: bool = False
) -> Adapted | None:
    """A new seat after the last, with a card of its own."""
    shown, unit = name.strip(), employer.strip()
    if not shown:
        raise Refusal(NO_NAME)
    _fitting(unit)
    async with DB.transaction():
        held = await _held(event)
        there = [one for one in await seats(held.id) if one.seat]
        start = f"{held.code}-J"
        number = max([await next_number(start), *(one.seat + 1 for one in there)])
        account = await make_account(f"{start}{number}", shown, None)
        role = REFEREE_ROLE if any(one.role == CHIEF_ROLE for one in there) else CHIEF_ROLE
        spare = reserve and role == REFEREE_ROLE
        await Duty(event=held.id, account=account.id, role=role, seat=number, employer=unit, reserve=spare).save()
        await give_link(account.id, pins)
        await record(by, "referee-added", held.code, {"seat": f"J{number}", "name": shown})
        return await _follow(held)


async def remove_referee(event: Event, seat: int, by: str) -> Adapted | None:
    """The seat is gone, and its card opens nothing more."""
    async with DB.transaction():
        held = await _held(event)
        one = await _seat(held, seat)
        if one.role == CHIEF_ROLE:
            raise Refusal(THE_CHIEF)
        await Duty.delete().where((Duty.event == held.id) & (Duty.account == one.account))
        await TabletLink.delete().where(TabletLink.account == one.account)
        await record(by, "referee-removed", held.code, {"seat": one.judge, "name": one.shown})
        return await _follow(held)


async def make_chief(event: Event, seat: int, by: str) -> None:
    """Another one is chief; the seats stay."""
    async with DB.transaction():
        held = await _held(event)
        one = await _seat(held, seat)
        await Duty.update({Duty.role: REFEREE_ROLE}).where((Duty.event == held.id) & (Duty.role == CHIEF_ROLE))
        chief: dict[Column | str, Any] = {Duty.role: CHIEF_ROLE, Duty.reserve: False}
        await Duty.update(chief).where((Duty.event == held.id) & (Duty.account == one.account))
        await _follow(held)
        await record(by, "chief", held.code, {"seat": one.judge, "name": one.shown})


async def assign(event: Event, wishes: Sequence[Wish], by: str) -> Adapted | None:
    """Who marks which sub-criteria. A team that cannot mark the scheme is refused, and nothing changes."""
    async with DB.transaction():
        held = await _held(event)
        for wish in wishes:
            one = await _seat(held, wish.seat)
            asked = {Duty.subcriteria: ",".join(wish.subcriteria)} | _besides(wish, one)
            await Duty.update(asked).where((Duty.event == held.id) & (Duty.account == one.account))
        made = await _follow(held)
        for problem in made.problems if made else ():
            raise Refusal(problem.says, status=422, **dict[str, object](problem.facts))
        facts = {f"J{wish.seat}": ",".join(wish.subcriteria) or "*" for wish in wishes}
        await record(by, "marking-teams", held.code, facts)
        return made


def _besides(wish: Wish, one: Seat) -> dict[Column | str, Any]:
    """Whose reserve, and of which employer, where the wish says so; the chief is nobody's reserve."""
    found: dict[Column | str, Any] = {}
    if wish.reserve is not None:
        found[Duty.reserve] = wish.reserve and one.role != CHIEF_ROLE
    if wish.employer is not None:
        _fitting(wish.employer.strip())
        found[Duty.employer] = wish.employer.strip()
    return found


def _fitting(employer: str) -> None:
    if len(employer) > 120:
        raise Refusal(LONG_EMPLOYER, employer=employer[:20] + "…")


async def employers(event_id: int) -> dict[int, str]:
    """Seat → employer. Only for who codes and who organises: it says whom a referee may know."""
    rows = await Duty.select(Duty.seat, Duty.employer).where((Duty.event == event_id) & (Duty.seat > 0))
    return {row["seat"]: row["employer"] for row in rows}


async def new_card(event: Event, seat: int, by: str, pins: bytes) -> Seat:
    """A new link and PIN for one referee, at any time: for one lost or locked. Who came in by the old one is out."""
    one = await _seat(event, seat)
    async with DB.transaction():
        await give_link(one.account, pins)
        await end_tablets(one.account)
        await record(by, "new-card", event.code, {"seat": one.judge})
    return one


async def _held(event: Event) -> Event:
    """The event's row, held until the transaction ends; its stage is as it is now."""
    held = await Event.objects().where(Event.id == event.id).lock_rows().first()
    assert held is not None
    still_open(held)
    return held


async def _seat(event: Event, seat: int) -> Seat:
    found = next((one for one in await seats(event.id) if one.seat == seat and seat > 0), None)
    if found is None:
        raise Missing(NO_SEAT, seat=seat)
    return found


async def _follow(event: Event) -> Adapted | None:
    """The round's scheme with as many judges as there now are. What cannot be marked yet is told, not refused."""
    teams = [one.subcriteria for one in await seats(event.id) if one.seat and not one.reserve]
    one = await round_of(event.id)
    scheme = parsed(one.scheme)
    if scheme is None or not teams:
        return None
    made = adapted(scheme, marking(teams))
    await Round.update({Round.scheme: written(made.scheme)}).where(Round.id == one.id)
    return made
