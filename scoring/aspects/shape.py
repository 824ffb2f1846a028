"""An aspect (评分点): what is marked, in which way, and what it is worth at most.

Knows no mark and no competitor; that its parts fit together is the scheme's to see.
"""

from dataclasses import dataclass
from fractions import Fraction

MEASUREMENT, JUDGEMENT, PANEL = "measurement", "judgement", "panel"
AGREED, DIFFICULTY = "*", "difficulty"
"""Labels in the judge's place that name no judge: the agreed entry or a ruling, and the coefficient."""
ABSENT, NOT_ATTEMPTED = "absent", "not-attempted"
FULL, VOID = "full", "void"
"""What a wrong question is made for everybody: 整项给分, 整项作废."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """One of `kind` measurement (with an `award`), judgement or panel; what does not belong to the kind keeps its default."""

    code: str
    title: str
    kind: str
    max: Fraction
    award: str = ""
    per: Fraction = Fraction(0)
    possible: int = 0
    bands: tuple[tuple[Fraction, Fraction], ...] = ()
    ranges: tuple[tuple[Fraction, Fraction, Fraction], ...] = ()
    choices: tuple[tuple[str, Fraction], ...] = ()
    target: Fraction = Fraction(0)
    every: Fraction = Fraction(0)
    step: Fraction | None = None
    judges: int = 0
    spread: int = 1
    min: Fraction = Fraction(0)
    drop_high: int = 0
    drop_low: int = 0
    combine: str = "mean"
    factor: Fraction = Fraction(1)
    difficulty: bool = False
    title_en: str | None = None
    section: str | None = None
    descriptors: tuple[tuple[str, str], ...] = ()
    extra: tuple[str, ...] = ()
    requirement: str | None = None
    calculation: str | None = None
    annulled: str | None = None

    @property
    def most(self) -> Fraction:
        """What it adds to 满分."""
        return Fraction(0) if self.annulled == VOID else self.max

    @property
    def judged(self) -> bool:
        """Marked by several judges, each for himself; a measurement has one agreed entry."""
        return self.kind != MEASUREMENT
