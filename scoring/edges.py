"""Where a tie matters: across the edge of an award, of a quota, of who fills up; and everywhere where ties are forbidden.

Knows a ranking; not who decides, nor what was decided.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from scoring.awards import Crossing, crossings
from scoring.ranking import Ranking, Standing, placed
from scoring.scheme import Awards

QUOTA, FILL_UP, FORBIDDEN = "@quota", "@fill-up", "@forbidden"


@dataclass(frozen=True, slots=True)
class Tie:
    """Competitors of one place, and every edge that runs through them: the award's name, QUOTA, FILL_UP or FORBIDDEN."""

    competitors: tuple[str, ...]
    place: int
    edges: tuple[Crossing, ...]


def ties_to_decide(ranking: Ranking, quota: int = 0) -> tuple[Tie, ...]:
    """In order of place. `quota`: how many go up; the next one fills up. Nothing while marks are missing."""
    if not ranking.complete:
        return ()
    found = [*award_crossings(ranking), *_quota(ranking, quota), *_forbidden(ranking)]
    places = {each.competitor: each.place or 0 for each in ranking.standings}
    edges: dict[tuple[str, ...], list[Crossing]] = {}
    for crossing in found:
        edges.setdefault(crossing.competitors, []).append(crossing)
    ties = [Tie(competitors, places[competitors[0]], tuple(crossed)) for competitors, crossed in edges.items()]
    return tuple(sorted(ties, key=lambda tie: (tie.place, tie.competitors)))


def award_crossings(ranking: Ranking) -> tuple[Crossing, ...]:
    """The ties across the edge of an award, also while marks are missing."""
    return crossings(ranking.scheme.awards, placed(ranking)) if ranking.scheme.awards is not None else ()


def _quota(ranking: Ranking, quota: int) -> tuple[Crossing, ...]:
    """Who takes part without award does not go up; a minimum for awards is none for the quota."""
    if not quota:
        return ()
    going = [each for each in placed(ranking, minimum=False) if each.eligible]
    return crossings(Awards("count", ((QUOTA, Fraction(quota)), (FILL_UP, Fraction(1)))), going)


def _forbidden(ranking: Ranking) -> tuple[Crossing, ...]:
    if ranking.scheme.ties != "forbid":
        return ()
    ranked = [each for each in ranking.standings if each.place is not None]
    groups = [[each.competitor for each in same] for _, same in groupby(ranked, key=_place)]
    return tuple(Crossing(FORBIDDEN, 1, tuple(group)) for group in groups if len(group) > 1)


def _place(standing: Standing) -> int:
    assert standing.place is not None
    return standing.place
