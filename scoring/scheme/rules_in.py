"""The rules of a scheme out of their written form: rounding, ranking, awards, scale, sections.

Knows no aspect but by its code.
"""

from collections.abc import Collection, Mapping
from fractions import Fraction

from scoring.amounts import STAGES, Rounding
from scoring.problems import N_
from scoring.scheme.node import Node
from scoring.scheme.shape import Awards, Order, Section

SCALES = ("worldskills-700",)
_ONE = Fraction(1)
_ALONE = ("total", "time", "deductions")


def read_rounding(node: Node) -> Rounding:
    node.keys((), ("places", "mode", "stages"))
    places, mode, stages = node.key("places"), node.key("mode"), node.key("stages")
    count = places.count(0, 6) if places is not None else None
    if mode is not None:
        mode.one_of(("half-up",))
    named = STAGES if stages is None else tuple(filter(None, [item.one_of(STAGES) for item in stages.items(empty=True)]))
    return Rounding(2 if count is None else count, "half-up", named)


def read_ranking(node: Node, codes: Mapping[str, Collection[str]]) -> tuple[tuple[Order, ...], str]:
    node.keys((), ("order", "ties"))
    order, ties = node.key("order"), node.key("ties")
    keys = _order(order, codes) if order is not None else (Order("total"),)
    named = ties.one_of(("shared", "forbid")) if ties is not None else None
    return keys, named or "shared"


def _order(node: Node, codes: Mapping[str, Collection[str]]) -> tuple[Order, ...]:
    found: list[Order] = []
    for item in node.items():
        key = _key(item, codes)
        if key is not None and any(key.key == before.key for before in found):
            item.wrong(N_("排序依据 {key} 重复，应只出现一次"), key=key.key)
        elif key is not None:
            found.append(key)
    return tuple(found)


def _key(node: Node, codes: Mapping[str, Collection[str]]) -> Order | None:
    text = node.text()
    if text is None:
        return None
    name, _, direction = text.rpartition(":")
    by, _, code = name.partition(":")
    known = name in _ALONE or (by in codes and code in codes[by])
    if known and direction in ("asc", "desc"):
        return Order(by, code, direction == "desc")
    says = N_(
        "排序依据为 {text}，应为 total、criterion:代号、subcriterion:代号、aspect:代号、time 或 deductions，"
        "代号在本方案中，后接 :asc 或 :desc"
    )
    node.wrong(says, text=text)
    return None


def read_awards(node: Node) -> Awards:
    node.keys(("by", "tiers"), ("round", "minimum"))
    by, tiers, rounding, minimum = (node.key(name) for name in ("by", "tiers", "round", "minimum"))
    kind = by.one_of(("share", "count")) if by is not None else None
    seats = [_tier(item, kind) for item in tiers.items()] if tiers is not None else []
    way = rounding.one_of(("half-up", "up", "down")) if rounding is not None else None
    least = minimum.amount() if minimum is not None else None
    return Awards(kind or "", tuple(tier for tier in seats if tier is not None), way or "half-up", least)


def _tier(node: Node, by: str | None) -> tuple[str, Fraction] | None:
    cells = node.row(2)
    if cells is None:
        return None
    name = cells[0].text()
    if by is None:
        return None
    count = cells[1].count() if by == "count" else cells[1].amount(most=_ONE)
    return None if name is None or count is None else (name, Fraction(count))


def read_scale(node: Node) -> str | None:
    node.keys(("name",))
    name = node.key("name")
    return name.one_of(SCALES) if name is not None else None


def read_sections(node: Node) -> tuple[Section, ...]:
    found = []
    for item in node.items():
        item.keys(("code", "title", "weight"), ("title_en",))
        code, title, weight, title_en = (item.key(name) for name in ("code", "title", "weight", "title_en"))
        found.append(
            Section(
                (code.code() if code is not None else None) or "",
                (title.text() if title is not None else None) or "",
                (weight.amount() if weight is not None else None) or Fraction(0),
                title_en.text() if title_en is not None else None,
            )
        )
    return tuple(found)
