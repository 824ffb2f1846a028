"""The WorldSkills scale (参考值, unofficial: the official formula is not published), and the medals by it.

700 + 100/3 x (total - median) / SD, SD of the population, rounded half up: without a float, by whole roots.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import isqrt

from scoring.amounts import in_whole_numbers

CENTRE = 700
_WINDOW = 2
GOLD, SILVER, BRONZE, EXCELLENCE = "gold", "silver", "bronze", "excellence"


def scaled(totals: Sequence[Fraction]) -> list[int]:
    """One for each total, in the order given; all 700 where they are all equal."""
    whole = in_whole_numbers(totals)
    number = len(whole)
    # n² times the variance, and twice the median: whole numbers both, and the common multiple cancels out.
    variance = number * sum(total * total for total in whole) - sum(whole) ** 2
    if not variance:
        return [CENTRE] * number
    ordered = sorted(whole)
    median = ordered[number // 2] + ordered[-1 - number // 2]
    return [_score(2 * total - median, number, variance) for total in whole]


def _score(distance: int, number: int, variance: int) -> int:
    """Twice the score is 1400 ± √(above / below); a half goes away from zero."""
    above, below = 40_000 * (distance * number) ** 2, 36 * variance
    root = isqrt(above // below)
    if distance >= 0:
        return (2 * CENTRE + root + 1) // 2
    twice = 2 * CENTRE - root - (root * root * below != above)
    return (twice + 1) // 2 if twice >= 0 else -((root - 2 * CENTRE + 1) // 2)


def medals(scores: Mapping[str, int]) -> Mapping[str, str]:
    """Medals by the window of two points (WSC2015): two golds leave no silver; three leave bronze only within two points
    of the last gold; silvers likewise. Excellence (优胜奖): 700 and no medal."""
    waiting = sorted(scores, key=lambda label: (-scores[label], label))
    found: dict[str, str] = {}

    def give(medal: str, group: list[str]) -> None:
        found.update(dict.fromkeys(group, medal))
        del waiting[: len(group)]

    golds = _window(scores, waiting)
    give(GOLD, golds)
    silvers = _window(scores, waiting) if len(golds) < 2 else []
    give(SILVER, silvers)
    bronzes = _window(scores, waiting)
    last = golds if len(golds) > 2 else silvers if len(silvers) > 1 else []
    if last:
        bronzes = [label for label in bronzes if scores[last[-1]] - scores[label] <= _WINDOW]
    give(BRONZE, bronzes)
    found.update({label: EXCELLENCE for label in waiting if scores[label] >= CENTRE})
    return found


def _window(scores: Mapping[str, int], waiting: list[str]) -> list[str]:
    """The first of those who wait, and who is within two points of him."""
    return [label for label in waiting if scores[waiting[0]] - scores[label] <= _WINDOW]
