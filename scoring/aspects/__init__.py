"""Measurement, judgement, panel: what may be entered, and what it comes to.

Knows one aspect of one competitor at a time: no scheme, no other aspect, no ranking.
"""

from scoring.aspects.shape import ABSENT, AGREED, DIFFICULTY, JUDGEMENT, MEASUREMENT, NOT_ATTEMPTED, PANEL, Aspect

__all__ = ["ABSENT", "AGREED", "DIFFICULTY", "JUDGEMENT", "MEASUREMENT", "NOT_ATTEMPTED", "PANEL", "Aspect"]
