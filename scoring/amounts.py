"""Exact amounts: from the contract's text, rounded half up, and back to text. No float anywhere.

Knows no scheme and no mark.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm

UNIT = 10**9
"""An amount has nine decimals at most: in these units every written one is a whole number."""
_FORM = re.compile(r"(-?)([0-9]{1,12})(?:\.([0-9]{1,9}))?")
_MANY = 65536


@lru_cache(_MANY)
def units(text: str) -> int | None:
    """A written amount in billionths; None where it is not of the contract's form."""
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    sign, whole, decimals = found.groups()
    return int(sign + whole + (decimals or "").ljust(9, "0"))


@lru_cache(_MANY)
def amount(text: str) -> Fraction | None:
    """A written amount; None where it is not of the contract's form."""
    count = units(text)
    return None if count is None else Fraction(count, UNIT)


def within(count: int, least: Fraction, most: Fraction) -> bool:
    """Is so many billionths between these two? Crosswise and in whole numbers: each mark that comes in is asked."""
    above = count * least.denominator >= least.numerator * UNIT
    return above and count * most.denominator <= most.numerator * UNIT


def on_step(count: int, least: Fraction, step: Fraction) -> bool:
    """Are so many billionths a whole number of steps from the least?"""
    over = count * least.denominator - least.numerator * UNIT
    return not over * step.denominator % (step.numerator * least.denominator * UNIT)


def whole_number(text: str) -> int | None:
    """A count, also when it is written `2.0`."""
    count = units(text)
    return None if count is None or count % UNIT else count // UNIT


def rounded(value: Fraction, places: int) -> Fraction:
    """Half up: away from zero at .5."""
    return Fraction(_nearest(value, places), 10**places)


def shown(value: Fraction, places: int, mode: str = "half-up") -> str:
    """With exactly that many decimals, rounded for show. `mode` has one name today: `half-up`."""
    if mode != "half-up":
        raise ValueError(f"no such rounding: {mode}")
    count = _nearest(value, places)
    digits = str(abs(count)).rjust(places + 1, "0")
    sign = "-" if count < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits


def plain(value: Fraction) -> str:
    """A written amount as the shortest plain decimal; other fractions are cut to their nine decimals."""
    text = shown(value, 9)
    return text.rstrip("0").rstrip(".")


STAGES = ("panel", "aspect", "criterion", "total")


@dataclass(frozen=True, slots=True)
class Rounding:
    """To how many decimals, how, and at which of the four stages; between the others exact values are carried on."""

    places: int = 2
    mode: str = "half-up"
    stages: tuple[str, ...] = STAGES

    def at(self, stage: str, value: Fraction) -> Fraction:
        return rounded(value, self.places) if stage in self.stages else value


DEFAULT_ROUNDING = Rounding()


def added(values: Iterable[Fraction]) -> Fraction:
    """Their sum, over one common denominator: many times faster than one after the other."""
    listed = list(values)
    common = lcm(*{value.denominator for value in listed})
    return Fraction(sum(value.numerator * (common // value.denominator) for value in listed), common)


def in_whole_numbers(values: Iterable[Fraction]) -> Sequence[int]:
    """The same values, all multiplied until they are whole: they order the same and compare many times faster."""
    listed = list(values)
    common = lcm(*{value.denominator for value in listed})
    return [value.numerator * (common // value.denominator) for value in listed]


def _nearest(value: Fraction, places: int) -> int:
    tens: int = 10**places
    above, below = value.numerator * tens, value.denominator
    count = (2 * abs(above) + below) // (2 * below)
    return -count if above < 0 else count
