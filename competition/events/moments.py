"""Days and times of day as a season's place counts them, in words. Must not know what happens then."""

from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from competition.events.tables import Season
from competition.pages.language import N_, _

WEEKDAYS = N_("星期一 星期二 星期三 星期四 星期五 星期六 星期日")


def today(season: Season) -> date:
    """The day at the season's place."""
    return datetime.now(ZoneInfo(season.timezone)).date()


def day(on: date) -> str:
    """11月28日 星期六."""
    return _("{month}月{day}日 {weekday}", month=on.month, day=on.day, weekday=_(WEEKDAYS).split()[on.weekday()])


def until(at: datetime | None, season: Season) -> str:
    """11月28日 星期六 18:00: a moment that somebody has to keep; nothing where none is set."""
    if at is None:
        return ""
    there = at.astimezone(ZoneInfo(season.timezone))
    return f"{day(there)} {there:%H:%M}"


def moment(at: datetime | None, zone: str) -> str:
    """11月28日 08:30, where the season is."""
    if at is None:
        return "—"
    there = at.astimezone(ZoneInfo(zone))
    return _("{month}月{day}日 {clock}", month=there.month, day=there.day, clock=f"{there:%H:%M}")


def stamp(at: datetime, zone: tzinfo) -> str:
    """2026-11-28 08:30: when something was done, the same in every language."""
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def clock(at: datetime, zone: tzinfo) -> str:
    """08:30:05: the time of day there."""
    return at.astimezone(zone).strftime("%H:%M:%S")
