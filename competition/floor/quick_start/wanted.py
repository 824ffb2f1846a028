"""The page as it was typed: texts, untested, so that a form that is refused comes back as it was. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date, time, timedelta

from competition.pages.language import N_
from scoring.problems import Problem

NOT_A_NUMBER = N_("“{text}”不是数字，应为 {least} 到 {most} 的整数。")
OUT_OF_RANGE = N_("{number} 超出范围，应为 {least} 到 {most}。")
NO_DATE = N_("请填写比赛日期，例如 2026-11-28。")
NO_TIME = N_("“{text}”不是时间，例如 08:30。")


@dataclass(frozen=True)
class Wanted:
    """All fields of the page. `scheme`: an uploaded scheme as text, carried along between two tries."""

    title: str = ""
    trade: str = ""
    scheme: str = ""
    scheme_name: str = ""
    date: str = ""
    start: str = "08:30"
    minutes: str = "180"
    stations: str = ""
    sessions: str = ""
    referees: str = ""
    people: str = ""
    code: str = ""
    season: str = ""
    hosts: str = ""
    category: str = "职工组"
    industry: str = ""
    team_size: str = "1"
    delegations: str = ""
    best: str = "0"
    display: str = "progress"
    notice_depth: str = "winners"
    notice_days: str = "5"
    quota: str = "0"
    draw: str = "now"


def wanted(form: Mapping[str, object]) -> Wanted:
    """From the posted fields; unknown ones are passed over."""
    known = {one.name for one in fields(Wanted)}
    return Wanted(**{name: str(value) for name, value in form.items() if name in known and isinstance(value, str)})


def fresh(today: date) -> Wanted:
    """The page before anything is typed: the competition is tomorrow."""
    return Wanted(date=(today + timedelta(days=1)).isoformat())


def whole(text: str, where: str, problems: list[Problem], *, least: int, most: int, empty: int) -> int:
    """A count, also from `180 分钟` or １２."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return empty
    found = re.match(r"\d{1,6}(?!\d)", plain)
    facts = {"least": str(least), "most": str(most)}
    if found is None:
        problems.append(Problem(where, NOT_A_NUMBER, {"text": text, **facts}))
        return empty
    number = int(found[0])
    if not least <= number <= most:
        problems.append(Problem(where, OUT_OF_RANGE, {"number": found[0], **facts}))
        return empty
    return number


def day(text: str, problems: list[Problem]) -> date | None:
    """2026-11-28, 2026年11月28日, 2026/11/28."""
    found = re.fullmatch(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?", unicodedata.normalize("NFKC", text).strip())
    if found:
        with suppress(ValueError):
            there = date(*(int(part) for part in found.groups()))
            if 2000 <= there.year <= 2200:
                return there
    problems.append(Problem("date", NO_DATE))
    return None


def clock(text: str, problems: list[Problem]) -> time | None:
    """08:30, also with a full-width colon."""
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)(:00)?", unicodedata.normalize("NFKC", text).strip())
    if found:
        return time(int(found[1]), int(found[2]))
    problems.append(Problem("start", NO_TIME, {"text": text}))
    return None
