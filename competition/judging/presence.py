"""Which tablets are here: connected, last heard, what they still hold. In memory only: after a restart they come back."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime


@dataclass(frozen=True)
class Tablet:
    """One referee's tablet, or several of his."""

    connected: int = 0
    heard: datetime | None = None
    unsent: int = 0


_tablets: dict[str, dict[str, Tablet]] = defaultdict(dict)
_changes: dict[str, int] = defaultdict(int)


def tablets(event: str) -> dict[str, Tablet]:
    """The event's tablets by account name."""
    return dict(_tablets[event])


def changes(event: str) -> int:
    """Grows whenever a desk should look again."""
    return _changes[event]


def came(event: str, name: str) -> None:
    """A tablet has connected."""
    was = _tablets[event].get(name, Tablet())
    _set(event, name, replace(was, connected=was.connected + 1, heard=datetime.now(UTC)))


def went(event: str, name: str) -> None:
    """A tablet is gone."""
    was = _tablets[event].get(name, Tablet())
    _set(event, name, replace(was, connected=max(was.connected - 1, 0)))


def heard(event: str, name: str, unsent: int | None = None) -> None:
    """A sign of life, perhaps with what it still holds."""
    was = _tablets[event].get(name, Tablet())
    now = replace(was, heard=datetime.now(UTC), unsent=was.unsent if unsent is None else max(unsent, 0))
    if now.unsent != was.unsent:
        _set(event, name, now)
    else:
        _tablets[event][name] = now


def _set(event: str, name: str, now: Tablet) -> None:
    _tablets[event][name] = now
    _changes[event] += 1
