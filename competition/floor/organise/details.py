"""What an event is, changed until marking has begun; its display may change at any time. All of it, or nothing."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from competition.audit.chain import record
from competition.database import DB
from competition.events.lists import category_named, industry_named
from competition.events.presets import PRESETS
from competition.events.programme import rounds_of, season_of
from competition.events.stages import BEFORE_DRAW, BEFORE_MARKING
from competition.events.tables import Event
from competition.floor.quick_start.timetable import starts
from competition.floor.quick_start.wanted import clock, day, whole
from competition.floor.stations import make_sessions, move_sessions, sessions_of
from competition.pages.language import N_
from competition.registration.acceptance import renumber
from scoring.problems import Problem

NO_TITLE = N_("名称不能空着。")
TOO_LONG = N_("名称最多 120 个字。")
DRAWN = N_("已经抽签，赛位不能减少，场次不能改。先在下面“重新开放报名”退回一步，改好再抽签。")
RUNNING = N_("比赛已经开始，只有大屏、检录、公示和复核的设置还能改。")
NUMBERED = N_("已经抽签或进入下一轮，参赛编号不能再改。")
RECHECKS, NUMBERS = ("on", "off"), ("accepted", "drawn")
DISPLAYS, DEPTHS, TOTALS = ("progress", "stations", "names", "none"), ("winners", "all", "scores"), ("", "sum", "mean")
TIMES = ("check_in_minutes", "late_minutes")
COUNTS = {"capacity": (0, 9999), "quota": (0, 999), "best": (0, 99), "notice_days": (1, 60), **dict.fromkeys(TIMES, (0, 240))}


@dataclass(frozen=True)
class Details:
    """As the form shows them."""

    title: str = ""
    title_en: str = ""
    date: str = ""
    start: str = ""
    minutes: str = ""
    stations: str = ""
    sessions: str = ""
    display: str = "progress"
    capacity: str = "0"
    quota: str = "0"
    notice_depth: str = "winners"
    notice_days: str = "5"
    recheck: str = "on"
    apart: str = "on"
    check_in_minutes: str = "30"
    late_minutes: str = "15"
    duties: str = "simple"
    numbers: str = "accepted"
    category: str = ""
    industry: str = ""
    delegations: str = ""
    best: str = "0"


def details(form: Mapping[str, object], before: Details) -> Details:
    """What was posted; fields that a page did not show stay as they were."""
    names = [one.name for one in dataclasses.fields(Details)]
    return dataclasses.replace(before, **{name: str(form[name]).strip() for name in names if name in form})


async def details_of(event: Event, round_id: int) -> Details:
    """What stands now."""
    sessions = await sessions_of(round_id)
    first = sessions[0].starts_at if sessions else event.starts_at
    at = first.astimezone(ZoneInfo((await season_of(event)).timezone)) if first else None
    named = await Event.select(Event.category.name, Event.industry.name).where(Event.id == event.id).first() or {}
    return Details(
        title=event.title,
        title_en=event.title_en,
        date=f"{at:%Y-%m-%d}" if at else "",
        start=f"{at:%H:%M}" if at else "",
        minutes=str(event.minutes),
        stations=str(event.stations),
        sessions=str(len(sessions)),
        display=event.display,
        capacity=str(event.capacity),
        quota=str(event.quota),
        notice_depth=event.notice_depth,
        notice_days=str(event.notice_days),
        recheck=RECHECKS[0] if event.recheck else RECHECKS[1],
        apart=RECHECKS[0] if event.sessions_apart else RECHECKS[1],
        check_in_minutes=str(event.check_in_minutes),
        late_minutes=str(event.late_minutes),
        duties=event.duties,
        numbers=NUMBERS[event.numbers_drawn],
        category=named.get("category.name") or "",
        industry=named.get("industry.name") or "",
        delegations=event.delegations,
        best=str(event.best),
    )


async def change_details(event: Event, round_id: int, wished: Details, by: str) -> list[Problem]:
    """Writes them, or says what is wrong and writes nothing."""
    problems: list[Problem] = []
    before = await details_of(event, round_id)
    shown: dict[Any, Any] = {
        Event.display: _one_of(wished.display, DISPLAYS),
        Event.notice_depth: _one_of(wished.notice_depth, DEPTHS),
        Event.notice_days: _count(wished, "notice_days", problems),
        Event.recheck: _one_of(wished.recheck, RECHECKS) == RECHECKS[0],
        Event.sessions_apart: _one_of(wished.apart, RECHECKS) == RECHECKS[0],
        **{getattr(Event, name): _count(wished, name, problems) for name in TIMES},
    }
    async with DB.transaction():
        held = await Event.objects().where(Event.id == event.id).lock_rows().first() or event
        if held.stage not in BEFORE_MARKING:
            kept = ("display", "notice_depth", "notice_days", "recheck", "apart", *TIMES)
            same = dataclasses.replace(wished, **{name: getattr(before, name) for name in kept})
            problems += [Problem("title", RUNNING)] if same != before else []
        else:
            shown |= await _fixed(held, round_id, wished, before, problems)
        if problems:
            return problems
        await Event.update(shown).where(Event.id == event.id)
        await record(by, "details", event.code, _changes(before, wished))
    return []


async def _fixed(event: Event, round_id: int, wished: Details, before: Details, problems: list[Problem]) -> dict[Any, Any]:
    """What marking rests on."""
    if not wished.title:
        problems.append(Problem("title", NO_TITLE))
    if len(wished.title) > 120 or len(wished.title_en) > 120:
        problems.append(Problem("title", TOO_LONG))
    found = {
        Event.title: wished.title,
        Event.title_en: wished.title_en,
        Event.delegations: _one_of(wished.delegations, TOTALS),
        Event.duties: _one_of(wished.duties, tuple(PRESETS)),
        **{getattr(Event, name): _count(wished, name, problems) for name in ("capacity", "quota", "best")},
    }
    found |= await _floor(event, round_id, wished, before, problems)
    if (numbers := _one_of(wished.numbers, NUMBERS)) != before.numbers:
        found[Event.numbers_drawn] = drawn = numbers == NUMBERS[1]
        if event.stage not in BEFORE_DRAW or len(await rounds_of(event.id)) > 1:
            problems.append(Problem("numbers", NUMBERED))
        if not problems:
            await renumber(event, drawn=drawn)
    if not problems:
        found[Event.category] = await category_named(wished.category)
        found[Event.industry] = await industry_named(wished.industry)
    return found


async def _floor(event: Event, round_id: int, wished: Details, before: Details, problems: list[Problem]) -> dict[Any, Any]:
    minutes = whole(wished.minutes, "minutes", problems, least=5, most=1440, empty=180)
    stations = whole(wished.stations, "stations", problems, least=1, most=500, empty=event.stations)
    count = whole(wished.sessions, "sessions", problems, least=1, most=40, empty=1)
    date, begin = day(wished.date, problems), clock(wished.start, problems)
    if event.stage == "drawn" and (stations < event.stations or count != int(before.sessions)):
        problems.append(Problem("stations", DRAWN))
    if problems or date is None or begin is None:
        return {}
    first = datetime.combine(date, begin, ZoneInfo((await season_of(event)).timezone))
    times = starts(first, minutes, count)
    if count == int(before.sessions):
        await move_sessions(round_id, times, minutes)
    else:
        await make_sessions(round_id, times, minutes)
    return {Event.starts_at: first, Event.minutes: minutes, Event.stations: stations}


def _count(wished: Details, name: str, problems: list[Problem]) -> int:
    least, most = COUNTS[name]
    return whole(getattr(wished, name), name, problems, least=least, most=most, empty=least)


def _one_of(text: str, those: tuple[str, ...]) -> str:
    return text if text in those else those[0]


def _changes(before: Details, wished: Details) -> dict[str, str]:
    was, now = dataclasses.asdict(before), dataclasses.asdict(wished)
    return {name: f"{was[name]} → {now[name]}" for name in now if now[name] != was[name]}
