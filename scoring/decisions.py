"""What an official decides: each is one line of the logbook, and its fields are exactly the line's body.

Knows no scheme, no clock, no author: who said it and when stands on the line around it. Amounts are strings as they
were written (`-?[0-9]{1,12}(\\.[0-9]{1,9})?`), so that a body is read back to the very bytes that were hashed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Mark:
    """A referee's mark, or (judge `*`) the agreed entry of a measurement."""

    competitor: str
    aspect: str
    judge: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Takes what stands in one place back to 未录: a judge's mark or absence, `*`, `difficulty`;
    with the aspect `@time`, `@lot`, `@status`, `@check-in`, or `@penalty` (the last one) and judge `*` also those."""

    competitor: str
    aspect: str
    judge: str


@dataclass(frozen=True, slots=True)
class Absence:
    """This judge could not mark this aspect of this competitor."""

    competitor: str
    aspect: str
    judge: str
    reason: str


@dataclass(frozen=True, slots=True)
class Difficulty:
    """The competitor's own coefficient at a panel aspect that takes one."""

    competitor: str
    aspect: str
    value: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """The chief's: the mark itself of a judgement or panel aspect; judges' marks beside it do not count."""

    competitor: str
    aspect: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class NotAttempted:
    """The competitor did not do it: mark 0, complete."""

    competitor: str
    aspect: str


@dataclass(frozen=True, slots=True)
class Status:
    """`absent`, `withdrawn`, `disqualified`, `no-award`; `ranked` or nothing: back to normal."""

    competitor: str
    status: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Penalty:
    """Points off the total; they add up."""

    competitor: str
    points: str
    reason: str


@dataclass(frozen=True, slots=True)
class Time:
    """Seconds used."""

    competitor: str
    seconds: str


@dataclass(frozen=True, slots=True)
class Lot:
    """The number drawn where the order leaves a tie: 1 before 2."""

    competitor: str
    number: int


@dataclass(frozen=True, slots=True)
class Opening:
    """The round begins: the text of SCHEME.json, the labels of its competitors, how many sign a measured form."""

    scheme: str
    competitors: tuple[str, ...]
    signers: int = 1


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
class Signature:
    """A referee signs a form: one competitor's sub-criterion."""

    competitor: str
    subcriterion: str
    judge: str


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The chief accepts a signed form."""

    competitor: str
    subcriterion: str


@dataclass(frozen=True, slots=True)
class Return:
    """The chief gives a form back: its signatures and its acceptance are gone."""

    competitor: str
    subcriterion: str
    reason: str


@dataclass(frozen=True, slots=True)
class Freeze:
    """From here on (until taken back) the public sees the state of this line."""

    frozen: bool


@dataclass(frozen=True, slots=True)
class SchemeChange:
    """Another marking scheme from here on: its text. What was entered stands and is worked out anew."""

    scheme: str
    reason: str


@dataclass(frozen=True, slots=True)
class Correction:
    """勘误: what stands in a place is wrong and is put right, whoever signed it; needs two officials.

    `value` as MARKS.csv writes it there: a mark, `absent`, `not-attempted`; judge `*` at a judged aspect is a ruling."""

    competitor: str
    aspect: str
    judge: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A session's time: `start`, `pause`, `resume`, `stop`; session 0: all sessions that it fits. When: the line's own time."""

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


@dataclass(frozen=True, slots=True)
class CheckIn:
    """检录: he has come."""

    competitor: str


@dataclass(frozen=True, slots=True)
class Substitution:
    """Another person stands here from now on; who, only the floor's own table says."""

    competitor: str
    reason: str


@dataclass(frozen=True, slots=True)
class Move:
    """His station is broken: he goes on at this one. His label stays; his own label as the station takes it back."""

    competitor: str
    station: str
    reason: str


@dataclass(frozen=True, slots=True)
class Recusal:
    """回避: this judge does not mark this competitor, the next of the team steps in; `recused` false takes it back."""

    competitor: str
    judge: str
    recused: bool = True


@dataclass(frozen=True, slots=True)
class Handover:
    """From here on another account marks under this label: unsigned forms are his, signed ones stay signed."""

    judge: str
    account: str
    reason: str


Decision: TypeAlias = (
    Mark
    | Withdrawal
    | Absence
    | Difficulty
    | Ruling
    | NotAttempted
    | Status
    | Penalty
    | Time
    | Lot
    | Opening
    | Closing
    | Reopening
    | Signature
    | Acceptance
    | Return
    | Freeze
    | SchemeChange
    | Correction
    | Clock
    | TimeGiven
    | CheckIn
    | Substitution
    | Move
    | Recusal
    | Handover
)

KINDS: Mapping[str, type[Decision]] = MappingProxyType(
    {
        "mark": Mark,
        "withdrawal": Withdrawal,
        "absence": Absence,
        "difficulty": Difficulty,
        "ruling": Ruling,
        "not-attempted": NotAttempted,
        "status": Status,
        "penalty": Penalty,
        "time": Time,
        "lot": Lot,
        "opening": Opening,
        "closing": Closing,
        "reopening": Reopening,
        "signature": Signature,
        "acceptance": Acceptance,
        "return": Return,
        "freeze": Freeze,
        "scheme-change": SchemeChange,
        "correction": Correction,
        "clock": Clock,
        "time-given": TimeGiven,
        "check-in": CheckIn,
        "substitution": Substitution,
        "move": Move,
        "recusal": Recusal,
        "handover": Handover,
    }
)
"""How the logbook and the wire name a decision."""
