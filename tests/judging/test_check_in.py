"""A morning at the check-in desk: who comes, who is late, who stands in, a power cut, who finishes when; by plain forms."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from competition.audit.tables import Act
from competition.events.officials import appoint
from competition.events.tables import Event
from competition.floor.tables import Placement, Session
from competition.judging.clocks import clocks_of
from competition.judging.scorekeeper import Book, keeper
from competition.people.sessions import COOKIE
from competition.registration.tables import Registration
from scoring.tally import Tally
from tests.judging.tablets import cookie_of
from tests.judging.venue import Venue, a_venue, opening
from tests.web import Browser


async def sit(browser: Browser, name: str) -> None:
    browser.cookies.set(COOKIE, (await cookie_of(name, "desk")).partition("=")[2])


@pytest.fixture
async def venue(browser: Browser, tmp_path: Path) -> Venue:
    """A round just begun, an hour before its session; a floor official sits at the desk."""
    made = await a_venue()
    soon = datetime.now(UTC) + timedelta(hours=1)
    await Session.update({Session.starts_at: soon}, force=True)
    await Event.update({Event.stage: "running"}, force=True)
    await keeper().decide(made.round.id, made.chief, [opening(made)])
    await appoint(made.event, "floor", "岑望舒", "luo", b"k" * 32)
    await sit(browser, "DG-F1")
    return made


async def press(browser: Browser, act: str, label: str = "", code: int = 303, **more: str) -> str:
    answer = await browser.fill("/floor/DG/act", at="/floor/DG", act=act, label=label, **more)
    assert answer.status_code == code, answer.text
    return answer.text


async def book(venue: Venue) -> Book:
    return await keeper().book(venue.round.id)


async def tally(venue: Venue) -> Tally:
    found = (await book(venue)).tally
    assert found is not None
    return found


async def confirmed(browser: Browser, venue: Venue) -> None:
    """The chief agrees to what waits for him."""
    (number,) = (await book(venue)).proposals
    await sit(browser, "DG-chief")
    answer = await browser.fill("/desk/DG/decide", at="/desk/DG", kind="approval", proposal=str(number))
    assert answer.status_code == 303, answer.text
    await sit(browser, "DG-F1")


async def test_the_list_has_names_and_finds_who_lost_his_pass(browser: Browser, venue: Venue) -> None:
    text = (await browser.get("/floor/DG")).text
    assert "应到 4　已到 0　未到 4" in text
    assert "选手甲01" in text
    found = (await browser.get("/floor/DG", params={"q": "甲03"})).text
    assert "选手甲03" in found
    assert "选手甲01" not in found
    scanned = await browser.get("/floor/DG", params={"q": "http://10.0.0.2:8000/floor/DG/02"})
    assert scanned.headers["location"] == "/floor/DG/02"
    held = await browser.get("/floor/DG", params={"q": "http://10.0.0.2:8000/floor/DG/DG003"})
    photographed = await browser.get("/floor/DG/DG003")
    assert held.headers["location"] == photographed.headers["location"] == "/floor/DG/03", "a pass knows the contest number"
    assert (await browser.get("/tablet")).headers["location"] == "/floor", "where his card leads him"
    assert (await browser.get("/floor")).headers["location"] == "/floor/DG"


async def test_one_press_checks_in_and_one_takes_it_back(browser: Browser, venue: Venue) -> None:
    await press(browser, "check-in", "01")
    assert "已到 1" in (await browser.get("/floor/DG")).text
    assert "已检录" in await press(browser, "check-in", "01", 409)
    await press(browser, "undo-check-in", "01")
    assert (await tally(venue)).arrived == frozenset()


async def test_who_is_late_has_withdrawn_when_the_chief_confirms_it(browser: Browser, venue: Venue) -> None:
    await Session.update({Session.starts_at: datetime.now(UTC) - timedelta(minutes=16)}, force=True)
    assert "迟到" in (await browser.get("/floor/DG/04")).text
    assert "弃赛…" not in (await browser.get("/floor/DG")).text, "the whole hall is late: who comes is checked in"
    await press(browser, "report", "04", status="withdrawn", reason="迟到")
    assert (await tally(venue)).sheets["04"].status == "ranked"
    assert "已报弃赛，等裁判长确认" in (await browser.get("/floor/DG")).text
    await press(browser, "report", "04", 409, status="absent", reason="没有来")
    await confirmed(browser, venue)
    assert (await tally(venue)).sheets["04"].status == "withdrawn"
    assert "不参赛 1" in (await browser.get("/floor/DG")).text


async def test_once_the_clock_has_run_too_long_only_the_chief_lets_anybody_in(browser: Browser, venue: Venue) -> None:
    await press(browser, "clock", session="1", clock="start")
    await Event.update({Event.late_minutes: -1}, force=True)
    assert "弃赛…" in (await browser.get("/floor/DG")).text
    assert "迟到已超过规定时间" in await press(browser, "check-in", "04", 409)
    await sit(browser, "DG-chief")
    assert (await browser.fill("/desk/DG/decide", kind="check-in", competitor="04")).status_code == 303
    assert "04" in (await tally(venue)).arrived


async def test_another_person_stands_in_until_check_in(browser: Browser, venue: Venue) -> None:
    new = {"name-1": "慕容知秋", "employer": "白鹭电气厂"}
    early = await browser.fill("/floor/DG/02/substitute", at="/floor/DG", **new)
    assert "要裁判长先同意" in early.text
    await press(browser, "substitution", "02", reason="生病")
    await confirmed(browser, venue)
    assert "先填新选手" in await press(browser, "check-in", "02", 409)
    nameless = await browser.fill("/floor/DG/02/substitute", employer="白鹭电气厂")
    assert nameless.status_code == 422
    assert (await browser.fill("/floor/DG/02/substitute", **new)).status_code == 303
    listed = (await browser.get("/floor/DG")).text
    assert "慕容知秋" in listed
    assert "选手甲02" not in listed
    placed = await Placement.select(Placement.registration.number, Placement.registration.state).where(Placement.label == "02")
    assert placed == [{"registration.number": "DG005", "registration.state": "accepted"}]
    assert await Registration.count().where(Registration.state == "refused") == 1
    assert await Act.exists().where(Act.act == "substitution")
    await press(browser, "check-in", "02")
    assert "不能再换人" in await press(browser, "substitution", "02", 409, reason="又病了")


async def test_a_power_cut_costs_nobody_time_and_who_finishes_has_his_time(browser: Browser, venue: Venue) -> None:
    await press(browser, "check-in", "01")
    assert "还没有开始计时" in await press(browser, "finish", "01", 409)
    await press(browser, "clock", session="1", clock="start")
    await press(browser, "clock", session="0", clock="pause")
    stands = clocks_of(await book(venue))
    moment = datetime.now(UTC)
    assert stands.left(1, 180, moment) == stands.left(1, 180, moment + timedelta(hours=1))
    assert "全场恢复" in (await browser.get("/floor/DG")).text
    await press(browser, "clock", session="0", clock="resume")
    await sit(browser, "DG-chief")
    given = {"kind": "time-given", "session": "1", "competitor": "01", "seconds": "300", "reason": "设备故障"}
    assert (await browser.fill("/desk/DG/decide", at="/desk/DG", **given)).status_code == 303
    await sit(browser, "DG-F1")
    assert "另给他补 300 秒" in (await browser.get("/floor/DG/01")).text
    await press(browser, "finish", "01")
    assert (await tally(venue)).sheets["01"].time == 0
    assert "已登记用时" in await press(browser, "finish", "01", 409)
    await press(browser, "undo-finish", "01")
    assert (await tally(venue)).sheets["01"].time is None


async def test_no_referee_comes_in_here_and_no_floor_official_to_a_desk(browser: Browser, venue: Venue) -> None:
    for path in ("/desk/DG", "/tablet/DG", "/papers/DG"):
        assert (await browser.get(path)).status_code == 403
    for name in ("DG-J1", "DG-chief"):
        await sit(browser, name)
        for path in ("/floor/DG", "/floor/DG/01"):
            assert (await browser.get(path)).status_code == 403
        assert (await browser.fill("/floor/DG/act", act="check-in", label="01")).status_code == 403
