"""What was measured: one row a figure, the median of its tries, beside its target and what it is compared with."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

TRIES = 3
HEAD = ("", "measured", "of tries", "target", "", "beside it")


@dataclass(frozen=True)
class Row:
    """`tries` in the order measured; `most` or `least` is the target, or neither; `beside` says what it is compared with."""

    what: str
    tries: Sequence[float]
    unit: str
    most: float | None = None
    least: float | None = None
    beside: str = ""

    @property
    def value(self) -> float:
        return median(self.tries)

    @property
    def met(self) -> bool:
        over = self.most is not None and self.value > self.most
        return not over and not (self.least is not None and self.value < self.least)

    @property
    def target(self) -> str:
        if self.most is not None:
            return f"<= {number(self.most)}"
        return "" if self.least is None else f">= {number(self.least)}"

    def cells(self) -> tuple[str, ...]:
        spread = "" if len(self.tries) < 2 else f"{number(min(self.tries))}..{number(max(self.tries))}"
        verdict = "" if not self.target else "met" if self.met else "MISSED"
        return self.what, f"{number(self.value)} {self.unit}", spread, self.target, verdict, self.beside


def number(value: float) -> str:
    """Three figures, and thousands apart."""
    if value == int(value) and abs(value) >= 1:
        return f"{int(value):,}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def ratio(of: float, to: float) -> float:
    """How many times `to`; nothing was measured where that is 0."""
    return of / to if to else float("nan")


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that so great a share of all does not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else float("nan")


def shown(title: str, rows: Sequence[Row]) -> str:
    """A table, columns aligned also where Chinese stands in them."""
    lines = [HEAD, *(row.cells() for row in rows)]
    widths = [max(_width(line[column]) for line in lines) for column in range(len(HEAD))]
    filled = ["  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)) for line in lines]
    return "\n".join([title, *(f"  {line.rstrip()}" for line in filled)])


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
