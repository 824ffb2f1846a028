"""Measurement, judgement, panel: what may be entered, and what it comes to.

Knows one aspect of one competitor at a time: no scheme, no other aspect, no ranking.
"""

from scoring.aspects.entry import AWARDS, ceiling, objection_to_entry, objection_to_ruling
from scoring.aspects.explained import Entry, Explanation, explained
from scoring.aspects.shape import (
    ABSENT,
    AGREED,
    DIFFICULTY,
    FULL,
    JUDGEMENT,
    MEASUREMENT,
    NOT_ATTEMPTED,
    PANEL,
    VOID,
    Aspect,
)
from scoring.aspects.worth import Worth, worth

__all__ = [
    "ABSENT",
    "AGREED",
    "AWARDS",
    "DIFFICULTY",
    "FULL",
    "JUDGEMENT",
    "MEASUREMENT",
    "NOT_ATTEMPTED",
    "PANEL",
    "VOID",
    "Aspect",
    "Entry",
    "Explanation",
    "Worth",
    "ceiling",
    "explained",
    "objection_to_entry",
    "objection_to_ruling",
    "worth",
]
