"""What an organiser does to the tree: add, remove, move, number anew. Each changes the written form it is given. Pure.

Who is named elsewhere keeps being named: the ranking's keys follow their codes, and the caller hears which sub-criteria moved.
"""

from collections.abc import Sequence
from itertools import count
from typing import Any

from competition.events.editing.place import LEVELS, LISTS, Place, Raw, codes, node, path, siblings, walk
from competition.pages.language import N_, _
from scoring.problems import Problem

LAST = N_("至少要留一个。要换成别的，先添加新的，再删除这一个。")
WEIGHTED = N_("模块 {code} 还占权重 {weight}。先在“权重”里把它改成 0、其余合计为 1，再删除。")
NO_TARGET = N_("请选要移到哪个子项。")
NEW = (N_("新模块"), N_("新子项"), N_("新评分点"))
_BY_TOTAL = "total:desc"

Tracked = Sequence[tuple[str, str, Raw]]


def blank(title: str) -> Raw:
    """A scheme with one of each."""
    raw: Raw = {"format": 1, "title": title, "criteria": []}
    add(raw, ())
    return raw


def add(raw: Raw, place: Place) -> Place:
    """A new one at the end below `place`, with all that one of its level needs."""
    above = node(raw, place)
    assert above is not None
    children: list[Raw] = above.setdefault(LISTS[len(place)], [])
    made = _new(raw, len(place), above.get("code", ""))
    if not place and any("weight" in each for each in children):
        made["weight"] = "0"
    children.append(made)
    return (*place, len(children) - 1)


def _new(raw: Raw, level: int, above: str) -> Raw:
    code = _free(raw, level, above)
    made: Raw = {"code": code, "title": _(NEW[level])}
    if level == 2:
        return made | {"kind": "measurement", "award": "value", "max": "1"}
    return made | {LISTS[level + 1]: [_new(raw, level + 1, code)]}


def _free(raw: Raw, level: int, above: str) -> str:
    taken = set(codes(raw, level))
    # a criterion's form and that form's aspect are made with it, so the next number of each is free too or is passed over
    below = sum(1 for each in taken if each.startswith(above + "." * (level == 2))) if level else len(taken)
    numbers = count(below) if _proposed(level, above, below) not in taken else count(0)
    return next(code for number in numbers if (code := _proposed(level, above, number)) not in taken)


def _proposed(level: int, above: str, number: int) -> str:
    """A, B … Z, AA; A1; A1.1."""
    if level:
        return f"{above}{'.' if level == 2 else ''}{number + 1}"
    letters, left = "", number + 1
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def remove(raw: Raw, place: Place) -> Place | Problem:
    """Takes it away with all below it; what is opened then is its neighbour."""
    there, index = siblings(raw, place), place[-1]
    if len(there) == 1:
        return Problem(path(place), LAST)
    weight = there[index].get("weight", "0")
    if weight != "0":
        return Problem(path(place), WEIGHTED, {"code": there[index]["code"], "weight": weight})
    del there[index]
    return (*place[:-1], min(index, len(there) - 1))


def move(raw: Raw, place: Place, by: int) -> Place:
    """One place up (-1) or down (1) among its siblings; at the edge it stays."""
    there, index = siblings(raw, place), place[-1]
    if not 0 <= index + by < len(there):
        return place
    there[index], there[index + by] = there[index + by], there[index]
    return (*place[:-1], index + by)


def into(raw: Raw, place: Place, target: Place | None) -> Place | Problem:
    """An aspect to the end of another sub-criterion."""
    home = node(raw, target) if target is not None and len(target) == 2 else None
    if home is None or target is None or len(place) != 3:
        return Problem(path(place), NO_TARGET)
    there = siblings(raw, place)
    if target == place[:2]:
        return place
    if len(there) == 1:
        return Problem(path(place), LAST)
    home["aspects"].append(there.pop(place[-1]))
    return (*target, len(home["aspects"]) - 1)


def recode(raw: Raw) -> None:
    """A, A1, A1.1 … by where each stands now."""
    for place, each in walk(raw):
        above = node(raw, place[:-1]) or {}
        each["code"] = _proposed(len(place) - 1, above.get("code", "") if len(place) > 1 else "", place[-1])


def tracked(raw: Raw) -> Tracked:
    """Who is who before an act."""
    return [(LEVELS[len(place) - 1], each["code"], each) for place, each in walk(raw)]


def follow(raw: Raw, before: Tracked) -> dict[str, str]:
    """The ranking names the same parts as before, and none that are gone. → sub-criteria with another code now; "" is gone."""
    now = {id(each): each["code"] for _place, each in walk(raw)}
    moved = {(level, code): now.get(id(each), "") for level, code, each in before if now.get(id(each), "") != code}
    ranking: dict[str, Any] = raw.get("ranking", {})
    if "order" in ranking and moved:
        ranking["order"] = [key for old in ranking["order"] if (key := _renamed(old, moved))] or [_BY_TOTAL]
    return {code: to for (level, code), to in moved.items() if level == "subcriterion"}


def _renamed(key: str, moved: dict[tuple[str, str], str]) -> str:
    name, _colon, direction = key.rpartition(":")
    level, _colon, code = name.partition(":")
    to = moved.get((level, code))
    return key if to is None else f"{level}:{to}:{direction}" if to else ""
