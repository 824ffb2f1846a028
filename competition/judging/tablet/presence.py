"""Which tablets are here: connected, last heard, what they still hold. In memory only: after a restart they come back.

A tablet's number is its own invention: of each referee only the last few are known.
"""

from collections import defaultdict
from datetime import UTC, datetime, timedelta

import msgspec
from msgspec.structs import replace

# One to mark on, one instead, and what he tried at home.
MOST = 8
# A tablet whose sockets are blocked asks every few seconds.
ASKS_WITHIN = timedelta(seconds=15)


class Tablet(msgspec.Struct, frozen=True):
    """One tablet of a referee, or all of his together. `about`: what it says of itself, `asked`: when it last came by post."""

    connected: int = 0
    heard: datetime | None = None
    asked: datetime | None = None
    unsent: int = 0
    about: str = ""

    @property
    def here(self) -> bool:
        """On its socket, or asking by post?"""
        return self.connected > 0 or (self.asked is not None and datetime.now(UTC) - self.asked < ASKS_WITHIN)


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
    heard, asked = _later(one.heard, other.heard), _later(one.asked, other.asked)
    return Tablet(one.connected + other.connected, heard, asked, one.unsent + other.unsent, one.about)


def _later(*times: datetime | None) -> datetime | None:
    return max((each for each in times if each is not None), default=None)


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


def heard(event: str, name: str, unsent: int | None = None, device: str = "", *, by_post: bool = False) -> None:
    """A sign of life, perhaps with what it still holds."""
    was, at = _tablets[event].get((name, device), Tablet()), datetime.now(UTC)
    now = replace(was, heard=at, unsent=was.unsent if unsent is None else max(unsent, 0), asked=at if by_post else was.asked)
    if now.unsent != was.unsent or now.here != was.here or was.heard is None:
        _set(event, name, device, now)
    else:
        _tablets[event][name, device] = now


def changed(event: str) -> None:
    """Something else about a tablet is new."""
    _changes[event] += 1


def _set(event: str, name: str, device: str, now: Tablet) -> None:
    known = _tablets[event]
    known[name, device] = now
    his = [key for key in known if key[0] == name]
    # the longest unheard of those that are gone, and one that still holds marks last of all
    last = sorted(his, key=lambda one: (known[one].connected > 0, known[one].unsent > 0, _heard(known[one])))
    for key in last[:-MOST]:
        del known[key]
    changed(event)


def _heard(tablet: Tablet) -> datetime:
    return tablet.heard or datetime.min.replace(tzinfo=UTC)
