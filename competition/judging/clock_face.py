"""A session's clock as pages show it: how much is left while it stands, and at which instant it ends while it runs.

A page without script shows the hour of the end; with script it counts down to that instant by the server's time.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from competition.database.remembered import Remembered
from competition.events.tables import Event, Season
from competition.floor.stations import sessions_of
from competition.judging.clocks import PAUSED, RUNNING, STOPPED, Clocks, clocks_of
from competition.judging.scorekeeper import Book
from competition.pages.language import N_

WORDS = {
    "": (N_("未开始计时"), ""),
    RUNNING: (N_("计时中"), "live"),
    PAUSED: (N_("已暂停"), "wait"),
    STOPPED: (N_("已结束"), "done"),
}


class Face(msgspec.Struct, frozen=True, omit_defaults=True):
    """`left`: seconds, at the moment it was made; `ends`: the instant, while it runs; `until`: the same as an hour of the place.
    `given`: seconds given back to the whole session; `why`: it is paused, as far as it was said."""

    session: int
    state: str
    left: int
    ends: str = ""
    until: str = ""
    given: int = 0
    why: str = ""

    @property
    def shown(self) -> str:
        """What is left, as digits; never under nought."""
        return digits(max(self.left, 0))

    @property
    def given_shown(self) -> str:
        """What was given back to all, as digits; taken away again, with a minus."""
        return f"{'−' if self.given < 0 else ''}{digits(abs(self.given))}"


def digits(seconds: int) -> str:
    """5400 → 1:30:00."""
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def face(clocks: Clocks, session: int, minutes: int, now: datetime, zone: tzinfo, competitor: str = "") -> Face:
    """One session's, or one competitor's own."""
    run, ends = clocks.run(session), clocks.ends(session, minutes, now, competitor)
    left = clocks.left(session, minutes, now, competitor)
    return Face(
        session,
        run.state,
        -int(-left // timedelta(seconds=1)),
        ends.isoformat(timespec="milliseconds") if ends else "",
        f"{ends.astimezone(zone):%H:%M}" if ends else "",
        run.given,
        run.why if run.state == PAUSED else "",
    )


def faces(clocks: Clocks, sessions: Iterable[int], minutes: Mapping[int, int], now: datetime, zone: tzinfo) -> tuple[Face, ...]:
    """All sessions of a round."""
    return tuple(face(clocks, one, minutes.get(one, 0), now, zone) for one in sessions)


async def faces_of(event: Event, book: Book, *, going: bool = False) -> tuple[Face, ...]:
    """The clocks of a round now; `going`: only what runs or is paused, as everybody may see it: that it stands, not why.
    A round that uses none asks the tables nothing."""
    tally = book.tally
    if tally is None or (going and not tally.clocks):
        return ()
    minutes, zone = await _minutes.of(book.round), await _zones.of(event.season)
    found = faces(clocks_of(book), tally.sessions, minutes, datetime.now(UTC), zone)
    return tuple(replace(one, why="") for one in found if one.state in (RUNNING, PAUSED)) if going else found


async def _minutes_of(round_id: int) -> Mapping[int, int]:
    return {one.number: one.minutes for one in await sessions_of(round_id)}


async def _zone_of(season_id: int) -> ZoneInfo:
    (row,) = await Season.select(Season.timezone).where(Season.id == season_id)
    return ZoneInfo(row["timezone"])


# A clock that runs is in every frame of a board.
_minutes, _zones = Remembered(_minutes_of), Remembered(_zone_of)
