"""A law is not broken because the machine is busy: Hypothesis's fifth of a second an example is nobody's promise."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
