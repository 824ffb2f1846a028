"""Who stands where: a round's sessions, its competitors, and the places that a draw gave them. Must not know how it was drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from competition.events.programme import round_of
from competition.floor.tables import Advance, Placement, Session
from competition.pages.language import N_
from competition.registration.acceptance import ACCEPTED, SUBMITTED
from competition.registration.tables import Member, Registration

NO_SESSIONS = N_("还没有场次和赛位，请先在“赛项资料”里填写。")


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
    everybody, current = await accepted(event_id), await round_of(event_id)
    if current.number == 1:
        return everybody
    went_on = {row["registration"] for row in await Advance.select(Advance.registration).where(Advance.round == current.id)}
    return [one for one in everybody if one.registration in went_on]


async def accepted(event_id: int) -> list[Competitor]:
    """Everybody whose registration was accepted, by contest number; who has none yet by registration."""
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
        .order_by(registered.id)
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


async def labels(round_id: int) -> dict[int, str]:
    """Registration → where it stands, by label; nobody's name."""
    rows = await Placement.select(Placement.registration, Placement.label).where(Placement.round == round_id)
    return {row["registration"]: row["label"] for row in sorted(rows, key=lambda row: str(row["label"]))}


async def placed(event_id: int, round_id: int) -> list[Placed]:
    """Who stands where, by session and station."""
    known = {competitor.registration: competitor for competitor in await accepted(event_id)}
    rows = await Placement.select(Placement.label, Placement.registration, Placement.session.number).where(
        Placement.round == round_id
    )
    there = [row for row in rows if row["registration"] in known]
    found = [Placed(row["label"], row["session.number"], known[row["registration"]]) for row in there]
    return sorted(found, key=lambda one: (one.session, one.label))
