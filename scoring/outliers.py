"""Which marks of a panel lie far from the others, and how far each judge lies from his panel.

Knows one aspect and its marks; not whose they are, and nothing of what follows: that is the chief's to say.
"""

from collections.abc import Mapping
from fractions import Fraction

from scoring.amounts import amount
from scoring.aspects import ABSENT, AGREED, DIFFICULTY, PANEL, Aspect

# No rule book at hand gives a number, so this one is ours: a fifth of the aspect's range from the panel's median.
# 0-3 judgements have their own rule, the spread (WorldSkills: more than 1 apart is talked over and marked anew).
SHARE = Fraction(1, 5)
# Of two nobody can say which one is far off.
LEAST = 3
HIGH, LOW = "high", "low"


def marks(aspect: Aspect, entries: Mapping[str, str]) -> dict[str, Fraction]:
    """The judges' marks of an aspect that is judged; the absent gave none."""
    if not aspect.judged:
        return {}
    given = {judge: value for judge, value in entries.items() if judge not in (AGREED, DIFFICULTY) and value != ABSENT}
    return {judge: exact for judge in sorted(given) if (exact := amount(given[judge])) is not None}


def outliers(aspect: Aspect, entries: Mapping[str, str]) -> dict[str, str]:
    """Judge → `high` or `low`: further from the panel's median than `SHARE` of what can be given."""
    given = marks(aspect, entries)
    if aspect.kind != PANEL or len(given) < LEAST:
        return {}
    middle, limit = _median(list(given.values())), SHARE * _range(aspect)
    return {judge: HIGH if mark > middle else LOW for judge, mark in given.items() if abs(mark - middle) > limit}


def distances(aspect: Aspect, entries: Mapping[str, str]) -> dict[str, Fraction]:
    """Judge → how far his mark lies from the mean of all, as a share of what can be given; nothing of one mark alone."""
    given = marks(aspect, entries)
    if len(given) < 2 or not _range(aspect):
        return {}
    mean = sum(given.values(), Fraction(0)) / len(given)
    return {judge: (mark - mean) / _range(aspect) for judge, mark in given.items()}


def _range(aspect: Aspect) -> Fraction:
    # 0-3 whatever it is worth
    return aspect.max - aspect.min if aspect.kind == PANEL else Fraction(3)


def _median(values: list[Fraction]) -> Fraction:
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2
