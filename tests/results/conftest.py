"""The scorekeeper that tests of results need."""

from tests.judging.conftest import kept

__all__ = ["kept"]
