"""From one round to the next (初赛 → 决赛): who goes on, and what their marks count there.

A tie at the cut goes on whole. The former marks are dropped, or are one criterion of the next scheme. Knows places and
totals; no logbook, no person.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from scoring.amounts import UNIT, rounded, shown
from scoring.aspects import AGREED, MEASUREMENT, Aspect
from scoring.awards import Placed, award_places
from scoring.decisions import Mark
from scoring.problems import N_, Problem
from scoring.ranking import Ranking
from scoring.scheme import Criterion, Order, Scheme, Subcriterion, read_scheme, write_scheme
from scoring.sheet import NO_AWARD

FORMER, FORMER_FORM, FORMER_ASPECT = "former", "former.1", "former.1.1"
"""The codes of what is carried: no scheme of the next round may have them too."""
NO_SHARE = N_("计入的比重为 {weight}，应大于 0、小于 1")
MANY_SUBCRITERIA = N_("排名依据 {key} 含几个评分子项；计入上一轮成绩时各模块并成一个，应改用评分子项")


@dataclass(frozen=True, slots=True)
class Cut:
    """`on`: who goes on, best first; `tied`: who shares the last place that does, where that makes more than the seats;
    `beside`: who competes without award (参赛不计奖) and is as good: he takes nobody's seat."""

    seats: int
    on: tuple[str, ...]
    tied: tuple[str, ...]
    beside: tuple[str, ...]


def cut(ranking: Ranking, seats: int, declined: Collection[str] = ()) -> Cut:
    """The best `seats`, and all who are tied with the last of them. Who declined leaves his seat to the next."""
    if seats < 1:
        raise ValueError(f"nobody goes on: {seats}")
    there = [(one, one.place) for one in ranking.standings if one.place is not None and one.competitor not in declined]
    placed = [Placed(one.competitor, place, one.status != NO_AWARD) for one, place in there]
    on = tuple((label, place) for label, place in award_places(placed) if place <= seats)
    last = on[-1][1] if on else 0
    edge = tuple(label for label, place in on if place == last)
    worst = max((one.place for one in placed if one.competitor in {label for label, _ in on}), default=0)
    beside = tuple(one.competitor for one in placed if not one.eligible and one.place <= worst)
    return Cut(seats, tuple(label for label, _ in on), edge if len(on) > seats else (), beside)


def carried_marks(former: Ranking) -> Mapping[str, str]:
    """What everybody with a place brings along: his total as it is printed."""
    rounding = former.scheme.rounding
    return {one.competitor: shown(one.total, rounding.places, rounding.mode) for one in former.standings if one.total is not None}


def entered(former: Ranking, labels: Mapping[str, str]) -> tuple[Mark, ...]:
    """The same as entries of the next round. `labels`: who stands where now → where he stood."""
    marks = carried_marks(former)
    return tuple(Mark(label, FORMER_ASPECT, AGREED, marks[was]) for label, was in sorted(labels.items()))


def with_former(scheme: Scheme, former: Ranking, weight: Fraction | None, title: str) -> Scheme | list[Problem]:
    """The next round's scheme with the former total as its first criterion.

    `weight`: its share; the other criteria share what is left in their own proportion. Without one it is added as it is,
    which only a scheme without weights can."""
    most = _most(former)
    if weight is None:
        criteria: Iterable[Criterion] | list[Problem] = scheme.criteria
        order = scheme.order
    elif not 0 < weight < 1:
        return [Problem("weight", NO_SHARE, {"weight": shown(weight, 2)})]
    else:
        folded = _weighted(scheme, 1 - weight)
        if isinstance(folded, Problem):
            return [folded]
        criteria, order = folded
    aspect = Aspect(FORMER_ASPECT, title, MEASUREMENT, most, award="value")
    carried = Criterion(FORMER, title, (Subcriterion(FORMER_FORM, title, (aspect,)),), weight)
    return read_scheme(write_scheme(replace(scheme, criteria=(carried, *criteria), order=order)))


def _most(former: Ranking) -> Fraction:
    """The full mark; more where rounding or a difficulty gave somebody more."""
    places = former.scheme.rounding.places
    totals = [one.total for one in former.standings if one.total is not None]
    return rounded(max(former.scheme.max, *totals, *(rounded(total, places) for total in totals)), 9)


def _weighted(scheme: Scheme, left: Fraction) -> tuple[tuple[Criterion, ...], tuple[Order, ...]] | Problem:
    if scheme.criteria[0].weight is not None:
        return _scaled(scheme.criteria, left), scheme.order
    if len(scheme.criteria) == 1:
        return (replace(scheme.criteria[0], weight=left),), scheme.order
    # Marks that add up keep their proportion only under one weight.
    first = scheme.criteria[0]
    forms = tuple(subcriterion for criterion in scheme.criteria for subcriterion in criterion.subcriteria)
    order: dict[str, Order] = {}
    for key in scheme.order:
        folded = _folded(key, scheme)
        if isinstance(folded, Problem):
            return folded
        order.setdefault(folded.key, folded)
    return (Criterion(first.code, scheme.title, forms, left, scheme.title_en),), tuple(order.values())


def _folded(key: Order, scheme: Scheme) -> Order | Problem:
    """A criterion that is no more is compared by its only sub-criterion."""
    if key.by != "criterion":
        return key
    forms = next(criterion for criterion in scheme.criteria if criterion.code == key.code).subcriteria
    if len(forms) > 1:
        return Problem("ranking.order", MANY_SUBCRITERIA, {"key": key.key})
    return Order("subcriterion", forms[0].code, key.descending)


def _scaled(criteria: tuple[Criterion, ...], left: Fraction) -> tuple[Criterion, ...]:
    """In nine decimals; what their rounding leaves goes to the last."""
    weights = [Fraction(int((criterion.weight or 0) * left * UNIT), UNIT) for criterion in criteria[:-1]]
    weights.append(left - sum(weights))
    return tuple(replace(criterion, weight=weight) for criterion, weight in zip(criteria, weights, strict=True))
