"""Tiers of awards: how many seats each has, who gets which, and where a tie lies across an edge.

Knows places and who is eligible; no marks.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import ceil, floor

from scoring.amounts import rounded
from scoring.scheme import Awards


@dataclass(frozen=True, slots=True)
class Placed:
    """A ranked competitor; not eligible: 参赛不计奖, or under the minimum."""

    competitor: str
    place: int
    eligible: bool


@dataclass(frozen=True, slots=True)
class Crossing:
    """More are tied on a place than the tier has seats left: `seats` for `competitors`, before anybody decides."""

    tier: str
    seats: int
    competitors: tuple[str, ...]


def seats(awards: Awards, ranked: int) -> tuple[int, ...]:
    """Of each tier; a share is one of all the ranked."""
    if awards.by == "count":
        return tuple(int(number) for _, number in awards.tiers)
    return tuple(_whole(share * ranked, awards.round) for _, share in awards.tiers)


def _whole(number: Fraction, way: str) -> int:
    if way == "up":
        return ceil(number)
    return floor(number) if way == "down" else int(rounded(number, 0))


def awarded(awards: Awards, placed: Sequence[Placed]) -> Mapping[str, str]:
    """Who gets what. The place of one who is not eligible is filled by the next (递补); a tie across an edge takes the
    better tier and leaves fewer seats in the next."""
    edges = list(accumulate(seats(awards, len(placed))))
    found: dict[str, str] = {}
    for competitor, award_place in award_places(placed):
        for (tier, _), edge in zip(awards.tiers, edges, strict=True):
            if award_place <= edge:
                found[competitor] = tier
                break
    return found


def award_places(placed: Iterable[Placed]) -> list[tuple[str, int]]:
    """1 + the eligible with a better place; in order of place."""
    eligible = sorted((each for each in placed if each.eligible), key=lambda each: (each.place, each.competitor))
    found: list[tuple[str, int]] = []
    for index, each in enumerate(eligible):
        same = index and eligible[index - 1].place == each.place
        found.append((each.competitor, found[-1][1] if same else index + 1))
    return found


def crossings(awards: Awards, placed: Sequence[Placed]) -> tuple[Crossing, ...]:
    """The ties that matter: somebody must decide, or all of them get the better tier."""
    groups: dict[int, list[str]] = {}
    for competitor, place in award_places(placed):
        groups.setdefault(place, []).append(competitor)
    found = []
    for (tier, _), edge in zip(awards.tiers, accumulate(seats(awards, len(placed))), strict=True):
        for first, tied in groups.items():
            if first <= edge < first + len(tied) - 1:
                found.append(Crossing(tier, edge - first + 1, tuple(tied)))
    return tuple(found)
