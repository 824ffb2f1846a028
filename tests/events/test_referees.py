"""Referees come, go and share out the forms until marking has begun; the scheme follows them."""

import pytest

from competition.events.duties import seats
from competition.events.programme import round_of
from competition.events.referees import NONE, Wish, add_referee, assign, make_chief, new_card, remove_referee
from competition.events.schemes import parsed
from competition.events.tables import Event
from competition.pages.refusal import Refusal
from competition.people.pins import cards
from competition.people.tables import TabletLink
from tests.events.builders import KEY, an_event

pytestmark = pytest.mark.usefixtures("database")


async def judges(event: Event) -> dict[str, int]:
    scheme = parsed((await round_of(event.id)).scheme)
    assert scheme is not None
    return {code: aspect.judges for code, aspect in scheme.aspects.items() if aspect.judged}


async def test_the_first_is_chief_and_the_scheme_has_as_many_judges_as_there_are_referees() -> None:
    event = await an_event(referees=4)
    assert [(seat.judge, seat.role) for seat in await seats(event.id)] == [
        ("J1", "chief"),
        ("J2", "referee"),
        ("J3", "referee"),
        ("J4", "referee"),
    ]
    assert set((await judges(event)).values()) == {4}
    await add_referee(event, "裁判5", "luo", KEY)
    assert set((await judges(event)).values()) == {5}


async def test_who_leaves_takes_his_card_along_and_his_number_is_not_given_again() -> None:
    event = await an_event(referees=3)
    account = (await seats(event.id))[2].account
    await remove_referee(event, 3, "luo")
    assert set((await judges(event)).values()) == {2}
    assert not await TabletLink.exists().where(TabletLink.account == account)
    await add_referee(event, "后来人", "luo", KEY)
    assert [seat.judge for seat in await seats(event.id)] == ["J1", "J2", "J4"]


async def test_the_chief_stays_until_another_is_chief() -> None:
    event = await an_event()
    with pytest.raises(Refusal, match="裁判长不能去掉"):
        await remove_referee(event, 1, "luo")
    await make_chief(event, 2, "luo")
    await remove_referee(event, 1, "luo")
    assert [(seat.judge, seat.role) for seat in await seats(event.id)] == [("J2", "chief"), ("J3", "referee")]


async def test_a_form_has_as_many_judges_as_mark_it() -> None:
    event = await an_event(referees=3)
    scheme = parsed((await round_of(event.id)).scheme)
    assert scheme is not None
    first, *rest = list(scheme.subcriteria)
    await assign(event, [Wish(1, NONE), Wish(2, (first, rest[0])), Wish(3, ())], "luo")
    expected = {code: 2 if scheme.subcriterion_of(code).code in (first, rest[0]) else 1 for code in await judges(event)}
    assert await judges(event) == expected
    chief = (await seats(event.id))[0]
    assert not any(chief.marks(code) for code in scheme.subcriteria)


async def test_a_form_that_nobody_would_mark_is_refused_and_nothing_changes() -> None:
    event = await an_event(referees=1)
    before = await judges(event)
    with pytest.raises(Refusal, match="没有裁判评分"):
        await assign(event, [Wish(1, ("A1",))], "luo")
    assert await judges(event) == before
    assert (await seats(event.id))[0].subcriteria == ()


async def test_once_marking_has_begun_referees_stay_but_a_lost_card_is_replaced() -> None:
    event = await an_event(stage="running")
    for attempt in (add_referee(event, "后来人", "luo", KEY), remove_referee(event, 2, "luo"), make_chief(event, 2, "luo")):
        with pytest.raises(Refusal, match="登分已经开始"):
            await attempt
    account = (await seats(event.id))[1].account
    old = (await cards([account], KEY))[account]
    await new_card(event, 2, "luo", KEY)
    assert (await cards([account], KEY))[account][0] != old[0]


async def test_a_name_is_asked_for_and_a_seat_must_exist() -> None:
    event = await an_event(referees=1)
    with pytest.raises(Refusal, match="请填写裁判姓名"):
        await add_referee(event, "　", "luo", KEY)
    with pytest.raises(Refusal, match="没有 J9"):
        await make_chief(event, 9, "luo")
