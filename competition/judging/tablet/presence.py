"""Which tablets are here: connected, last heard, what they still hold. In memory only: after a restart they come back."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime


@dataclass(frozen=True)
class Tablet:
    """One tablet of a referee, or all of his together. `about`: what it says of itself."""

    connected: int = 0
    heard: datetime | None = None
    unsent: int = 0
    about: str = ""


# By event, then by account name and the tablet's own number; a client without one is "".
_tablets: dict[str, dict[tuple[str, str], Tablet]] = defaultdict(dict)
_changes: dict[str, int] = defaultdict(int)


def tablets(event: str) -> dict[str, Tablet]:
    """The event's tablets by account name, all that one has together."""
    found: dict[str, Tablet] = {}
    for (name, _device), one in sorted(_tablets[event].items()):
        found[name] = _both(found[name], one) if name in found else one
    return found


def devices(event: str) -> dict[tuple[str, str], Tablet]:
    """Each for itself."""
    return dict(sorted(_tablets[event].items()))


def _both(one: Tablet, other: Tablet) -> Tablet:
    times = [each.heard for each in (one, other) if each.heard is not None]
    return Tablet(one.connected + other.connected, max(times, default=None), one.unsent + other.unsent, one.about)


def changes(event: str) -> int:
    """Grows whenever a desk should look again."""
    return _changes[event]


def came(event: str, name: str, device: str = "", about: str = "") -> None:
    """A tablet has connected."""
    was = _tablets[event].get((name, device), Tablet())
    now = replace(was, connected=was.connected + 1, heard=datetime.now(UTC), about=about or was.about)
    _set(event, name, device, now)


def went(event: str, name: str, device: str = "") -> None:
    """A tablet is gone."""
    was = _tablets[event].get((name, device), Tablet())
    _set(event, name, device, replace(was, connected=max(was.connected - 1, 0)))


def heard(event: str, name: str, unsent: int | None = None, device: str = "") -> None:
    """A sign of life, perhaps with what it still holds."""
    was = _tablets[event].get((name, device), Tablet())
    now = Tablet(was.connected, datetime.now(UTC), was.unsent if unsent is None else max(unsent, 0), was.about)
    if now.unsent != was.unsent:
        _set(event, name, device, now)
    else:
        _tablets[event][name, device] = now


def changed(event: str) -> None:
    """Something else about a tablet is new."""
    _changes[event] += 1


def _set(event: str, name: str, device: str, now: Tablet) -> None:
    _tablets[event][name, device] = now
    changed(event)
