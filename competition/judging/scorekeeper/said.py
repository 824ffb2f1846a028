"""What is sent in and what is said in answer: the envelope of a decision, and the answer that follows the commit."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from competition.judging.logbook import Beside, encode, kind_of
from scoring.decisions import Decision

ENTERED, SAME, CONFLICT, REFUSED = "entered", "same", "conflict", "refused"


class Envelope(msgspec.Struct, frozen=True):
    """A decision on its way in. `ref` is the sender's own, `parent` the ref of what he was looking at."""

    ref: str
    kind: str
    body: msgspec.Raw
    parent: str | None = None
    made_at: datetime | None = None


def enclosed(decision: Decision | Beside, ref: str, parent: str | None = None) -> Envelope:
    """A decision of ours in its envelope."""
    return Envelope(ref, kind_of(decision), msgspec.Raw(encode(decision)), parent)


class Head(msgspec.Struct, frozen=True, gc=False):
    """What stands in one place: by which line, whose, and its value (None: withdrawn)."""

    ref: str
    value: str | None
    author: str


class Answer(msgspec.Struct, frozen=True):
    """`says` is a msgid and `facts` its holes; `head` is what stands there instead, in a conflict."""

    ref: str
    outcome: str
    number: int | None = None
    says: str = ""
    facts: Mapping[str, str] = {}
    head: Head | None = None
