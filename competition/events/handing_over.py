"""交接: another sits in a referee's seat from now on and marks under its label; who sat there is out.

That it may be so is decided in the logbook, in the same act. Must not know a page.
"""

from competition.audit.chain import record
from competition.events.duties import CHIEF_ROLE, REFEREE_ROLE, Seat, seats
from competition.events.referees import NO_NAME, NO_SEAT
from competition.events.tables import Duty, Event
from competition.pages.language import N_
from competition.pages.refusal import Missing, Refusal
from competition.people.accounts import make_account, next_number
from competition.people.pins import give_link
from competition.people.sessions import end_tablets
from competition.people.tables import Account, TabletLink

NO_RESERVE = N_("没有这位替补裁判。请从名单里选，或填一个新的姓名。")


async def take_seat(event: Event, seat: int, reserve: int, name: str, by: str, pins: bytes) -> tuple[Seat, Account]:
    """Who sat there, and who does now: a reserve, or somebody new with a card of his own. Within the caller's transaction."""
    await Event.select(Event.id).where(Event.id == event.id).lock_rows().first()
    there = [one for one in await seats(event.id) if one.seat]
    was = next((one for one in there if one.seat == seat), None)
    if was is None:
        raise Missing(NO_SEAT, seat=seat)
    others = [one for one in there if one.seat != seat]
    now = await _reserve(event, others, reserve) if reserve else await _new(event, name.strip(), pins)
    old = await Duty.objects().get((Duty.event == event.id) & (Duty.account == was.account) & (Duty.seat == seat))
    assert old is not None
    if was.role == CHIEF_ROLE:
        # he stays chief; only the seat is another's
        await Duty.update({Duty.seat: 0, Duty.subcriteria: ""}, force=True).where(Duty.id == old.id)
    else:
        await Duty.delete().where(Duty.id == old.id)
        await TabletLink.delete().where(TabletLink.account == was.account)
        await end_tablets(was.account)
    employer = now[1] if reserve else ""
    await Duty(
        event=event.id,
        account=now[0].id,
        role=REFEREE_ROLE,
        seat=seat,
        subcriteria=old.subcriteria,
        reserve=old.reserve,
        employer=employer,
    ).save()
    await record(by, "seat-handed-over", event.code, {"seat": was.judge, "from": was.name, "to": now[0].name})
    return was, now[0]


async def _reserve(event: Event, there: list[Seat], seat: int) -> tuple[Account, str]:
    """A reserve leaves his own seat."""
    found = next((one for one in there if one.seat == seat and one.reserve), None)
    if found is None:
        raise Missing(NO_RESERVE)
    duty = await Duty.objects().get((Duty.event == event.id) & (Duty.account == found.account) & (Duty.seat == seat))
    account = await Account.objects().get(Account.id == found.account)
    assert duty is not None
    assert account is not None
    await Duty.delete().where(Duty.id == duty.id)
    return account, str(duty.employer)


async def _new(event: Event, shown: str, pins: bytes) -> tuple[Account, str]:
    if not shown:
        raise Refusal(NO_NAME)
    start = f"{event.code}-J"
    account = await make_account(f"{start}{await next_number(start)}", shown, None)
    await give_link(account.id, pins)
    return account, ""
