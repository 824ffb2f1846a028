"""The making of what was planned: all of it in one transaction, or nothing."""

from collections.abc import Sequence
from datetime import UTC, datetime

from asyncpg import UniqueViolationError

from competition.audit.chain import record
from competition.database import DB
from competition.events.duties import CHIEF_ROLE, REFEREE_ROLE
from competition.events.lists import category_named, industry_named
from competition.events.schemes import written
from competition.events.tables import Duty, Event, Round, Season
from competition.floor.draws import announce_draw, draw_by_program
from competition.floor.organise.details import DEPTHS, DISPLAYS, TOTALS
from competition.floor.quick_start.names import Entrant
from competition.floor.quick_start.plan import Plan, Seat
from competition.floor.quick_start.wanted import Wanted
from competition.floor.stations import make_sessions
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.people.accounts import make_account
from competition.people.persons import delegation_named, employer_named, person_named
from competition.people.pins import give_link
from competition.registration.acceptance import accept, register

TAKEN = N_("同一时刻有人建立了同编号的赛项，这里什么都没有写入。请再点一次“建立赛项”。")


async def create(plan: Plan, typed: Wanted, by: str, pins: bytes) -> Event:
    """The event, ready to be marked: season, scheme, referees with their cards, competitors at their stations."""
    assert not plan.problems, "a plan with problems is shown, never made"
    assert plan.scheme is not None
    try:
        async with DB.transaction():
            event = await _event(plan, typed, by)
            one = Round(event=event.id, scheme=written(plan.scheme))
            await one.save()
            await _officials(event, plan.seats, pins)
            await make_sessions(one.id, [session.starts_at for session in plan.sessions], plan.sessions[0].minutes)
            await _register(event, plan.entrants)
            await record(by, "quick-start", event.code, {"title": plan.title, "competitors": str(len(plan.entrants))})
            if plan.entrants and typed.draw != "later":
                await announce_draw(event, by)
                await draw_by_program(event, by)
    except UniqueViolationError as twice:
        raise Refusal(TAKEN, status=409) from twice
    return event


async def _event(plan: Plan, typed: Wanted, by: str) -> Event:
    assert plan.scheme is not None
    event = Event(
        season=await _season(plan, typed, by),
        code=plan.code,
        title=plan.title,
        title_en=(plan.scheme.title_en or "")[:120],
        occupation=plan.occupation[:20],
        industry=await industry_named(plan.industry),
        category=await category_named(typed.category),
        team_size=plan.team_size,
        delegations=typed.delegations if typed.delegations in TOTALS else "",
        best=plan.best,
        display=typed.display if typed.display in DISPLAYS else "progress",
        quota=plan.quota,
        starts_at=plan.sessions[0].starts_at,
        minutes=plan.sessions[0].minutes,
        stations=plan.stations,
        notice_depth=typed.notice_depth if typed.notice_depth in DEPTHS else "winners",
        notice_days=plan.notice_days,
        made_at=datetime.now(UTC),
    )
    await event.save()
    return event


async def _season(plan: Plan, typed: Wanted, by: str) -> int:
    """The season of the competition's year, made where there is none."""
    latest = Season.objects().where(Season.year == plan.year).order_by(Season.id, ascending=False).first()
    known = await latest
    if known is not None:
        return int(known.id)
    hosts = "\n".join(line.strip() for line in typed.hosts.splitlines() if line.strip())
    season = Season(year=plan.year, name=plan.season, hosts=hosts)
    await season.save()
    await record(by, "season", plan.season, {"year": str(plan.year)})
    return int(season.id)


async def _officials(event: Event, seats: Sequence[Seat], pins: bytes) -> None:
    """An account, a seat and a card for each referee; they sign in on a tablet and have no password."""
    for seat in seats:
        account = await make_account(f"{event.code}-J{seat.number}", seat.name[:60], None)
        role = CHIEF_ROLE if seat.chief else REFEREE_ROLE
        codes = ",".join(seat.subcriteria)
        await Duty(event=event.id, account=account.id, role=role, seat=seat.number, subcriteria=codes).save()
        await give_link(account.id, pins)


async def _register(event: Event, entrants: Sequence[Entrant]) -> None:
    """Who is written by the organiser is accepted at once; a person or employer already known is that one again."""
    for entrant in entrants:
        people = []
        for member in entrant.members:
            employer = await employer_named(member.employer) if member.employer else None
            people.append(await person_named(member.name, employer))
        delegation = await delegation_named(entrant.delegation) if entrant.delegation else None
        made = await register(event.id, people, delegation=delegation, team=entrant.team)
        await accept(made.id)
