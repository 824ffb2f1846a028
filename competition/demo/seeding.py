"""The season is set up with the rooms' own verbs, so that every stage is reached as a person would reach it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from competition.database import DB
from competition.demo.programme import ADDRESS, EVENTS, HOSTS, OFFICE, PHONE, SEASON, TEAMS, Planned, entrants, officials
from competition.events.duties import CHIEF_ROLE, REFEREE_ROLE, seats
from competition.events.panels import adapted, marking
from competition.events.programme import event_by_code, season
from competition.events.stages import perform
from competition.events.tables import Duty, Event, Season
from competition.floor.draw import Entry, draw
from competition.floor.draws import draw_by_slips
from competition.floor.quick_start.create import create
from competition.floor.quick_start.known import known, trade_of
from competition.floor.quick_start.plan import planned
from competition.floor.quick_start.wanted import Wanted
from competition.floor.stations import competitors
from competition.judging.authority import Author
from competition.people.accounts import make_account
from competition.people.persons import employer_named, person_named
from competition.people.pins import give_link
from competition.people.tables import Account
from competition.registration.acceptance import register

ORGANISER, VISITOR = "demo-organiser", "demo-visitor"
ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Ground:
    """What the seeding needs to know: the seed, and the key for the cards."""

    seed: int
    pins: bytes


async def accounts(ground: Ground) -> None:
    """The organiser who does the office's acts, and the visitor at the stage, who may do what an organiser may."""
    await make_account(ORGANISER, "赛务组", None, organiser=True)
    visitor = await make_account(VISITOR, "演示席", None, organiser=True)
    await give_link(visitor.id, ground.pins)


async def set_up(ground: Ground, event: Planned) -> Event:
    """An event made by the quick start, with its officials, its competitors accepted, not yet drawn."""
    typed = _typed(ground.seed, event)
    trade, _problems = trade_of(typed)
    assert trade is not None
    plan = planned(typed, trade, await known())
    present = marking([event.codes(seat) for seat in range(1, event.seats + 1)])
    async with DB.transaction():
        fitted = replace(plan, seats=(), scheme=adapted(trade.scheme, present).scheme)
        made = await create(fitted, typed, ORGANISER, ground.pins)
        await _officials(ground, event, made)
        await _office()
    return made


def _typed(seed: int, event: Planned) -> Wanted:
    now = datetime.now(ZONE)
    return Wanted(
        title=event.title,
        trade=event.trade,
        date=now.date().isoformat(),
        start=f"{now:%H}:00",
        stations=str(event.competitors),
        referees="、".join(officials(seed, event)),
        people=entrants(seed, event),
        code=event.code,
        season=SEASON,
        hosts=HOSTS,
        industry=event.industry,
        team_size=str(event.team_size),
        delegations=event.delegations,
        display=event.display,
        notice_depth="scores",
        quota=str(event.quota),
        draw="later",
    )


async def _office() -> None:
    current = await season()
    if current is not None and not current.office:
        changes = {Season.office: OFFICE, Season.phone: PHONE, Season.address: ADDRESS}
        await Season.update(changes).where(Season.id == current.id)  # type: ignore[arg-type]


async def _officials(ground: Ground, event: Planned, made: Event) -> None:
    """The chief marks nothing himself, so that he may accept every form; the visitor has seat 1 of a running event."""
    chief, *referees = officials(ground.seed, event)
    account = await make_account(f"{event.code}-chief", chief, None)
    await Duty(event=made.id, account=account.id, role=CHIEF_ROLE).save()
    await give_link(account.id, ground.pins)
    for seat, name in enumerate(referees, 1):
        if event.teams and seat == 1:
            account = await visitor()
        else:
            account = await make_account(f"{event.code}-J{seat}", name, None)
            await give_link(account.id, ground.pins)
        codes = ",".join(event.codes(seat))
        await Duty(event=made.id, account=account.id, role=REFEREE_ROLE, seat=seat, subcriteria=codes).save()


async def visitor() -> Account:
    """The account of whoever stands at the stage."""
    found = await Account.objects().where(Account.name == VISITOR).first()
    assert found is not None
    return found


async def draw_stations(ground: Ground, event: Event) -> None:
    """The draw, from the demo's seed: the same seed puts the same people at the same stations."""
    entries = [Entry(each.registration, each.apart) for each in await competitors(event.id)]
    places = draw(f"{ground.seed} {event.code}", entries, 1, event.stations)
    await draw_by_slips(event, ORGANISER, {place.registration: (place.session, place.station) for place in places})


async def chief_of(event: Event) -> Author:
    """The event's chief as an author of decisions."""
    everybody = tuple(await seats(event.id))
    mine = next(seat for seat in everybody if seat.role == CHIEF_ROLE)
    return Author(mine.name, mine.shown, True, None, everybody)


async def open_registration(ground: Ground) -> None:
    """The team event is still open; two more teams wait for the review."""
    event = await event_by_code(TEAMS.code)
    await perform(event, "open-registration", ORGANISER)
    until = datetime.now(ZONE).replace(hour=18, minute=0, second=0, microsecond=0) + timedelta(days=3)
    changes = {Event.registration_until: until, Event.starts_at: until + timedelta(days=4), Event.capacity: 12}
    await Event.update(changes).where(Event.id == event.id)  # type: ignore[arg-type]
    waiting = replace(TEAMS, code="WY-waiting", competitors=2)
    for team, rows in _by_team(entrants(ground.seed, waiting).split("\n")).items():
        members = [await person_named(name, await employer_named(employer)) for name, employer in rows]
        await register(event.id, members, team=f"{team}（新报名）")


def _by_team(lines: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    teams: dict[str, list[tuple[str, str]]] = {}
    for line in lines:
        name, employer, team = line.split("\t")
        teams.setdefault(team, []).append((name, employer))
    return teams


async def set_up_all(ground: Ground) -> None:
    """All four events, everybody registered."""
    await accounts(ground)
    for event in EVENTS:
        await set_up(ground, event)
