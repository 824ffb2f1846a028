"""A whole scheme out of the values of SCHEME.json: all that is wrong at once, or a sound Scheme.

Takes values, not text: broken JSON, repeated keys and depth are seen by who reads the file.
"""

from collections.abc import Collection, Mapping
from fractions import Fraction

from scoring.amounts import Rounding, plain
from scoring.problems import N_, Problem
from scoring.scheme.aspects_in import read_aspect
from scoring.scheme.node import Node
from scoring.scheme.rules_in import read_awards, read_ranking, read_rounding, read_scale, read_sections
from scoring.scheme.shape import Criterion, Order, Scheme, Section, Subcriterion

PROFILES = ("cn", "worldskills", "worldskills-strict")
_REQUIRED = ("format", "title", "criteria")
_OPTIONAL = ("title_en", "event_code", "profile", "sections", "rounding", "ranking", "awards", "scale")


def read_scheme(value: object) -> Scheme | list[Problem]:
    node = Node("", value, [])
    if not node.keys(_REQUIRED, _OPTIONAL):
        return node.problems
    _format(node)
    profile, found = node.key("profile"), node.key("sections")
    sections = read_sections(found) if found is not None else ()
    criteria = tuple(_criterion(item) for item in _listed(node, "criteria"))
    _check_weights(node, criteria)
    codes = _check_codes(node, sections)
    ranking, rounding, awards, scale = (node.key(name) for name in ("ranking", "rounding", "awards", "scale"))
    order, ties = read_ranking(ranking, codes) if ranking is not None else ((Order("total"),), "shared")
    scheme = Scheme(
        title=_text(node, "title") or "",
        criteria=criteria,
        event_code=_text(node, "event_code"),
        title_en=_text(node, "title_en"),
        profile=profile.one_of(PROFILES) if profile is not None else None,
        sections=sections,
        rounding=read_rounding(rounding) if rounding is not None else Rounding(),
        order=order,
        ties=ties,
        awards=read_awards(awards) if awards is not None else None,
        scale=read_scale(scale) if scale is not None else None,
    )
    return node.problems or scheme


def _format(node: Node) -> None:
    number = node.key("format")
    if number is not None and number.count() not in (1, None):
        number.wrong(N_("格式版本不认识，应为 1"))


def _listed(node: Node, name: str) -> list[Node]:
    found = node.key(name)
    return found.items() if found is not None else []


def _text(node: Node, name: str) -> str | None:
    found = node.key(name)
    return found.text() if found is not None else None


def _code(node: Node) -> str:
    found = node.key("code")
    return (found.code() if found is not None else None) or ""


def _criterion(node: Node) -> Criterion:
    node.keys(("code", "title", "subcriteria"), ("title_en", "weight"))
    weight = node.key("weight")
    return Criterion(
        _code(node),
        _text(node, "title") or "",
        tuple(_subcriterion(item) for item in _listed(node, "subcriteria")),
        weight.amount() if weight is not None else None,
        _text(node, "title_en"),
    )


def _subcriterion(node: Node) -> Subcriterion:
    node.keys(("code", "title", "aspects"), ("title_en", "day"))
    day = node.key("day")
    return Subcriterion(
        _code(node),
        _text(node, "title") or "",
        tuple(read_aspect(item) for item in _listed(node, "aspects")),
        day.count() if day is not None else None,
        _text(node, "title_en"),
    )


def _quietly(node: Node, name: str) -> list[Node]:
    """A second walk over lists whose faults the first has told."""
    return _listed(Node(node.path, node.value, []), name)


def _check_weights(node: Node, criteria: tuple[Criterion, ...]) -> None:
    written = [item.key("weight") is not None for item in _quietly(node, "criteria")]
    if not any(written):
        return
    for index, stands in enumerate(written):
        if not stands:
            node.problems.append(Problem(f"criteria[{index}].weight", N_("缺少权重，应每个模块都有或都没有")))
    weights = [criterion.weight for criterion in criteria]
    known = [weight for weight in weights if weight is not None]
    if len(known) == len(weights) and sum(known) != Fraction(1):
        node.problems.append(Problem("criteria", N_("权重之和为 {sum}，应为 1"), {"sum": plain(sum(known, Fraction(0)))}))


def _check_codes(node: Node, sections: tuple[Section, ...]) -> Mapping[str, Collection[str]]:
    """Unique within their level in the whole scheme; a section that is named exists."""
    quiet = Node(node.path, node.value, [])
    criteria = _listed(quiet, "criteria")
    subcriteria = [item for criterion in criteria for item in _listed(criterion, "subcriteria")]
    aspects = [item for subcriterion in subcriteria for item in _listed(subcriterion, "aspects")]
    _unique(node, _listed(quiet, "sections"))
    named = {section.code for section in sections}
    for aspect in aspects:
        section = aspect.key("section")
        if section is not None and isinstance(section.value, str) and section.value not in named:
            node.problems.append(
                Problem(section.path, N_("没有标准领域 {section}，应为 sections 之一"), {"section": section.value})
            )
    levels = {"criterion": criteria, "subcriterion": subcriteria, "aspect": aspects}
    return {level: _unique(node, items) for level, items in levels.items()}


def _unique(node: Node, items: list[Node]) -> Collection[str]:
    seen: set[str] = set()
    for item in items:
        found = item.key("code")
        if found is None or not isinstance(found.value, str):
            continue
        if found.value in seen:
            node.problems.append(Problem(found.path, N_("代号 {code} 重复，应在同一级中唯一"), {"code": found.value}))
        seen.add(found.value)
    return seen
