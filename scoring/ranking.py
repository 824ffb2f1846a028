"""Who stands where: split the field by the first key of the order, then each group still tied by the next.

Knows sheets and the scheme's order; not how a mark came to be, nor who a competitor is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.amounts import shown
from scoring.problems import Problem
from scoring.scheme import Scheme

__all__ = ["Problem", "Ranking", "Standing", "shown"]


@dataclass(frozen=True, slots=True)
class Standing:
    """One competitor's line; exact values (what is printed is `shown`). Without a place there are no marks."""

    competitor: str
    place: int | None
    tied: bool
    total: Fraction | None
    criteria: Mapping[str, Fraction]
    aspects: Mapping[str, Fraction]
    time: Fraction | None
    decided_by: str | None
    award: str | None
    scale: int | None
    status: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """Places in order, the tied by label; then who has no place, by label.

    `refused`: the contract lets nobody publish this (the problems say why); the standings then only serve the desk."""

    scheme: Scheme
    standings: tuple[Standing, ...]
    complete: bool
    problems: tuple[Problem, ...]
    refused: bool = False
