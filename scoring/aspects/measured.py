"""What the agreed entry of a measurement is worth, by its award; before rounding, never under 0.

Takes entries that `objection_to_entry` let pass.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction

from scoring.amounts import amount
from scoring.aspects.shape import Aspect

_NOTHING = Fraction(0)


def measured(aspect: Aspect, value: str) -> Fraction:
    return max(_AWARDS[aspect.award](aspect, value), _NOTHING)


def _number(value: str) -> Fraction:
    number = amount(value)
    if number is None:
        raise ValueError(f"no amount, and let pass: {value!r}")
    return number


def _all_or_nothing(aspect: Aspect, value: str) -> Fraction:
    return aspect.max if value == "yes" else _NOTHING


def _value(aspect: Aspect, value: str) -> Fraction:
    return _number(value)


def _deduct(aspect: Aspect, value: str) -> Fraction:
    return aspect.max - _number(value) * aspect.per


def _count(aspect: Aspect, value: str) -> Fraction:
    return aspect.max * _number(value) / aspect.possible


def _bands(aspect: Aspect, value: str) -> Fraction:
    entry = _number(value)
    return next((mark for upper, mark in aspect.bands if upper >= entry), _NOTHING)


def _ranges(aspect: Aspect, value: str) -> Fraction:
    entry = _number(value)
    return next((mark for lower, upper, mark in aspect.ranges if lower <= entry <= upper), _NOTHING)


def _choice(aspect: Aspect, value: str) -> Fraction:
    return dict(aspect.choices)[value]


def _distance(aspect: Aspect, value: str) -> Fraction:
    return aspect.max - aspect.per * (abs(_number(value) - aspect.target) // aspect.every)


_AWARDS: Mapping[str, Callable[[Aspect, str], Fraction]] = {
    "all-or-nothing": _all_or_nothing,
    "value": _value,
    "deduct": _deduct,
    "count": _count,
    "bands": _bands,
    "ranges": _ranges,
    "choice": _choice,
    "distance": _distance,
}
