"""What a reveal shows at which step: prizes from the last to the first, each whole, or places from the bottom up.

Knows a ranking and whose labels it has; no clock, no table. What is held back alone leaves its line and not its name.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from competition.judging.standings import Row
from competition.pages.language import N_, _
from competition.results.names import Named
from scoring.amounts import shown
from scoring.edges import award_crossings
from scoring.ranking import Ranking, Standing

TIERS, PLACES = "tiers", "places"
# How a board looks: one prize with all who have it; or lines, the best on top.
PRIZE_MODE, LINES_MODE = "prize", "reveal"
HELD = N_("暂缓揭晓")
UNITS = N_("优秀组织奖")
STATION = N_("{label} 号赛位")


@dataclass(frozen=True)
class How:
    """What the chief chose. `units`: 优秀组织奖; `held`: labels that are not revealed."""

    mode: str
    everybody: bool = False
    scores: bool = False
    units: tuple[str, ...] = ()
    held: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Step:
    """What one press reveals. `labels`: whose lines they are, also of those held back."""

    title: str
    rows: tuple[Row, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """What stands on the board after so many presses."""

    mode: str
    prize: str
    rows: tuple[Row, ...]


def steps(ranking: Ranking, people: Mapping[str, Named], how: How) -> tuple[Step, ...]:
    """All of them, in the order in which they are pressed."""
    units = tuple(Row(None, None, "", unit, "", "", "") for unit in how.units)
    first = (Step(_(UNITS), units, ()),) if units else ()
    listed = [one for one in ranking.standings if one.place is not None and (one.award or (how.everybody and how.mode == PLACES))]
    if how.mode == TIERS:
        return first + _by_tier(ranking, people, how, listed)
    places = sorted({one.place for one in listed if one.place is not None}, reverse=True)
    return first + tuple(
        _step(ranking, people, how, _("第 {place} 名", place=place), [one for one in listed if one.place == place])
        for place in places
    )


def seen(plan: tuple[Step, ...], how: How, at: int) -> Seen:
    """The board at a step, and nothing of the steps after it."""
    if at <= 0:
        return Seen(PRIZE_MODE, _("揭晓"), ())
    now = plan[min(at, len(plan)) - 1]
    if how.mode == TIERS or not now.labels:
        # The last of all is the whole list.
        if at > len(plan):
            return Seen(LINES_MODE, now.title, _whole(plan))
        return Seen(PRIZE_MODE, now.title, tuple(replace(row, place=None, total="", award="") for row in now.rows))
    return Seen(LINES_MODE, now.title, _whole(plan[:at]))


def presses(plan: tuple[Step, ...], how: How) -> int:
    """How often 下一步 can be pressed: prize by prize there is the whole list after the last."""
    return len(plan) + (1 if how.mode == TIERS and len([one for one in plan if one.labels]) > 1 else 0)


def tied_across(ranking: Ranking) -> frozenset[str]:
    """Who is tied across the edge of an award: nobody may read a place there before it is ruled on."""
    return frozenset(label for crossing in award_crossings(ranking) for label in crossing.competitors)


def _by_tier(ranking: Ranking, people: Mapping[str, Named], how: How, listed: list[Standing]) -> tuple[Step, ...]:
    tiers = [name for name, _seats in ranking.scheme.awards.tiers] if ranking.scheme.awards else []
    found = []
    for tier in reversed(tiers):
        # Inside a prize the order tells nothing.
        own = sorted((one for one in listed if one.award == tier), key=lambda one: one.competitor)
        if own:
            found.append(_step(ranking, people, how, tier, own))
    return tuple(found)


def _step(ranking: Ranking, people: Mapping[str, Named], how: How, title: str, own: list[Standing]) -> Step:
    return Step(title, tuple(_row(ranking, people, how, one) for one in own), tuple(one.competitor for one in own))


def _row(ranking: Ranking, people: Mapping[str, Named], how: How, one: Standing) -> Row:
    award = one.award or ""
    if one.competitor in how.held:
        return Row(one.place, None, "", _(HELD), "", "", "", award)
    total = shown(one.total, ranking.scheme.rounding.places) if how.scores and one.total is not None else ""
    named = people.get(one.competitor)
    name, unit = (named.name, whence(named)) if named else (_(STATION, label=one.competitor), "")
    return Row(one.place, None, "", name, unit, "", total, award)


def whence(named: Named) -> str:
    """Of which unit; of a team its members too."""
    return "　".join(part for part in (named.unit, _("、").join(named.members)) if part)


def _whole(plan: tuple[Step, ...]) -> tuple[Row, ...]:
    rows = [row for step in reversed(plan) if step.labels for row in step.rows]
    return tuple(sorted(rows, key=lambda row: row.place or 0))
