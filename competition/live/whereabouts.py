"""Where the program can be reached in this network, and whether that has changed. Knows the network cards; sends nothing.

What was known last is noted in the data folder, so that a new start, or another machine, can say what it was.
"""

import fcntl
import json
import socket
import struct
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

NOTE = "addresses.json"
ASKS_A_CARD = 0x8915  # SIOCGIFADDR
EVERY_SECONDS = 3.0
EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104


@dataclass(frozen=True)
class Whereabouts:
    """`addresses`: the first is the one to give; `local`: no other machine can reach any of them; `was`: what it no longer is."""

    addresses: tuple[str, ...]
    local: bool
    was: str = ""
    since: datetime | None = None


_looked: dict[tuple[Path, str, int], tuple[float, Whereabouts]] = {}


def whereabouts(data: Path, host: str, port: int) -> Whereabouts:
    """As it is now, or was a few seconds ago."""
    key = (data, host, port)
    before = _looked.get(key)
    if before is None or time.monotonic() - before[0] > EVERY_SECONDS:
        _looked[key] = before = time.monotonic(), _look(data, host, port)
    return before[1]


def noted(data: Path) -> list[str]:
    """The addresses that were known last."""
    return [str(one) for one in _read(data).get("addresses", [])]


def note(data: Path, addresses: tuple[str, ...], was: str = "", since: str = "") -> None:
    """Remembers them; a note that cannot be written is not worth a failure."""
    with suppress(OSError):
        part = data / f"{NOTE}.part"
        part.write_text(json.dumps({"addresses": addresses, "was": was, "since": since}), encoding="utf-8")
        part.replace(data / NOTE)


def _look(data: Path, host: str, port: int) -> Whereabouts:
    found = cards() if host in EVERYWHERE else [host]
    addresses = tuple(f"http://{one}:{port}" for one in found or ["127.0.0.1"])
    local = all(one.startswith("127.") or one == "localhost" for one in found)
    known = _read(data)
    before, was, since = [str(one) for one in known.get("addresses", [])], str(known.get("was", "")), str(known.get("since", ""))
    if was in addresses:
        was = since = ""
    elif before and before[0] not in addresses:
        was, since = was or before[0], datetime.now(UTC).isoformat()
    if list(addresses) != before:
        note(data, addresses, was, since)
    return Whereabouts(addresses, local, was, datetime.fromisoformat(since) if since else None)


def _read(data: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        read = json.loads((data / NOTE).read_text(encoding="utf-8"))
        if isinstance(read, dict):
            return read
    return {}


def cards() -> list[str]:
    """This machine's addresses in its networks, the one towards the world first."""
    found = {address for _, name in socket.if_nameindex() if (address := _of(name))}
    reachable = sorted(one for one in found if not IPv4Address(one).is_loopback and not IPv4Address(one).is_link_local)
    first = _outward()
    return sorted(reachable, key=lambda one: (one != first, IPv4Address(one)))


def _of(card: str) -> str:
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        told = fcntl.ioctl(probe.fileno(), ASKS_A_CARD, struct.pack("256s", card.encode()[:15]))
        return socket.inet_ntoa(told[20:24])
    return ""


def _outward() -> str:
    # nothing is sent: the system only says which card it would take
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])
    return ""
