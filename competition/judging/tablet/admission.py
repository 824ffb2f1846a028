"""Who may hold a tablet at this moment: asked at every message, and one look for all who ask at once.

Must not know the wire, nor what is decided.
"""

import asyncio
from collections.abc import Iterable, Mapping

from competition.database.remembered import Remembered
from competition.events.duties import Seat, seats_of
from competition.judging.authority import Author, author_among
from competition.judging.tablet.messages import NOT_HIS, SIGNED_OUT
from competition.live.gathering import Gathering
from competition.people.sessions import Signed, signed_of

Asked = tuple[str, int]


class Barred(Exception):
    """This tablet may go on no longer; the code says why."""

    def __init__(self, code: int) -> None:
        self.code = code


async def admitted(token: str | None, event_id: int) -> tuple[Signed, Author]:
    """Whose sign-in this is, as an official who may hold a tablet in this event."""
    found = await _seen.of((token, event_id)) if token else None
    if found is None:
        raise Barred(SIGNED_OUT)
    who, author = found
    if author is None:
        raise Barred(NOT_HIS)
    return who, author


async def _look(asked: Iterable[Asked]) -> Mapping[Asked, tuple[Signed, Author | None]]:
    signed, there = await asyncio.gather(signed_of({token for token, _ in asked}), seats_of({event for _, event in asked}))
    everybody = {event: _kept(event, those) for event, those in there.items()}
    return {
        (token, event): (signed[token], _author(signed[token], event, everybody.get(event, ())))
        for token, event in asked
        if token in signed
    }


def _kept(event: int, those: tuple[Seat, ...]) -> tuple[Seat, ...]:
    """The same officials as before are the same object, so that what is worked out of them need not be again."""
    if _officials.get(event) != those:
        _officials[event] = those
    return _officials[event]


def _author(who: Signed, event: int, everybody: tuple[Seat, ...]) -> Author | None:
    before = _authors.get((who.id, event))
    if before is None or before[0] != who or before[1] is not everybody:
        holds = any(seat.account == who.id and (seat.seat or seat.role == "chief") for seat in everybody)
        before = _authors[who.id, event] = (who, everybody, author_among(who, everybody) if holds else None)
    return before[2]


_officials: dict[int, tuple[Seat, ...]] = {}
_authors: dict[tuple[int, int], tuple[Signed, tuple[Seat, ...], Author | None]] = {}
_now: Gathering[Asked, tuple[Signed, Author | None]] = Gathering(_look)
_seen: Remembered[Asked, tuple[Signed, Author | None] | None] = Remembered(_now.ask)
