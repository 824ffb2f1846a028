"""What is sent in and what is said in answer: the envelope of a decision, and the answer that follows the commit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

ENTERED, SAME, CONFLICT, REFUSED = "entered", "same", "conflict", "refused"


class Envelope(msgspec.Struct, frozen=True):
    """A decision on its way in. `ref` is the sender's own, `parent` the ref of what he was looking at."""

    ref: str
    kind: str
    body: msgspec.Raw
    parent: str | None = None
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in one place: by which line, whose, and its value (None: withdrawn)."""

    ref: str
    value: str | None
    author: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`says` is a msgid and `facts` its holes; `head` is what stands there instead, in a conflict."""

    ref: str
    outcome: str
    number: int | None = None
    says: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    head: Head | None = None
