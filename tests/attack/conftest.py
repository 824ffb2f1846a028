"""The scorekeeper that attacks on the logbook need."""

from tests.judging.conftest import kept

__all__ = ["kept"]
