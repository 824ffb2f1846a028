"""What is decided of a form, and of who marks it."""

from dataclasses import dataclass


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
