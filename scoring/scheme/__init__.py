"""The marking scheme: its shape, what is wrong with one, and the way back to its written form.

Knows no mark, no competitor and no file: SCHEME.json comes in as the values that JSON has.
"""

from scoring.amounts import STAGES, Rounding
from scoring.aspects import Aspect
from scoring.problems import Problem
from scoring.scheme.profiles import breaches, warnings
from scoring.scheme.reading import PROFILES, read_scheme
from scoring.scheme.shape import Awards, Criterion, Order, Scheme, Section, Subcriterion
from scoring.scheme.writing import write_scheme

__all__ = [
    "PROFILES",
    "STAGES",
    "Aspect",
    "Awards",
    "Criterion",
    "Order",
    "Problem",
    "Rounding",
    "Scheme",
    "Section",
    "Subcriterion",
    "breaches",
    "read_scheme",
    "warnings",
    "write_scheme",
]
