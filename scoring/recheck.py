"""Who is rechecked (复核, 抽检), and what the error rate demands.

With 30 forms or fewer all; else the top group in full and a sample of the others; over 5 % wrong: all. The sample is
provable: whoever knows the seed, the labels and the scheme draws the same forms. Knows places; no marks.
"""

from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from math import ceil

from scoring.ranking import Ranking

Form = tuple[str, str]
"""A competitor and a sub-criterion."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The shares that a rule book names; `top_number` instead of `top_share` where it names a number."""

    all_up_to: int = 30
    top_share: Fraction = Fraction(30, 100)
    top_number: int | None = None
    sample: Fraction = Fraction(15, 100)
    tolerated: Fraction = Fraction(5, 100)


USUAL = Rule()


@dataclass(frozen=True, slots=True)
class Selection:
    """`forms` to recheck, by competitor and in the scheme's order; `top`: whose are rechecked in full."""

    forms: tuple[Form, ...]
    top: tuple[str, ...]
    everything: bool


def chosen(ranking: Ranking, seed: str, rule: Rule = USUAL) -> Selection:
    """Ties at the edge of the top group are in it; a sample is rounded up."""
    placed = [(each.competitor, each.place) for each in ranking.standings if each.place is not None]
    codes = tuple(ranking.scheme.subcriteria)
    forms = tuple((label, code) for label, _ in sorted(placed) for code in codes)
    if len(forms) <= rule.all_up_to:
        return Selection(forms, tuple(label for label, _ in placed), True)
    edge = ceil(rule.top_share * len(placed)) if rule.top_number is None else rule.top_number
    top = tuple(label for label, place in placed if place <= edge)
    others = sorted((form for form in forms if form[0] not in top), key=lambda form: _drawn(seed, form))
    sample = set(others[: ceil(rule.sample * len(others))])
    kept = tuple(form for form in forms if form[0] in top or form in sample)
    return Selection(kept, top, len(kept) == len(forms))


def _drawn(seed: str, form: Form) -> bytes:
    return sha256("\n".join((seed, *form)).encode("utf-8", "surrogatepass")).digest()


def demands_all(rechecked: int, wrong: int, rule: Rule = USUAL) -> bool:
    """Wrong forms / rechecked forms over the tolerated rate is no small chance any more: recheck all."""
    return rechecked > 0 and Fraction(wrong, rechecked) > rule.tolerated
