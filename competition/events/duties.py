"""What accounts do in an event, and the rights that follow. The event is the `code` in the address."""

from collections.abc import Iterable
from dataclasses import dataclass

from competition.events.tables import Duty, Event
from competition.pages.rights import Right
from competition.pages.site import AnyConnection
from competition.people.sessions import Signed
from scoring.rounds import FORMER_FORM

SEATS = """
select d.event, a.id as account, a.name, a.shown, d.role, d.seat, d.subcriteria, d.reserve
from duty d join account a on a.id = d.account
where d.event = any({}) order by d.event, d.seat, d.id"""
CHIEF_ROLE, REFEREE_ROLE, REGISTRAR_ROLE, CLERK_ROLE, SUPERVISOR_ROLE = "chief", "referee", "registrar", "clerk", "supervisor"
FLOOR_ROLE, CODING_ROLE = "floor", "coding"


@dataclass(frozen=True)
class Seat:
    """A referee's place in an event: he marks as `J<seat>`; an empty tuple of sub-criteria means all of them."""

    account: int
    name: str
    shown: str
    role: str
    seat: int
    subcriteria: tuple[str, ...]
    # 替补: he marks only where one of the team does not
    reserve: bool = False

    @property
    def judge(self) -> str:
        """The label under which he marks."""
        return f"J{self.seat}"

    def marks(self, subcriterion: str) -> bool:
        """Is he in this sub-criterion's marking team?"""
        # what was brought along from a former round nobody marks, but for who is named for it
        return self.seat > 0 and (subcriterion in self.subcriteria if self.subcriteria else subcriterion != FORMER_FORM)


async def seats(event_id: int) -> list[Seat]:
    """Everybody with a duty in the event, by seat."""
    return list((await seats_of([event_id])).get(event_id, ()))


async def seats_of(event_ids: Iterable[int]) -> dict[int, tuple[Seat, ...]]:
    """The same for several events, in one look."""
    found: dict[int, list[Seat]] = {}
    for row in await Duty.raw(SEATS, sorted(set(event_ids))):
        subcriteria = tuple(code for code in row["subcriteria"].split(",") if code)
        seat = Seat(row["account"], row["name"], row["shown"], row["role"], row["seat"], subcriteria, row["reserve"])
        found.setdefault(row["event"], []).append(seat)
    return {event: tuple(those) for event, those in found.items()}


async def roles(account_id: int, code: str) -> frozenset[str]:
    """The roles of an account in the event with this code."""
    rows = await Duty.select(Duty.role).where((Duty.account == account_id) & (Duty.event.code == code.upper()))
    return frozenset(row["role"] for row in rows)


async def duties_of(account_id: int) -> list[Event]:
    """The events in which an account has a duty."""
    rows = await Duty.select(Duty.event).where(Duty.account == account_id)
    ids = sorted({row["event"] for row in rows})
    return await Event.objects().where(Event.id.is_in(ids)).order_by(Event.id) if ids else []


async def events_as(account_id: int, role: str) -> list[Event]:
    """The events in which an account has this role."""
    rows = await Duty.select(Duty.event).where((Duty.account == account_id) & (Duty.role == role))
    ids = sorted({row["event"] for row in rows})
    return await Event.objects().where(Event.id.is_in(ids)).order_by(Event.id) if ids else []


def _in_event(name: str, *wanted: str, organiser: bool = True) -> Right:
    """A right of those with one of these roles in the address's event; of the organiser too, who does much in a small one."""

    async def holds(connection: AnyConnection) -> bool:
        user = connection.scope.get("user")
        if not isinstance(user, Signed):
            return False
        if organiser and user.organiser:
            return True
        return bool(await roles(user.id, str(connection.path_params.get("code", ""))) & set(wanted))

    return Right(name, holds)


CHIEF = _in_event("chief referee", CHIEF_ROLE)
REFEREE = _in_event("referee", REFEREE_ROLE, CHIEF_ROLE, organiser=False)
REGISTRAR = _in_event("registrar", REGISTRAR_ROLE)
# Who keys a paper form, and who may look into the two keyings that differ.
CLERK = _in_event("tally clerk", CLERK_ROLE)
PAPERS = _in_event("tally clerk or chief referee", CLERK_ROLE, CHIEF_ROLE)
# Who checks in and minds the clocks sees names; he marks nothing, and no referee, not even the chief, comes in here.
FLOOR = _in_event("floor official", FLOOR_ROLE)
# Who codes knows whose label is whose, and whose employer is whose; he marks nothing.
CODING = _in_event("coding referee", CODING_ROLE)
# Looks into what was opened again, ruled and mended, and confirms beside the chief; the chief himself has his own desk.
SUPERVISOR = _in_event("supervisor", SUPERVISOR_ROLE)
# Who puts right what was signed: the chief, and whoever confirms it beside him.
ERRATA = _in_event("chief referee or supervisor", CHIEF_ROLE, SUPERVISOR_ROLE)
# The two who open the codes of a signed ranking: who coded, or organises, and a supervisor.
UNSEALERS = _in_event("coding referee or supervisor", CODING_ROLE, SUPERVISOR_ROLE)
