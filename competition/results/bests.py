"""Across a season's events in WorldSkills' profile: the best of each unit (单位最佳), and the highest of all.

From signed rankings alone; for the public only from published ones, and nobody whom the event's own list does not name.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from competition.events.programme import events_of, round_of
from competition.events.schemes import parsed
from competition.events.stages import PUBLISHED, SIGNED
from competition.events.tables import Event, Season
from competition.results.names import Named
from competition.results.papers import listed
from competition.results.signing import Signed, signed
from scoring.recognition import PROFILES, recognised


@dataclass(frozen=True)
class Best:
    """Whose score: 参考值."""

    unit: str
    name: str
    event: str
    scale: int


@dataclass(frozen=True)
class Bests:
    """`highest`: several where they have the same; `units`: by unit, the highest first."""

    highest: tuple[Best, ...]
    units: tuple[Best, ...]


async def bests(season: Season, ours: Event, *, public: bool) -> Bests | None:
    """None where this event knows no such scores, or nothing is signed yet."""
    if not await _worldskills(ours):
        return None
    found: list[Best] = []
    for event in await events_of(season.id):
        if event.stage not in (PUBLISHED if public else SIGNED) or not await _worldskills(event):
            continue
        ranking = await signed((await round_of(event.id)).id)
        found += _of(event, ranking, public) if ranking is not None else []
    if not found:
        return None
    return Bests(_highest(found), _units(found))


async def _worldskills(event: Event) -> bool:
    scheme = parsed((await round_of(event.id)).scheme)
    return scheme is not None and scheme.profile in PROFILES


def _of(event: Event, ranking: Signed, public: bool) -> list[Best]:
    given = recognised(ranking.ranking)
    named = {one.competitor for one in listed(ranking.ranking, event.notice_depth)} if public else set(given)
    no_award = {one.competitor for one in ranking.ranking.standings if one.status == "no-award"}
    people = {label: ranking.people.get(label, Named(0, label, "", "")) for label in given if label not in no_award}
    return [Best(one.unit, one.name, event.title, given[label].scale) for label, one in people.items() if label in named]


def _highest(found: Iterable[Best]) -> tuple[Best, ...]:
    most = max(one.scale for one in found)
    return tuple(sorted((one for one in found if one.scale == most), key=_by))


def _units(found: Iterable[Best]) -> tuple[Best, ...]:
    units: dict[str, list[Best]] = {}
    for one in found:
        if one.unit:
            units.setdefault(one.unit, []).append(one)
    return tuple(sorted((best for mine in units.values() for best in _highest(mine)), key=_by))


def _by(one: Best) -> tuple[int, str, str]:
    return -one.scale, one.unit, one.name
