"""What the page would make, worked out before anything is written: the preview shows it, the making follows it. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from competition.events.panels import Adapted, adapted, marking, teams
from competition.floor.quick_start.names import Entrant, Names, competitors, referees
from competition.floor.quick_start.timetable import starts
from competition.floor.quick_start.wanted import Wanted, clock, day, whole
from competition.pages.language import N_
from scoring.amounts import shown
from scoring.awards import seats
from scoring.problems import Problem
from scoring.scheme import Scheme, breaches

MOST_SESSIONS, MOST_STATIONS, MOST_ENTRANTS, LONGEST_TITLE = 40, 500, 1000, 120
NO_SCHEME = N_("请选一个工种，或上传评分标准。")
NO_TITLE = N_("请填写赛项名称。")
LONG_TITLE = N_("名称最多 120 个字，现在有 {count} 个。")
TOO_MANY = N_("选手最多 {most} 个，这里有 {count} 个。请分成几个赛项。")
NO_REFEREES = N_("请填写裁判，至少一位；第一位是裁判长。")
TOO_FEW = N_("赛位不够：{sessions} 场 × {stations} 个赛位，选手有 {entrants} 个。加赛位或场次，也可以把场次留空，由系统来分。")
BAD_CODE = N_("赛项编号“{code}”不对：用大写字母、数字和短横，最多 20 个，例如 DG。")
CODE_TAKEN = N_("赛项编号“{code}”已被使用，请换一个。")
NOBODY_YET = N_("没有填选手：先建立赛项，以后再报名、抽签。")
ONE_REFEREE = N_("只有 1 位裁判，评价分和评委打分都由一人决定。")


@dataclass(frozen=True)
class Known:
    """What is there already: the season of a year, the codes taken, today."""

    codes: frozenset[str]
    seasons: dict[int, str]
    zone: str = "Asia/Shanghai"


@dataclass(frozen=True)
class Trade:
    """What the event is built on: a ready trade or an uploaded scheme."""

    title: str
    code: str
    scheme: Scheme
    occupation: str = ""
    industry: str = ""


@dataclass(frozen=True)
class Seat:
    """A referee: his place, his name, the sub-criteria he marks (none: all)."""

    number: int
    name: str
    subcriteria: tuple[str, ...] = ()

    @property
    def chief(self) -> bool:
        """The first is chief."""
        return self.number == 1


@dataclass(frozen=True)
class SessionPlan:
    """A session and how many stand in it."""

    number: int
    starts_at: datetime
    minutes: int
    entrants: int

    @property
    def ends_at(self) -> datetime:
        """When its time is up."""
        return self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Plan:
    """All of it. With a problem nothing is made."""

    title: str
    code: str
    year: int
    season: str
    season_is_new: bool
    occupation: str
    industry: str
    team_size: int
    best: int
    quota: int
    notice_days: int
    scheme: Scheme | None
    drops: bool
    panels: bool
    seats: tuple[Seat, ...]
    entrants: tuple[Entrant, ...]
    stations: int
    sessions: tuple[SessionPlan, ...]
    namesakes: tuple[str, ...] = ()
    notices: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    @property
    def employers(self) -> int:
        """How many employers send somebody."""
        return len({member.employer for entrant in self.entrants for member in entrant.members if member.employer})

    @property
    def people(self) -> int:
        """How many persons compete."""
        return sum(len(entrant.members) for entrant in self.entrants)

    @property
    def forms(self) -> int:
        """Forms of one competitor."""
        return len(self.scheme.subcriteria) if self.scheme else 0

    @property
    def maximum(self) -> str:
        """满分, with the scheme's decimals."""
        return shown(self.scheme.max, self.scheme.rounding.places) if self.scheme else "—"

    @property
    def awards(self) -> list[tuple[str, int]]:
        """Each tier and its seats, were all of them ranked."""
        if self.scheme is None or self.scheme.awards is None:
            return []
        found = seats(self.scheme.awards, len(self.entrants))
        return [(name, count) for (name, _), count in zip(self.scheme.awards.tiers, found, strict=True)]

    @property
    def weights(self) -> Fraction | None:
        """The sum of the criteria's weights; None where marks simply add up."""
        found = [one.weight for one in self.scheme.criteria if one.weight is not None] if self.scheme else []
        return sum(found, Fraction(0)) if found else None


def planned(typed: Wanted, trade: Trade | None, known: Known, found: Sequence[Problem] = ()) -> Plan:
    """The plan of what was typed; `found`: what was wrong with the uploaded file."""
    problems, notices = list(found), list[Problem]()
    if trade is None and not found:
        problems.append(Problem("trade", NO_SCHEME))
    title = _title(typed, trade, problems)
    team_size = whole(typed.team_size, "team_size", problems, least=1, most=20, empty=1)
    names = competitors(typed.people, team_size)
    officials, said = referees(typed.referees)
    if len(names.entrants) > MOST_ENTRANTS:
        problems.append(Problem("people", TOO_MANY, {"most": str(MOST_ENTRANTS), "count": str(len(names.entrants))}))
    judged = _judged(trade, officials, names, problems, notices)
    stations, sessions = _places(typed, names, problems, known.zone)
    year = sessions[0].starts_at.year if sessions else 0
    notices += [*said, *names.notices]
    problems += names.problems
    return Plan(
        title=title,
        code=_code(typed, trade, known, problems),
        year=year,
        season=known.seasons.get(year) or typed.season.strip() or f"{year}年武侯区职业技能大赛",
        season_is_new=year not in known.seasons,
        occupation=trade.occupation if trade else "",
        industry=typed.industry.strip() or (trade.industry if trade else ""),
        team_size=team_size,
        best=whole(typed.best, "best", problems, least=0, most=99, empty=0),
        quota=whole(typed.quota, "quota", problems, least=0, most=999, empty=0),
        notice_days=whole(typed.notice_days, "notice_days", problems, least=1, most=60, empty=5),
        scheme=judged.scheme if judged else (trade.scheme if trade else None),
        drops=bool(judged and judged.drops),
        panels=bool(judged and judged.panels),
        seats=_seats(trade, officials),
        entrants=names.entrants,
        stations=stations,
        sessions=tuple(sessions),
        namesakes=names.namesakes,
        notices=tuple(notices),
        problems=tuple(problems),
    )


def _title(typed: Wanted, trade: Trade | None, problems: list[Problem]) -> str:
    title = typed.title.strip() or (trade.title if trade else "")
    if not title and trade:
        problems.append(Problem("title", NO_TITLE))
    if len(title) > LONGEST_TITLE:
        problems.append(Problem("title", LONG_TITLE, {"count": str(len(title))}))
    return title


def _seats(trade: Trade | None, officials: Sequence[str]) -> tuple[Seat, ...]:
    codes = teams(trade.scheme, len(officials)) if trade else [()] * len(officials)
    return tuple(Seat(number, name, marks) for number, (name, marks) in enumerate(zip(officials, codes, strict=True), 1))


def _judged(
    trade: Trade | None, officials: list[str], names: Names, problems: list[Problem], notices: list[Problem]
) -> Adapted | None:
    """The scheme as these referees can mark it. An event that only opens its registration may find them later."""
    if not names.entrants:
        notices.append(Problem("people", NOBODY_YET))
    if not officials:
        problems += [Problem("referees", NO_REFEREES)] if names.entrants else []
        return None
    if trade is None:
        return None
    found = adapted(trade.scheme, marking(teams(trade.scheme, len(officials))))
    problems += [*found.problems, *breaches(found.scheme)]
    notices += [*found.notices, *([Problem("referees", ONE_REFEREE)] if len(officials) == 1 else [])]
    return found


def _places(typed: Wanted, names: Names, problems: list[Problem], zone: str) -> tuple[int, list[SessionPlan]]:
    """Stations and sessions; left empty: everybody at once, or as many sessions as it takes."""
    entrants = len(names.entrants)
    minutes = whole(typed.minutes, "minutes", problems, least=5, most=1440, empty=180)
    wished = whole(typed.sessions, "sessions", problems, least=1, most=MOST_SESSIONS, empty=0)
    even = -(-entrants // wished) if wished else entrants
    stations = whole(typed.stations, "stations", problems, least=1, most=MOST_STATIONS, empty=max(1, even))
    count = wished or min(MOST_SESSIONS, max(1, -(-entrants // stations)))
    if entrants > stations * count:
        facts = {"sessions": str(count), "stations": str(stations), "entrants": str(entrants)}
        problems.append(Problem("stations", TOO_FEW, facts))
    date, begin = day(typed.date, problems), clock(typed.start, problems)
    if date is None or begin is None:
        return stations, []
    first = datetime.combine(date, begin, ZoneInfo(zone))
    full = stations if -(-entrants // stations) >= count else -(-entrants // count)
    sizes = [max(0, min(full, entrants - full * number)) for number in range(count)]
    return stations, [SessionPlan(n, at, minutes, sizes[n - 1]) for n, at in enumerate(starts(first, minutes, count), 1)]


def _code(typed: Wanted, trade: Trade | None, known: Known, problems: list[Problem]) -> str:
    """As typed; else from the trade, with a number where that is taken."""
    asked = typed.code.strip().upper()
    if asked:
        if not re.fullmatch(r"[A-Z0-9][A-Z0-9-]{0,19}", asked):
            problems.append(Problem("code", BAD_CODE, {"code": asked}))
        elif asked in known.codes:
            problems.append(Problem("code", CODE_TAKEN, {"code": asked}))
        return asked
    stem = re.sub(r"[^A-Z0-9-]", "", trade.code.upper())[:16].strip("-") if trade else ""
    stem = stem or "SX"
    return next(code for number in range(1, 10_000) if (code := stem if number == 1 else f"{stem}{number}") not in known.codes)
