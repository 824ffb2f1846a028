"""An event of last year, copied whole into the season that is on: what comes along, what stays behind."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competition.events.duties import seats
from competition.events.programme import event_by_code, round_of
from competition.events.referees import Wish, assign
from competition.events.schemes import parsed
from competition.events.tables import Event, Round, Season
from competition.floor.draws import last_draw
from competition.floor.organise.copying import shifted, usual_code
from competition.floor.stations import competitors, make_sessions, sessions_of
from competition.people.persons import employer_named, person_named
from competition.people.tables import TabletLink
from competition.registration.acceptance import accept, register
from competition.registration.tables import Rule
from scoring.scheme import Scheme
from tests.events.builders import an_event
from tests.web import Browser, SignIn

CHINA = ZoneInfo("Asia/Shanghai")
FORM = {"from": "DG", "code": "dg-2027", "title": "2027年电工", "date": "2027-11-27"}


async def _last_year() -> Event:
    """An event that is over, with two sessions, three referees, a competitor and conditions; and a season after it."""
    event = await an_event(referees=3)
    first = datetime(2026, 11, 28, 8, 30, tzinfo=CHINA)
    second = datetime(2026, 11, 29, 13, 0, tzinfo=CHINA)
    await make_sessions((await round_of(event.id)).id, [first, second], 150)
    codes = list((await _scheme(event)).subcriteria)
    await assign(event, [Wish(2, (codes[0],)), Wish(3, tuple(codes[1:]))], "luo")
    person = await person_named("甄有名", await employer_named("青梧机电公司"))
    await accept((await register(event.id, [person])).id)
    for kind in ("unit", "born", "earlier"):
        await Rule(event=event.id, kind=kind, effect="warn", value="2").save()
    await Event.update({Event.starts_at: first, Event.stage: "released", Event.quota: 2}).where(Event.id == event.id)
    await Season(year=2027, name="2027年武侯区职业技能大赛").save()
    return await event_by_code("DG")


async def _scheme(event: Event) -> Scheme:
    found = parsed((await round_of(event.id)).scheme)
    assert found is not None
    return found


async def test_scheme_sessions_and_settings_come_along_people_and_marks_do_not(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    old = await _last_year()
    assert "2026　电工　DG" in (await browser.get("/organise/copy")).text
    asked = (await browser.get("/organise/copy?from=DG")).text
    assert 'value="DG-2027"' in asked
    assert 'value="2027-11-27"' in asked
    assert (await browser.fill("/organise/copy", **FORM)).headers["location"] == "/organise/DG-2027"
    new = await event_by_code("DG-2027")
    assert await Season.select(Season.year).where(Season.id == new.season) == [{"year": 2027}]
    assert (new.stage, new.stations, new.quota, new.title) == ("draft", old.stations, 2, "2027年电工")
    one = await round_of(new.id)
    assert await _scheme(new) == await _scheme(old)
    times = [session.starts_at.astimezone(CHINA) for session in await sessions_of(one.id)]
    assert times == [datetime(2027, 11, 27, 8, 30, tzinfo=CHINA), datetime(2027, 11, 28, 13, 0, tzinfo=CHINA)]
    assert {session.minutes for session in await sessions_of(one.id)} == {150}
    assert await competitors(new.id) == []
    assert await last_draw(one.id) is None
    assert await seats(new.id) == []
    assert [rule.kind for rule in await Rule.objects().where(Rule.event == new.id)] == ["unit"]


async def test_referees_come_along_when_wished_with_cards_of_their_own(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    old = await _last_year()
    await browser.fill("/organise/copy", **FORM, referees="yes")
    new = await event_by_code("DG-2027")
    before, after = await seats(old.id), await seats(new.id)
    assert [(one.shown, one.role, one.seat, one.subcriteria) for one in after] == [
        (one.shown, one.role, one.seat, one.subcriteria) for one in before
    ]
    assert [one.name for one in after] == ["DG-2027-J1", "DG-2027-J2", "DG-2027-J3"]
    assert await TabletLink.count().where(TabletLink.account.is_in([one.account for one in after])) == 3


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"code": "DG"}, "已被使用"),
        ({"code": "电工"}, "不对"),
        ({"title": " "}, "请填写赛项名称"),
        ({"title": "长" * 121}, "最多 120 个字"),
        ({"date": "明年"}, "请填写比赛日期"),
        ({"date": ""}, "请填写比赛日期"),
    ],
)
async def test_what_is_wrong_is_said_and_nothing_is_made(
    browser: Browser, signed_in: SignIn, wrong: dict[str, str], said: str
) -> None:
    await signed_in()
    await _last_year()
    answer = await browser.fill("/organise/copy", **{**FORM, **wrong})
    assert answer.status_code == 422
    assert said in answer.text
    assert await Event.count() == 1
    assert await Round.count() == 1


async def test_an_event_that_has_no_times_yet_is_copied_without(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    await an_event(referees=0)
    assert (await browser.fill("/organise/copy", **{**FORM, "date": ""})).status_code == 303
    assert (await event_by_code("DG-2027")).starts_at is None


@given(st.sampled_from(["DG", "DG-2026", "A" * 20, "X-2026-2"]), st.sets(st.sampled_from(["DG-2027", "DG-2027-2", "AAAA"])))
def test_a_proposed_code_is_free_and_fits(code: str, taken: set[str]) -> None:
    proposed = usual_code(code, 2027, frozenset(taken))
    assert proposed not in taken
    assert len(proposed) <= 20


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.times(), st.integers(-400, 400))
def test_days_move_and_the_clock_on_the_wall_stays(day: date, clock: time, days: int) -> None:
    moved = shifted(datetime.combine(day, clock, CHINA).astimezone(UTC), days, "Asia/Shanghai", "Asia/Shanghai")
    assert moved is not None
    assert moved.time() == clock
    assert (moved.date() - day).days == days
