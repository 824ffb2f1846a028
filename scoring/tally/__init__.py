"""Where a round stands: its sheets and its forms, after each decision; and what speaks against the next one.

Knows no ranking, no person, no clock.
"""

from scoring.tally.at_aspect import objection_to_scheme
from scoring.tally.at_form import unseen
from scoring.tally.forms import ACCEPTED, DRAFT, EMPTY, RETURNED, SIGNED, Form, Paper
from scoring.tally.objections import objection
from scoring.tally.state import CLOCK, Tally, after, begin, missing, rescheme, session_of, timed

__all__ = [
    "ACCEPTED",
    "CLOCK",
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
    "objection_to_scheme",
    "rescheme",
    "session_of",
    "timed",
    "unseen",
]
