"""Names as they are typed or pasted from a spreadsheet: referees in a line, competitors one a line. Pure; knows no database."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from competition.pages.language import N_
from scoring.problems import Problem

LONGEST_NAME, LONGEST_UNIT = 60, 120
CHIEF = re.compile(r"\s*[（(]\s*(?:裁判长|chief(?: referee)?)\s*[)）]\s*", re.IGNORECASE)
HEADINGS: Mapping[str, str] = {
    **dict.fromkeys(("姓名", "选手", "选手姓名", "名字", "name"), "name"),
    **dict.fromkeys(("单位", "工作单位", "所在单位", "单位名称", "企业", "employer"), "employer"),
    **dict.fromkeys(("代表队", "参赛队", "delegation"), "delegation"),
    **dict.fromkeys(("队名", "团队", "小组", "team"), "team"),
}
DIGITS = N_("第 {line} 行：名字“{name}”里有数字，请看一眼。")
TOO_LONG = N_("第 {line} 行：“{text}”太长，姓名最多 60 字，单位最多 120 字。")
NAMESAKES = N_("“{name}”出现 {count} 次，单位不同。按 {count} 个人建立。")
TWICE = N_("“{name}　{employer}”出现 {count} 次，只建立一次。")
EMPTY = N_("中间有 {count} 个空行，已略过。")
NO_UNIT = N_("{count} 人没有写单位，例如“{name}”。单位可以以后补。")
TEAM_SIZE = N_("“{team}”队有 {count} 人，应为 {size} 人。同队的人请写同一个队名。")
REFEREE_TWICE = N_("裁判“{name}”写了 {count} 次，只算一个。")


@dataclass(frozen=True)
class Member:
    """A person as typed."""

    name: str
    employer: str
    line: int = 0


@dataclass(frozen=True)
class Entrant:
    """Who will be registered: one person, or a team."""

    members: tuple[Member, ...]
    delegation: str = ""
    team: str = ""


@dataclass(frozen=True)
class Names:
    """What was understood. `namesakes`: names that stand twice with different employers."""

    entrants: tuple[Entrant, ...] = ()
    notices: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    namesakes: tuple[str, ...] = field(default=())


def referees(text: str) -> tuple[list[str], list[Problem]]:
    """Their names, the chief first: who is marked （裁判长）, else the first."""
    parts = re.split(r"[、，,；;\n\t]+", text)
    if len([part for part in parts if part.strip()]) == 1 and not re.search(r"[A-Za-z]", text):
        parts = re.split(r"\s+", CHIEF.sub("（裁判长） ", text))
    named = [(CHIEF.sub("", part).strip(), bool(CHIEF.search(part))) for part in parts]
    found = [(name, chief) for name, chief in named if name]
    counted = Counter(name for name, _ in found)
    notices = [_say("referees", REFEREE_TWICE, name=name, count=count) for name, count in counted.items() if count > 1]
    chiefs = [name for name, chief in found if chief]
    ordered = list(dict.fromkeys([*chiefs[:1], *(name for name, _ in found)]))
    return ordered, notices


def competitors(text: str, team_size: int = 1) -> Names:
    """One a line: name, employer, and (a delegation, or in a team event the team's name); a pasted heading names the columns."""
    lines = text.replace("\r", "").split("\n")
    rows = [(number, _cells(line)) for number, line in enumerate(lines, 1) if line.strip()]
    columns, rows = _columns(rows, team_size)
    read = [(number, {key: cells[at] for key, at in columns.items() if at < len(cells)}) for number, cells in rows]
    kept, notices, namesakes = _once(read)
    problems = [
        _say("people", TOO_LONG, line=number, text=row.get("name", "") or row.get("employer", ""))
        for number, row in kept
        if len(row.get("name", "")) > LONGEST_NAME or any(len(cell) > LONGEST_UNIT for cell in row.values())
    ]
    blank = text.strip().replace("\r", "").split("\n").count("") if rows else 0
    notices += [_say("people", EMPTY, count=blank)] if blank else []
    entrants = _teams(kept) if team_size > 1 else [_alone(number, row) for number, row in kept]
    wrong = [one for one in entrants if len(one.members) != team_size]
    problems += [_say("people", TEAM_SIZE, team=one.team, count=len(one.members), size=team_size) for one in wrong]
    return Names(tuple(entrants), tuple(notices), tuple(problems), tuple(namesakes))


def without_namesakes(text: str, name: str) -> str:
    """The list with only the first line of this name: it was the same person after all."""
    kept, seen = [], False
    for line in text.replace("\r", "").split("\n"):
        is_his = name in _cells(line)
        if not (is_his and seen):
            kept.append(line)
        seen = seen or is_his
    return "\n".join(kept)


def _cells(line: str) -> list[str]:
    """By tabs; else by wide gaps; else by blanks and commas. A number in front (序号) is not a name."""
    for gap in (r"\t", r"[ \u3000]{2,}|\u3000", r"[ ,，]+"):
        cells = [cell.strip() for cell in re.split(gap, line.strip(" \u3000"))]
        if len(cells) > 1:
            break
    return cells[1:] if len(cells) > 1 and re.fullmatch(r"\d{1,4}[.、]?", cells[0]) else cells


def _columns(rows: list[tuple[int, list[str]]], team_size: int) -> tuple[dict[str, int], list[tuple[int, list[str]]]]:
    usual = {"name": 0, "employer": 1, "team" if team_size > 1 else "delegation": 2}
    if not rows:
        return usual, rows
    known = [HEADINGS.get(cell.replace(" ", "").lower(), "") for cell in rows[0][1]]
    if "name" not in known:
        return usual, rows
    heading = rows[0][1]
    first = known.index("name")
    # a number in front is taken off the lines below, so its heading is too
    shift = 1 if first and heading[0].strip() in ("序号", "No", "No.", "#") else 0
    return {key: at - shift for at, key in enumerate(known) if key}, rows[1:]


Row = tuple[int, dict[str, str]]


def _once(read: Sequence[Row]) -> tuple[list[Row], list[Problem], list[str]]:
    """Each pair of name and employer once, and what to say about the rest."""
    pairs = Counter((row.get("name", ""), row.get("employer", "")) for _, row in read)
    kept = list({(row.get("name", ""), row.get("employer", "")): (number, row) for number, row in reversed(read)}.values())[::-1]
    kept = sorted((number, row) for number, row in kept if row.get("name"))
    notices = [_say("people", TWICE, name=name, employer=unit, count=count) for (name, unit), count in pairs.items() if count > 1]
    names = Counter(row["name"] for _, row in kept)
    namesakes = [name for name, count in names.items() if count > 1]
    notices += [_say("people", NAMESAKES, name=name, count=names[name]) for name in namesakes]
    digits = [(number, row["name"]) for number, row in kept if re.search(r"[0-9０-９]", row["name"])]
    notices += [_say("people", DIGITS, line=number, name=name) for number, name in digits]
    bare = [row["name"] for _, row in kept if not row.get("employer")]
    notices += [_say("people", NO_UNIT, count=len(bare), name=bare[0])] if bare else []
    return kept, notices, namesakes


def _alone(number: int, row: Mapping[str, str]) -> Entrant:
    return Entrant((Member(row["name"], row.get("employer", ""), number),), row.get("delegation", ""))


def _teams(kept: Sequence[Row]) -> list[Entrant]:
    """Who writes the same team's name is one team; without a name the employer is the team."""
    teams: dict[str, list[Row]] = {}
    for number, row in kept:
        teams.setdefault(row.get("team") or row.get("employer", ""), []).append((number, row))
    return [
        Entrant(
            tuple(Member(row["name"], row.get("employer", ""), number) for number, row in rows),
            rows[0][1].get("delegation", ""),
            team,
        )
        for team, rows in teams.items()
    ]


def _say(where: str, says: str, **facts: object) -> Problem:
    return Problem(where, says, {name: str(fact) for name, fact in facts.items()})
