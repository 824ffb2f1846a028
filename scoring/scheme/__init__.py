"""The marking scheme: its shape, what is wrong with one, and the way back to its written form.

Knows no mark, no competitor and no file: SCHEME.json comes in as the values that JSON has.
"""

from scoring.aspects import Aspect
from scoring.problems import Problem
from scoring.scheme.shape import STAGES, Awards, Criterion, Order, Rounding, Scheme, Section, Subcriterion

__all__ = ["STAGES", "Aspect", "Awards", "Criterion", "Order", "Problem", "Rounding", "Scheme", "Section", "Subcriterion"]
