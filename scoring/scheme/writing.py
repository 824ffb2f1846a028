"""A scheme back in its written form: the values of SCHEME.json, without what only repeats a default.

`read_scheme(write_scheme(scheme)) == scheme` for every sound scheme.
"""

from collections.abc import Mapping
from dataclasses import fields
from fractions import Fraction
from typing import Any

from scoring.amounts import Rounding, plain
from scoring.aspects import Aspect
from scoring.scheme.shape import Awards, Criterion, Scheme, Section, Subcriterion

_UNSET: Mapping[str, Any] = {found.name: found.default for found in fields(Aspect)}


def write_scheme(scheme: Scheme) -> dict[str, Any]:
    ranking = {"order": [str(order) for order in scheme.order], "ties": scheme.ties}
    return {"format": 1, "title": scheme.title} | _stated(
        event_code=scheme.event_code,
        title_en=scheme.title_en,
        profile=scheme.profile,
        sections=[_section(section) for section in scheme.sections] or None,
        rounding=_rounding(scheme.rounding),
        criteria=[_criterion(criterion) for criterion in scheme.criteria],
        ranking=ranking,
        awards=_awards(scheme.awards) if scheme.awards is not None else None,
        scale={"name": scheme.scale} if scheme.scale is not None else None,
    )


def _stated(**values: object) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _rounding(rounding: Rounding) -> dict[str, Any]:
    return {"places": rounding.places, "mode": rounding.mode, "stages": list(rounding.stages)}


def _section(section: Section) -> dict[str, Any]:
    return _stated(code=section.code, title=section.title, weight=plain(section.weight), title_en=section.title_en)


def _criterion(criterion: Criterion) -> dict[str, Any]:
    return _stated(
        code=criterion.code,
        title=criterion.title,
        title_en=criterion.title_en,
        weight=plain(criterion.weight) if criterion.weight is not None else None,
        subcriteria=[_subcriterion(subcriterion) for subcriterion in criterion.subcriteria],
    )


def _subcriterion(subcriterion: Subcriterion) -> dict[str, Any]:
    return _stated(
        code=subcriterion.code,
        title=subcriterion.title,
        title_en=subcriterion.title_en,
        day=subcriterion.day,
        aspects=[_aspect(aspect) for aspect in subcriterion.aspects],
    )


def _aspect(aspect: Aspect) -> dict[str, Any]:
    needed = _NEEDED.get(aspect.award, ()) + (("judges",) if aspect.judged else ())
    values = {name: getattr(aspect, name) for name in _UNSET}
    return {name: _value(value) for name, value in values.items() if name in needed or value != _UNSET[name]} | {
        name: {label: _value(inner) for label, inner in values[name]} for name in ("choices", "descriptors") if values[name]
    }


# Required although 0 is both their default in the shape and a value that may be meant.
_NEEDED: Mapping[str, tuple[str, ...]] = {"deduct": ("per",), "distance": ("per", "target", "every")}


def _value(value: object) -> object:
    if isinstance(value, Fraction):
        return plain(value)
    return [_value(inner) for inner in value] if isinstance(value, tuple) else value


def _awards(awards: Awards) -> dict[str, Any]:
    tiers = [[name, int(seats) if awards.by == "count" else plain(seats)] for name, seats in awards.tiers]
    minimum = plain(awards.minimum) if awards.minimum is not None else None
    return _stated(by=awards.by, round=awards.round, minimum=minimum, tiers=tiers)
