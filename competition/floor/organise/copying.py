"""An event of an earlier season once more: its scheme, sessions and settings under a new code; no people, no marks."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from asyncpg import UniqueViolationError

from competition.audit.chain import record
from competition.database import DB
from competition.events.duties import CHIEF_ROLE, REFEREE_ROLE, seats
from competition.events.programme import rounds_of
from competition.events.tables import Duty, Event, Round, Season
from competition.floor.stations import make_sessions, sessions_of
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.people.accounts import make_account
from competition.people.pins import give_link
from competition.registration.tables import Rule

TAKEN = N_("同一时刻有人建立了同编号的赛项，这里什么都没有写入。请再点一次“复制”。")
SAME = (
    *("title_en", "occupation", "industry", "category", "team_size", "delegations", "best", "display", "identity"),
    *("capacity", "quota", "minutes", "stations", "notice_depth", "notice_days"),
    *("check_in_minutes", "late_minutes", "sessions_apart", "numbers_drawn"),
)
# a birthday limit moves from year to year, and 往届优胜者 is a list of people: both are set anew
RULES = ("unit", "level", "once")


@dataclass(frozen=True)
class Wished:
    """`day`: of the first session; None leaves the times open."""

    code: str
    title: str
    day: date | None
    referees: bool


def usual_code(code: str, year: int, taken: frozenset[str]) -> str:
    """DG, or DG-2026 from the year before → DG-2027; with a number where that is taken."""
    stem = re.sub(r"-\d{4}$", "", code)[:12]
    names = (f"{stem}-{year}" if number == 1 else f"{stem}-{year}-{number}" for number in range(1, 100))
    return next(name for name in names if name not in taken)


def usual_day(event: Event, source: Season, target: Season) -> date | None:
    """The same day of the week in the year of the season that is on."""
    there = event.starts_at.astimezone(ZoneInfo(source.timezone)).date() if event.starts_at else None
    return there + timedelta(days=364 * (target.year - source.year)) if there else None


def shifted(at: datetime | None, days: int, before: str, after: str) -> datetime | None:
    """So many days later at the same time on the clock on the wall."""
    if at is None:
        return None
    there = at.astimezone(ZoneInfo(before)).replace(tzinfo=None) + timedelta(days=days)
    return there.replace(tzinfo=ZoneInfo(after))


async def copy_event(source: Event, target: Season, wished: Wished, by: str, pins: bytes) -> Event:
    """All of it, or nothing."""
    season = await Season.objects().get(Season.id == source.season)
    assert season is not None
    days, known = _days(source, season, wished), wished.day is not None

    def moved(at: datetime | None) -> datetime | None:
        return shifted(at, days, season.timezone, target.timezone) if known else None

    try:
        async with DB.transaction():
            made = Event(
                season=target.id,
                code=wished.code,
                title=wished.title,
                starts_at=moved(source.starts_at),
                registration_until=moved(source.registration_until),
                made_at=datetime.now(UTC),
                **{name: getattr(source, name) for name in SAME},
            )
            await made.save()
            # who goes on to a further round is seen when its time comes
            for each in (await rounds_of(source.id))[:1]:
                one = Round(event=made.id, number=each.number, title=each.title, scheme=each.scheme)
                await one.save()
                for_round = await sessions_of(each.id)
                minutes = for_round[0].minutes if for_round else source.minutes
                await make_sessions(one.id, [moved(session.starts_at) for session in for_round], minutes)
            for rule in await Rule.objects().where((Rule.event == source.id) & Rule.kind.is_in(list(RULES))).order_by(Rule.id):
                await Rule(event=made.id, kind=rule.kind, effect=rule.effect, value=rule.value).save()
            if wished.referees:
                await _officials(source, made, pins)
            await record(by, "event-copied", made.code, {"from": source.code, "referees": str(wished.referees)})
    except UniqueViolationError as twice:
        raise Refusal(TAKEN, status=409) from twice
    return made


def _days(source: Event, season: Season, wished: Wished) -> int:
    if wished.day is None or source.starts_at is None:
        return 0
    return (wished.day - source.starts_at.astimezone(ZoneInfo(season.timezone)).date()).days


async def _officials(source: Event, made: Event, pins: bytes) -> None:
    """Referees get accounts and cards of this event, in their seats; who has an account of his own keeps it."""
    for one in await seats(source.id):
        account = one.account
        if one.seat and one.role in (CHIEF_ROLE, REFEREE_ROLE):
            account = (await make_account(f"{made.code}-J{one.seat}", one.shown, None)).id
            await give_link(account, pins)
        await Duty(event=made.id, account=account, role=one.role, seat=one.seat, subcriteria=",".join(one.subcriteria)).save()
