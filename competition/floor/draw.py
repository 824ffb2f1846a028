"""抽签: from a seed and the entries to what each draws. Pure: all chance is the seed's, so whoever has it can draw again.

The seed's SHA-256 is published before, the seed after. Knows no person: an entry is a number and what keeps it apart from others.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from competition.registration.numbers import contest_number


@dataclass(frozen=True, order=True)
class Entry:
    """Who draws: a registration by its number, and whose it is: the same should stand apart; "" is nobody's."""

    registration: int
    apart: str = ""


@dataclass(frozen=True, order=True)
class Place:
    """What was drawn; a contest number is a place in a row of its own."""

    session: int
    station: int
    registration: int


class TooFewPlaces(Exception):
    """More entries than stations in all sessions together."""


def hash_of(seed: str) -> str:
    """What is published before the draw."""
    return hashlib.sha256(seed.encode()).hexdigest()


LETTERS = " BCDEFGHIJKLMNOPQRSTUVWXYZ"


def label(session: int, station: int, sessions: int, stations: int = 0, round_number: int = 1) -> str:
    """What scoring calls the competitor: 07, or 2-07 of several sessions; B07 in the second round, so that a mark which
    comes late is never taken for one of another round."""
    letter = LETTERS[min(round_number, len(LETTERS)) - 1].strip()
    number = letter + str(station).zfill(max(2, len(str(stations))))
    return f"{session}-{number}" if sessions > 1 else number


@dataclass(frozen=True)
class Slips:
    """What lies in the box: a slip for every station of every session; with a `code`, for every contest number."""

    sessions: int
    stations: int
    round_number: int = 1
    code: str = ""

    def text(self, session: int, station: int) -> str:
        """What the slip says."""
        if self.code:
            return contest_number(self.code, station)
        return label(session, station, self.sessions, self.stations, self.round_number)

    @property
    def all(self) -> tuple[str, ...]:
        """Each slip's text, in order."""
        places = [(session, station) for session in range(1, self.sessions + 1) for station in range(1, self.stations + 1)]
        return tuple(self.text(*place) for place in places)


def draw(seed: str, entries: Iterable[Entry], sessions: int, stations: int) -> list[Place]:
    """Everybody one place. Employers are dealt over the sessions; within one, side by side only where it cannot be helped."""
    shuffled = sorted(entries, key=lambda entry: _lot(seed, entry.registration))
    if len(shuffled) > sessions * stations:
        raise TooFewPlaces
    placed: list[Place] = []
    for number, group in enumerate(_dealt(seed, shuffled, sessions, stations), 1):
        for station, entry in enumerate(_side_by_side(group), 1):
            placed.append(Place(number, station, entry.registration))
    return placed


def _lot(seed: str, registration: int) -> str:
    return hashlib.sha256(f"{seed}:{registration}".encode()).hexdigest()


def _dealt(seed: str, shuffled: Sequence[Entry], sessions: int, stations: int) -> list[list[Entry]]:
    """The first sessions are full, or all alike where there are more than needed. Large employers are dealt first, each
    entry to the session with the fewest of its own."""
    full = stations if -(-len(shuffled) // stations) >= sessions else -(-len(shuffled) // sessions)
    room = [max(0, min(full, len(shuffled) - full * number)) for number in range(sessions)]
    own: list[Counter[str]] = [Counter() for _ in room]
    sessions_of: dict[int, int] = {}
    sizes = Counter(_key(entry) for entry in shuffled)
    for entry in sorted(shuffled, key=lambda one: (-sizes[_key(one)], _lot(seed, one.registration))):
        free = [number for number, left in enumerate(room) if left]
        fewest = min(own[number][_key(entry)] for number in free)
        best = [number for number in free if own[number][_key(entry)] == fewest]
        # among equals the emptiest in proportion to its size, so that no session is kept for the small employers
        chosen = max(best, key=lambda number: (room[number], _lot(f"{seed}/{number}", entry.registration)))
        room[chosen] -= 1
        own[chosen][_key(entry)] += 1
        sessions_of[entry.registration] = chosen
    return [[entry for entry in shuffled if sessions_of[entry.registration] == number] for number in range(sessions)]


def _key(entry: Entry) -> str:
    return entry.apart or f"#{entry.registration}"


def _side_by_side(group: Sequence[Entry]) -> list[Entry]:
    """The shuffled order, changed only where the next one would stand beside his own, or leave the rest no way to stand apart."""
    rest, row, before = list(group), list[Entry](), ""
    while rest:
        left = Counter(_key(entry) for entry in rest)
        after = len(rest) - 1
        fits = [entry for entry in rest if _key(entry) != before and _can_go_on(left, _key(entry), after)]
        others = [entry for entry in rest if _key(entry) != before]
        most = max((left[_key(entry)] for entry in others), default=0)
        chosen = (fits or [entry for entry in others if left[_key(entry)] == most] or rest)[0]
        rest.remove(chosen)
        row.append(chosen)
        before = _key(chosen)
    return row


def _can_go_on(left: Counter[str], chosen: str, after: int) -> bool:
    """After this one, can the others still stand apart?"""
    own_fits = left[chosen] - 1 <= after // 2
    return own_fits and all(count <= (after + 1) // 2 for key, count in left.items() if key != chosen)
