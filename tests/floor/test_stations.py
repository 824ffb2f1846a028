"""Draws in the database: announced and drawn by the program, or typed; everybody accepted gets a place, nobody else."""

import pytest

from competition.audit.tables import Act
from competition.events.programme import event_by_code, round_of
from competition.events.tables import Event, StageAct
from competition.floor import draws, stations
from competition.floor.draw import Entry, draw, hash_of
from competition.pages.refusal import Refusal
from tests.floor.builders import EMPLOYERS, an_event

pytestmark = pytest.mark.usefixtures("database")


async def test_competitors_are_the_accepted_registrations_with_their_names() -> None:
    event = await an_event(people=3, waiting=1)
    found = await stations.competitors(event.id)
    assert [one.number for one in found] == ["DG001", "DG002", "DG003"]
    assert (found[0].names, found[0].employer) == (("选手1",), EMPLOYERS[1 % 4])


async def test_the_hash_is_recorded_before_the_seed_and_the_seed_draws_the_same_again() -> None:
    event = await an_event(people=9, sessions=2, stations=5)
    round_id = (await round_of(event.id)).id
    announced = await draws.announce_draw(event, "zuzhi")
    assert await stations.placed(event.id, round_id) == []
    await draws.draw_by_program(event, "zuzhi", called="三七")
    drawn = await draws.last_draw(round_id)
    assert drawn is not None
    assert drawn.seed_hash == announced.seed_hash == hash_of(drawn.seed)
    entries = [Entry(one.registration, one.apart) for one in await stations.competitors(event.id)]
    again = {place.registration: f"{place.session}-{place.station:02d}" for place in draw(drawn.seed + "三七", entries, 2, 5)}
    assert {one.competitor.registration: one.label for one in await stations.placed(event.id, round_id)} == again
    acts = [row["act"] for row in await Act.select(Act.act).order_by(Act.id)]
    assert acts == ["draw-announced", "draw", "drawn"]
    assert (await event_by_code("DG")).stage == "drawn"


async def test_a_draw_without_an_announced_hash_is_refused_and_changes_nothing() -> None:
    event = await an_event(people=3)
    round_id = (await round_of(event.id)).id
    with pytest.raises(Refusal, match="哈希"):
        await draws.draw_by_program(event, "zuzhi")
    assert await stations.placed(event.id, round_id) == []
    assert await StageAct.count() == 0


async def test_an_announced_hash_draws_once() -> None:
    event = await an_event(people=3)
    await draws.announce_draw(event, "zuzhi")
    await draws.draw_by_program(event, "zuzhi")
    with pytest.raises(Refusal, match="哈希"):
        await draws.draw_by_program(event, "zuzhi")


async def test_more_competitors_than_places_are_refused_with_the_numbers() -> None:
    event = await an_event(people=5, sessions=1, stations=4)
    await draws.announce_draw(event, "zuzhi")
    with pytest.raises(Refusal, match="1 场 × 4 个赛位，选手有 5 个"):
        await draws.draw_by_program(event, "zuzhi")
    assert (await event_by_code("DG")).stage == "closed"


async def test_once_marking_has_begun_no_station_changes() -> None:
    event = await an_event(people=2)
    round_id = (await round_of(event.id)).id
    await Event.update({Event.stage: "running"}).where(Event.id == event.id)
    with pytest.raises(Refusal, match="比赛已经开始"):
        await draws.announce_draw(await event_by_code("DG"), round_id, "zuzhi")


async def test_slips_give_the_stations_as_they_were_drawn() -> None:
    event = await an_event(people=2, sessions=1, stations=3)
    round_id = (await round_of(event.id)).id
    one, two = await stations.competitors(event.id)
    await draws.draw_by_slips(event, "zuzhi", {one.registration: (1, 3), two.registration: (1, 1)})
    assert [(place.label, place.competitor.number) for place in await stations.placed(event.id, round_id)] == [
        ("01", "DG002"),
        ("03", "DG001"),
    ]


async def test_a_draw_that_breaks_half_way_leaves_no_trace() -> None:
    event = await an_event(people=3)
    round_id = (await round_of(event.id)).id
    await draws.announce_draw(event, "zuzhi")
    # somebody moved the event on in the meantime: the last step of the draw is refused
    await Event.update({Event.stage: "running"}).where(Event.id == event.id)
    with pytest.raises(Refusal, match="正在"):
        await draws.draw_by_program(event, "zuzhi")
    drawn = await draws.last_draw(round_id)
    assert drawn is not None
    assert drawn.result == ""
    assert await stations.placed(event.id, round_id) == []
