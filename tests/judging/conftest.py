"""A venue with its round just opened, and the scorekeeper that keeps it."""

from collections.abc import AsyncIterator

import pytest

from competition.judging import scorekeeper
from competition.judging.scorekeeper import Scorekeeper
from tests.judging.venue import Venue, a_venue, opening


@pytest.fixture
async def kept(database: str) -> AsyncIterator[Scorekeeper]:
    running = await scorekeeper.start()
    yield running
    await scorekeeper.stop()


@pytest.fixture
async def venue(kept: Scorekeeper) -> Venue:
    made = await a_venue()
    await kept.decide(made.round.id, made.chief, [opening(made)])
    return made
