"""An aspect out of its written form: which keys its kind and award take, and what must hold between them.

Knows no other aspect.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from scoring.aspects import AWARDS, FULL, JUDGEMENT, MEASUREMENT, NOT_ATTEMPTED, PANEL, VOID, Aspect
from scoring.problems import N_
from scoring.scheme.node import Node

_ALWAYS = ("code", "title", "kind", "max")
_NOTES = ("title_en", "section", "descriptors", "extra", "requirement", "calculation", "annulled")
_AWARD_KEYS: Mapping[str, tuple[str, ...]] = {
    "all-or-nothing": (),
    "value": (),
    "deduct": ("per",),
    "count": ("possible",),
    "bands": ("bands",),
    "ranges": ("ranges",),
    "choice": ("choices",),
    "distance": ("per", "target", "every"),
}
_PANEL_KEYS = ("min", "step", "drop_high", "drop_low", "combine", "factor", "difficulty")
_ALL_KEYS = ("award", "judges", "spread", *_PANEL_KEYS, *(key for keys in _AWARD_KEYS.values() for key in keys))
COMBINE = ("mean", "sum", "median")


def read_aspect(node: Node) -> Aspect:
    """What could not be read has its default and is told among the node's problems."""
    required, optional = _keys(node)
    if not node.keys((*_ALWAYS, *required), (*_NOTES, *optional)):
        return Aspect("", "", "", Fraction(0))
    read = {name: _READ[name](found) for name in _READ if (found := node.key(name)) is not None}
    known = {name: value for name, value in read.items() if value is not None}
    if known.get("kind") == JUDGEMENT:
        known.setdefault("judges", 3)
    aspect = Aspect(**{"code": "", "title": "", "kind": "", "max": Fraction(0), **known})
    _check_marks(node, aspect, known)
    if aspect.kind == PANEL:
        _check_panel(node, aspect, known)
    return aspect


def _keys(node: Node) -> tuple[tuple[str, ...], tuple[str, ...]]:
    kind, award = node.key("kind"), node.key("award")
    if kind is None or kind.value not in (MEASUREMENT, JUDGEMENT, PANEL):
        return (), _ALL_KEYS
    if kind.value == JUDGEMENT:
        return (), ("judges", "spread")
    if kind.value == PANEL:
        return ("judges",), _PANEL_KEYS
    if award is None or award.value not in AWARDS:
        return ("award",), _ALL_KEYS
    return ("award", *_AWARD_KEYS[str(award.value)]), ("step",) if award.value == "value" else ()


def _bands(node: Node) -> tuple[tuple[Fraction, Fraction], ...]:
    return tuple((upper, mark) for upper, mark in _rows(node, 2))


def _ranges(node: Node) -> tuple[tuple[Fraction, Fraction, Fraction], ...]:
    return tuple((lower, upper, mark) for lower, upper, mark in _rows(node, 3))


def _rows(node: Node, length: int) -> list[list[Fraction]]:
    """Rows of limits, and the mark last."""
    found = []
    for item in node.items():
        cells = item.row(length)
        if cells is not None:
            amounts = [*(cell.amount(negative=True) for cell in cells[:-1]), cells[-1].amount()]
            found.append([amount for amount in amounts if amount is not None])
    # A row with a hole is told already; the others still have to ascend.
    return [row for row in found if len(row) == length]


def _choices(node: Node) -> tuple[tuple[str, Fraction], ...]:
    read = [(label, item, item.amount()) for label, item in node.entries()]
    if node.value == {}:
        node.wrong(N_("没有选项，至少应有一项"))
    for label, item, _ in read:
        if label == NOT_ATTEMPTED:
            item.wrong(N_("选项不能叫 {label}，应换一个名称"), label=label)
    return tuple((label, mark) for label, _, mark in read if mark is not None)


def _descriptors(node: Node) -> tuple[tuple[str, str], ...]:
    node.keys((), ("0", "1", "2", "3"))
    texts = [(score, found.text()) for score in ("0", "1", "2", "3") if (found := node.key(score)) is not None]
    return tuple((score, text) for score, text in texts if text is not None)


def _texts(node: Node) -> tuple[str, ...]:
    texts = [item.text() for item in node.items()]
    return tuple(text for text in texts if text is not None)


def _check_marks(node: Node, aspect: Aspect, known: Mapping[str, object]) -> None:
    """A mark in bands, ranges, choices is at most max; bands ascend, ranges run from lower to upper."""
    if aspect.bands and any(low >= high for (low, _), (high, _) in zip(aspect.bands, aspect.bands[1:], strict=False)):
        _at(node, "bands").wrong(N_("上限应逐行严格递增"))
    if any(lower > upper for lower, upper, _ in aspect.ranges):
        _at(node, "ranges").wrong(N_("每行的下限应不大于上限"))
    if "max" not in known:
        return
    for key, marks in (("bands", aspect.bands), ("ranges", aspect.ranges), ("choices", aspect.choices)):
        if any(row[-1] > aspect.max for row in marks):
            _at(node, key).wrong(N_("有的分高于满分，应在 0 与 max 之间"))


def _check_panel(node: Node, aspect: Aspect, known: Mapping[str, object]) -> None:
    if "max" in known and aspect.min > aspect.max:
        _at(node, "min").wrong(N_("最低分高于满分，应不大于 max"))
    if "judges" in known and aspect.drop_high + aspect.drop_low >= aspect.judges:
        key = "drop_high" if aspect.drop_high else "drop_low"
        _at(node, key).wrong(N_("去掉的分不少于裁判人数，去掉后至少应剩一个"))
    if aspect.annulled == FULL and aspect.difficulty:
        _at(node, "annulled").wrong(N_("带难度系数的评分点没有固定的满分，不能整项给分；可改为 void（整项作废）"))


def _at(node: Node, key: str) -> Node:
    return node.key(key) or node


_READ: Mapping[str, Any] = {
    "code": Node.code,
    "title": Node.text,
    "kind": lambda node: node.one_of((MEASUREMENT, JUDGEMENT, PANEL)),
    "max": Node.amount,
    "award": lambda node: node.one_of(AWARDS),
    "per": Node.amount,
    "possible": lambda node: node.count(1),
    "bands": _bands,
    "ranges": _ranges,
    "choices": _choices,
    "target": lambda node: node.amount(negative=True),
    "every": lambda node: node.amount(over=True),
    "step": lambda node: node.amount(over=True),
    "judges": lambda node: node.count(1),
    "spread": Node.count,
    "min": Node.amount,
    "drop_high": Node.count,
    "drop_low": Node.count,
    "combine": lambda node: node.one_of(COMBINE),
    "factor": Node.amount,
    "difficulty": Node.flag,
    "title_en": Node.text,
    "section": Node.text,
    "descriptors": _descriptors,
    "extra": _texts,
    "requirement": Node.text,
    "calculation": Node.text,
    "annulled": lambda node: node.one_of((FULL, VOID)),
}
