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
    with the aspect `@time`, `@lot`, `@status`, or `@penalty` (the last one) and judge `*` also those."""

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
    """The round begins: the text of SCHEME.json and the labels of its competitors."""

    scheme: str
    competitors: tuple[str, ...]


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
    }
)
"""How the logbook and the wire name a decision."""
