"""From one page to an event that can be marked, or to nothing at all."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from competition.events.duties import seats
from competition.events.programme import event_by_code, round_of
from competition.events.ready import ready_trades
from competition.events.schemes import parsed
from competition.events.tables import Event, Season
from competition.floor.quick_start.create import create
from competition.floor.quick_start.known import known, trade_of
from competition.floor.quick_start.plan import Plan, planned
from competition.floor.quick_start.wanted import Wanted
from competition.floor.stations import placed, sessions_of
from competition.floor.tables import Placement
from competition.pages.refusal import Refusal
from competition.people.pins import cards
from competition.people.tables import Account, Employer, Person
from competition.registration.tables import Registration

KEY = bytes(32)
PEOPLE = "\n".join(f"选手{chr(0x4E00 + n)}\t{('青梧机电公司', '白鹭电气厂', '长桥物业公司')[n % 3]}" for n in range(22))
PAGE = Wanted(
    trade="DG", date="2026-11-28", stations="12", referees="沈砚舟（裁判长）、何临川、秦照、段星野、乔以宁", people=PEOPLE
)

pytestmark = pytest.mark.usefixtures("database")


async def plan_of(typed: Wanted) -> Plan:
    trade, found = trade_of(typed)
    return planned(typed, trade, await known(), found)


async def made(typed: Wanted = PAGE) -> Event:
    return await create(await plan_of(typed), typed, "luo", KEY)


async def test_one_page_makes_season_event_scheme_referees_competitors_and_stations() -> None:
    event = await made()
    season = await Season.objects().first()
    assert season is not None
    assert (season.year, season.name) == (2026, "2026年武侯区职业技能大赛")
    kept = await event_by_code("dg")
    assert (kept.title, kept.stage, kept.stations, kept.display) == ("电工", "drawn", 12, "progress")
    assert kept.starts_at == datetime(2026, 11, 28, 0, 30, tzinfo=UTC)
    one = await round_of(event.id)
    scheme = parsed(one.scheme)
    assert scheme is not None
    assert {aspect.judges for aspect in scheme.aspects.values() if aspect.judged} == {5}
    found = await placed(event.id, one.id)
    assert len(found) == 22
    assert [place.label for place in found][:2] == ["1-01", "1-02"]
    assert [place.label for place in found][-1] == "2-10"
    assert len(await sessions_of(one.id)) == 2
    assert await Registration.count().where(Registration.state == "accepted") == 22
    assert await Employer.count() == 3


async def test_every_referee_has_a_seat_and_a_card_and_the_chief_the_first() -> None:
    event = await made()
    found = await seats(event.id)
    assert [(seat.judge, seat.shown, seat.role) for seat in found] == [
        ("J1", "沈砚舟", "chief"),
        ("J2", "何临川", "referee"),
        ("J3", "秦照", "referee"),
        ("J4", "段星野", "referee"),
        ("J5", "乔以宁", "referee"),
    ]
    assert [seat.name for seat in found] == [f"DG-J{n}" for n in range(1, 6)]
    given = await cards([seat.account for seat in found], KEY)
    assert all(len(pin) == 6 and pin.isdigit() for _link, pin in given.values())
    assert len(given) == 5


async def test_a_second_event_of_the_trade_has_a_code_of_its_own_and_knows_the_people_again() -> None:
    await made()
    event = await made()
    assert event.code == "DG2"
    assert await Person.count() == 22
    assert await Season.count() == 1
    assert await Account.count() == 10


async def test_a_single_session_has_short_labels() -> None:
    event = await made(replace(PAGE, stations=""))
    found = await placed(event.id, (await round_of(event.id)).id)
    assert [place.label for place in found][:3] == ["01", "02", "03"]


async def test_the_draw_may_wait() -> None:
    event = await made(replace(PAGE, draw="later"))
    assert (await event_by_code(event.code)).stage == "draft"
    assert await Placement.count() == 0


async def test_an_event_may_be_opened_before_anybody_registers() -> None:
    event = await made(replace(PAGE, people="", referees=""))
    assert (await event_by_code(event.code)).stage == "draft"
    assert await Registration.count() == 0


async def test_teams_register_as_one_and_stand_at_one_station() -> None:
    people = "顾堃\t青梧\t一队\n林喆\t白鹭\t二队\n沈昇\t青梧\t一队\n许砚\t白鹭\t二队"
    event = await made(replace(PAGE, people=people, team_size="2", stations="4"))
    found = await placed(event.id, (await round_of(event.id)).id)
    assert sorted((place.competitor.shown, place.competitor.names) for place in found) == [
        ("一队", ("顾堃", "沈昇")),
        ("二队", ("林喆", "许砚")),
    ]


async def test_what_breaks_half_way_leaves_nothing_behind() -> None:
    plan = await plan_of(PAGE)
    await made()
    with pytest.raises(Refusal, match="同编号"):
        await create(plan, PAGE, "luo", KEY)
    assert await Event.count() == 1
    assert await Account.count() == 5
    assert await Registration.count() == 22


@pytest.mark.parametrize("trade", [trade.code for trade in ready_trades()])
@pytest.mark.parametrize("referees", [3, 4, 5, 7])
async def test_every_ready_trade_can_be_marked_by_three_to_seven(trade: str, referees: int) -> None:
    plan = await plan_of(replace(PAGE, trade=trade, referees="、".join(f"裁判{chr(0x4E00 + n)}" for n in range(referees))))
    assert [str(problem) for problem in plan.problems] == []
