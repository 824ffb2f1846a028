"""Whose label it is: the names of a round's competitors, for those who may read them. No scoring referee's door comes here."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from competition.floor.stations import Placed, placed


@dataclass(frozen=True)
class Named:
    """A competitor by name, as papers and boards show him; of a team its own, and its members'."""

    registration: int
    name: str
    unit: str
    number: str
    delegation: str = ""
    members: tuple[str, ...] = ()


def _named(found: Placed) -> Named:
    one = found.competitor
    return Named(
        one.registration, one.shown, one.delegation or one.employer, one.number, one.delegation, one.names if one.team else ()
    )


async def names(event_id: int, round_id: int) -> dict[str, Named]:
    """Label → who stands there."""
    return {found.label: _named(found) for found in await placed(event_id, round_id)}


def written(people: Mapping[str, Named]) -> str:
    """As a snapshot keeps them."""
    return json.dumps({label: asdict(people[label]) for label in sorted(people)}, ensure_ascii=False)


def read(text: str) -> dict[str, Named]:
    """As they were kept."""
    return {label: Named(**fields | {"members": tuple(fields.get("members", ()))}) for label, fields in json.loads(text).items()}
