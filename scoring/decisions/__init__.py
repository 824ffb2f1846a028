"""What an official decides: each is one line of the logbook, and its fields are exactly the line's body.

Knows no scheme, no clock, no author: who said it and when stands on the line around it. Amounts are strings as they
were written (`-?[0-9]{1,12}(\\.[0-9]{1,9})?`), so that a body is read back to the very bytes that were hashed.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

from scoring.decisions.competitors import CheckIn, Lot, Move, Penalty, Status, Substitution, Time
from scoring.decisions.entries import Absence, Correction, Difficulty, Mark, NotAttempted, Reveal, Ruling, Withdrawal
from scoring.decisions.forms import Acceptance, Handover, Recusal, Return, Signature
from scoring.decisions.rounds import Clock, Closing, Freeze, Opening, Reopening, SchemeChange, TimeGiven

__all__ = [
    "KINDS",
    "Absence",
    "Acceptance",
    "CheckIn",
    "Clock",
    "Closing",
    "Correction",
    "Decision",
    "Difficulty",
    "Freeze",
    "Handover",
    "Lot",
    "Mark",
    "Move",
    "NotAttempted",
    "Opening",
    "Penalty",
    "Recusal",
    "Reopening",
    "Return",
    "Reveal",
    "Ruling",
    "SchemeChange",
    "Signature",
    "Status",
    "Substitution",
    "Time",
    "TimeGiven",
    "Withdrawal",
]

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
    | Reveal
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
        "reveal": Reveal,
    }
)
"""How the logbook and the wire name a decision."""
