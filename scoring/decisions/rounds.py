"""What is decided of the whole round, or of a session of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Opening:
    """The round begins: the text of SCHEME.json, the labels of its competitors, how many sign a measured form and
    how many officials a penalty or a ruling wants."""

    scheme: str
    competitors: tuple[str, ...]
    signers: int = 1
    approvals: int = 1


@dataclass(frozen=True, slots=True)
class SchemeChange:
    """Another marking scheme from here on: its text. What was entered stands and is worked out anew."""

    scheme: str
    reason: str


@dataclass(frozen=True, slots=True)
class Closing:
    """No more marks for this session and sub-criterion (0 and "" mean all)."""

    session: int = 0
    subcriterion: str = ""


@dataclass(frozen=True, slots=True)
class Reopening:
    """Takes a closing back (0 and "" mean all)."""

    session: int
    subcriterion: str
    reason: str


@dataclass(frozen=True, slots=True)
class Freeze:
    """From here on (until taken back) the public sees the state of this line."""

    frozen: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """A session's time: `start`, `pause`, `explain` (why it is paused, said afterwards), `resume`, `stop`, `restart` (stopped
    by mistake; of one session); session 0: all sessions that it fits. When: the line's own time."""

    session: int
    act: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TimeGiven:
    """Seconds given back to a session (0: all), or to one competitor alone."""

    session: int
    competitor: str
    seconds: int
    reason: str
