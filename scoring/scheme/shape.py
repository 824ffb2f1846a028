"""A marking scheme (评分标准): criteria, sub-criteria, aspects, and the rules from marks to places.

Knows no mark and no competitor. A Scheme made by `read_scheme` is sound; one made by hand is as sound as its maker.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from scoring.amounts import DEFAULT_ROUNDING, Rounding
from scoring.aspects import Aspect


@dataclass(frozen=True, slots=True)
class Subcriterion:
    """评分子项: one form, one marking team, one lock."""

    code: str
    title: str
    aspects: tuple[Aspect, ...]
    day: int | None = None
    title_en: str | None = None

    @property
    def max(self) -> Fraction:
        return sum((aspect.most for aspect in self.aspects), Fraction(0))


@dataclass(frozen=True, slots=True)
class Criterion:
    """模块; with a weight on all criteria or on none."""

    code: str
    title: str
    subcriteria: tuple[Subcriterion, ...]
    weight: Fraction | None = None
    title_en: str | None = None

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        return tuple(aspect for subcriterion in self.subcriteria for aspect in subcriterion.aspects)

    @property
    def max(self) -> Fraction:
        """What it adds to the total at most: after its weight, before any bonus of a difficulty."""
        most = sum((subcriterion.max for subcriterion in self.subcriteria), Fraction(0))
        return most if self.weight is None else most * self.weight


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the WorldSkills occupational standard, and what share of the marks it should get."""

    code: str
    title: str
    weight: Fraction
    title_en: str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """One key of the ranking: `by` is total, criterion, subcriterion, aspect, time or deductions; `code` names which."""

    by: str
    code: str = ""
    descending: bool = True

    @property
    def key(self) -> str:
        """As `decided_by` names it: without the direction."""
        return f"{self.by}:{self.code}" if self.code else self.by

    def __str__(self) -> str:
        return f"{self.key}:{'desc' if self.descending else 'asc'}"


@dataclass(frozen=True, slots=True)
class Awards:
    """Tiers with seats: each a share of all the ranked, or a number."""

    by: str
    tiers: tuple[tuple[str, Fraction], ...]
    round: str = "half-up"
    minimum: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Scheme:
    title: str
    criteria: tuple[Criterion, ...]
    event_code: str | None = None
    title_en: str | None = None
    profile: str | None = None
    sections: tuple[Section, ...] = ()
    rounding: Rounding = DEFAULT_ROUNDING
    order: tuple[Order, ...] = (Order("total"),)
    ties: str = "shared"
    awards: Awards | None = None
    scale: str | None = None
    _aspects: Mapping[str, Aspect] = field(init=False, repr=False, compare=False)
    _subcriteria: Mapping[str, Subcriterion] = field(init=False, repr=False, compare=False)
    _homes: Mapping[str, tuple[Criterion, Subcriterion]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        homes = {a.code: (c, s) for c in self.criteria for s in c.subcriteria for a in s.aspects}
        object.__setattr__(self, "_homes", homes)
        object.__setattr__(self, "_aspects", {a.code: a for c in self.criteria for a in c.aspects})
        object.__setattr__(self, "_subcriteria", {s.code: s for c in self.criteria for s in c.subcriteria})

    @property
    def aspects(self) -> Mapping[str, Aspect]:
        """All of them by code, in the scheme's order."""
        return self._aspects

    @property
    def subcriteria(self) -> Mapping[str, Subcriterion]:
        return self._subcriteria

    @property
    def max(self) -> Fraction:
        """满分."""
        return sum((criterion.max for criterion in self.criteria), Fraction(0))

    @property
    def strict(self) -> bool:
        return self.profile == "worldskills-strict"

    def aspect(self, code: str) -> Aspect | None:
        return self._aspects.get(code)

    def subcriterion(self, code: str) -> Subcriterion | None:
        return self._subcriteria.get(code)

    def subcriterion_of(self, aspect_code: str) -> Subcriterion:
        return self._homes[aspect_code][1]

    def criterion_of(self, aspect_code: str) -> Criterion:
        return self._homes[aspect_code][0]
