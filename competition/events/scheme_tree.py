"""A scheme as a tree of rows with their sums. Pure."""

from dataclasses import dataclass
from fractions import Fraction

from competition.events.scheme_words import kind, rule
from scoring.amounts import plain, shown
from scoring.scheme import Scheme


@dataclass(frozen=True)
class AspectRow:
    """评分点. `place`: 0.1.2, where it stands."""

    place: str
    code: str
    title: str
    kind: str
    rule: str
    max: str


@dataclass(frozen=True)
class Branch:
    """评分子项 and its aspects."""

    place: str
    code: str
    title: str
    sum: str
    aspects: list[AspectRow]


@dataclass(frozen=True)
class Trunk:
    """模块: what its marks sum to, and what it adds to the total."""

    place: str
    code: str
    title: str
    weight: str
    sum: str
    share: str
    branches: list[Branch]


@dataclass(frozen=True)
class Tree:
    """The whole, with the sum of all."""

    title: str
    total: str
    rounding: str
    awards: list[tuple[str, str]]
    trunks: list[Trunk]


def tree(scheme: Scheme) -> Tree:
    """For the page."""
    places = scheme.rounding.places
    trunks = []
    for number, criterion in enumerate(scheme.criteria):
        path = str(number)
        branches = []
        for at, sub in enumerate(criterion.subcriteria):
            below = f"{path}.{at}"
            rows = [
                AspectRow(f"{below}.{n}", each.code, each.title, kind(each), rule(each), plain(each.max))
                for n, each in enumerate(sub.aspects)
            ]
            branches.append(Branch(below, sub.code, sub.title, shown(sub.max, places), rows))
        worth = sum((each.max for each in criterion.aspects), Fraction(0))
        weight = plain(criterion.weight) if criterion.weight is not None else ""
        share = shown(criterion.max, places)
        trunks.append(Trunk(path, criterion.code, criterion.title, weight, shown(worth, places), share, branches))
    share_of = scheme.awards.by == "share" if scheme.awards else False
    awards = [
        (name, f"{plain(seats * 100)} %" if share_of else plain(seats))
        for name, seats in (scheme.awards.tiers if scheme.awards else ())
    ]
    return Tree(scheme.title, shown(scheme.max, places), str(places), awards, trunks)
