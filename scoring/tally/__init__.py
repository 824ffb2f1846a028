"""Where a round stands: its sheets and its forms, after each decision; and what speaks against the next one.

Knows no ranking, no person, no clock.
"""

from scoring.tally.forms import ACCEPTED, DRAFT, EMPTY, RETURNED, SIGNED, Form, Paper
from scoring.tally.objections import objection
from scoring.tally.state import Tally, after, begin, missing, session_of

__all__ = [
    "ACCEPTED",
    "DRAFT",
    "EMPTY",
    "RETURNED",
    "SIGNED",
    "Form",
    "Paper",
    "Tally",
    "after",
    "begin",
    "missing",
    "objection",
    "session_of",
]
