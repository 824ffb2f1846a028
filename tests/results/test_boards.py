"""The boards of a hall on their sockets: the same frame for all, a newer one after a mark, nothing left running behind them."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect

from competition.events.tables import Event, Round
from competition.judging.scorekeeper import keeper
from competition.results import projection
from tests.judging.venue import Venue, a_venue, mark, opening


@pytest.fixture
async def venue(address: str) -> Venue:
    made = await a_venue()
    await Event.update({Event.display: "stations"}).where(Event.id == made.event.id)
    await keeper().decide(made.round.id, made.chief, [opening(made)])
    return made


@pytest.fixture
async def boards(address: str, venue: Venue) -> AsyncIterator[list[ClientConnection]]:
    where = f"{address.replace('http', 'ws')}/hall/DG/socket"
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(connect(where, proxy=None)) for _ in range(3)]


async def frame_with(board: ClientConnection, number: int) -> dict[str, Any]:
    async with asyncio.timeout(10):
        while True:
            told: dict[str, Any] = json.loads(await board.recv())
            if told["number"] >= number and "still" not in told:
                return told


async def test_every_board_gets_the_same_frame_and_a_newer_one_after_a_mark(venue: Venue, boards: list[ClientConnection]) -> None:
    first = [await frame_with(board, 1) for board in boards]
    await keeper().decide(venue.round.id, venue.referees[0], [mark("02", "A1.2", "*", "5.5")])
    then = [await frame_with(board, 2) for board in boards]

    assert first == first[:1] * 3
    assert then == then[:1] * 3
    assert [(row["label"], row["total"]) for row in then[0]["rows"] if row["total"]] == [("02", "5.50")]


async def test_a_board_that_comes_later_has_the_latest_frame_at_once(
    address: str, venue: Venue, boards: list[ClientConnection]
) -> None:
    await keeper().decide(venue.round.id, venue.referees[0], [mark("02", "A1.2", "*", "5.5")])
    await frame_with(boards[0], 2)
    async with connect(f"{address.replace('http', 'ws')}/hall/DG/socket", proxy=None) as late:
        told = json.loads(await asyncio.wait_for(late.recv(), 2))

    assert (told["number"], "still" in told) == (2, False)


async def test_a_display_in_english_is_another_frame_of_the_same_number(address: str, venue: Venue) -> None:
    await Event.update({Event.display: "progress"}).where(Event.id == venue.event.id)
    where = f"{address.replace('http', 'ws')}/hall/DG/socket"
    async with (
        connect(where, proxy=None) as chinese,
        connect(where, proxy=None, additional_headers={"cookie": "lang=en"}) as english,
    ):
        told = [await frame_with(board, 1) for board in (chinese, english)]

    assert told[0]["number"] == told[1]["number"]
    assert told[0]["note"] != told[1]["note"]


async def test_a_board_that_hung_before_the_further_round_looks_again_with_it(
    address: str, venue: Venue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projection, "STILL_EVERY", 60)
    async with connect(f"{address.replace('http', 'ws')}/hall/DG/socket", proxy=None) as board:
        assert (await frame_with(board, 1))["number"] == 1
        await Round(event=venue.event.id, number=2, scheme=venue.round.scheme).save()
        projection.look_again("DG")

        assert (await frame_with(board, 0))["number"] == 0, "the round that has not begun"


async def test_nothing_runs_for_boards_that_are_gone(boards: list[ClientConnection]) -> None:
    for board in boards:
        await frame_with(board, 1)
    assert len(projection._running) == 1
    for board in boards:
        await board.close()
    async with asyncio.timeout(5):
        while projection._running:
            await asyncio.sleep(0.01)


async def test_a_board_heals_when_it_could_not_be_made_for_a_while(
    venue: Venue, boards: list[ClientConnection], monkeypatch: pytest.MonkeyPatch
) -> None:
    await frame_with(boards[0], 1)
    monkeypatch.setattr(projection, "STILL_EVERY", 0.05)
    await Event.update({Event.code: "GONE"}).where(Event.id == venue.event.id)
    await keeper().decide(venue.round.id, venue.referees[0], [mark("02", "A1.2", "*", "5.5")])
    await asyncio.sleep(0.2)
    await Event.update({Event.code: "DG"}).where(Event.id == venue.event.id)

    assert (await frame_with(boards[0], 2))["number"] == 2
