"""What a referee sees and writes down: for an aspect of SCHEME.json and a competitor's skill, an entry. Pure, by the seed.

The same seed gives the same entry, whoever asks and whenever, so that a season ends the same at any speed.
"""

from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import Any

Aspect = Mapping[str, Any]


def entry(seed: int, event: str, competitor: str, aspect: Aspect, judge: str) -> str:
    """The entry of this judge."""
    skill = Random(f"{seed} {event} {competitor}").uniform(0.52, 0.97)
    dice = Random(f"{seed} {event} {competitor} {aspect['code']}")
    seen = min(1.0, max(0.0, dice.gauss(skill, 0.13)))
    own = Random(f"{seed} {event} {competitor} {aspect['code']} {judge}")
    if aspect["kind"] == "judgement":
        # two neighbouring grades at most: more would be a spread to talk over
        return str(min(3, int(seen * 3) + own.randint(0, 1)))
    if aspect["kind"] == "panel":
        return _panel(aspect, seen, own)
    written: str = WAYS[aspect["award"]](aspect, seen, dice)
    return written


def another(seed: int, event: str, competitor: str, aspect: Aspect, judge: str) -> str:
    """A slip: what he writes first and corrects; the entry itself where the aspect leaves no other."""
    right = entry(seed, event, competitor, aspect, judge)
    slips = (entry(seed + turn, event, competitor, aspect, judge) for turn in range(1, 9))
    return next((slip for slip in slips if slip != right), right)


def _written(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def _stepped(share: float, least: Decimal, most: Decimal, step: Decimal) -> Decimal:
    return least + step * int((most - least) / step * Decimal(str(round(share, 4))))


def _panel(aspect: Aspect, seen: float, own: Random) -> str:
    least, most = Decimal(aspect.get("min") or "0"), Decimal(aspect["max"])
    step = Decimal(aspect.get("step") or "0.1")
    share = min(1.0, max(0.0, seen + own.uniform(-0.06, 0.06)))
    return _written(_stepped(share, least, most, step))


def _value(aspect: Aspect, seen: float, _dice: Random) -> str:
    return _written(_stepped(seen, Decimal(0), Decimal(aspect["max"]), Decimal(aspect.get("step") or "0.1")))


def _yes(_aspect: Aspect, seen: float, dice: Random) -> str:
    return "yes" if dice.random() < 0.35 + 0.65 * seen else "no"


def _deducted(aspect: Aspect, seen: float, _dice: Random) -> str:
    most = int(Decimal(aspect["max"]) / Decimal(aspect["per"]))
    return str(min(most, int((1 - seen) * 1.4 * most)))


def _count(aspect: Aspect, seen: float, _dice: Random) -> str:
    return str(round(int(aspect["possible"]) * min(1.0, seen + 0.1)))


def _band(aspect: Aspect, seen: float, _dice: Random) -> str:
    bands = aspect["bands"]
    at = int((1 - seen) * 1.6 * len(bands))
    return str(bands[at][0]) if at < len(bands) else _written(Decimal(bands[-1][0]) + 1)


def _range(aspect: Aspect, seen: float, _dice: Random) -> str:
    best_first = sorted(aspect["ranges"], key=lambda one: (-Decimal(one[2]), Decimal(one[0])))
    lower, upper, _mark = best_first[min(len(best_first) - 1, int((1 - seen) * 1.6 * len(best_first)))]
    return _written((Decimal(lower) + Decimal(upper)) / 2)


def _choice(aspect: Aspect, seen: float, _dice: Random) -> str:
    choices = aspect["choices"]
    best_first = sorted(choices, key=lambda label: (-Decimal(choices[label]), label))
    return str(best_first[min(len(best_first) - 1, int((1 - seen) * 1.6 * len(best_first)))])


def _distance(aspect: Aspect, seen: float, dice: Random) -> str:
    away = int((1 - seen) * 6) * Decimal(aspect["every"])
    return _written(Decimal(aspect["target"]) + (away if dice.random() < 0.5 else -away))


WAYS = {
    "value": _value,
    "all-or-nothing": _yes,
    "deduct": _deducted,
    "count": _count,
    "bands": _band,
    "ranges": _range,
    "choice": _choice,
    "distance": _distance,
}
