"""The lines of a round: how a decision is written, how each line holds the one before, and how they are read and tried.

A damaged line closes its round and is named; the other rounds serve. Must not know what a decision means.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

import msgspec

from competition.judging import tables
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from scoring.decisions import KINDS, Decision
from scoring.scheme import Scheme, read_scheme

BEGIN = "0" * 64
DAMAGED = N_("本轮次的日志第 {number} 行已损坏，为保证成绩可信，本轮次已停止登分。请管理员运行 competition verify，用备份核对。")
COLUMNS = ("round", "number", "author", "ref", "parent", "kind", "body", "at", "made_at", "previous", "hash")


@dataclass(frozen=True, slots=True)
class Claim:
    """A decision that came late, or against what stood there: kept, shown at the desk, never counted.

    `why`: parent or late; `says` and `facts`: what its author was told; the rest: what stood there when it came."""

    kind: str
    decision: msgspec.Raw
    why: str
    says: str
    facts: dict[str, str]
    head: str | None = None
    value: str | None = None
    author: str | None = None

    def held(self) -> Decision:
        """The decision that is claimed."""
        decision: Decision = decode(self.kind, self.decision)
        return decision


@dataclass(frozen=True, slots=True)
class Dismissal:
    """What stood there is left standing: the claim, or the proposal, of this number is settled."""

    claim: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision that wants a second official: it counts from its approval on, or never."""

    kind: str
    decision: msgspec.Raw

    def held(self) -> Decision:
        """The decision that is proposed."""
        decision: Decision = decode(self.kind, self.decision)
        return decision

    @classmethod
    def of(cls, decision: Decision) -> "Proposal":
        """This decision, proposed."""
        return cls(kind_of(decision), msgspec.Raw(encode(decision)))


@dataclass(frozen=True, slots=True)
class Approval:
    """The second official: from this line on the proposal of this number counts."""

    proposal: int


@dataclass(frozen=True, slots=True)
class SignOff:
    """The ranking as the line of this number leaves it is signed: after this line it changes by 勘误 alone.
    0: given back to marking."""

    number: int


Beside: TypeAlias = Dismissal | Proposal | Approval | SignOff


class Line(msgspec.Struct, frozen=True, gc=False):
    """One decision as it was kept. It holds nothing that holds anything: whoever looks for rubbish need not look at it."""

    round: int
    number: int
    author: str
    ref: str
    parent: str | None
    kind: str
    body: str
    at: datetime
    made_at: datetime | None
    previous: str
    hash: str


class Damaged(Refusal):
    """A line that is missing, altered or unreadable."""

    def __init__(self, round_id: int, number: int) -> None:
        super().__init__(DAMAGED, status=503, number=number)
        self.round, self.number = round_id, number


CLAIM, DISMISSAL, PROPOSAL, APPROVAL, SIGN_OFF = "claim", "dismissal", "proposal", "approval", "sign-off"
BESIDE: dict[str, type[Any]] = {DISMISSAL: Dismissal, PROPOSAL: Proposal, APPROVAL: Approval, SIGN_OFF: SignOff}
_TYPES: dict[str, type[Any]] = {**KINDS, CLAIM: Claim, **BESIDE}
_DECODERS = {kind: msgspec.json.Decoder(shape) for kind, shape in _TYPES.items()}
_KIND_OF = {shape: kind for kind, shape in _TYPES.items()}
_encode = msgspec.json.Encoder().encode


def kind_of(decision: Decision | Claim | Beside) -> str:
    """How the logbook names it."""
    return _KIND_OF[type(decision)]


def encode(decision: Decision | Claim | Beside) -> str:
    """A body: byte for byte what is hashed and kept."""
    return _encode(decision).decode()


def decode(kind: str, body: str | bytes | msgspec.Raw) -> Any:
    """What a body says. ValidationError or KeyError where it says nothing."""
    return _DECODERS[kind].decode(body)


def scheme_in(text: str) -> Scheme:
    """The scheme of an Opening; ValueError where it is none."""
    found = read_scheme(msgspec.json.decode(text))
    if not isinstance(found, Scheme):
        raise ValueError(str(found[0]))
    return found


def link(line: Line) -> str:
    """The hash of a line, over all that it says and the line before it."""
    return _hash(
        line.previous, line.round, line.number, line.author, line.ref, line.parent, line.kind, line.body, line.at, line.made_at
    )


def _hash(
    previous: str, round_id: int, number: int, author: str, ref: str, parent: str | None, kind: str, body: str, at: datetime,
    made_at: datetime | None,
) -> str:  # fmt: skip
    decided = None if made_at is None else made_at.astimezone(UTC).isoformat()
    said = (previous, round_id, number, author, ref, parent, kind, body, at.astimezone(UTC).isoformat(), decided)
    return hashlib.sha256(_encode(said)).hexdigest()


def following(
    round_id: int, number: int, previous: str, *, author: str, ref: str, parent: str | None, kind: str, body: str, at: datetime,
    made_at: datetime | None,
) -> Line:  # fmt: skip
    """The line after the one with this number and hash."""
    digest = _hash(previous, round_id, number + 1, author, ref, parent, kind, body, at, made_at)
    return Line(round_id, number + 1, author, ref, parent, kind, body, at, made_at, previous, digest)


def tried(round_id: int, lines: Iterable[Line], number: int = 0, head: str = BEGIN) -> list[tuple[Line, Any]]:
    """The lines with what they decide, each number and hash tried; Damaged names the first that does not hold."""
    sound = []
    for line in lines:
        number += 1
        try:
            decision = decode(line.kind, line.body)
        except (KeyError, msgspec.DecodeError) as wrong:
            raise Damaged(round_id, number) from wrong
        if line.number != number or line.previous != head or line.hash != link(line):
            raise Damaged(round_id, number)
        head = line.hash
        sound.append((line, decision))
    return sound


async def read(round_id: int, after: int = 0) -> Sequence[Line]:
    """The lines of a round after a number, as they stand in the table."""
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    asked = f"select {names} from line where round = {{}} and number > {{}} order by number"  # noqa: S608
    return [Line(**row) for row in await tables.Line.raw(asked, round_id, after)]
