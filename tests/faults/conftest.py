"""A hall with tablets, as the tablet's own tests have it."""

from tests.tablet.conftest import browser, hall, play

__all__ = ["browser", "hall", "play"]
