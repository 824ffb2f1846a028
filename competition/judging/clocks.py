"""The time of each session, folded from the lines of a round: begun, stood still, given back; and who has come, and when.

What stands still counts for nobody: a pause gives everybody the same time back by itself. Knows no clock of its own:
`now` is given. Must not know who stands at a station, nor who may touch a clock.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from competition.judging.logbook import Line
from competition.judging.scorekeeper import Book
from scoring.decisions import CheckIn, Clock, TimeGiven, Withdrawal
from scoring.tally import CLOCK, session_of

RUNNING, PAUSED, STOPPED = "running", "paused", "stopped"
NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True)
class Run:
    """One session. `halted`: since when it is paused or stopped, `why`: as far as it was said; `still`: all its pauses that
    are over; `given`: seconds."""

    state: str = ""
    started: datetime | None = None
    halted: datetime | None = None
    still: timedelta = NOTHING
    given: int = 0
    why: str = ""

    def elapsed(self, now: datetime) -> timedelta:
        """How long it has run, pauses left out."""
        if self.started is None:
            return NOTHING
        return max((self.halted or now) - self.started - self.still, NOTHING)

    def at(self, act: str, moment: datetime, why: str = "") -> "Run":
        """After an act of the clock that fits."""
        match act:
            case "start":
                return replace(self, state=RUNNING, started=moment)
            case "resume" | "restart":
                assert self.halted is not None
                return replace(self, state=RUNNING, halted=None, still=self.still + (moment - self.halted), why="")
            case _:
                # who stops a paused session stops it as it stood
                return replace(self, state=CLOCK[act][1], halted=self.halted or moment, why=why)


@dataclass(frozen=True, slots=True)
class Clocks:
    """All sessions of a round. `own`: seconds given back to one competitor alone; `came`: when he was checked in."""

    runs: Mapping[int, Run] = field(default_factory=dict)
    own: Mapping[str, int] = field(default_factory=dict)
    came: Mapping[str, datetime] = field(default_factory=dict)

    def run(self, session: int) -> Run:
        return self.runs.get(session, Run())

    def left(self, session: int, minutes: int, now: datetime, competitor: str = "") -> timedelta:
        """Until it ends: negative when that is past. Of one competitor with what was given back to him alone."""
        run = self.run(session)
        return timedelta(minutes=minutes, seconds=run.given + self.own.get(competitor, 0)) - run.elapsed(now)

    def ends(self, session: int, minutes: int, now: datetime, competitor: str = "") -> datetime | None:
        """When it ends, if it is running."""
        running = self.run(session).state == RUNNING
        return now + self.left(session, minutes, now, competitor) if running else None

    def used(self, competitor: str, now: datetime) -> int:
        """The seconds that a competitor has used: without pauses, and without the time that was lost and given back."""
        run = self.run(session_of(competitor))
        lost = timedelta(seconds=run.given + self.own.get(competitor, 0))
        return int(max(run.elapsed(now) - lost, NOTHING).total_seconds())


def after(clocks: Clocks, sessions: Iterable[int], moment: datetime, decision: object) -> Clocks:
    """After one more decision, entered at this moment, that the tally had nothing against."""
    match decision:
        case Clock(session=session, act=act, reason=why):
            meant = [one for one in _meant(session, sessions) if clocks.run(one).state in CLOCK[act][0]]
            return replace(clocks, runs={**clocks.runs, **{one: clocks.run(one).at(act, moment, why) for one in meant}})
        case TimeGiven(competitor=competitor, seconds=seconds) if competitor:
            return replace(clocks, own={**clocks.own, competitor: clocks.own.get(competitor, 0) + seconds})
        case TimeGiven(session=session, seconds=seconds):
            runs = {one: clocks.run(one) for one in _meant(session, sessions)}
            given = {one: replace(run, given=run.given + seconds) for one, run in runs.items() if session or run.state != STOPPED}
            return replace(clocks, runs={**clocks.runs, **given})
        case CheckIn(competitor=competitor):
            return replace(clocks, came={**clocks.came, competitor: moment})
        case Withdrawal(competitor=competitor, aspect="@check-in"):
            return replace(clocks, came={label: at for label, at in clocks.came.items() if label != competitor})
        case _:
            return clocks


def _meant(session: int, sessions: Iterable[int]) -> tuple[int, ...]:
    return (session,) if session else tuple(sessions)


def folded(sessions: Iterable[int], lines: Iterable[tuple[Line, Any]], begun: Clocks | None = None) -> Clocks:
    """The clocks after these lines."""
    known, clocks = tuple(sessions), begun or Clocks()
    for line, decision in lines:
        clocks = after(clocks, known, line.at, decision)
    return clocks


_read: WeakKeyDictionary[Book, tuple[int, Clocks]] = WeakKeyDictionary()


def clocks_of(book: Book) -> Clocks:
    """The clocks of a round that has begun, as its last line leaves them; read on from where they were read to."""
    if book.tally is None:
        return Clocks()
    number, clocks = _read.get(book, (0, Clocks()))
    clocks = folded(book.tally.sessions, book.since(number), clocks)
    _read[book] = (book.number, clocks)
    return clocks
