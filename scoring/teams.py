"""Teams' and delegations' totals (团体总分): the sum or mean of all members or of the best n; a tie goes to more first places.

Knows totals and places of members, from one event or many; not who they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Member:
    """Without a place he counts 0: a delegation is not better off for one who did not come."""

    competitor: str
    total: Fraction | None
    place: int | None


@dataclass(frozen=True, slots=True)
class TeamStanding:
    """`counted`: whose totals make the team's, best first."""

    team: str
    place: int
    tied: bool
    total: Fraction
    first_places: int
    counted: tuple[str, ...]


def rank_teams(
    teams: Mapping[str, Sequence[Member]], *, combine: str = "sum", best: int | None = None
) -> tuple[TeamStanding, ...]:
    """`combine`: sum, or mean of as many as count; `best`: only so many (a team with fewer members has zeros for the rest)."""
    if combine not in ("sum", "mean") or (best is not None and best < 1):
        raise ValueError(f"no such team rule: {combine}, best {best}")
    rows = [_row(name, members, combine, best) for name, members in teams.items()]
    rows.sort(key=lambda row: (-row.total, -row.first_places, row.team))
    standings: list[TeamStanding] = []
    for _, same in groupby(rows, key=lambda row: (row.total, row.first_places)):
        group, place = list(same), len(standings) + 1
        standings += [TeamStanding(row.team, place, len(group) > 1, row.total, row.first_places, row.counted) for row in group]
    return tuple(standings)


def _row(team: str, members: Sequence[Member], combine: str, best: int | None) -> TeamStanding:
    ordered = sorted(members, key=lambda member: (-(member.total or _NOTHING), member.competitor))
    counted = ordered[:best]
    total = sum((member.total or _NOTHING for member in counted), _NOTHING)
    number = best or len(members)
    if combine == "mean":
        total = total / number if number else _NOTHING
    firsts = sum(member.place == 1 for member in members)
    return TeamStanding(team, 0, False, total, firsts, tuple(member.competitor for member in counted))
