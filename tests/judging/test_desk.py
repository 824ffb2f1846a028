"""The chief's desk: what he sees, what he decides with plain forms, and what is refused where he stands."""

import pytest

from competition.events.programme import event_by_code
from competition.judging.desk.view import runs
from competition.judging.scorekeeper import Book, keeper
from competition.people.sessions import COOKIE
from scoring.decisions import Acceptance, Closing, Signature, Status
from tests.judging.tablets import cookie_of
from tests.judging.venue import Venue, a_venue, mark, opening, sent
from tests.web import Browser


async def sit(browser: Browser, name: str) -> None:
    browser.cookies.set(COOKIE, (await cookie_of(name, "desk")).partition("=")[2])


@pytest.fixture
async def venue(browser: Browser) -> Venue:
    made = await a_venue()
    await sit(browser, "DG-chief")
    await keeper().decide(made.round.id, made.chief, [opening(made)])
    await browser.fill("/desk/DG/stage", at="/desk/DG", act="start")
    return made


async def book(venue: Venue) -> Book:
    return await keeper().book(venue.round.id)


async def signed(venue: Venue, label: str = "01") -> None:
    leader = venue.referees[0]
    marks = [mark(label, "A1.1", "*", "yes", ref=f"a{label}"), mark(label, "A1.2", "*", "5", ref=f"b{label}")]
    await keeper().decide(venue.round.id, leader, [*marks, sent(Signature(label, "A1", "J1"))])


async def test_before_the_round_the_desk_says_what_is_lacking(browser: Browser) -> None:
    await a_venue("HG", referees=2)
    await sit(browser, "HG-chief")
    answer = await browser.get("/desk/HG")
    assert "“布线工艺”要 3 名裁判" in answer.text
    answer = await browser.fill("/desk/HG/stage", at="/desk/HG", act="start")
    assert answer.status_code == 409
    assert (await event_by_code("HG")).stage == "drawn"


async def test_one_press_begins_the_round(browser: Browser, venue: Venue) -> None:
    assert (await event_by_code("DG")).stage == "running"
    answer = await browser.get("/desk/DG")
    assert answer.status_code == 200
    assert "日志第 1 行" in answer.text


async def test_a_form_is_accepted_or_given_back_with_a_reason(browser: Browser, venue: Venue) -> None:
    await signed(venue)
    form = {"competitor": "01", "subcriterion": "A1", "back": "/desk/DG/form/01/A1"}
    done = await browser.fill("/desk/DG/decide", at="/desk/DG", kind="acceptance", **form)
    assert (done.status_code, done.headers["location"]) == (303, "/desk/DG/form/01/A1")
    tally = (await book(venue)).tally
    assert tally is not None
    assert tally.form("01", "A1").state == "accepted"
    without = await browser.fill("/desk/DG/decide", kind="return", reason=" ", **form)
    assert without.status_code == 409
    assert "应写明理由" in without.text
    assert "安全检查" in without.text, "it is said on the form's own page"
    await browser.fill("/desk/DG/decide", kind="return", reason="漏写扣分说明", **form)
    tally = (await book(venue)).tally
    assert tally is not None
    assert tally.form("01", "A1").state == "returned"
    assert "漏写扣分说明" in (await browser.get("/desk/DG/form/01/A1")).text


async def test_all_signed_forms_are_accepted_at_once(browser: Browser, venue: Venue) -> None:
    await signed(venue, "01")
    await signed(venue, "02")
    assert "2 张评分表已签" in (await browser.get("/desk/DG")).text
    assert (await browser.fill("/desk/DG/accept-all", at="/desk/DG")).status_code == 303
    tally = (await book(venue)).tally
    assert tally is not None
    assert [tally.form(label, "A1").state for label in ("01", "02")] == ["accepted", "accepted"]


@pytest.mark.parametrize(("take", "total"), [("yes", 8), ("no", 9)])
async def test_a_conflict_shows_both_values_and_is_settled_by_choosing(
    browser: Browser, venue: Venue, take: str, total: int
) -> None:
    await signed(venue)
    await keeper().decide(venue.round.id, venue.referees[0], [mark("01", "A1.2", "*", "4")])
    page = await browser.get("/desk/DG/form/01/A1")
    assert "保留 5.00" in page.text
    assert "改为 4.00" in page.text
    number = next(iter((await book(venue)).claims))
    still = await browser.fill("/desk/DG/decide", at="/desk/DG", kind="acceptance", competitor="01", subcriterion="A1")
    assert still.status_code == 409
    await browser.fill("/desk/DG/settle", number=number, take=take)
    now = await book(venue)
    assert now.claims == {}
    assert now.tally is not None
    assert now.tally.sheets["01"].total == total
    assert now.tally.form("01", "A1").state == ("returned" if take == "yes" else "signed")
    again = await browser.fill("/desk/DG/settle", number=number, take=take)
    assert again.status_code == 409


async def test_status_penalty_time_and_freeze_are_plain_forms(browser: Browser, venue: Venue) -> None:
    await signed(venue)
    for fields in (
        {"kind": "status", "competitor": "02", "status": "absent", "reason": ""},
        {"kind": "penalty", "competitor": "01", "points": "1.5", "reason": "超时", "ref": "once"},
        {"kind": "penalty", "competitor": "01", "points": "1.5", "reason": "超时", "ref": "once"},
        {"kind": "time", "competitor": "01", "seconds": "5400.25"},
        {"kind": "lot", "competitor": "01", "number": "1"},
        {"kind": "closing", "session": "0", "subcriterion": "A1"},
        {"kind": "reopening", "session": "0", "subcriterion": "A1", "reason": "停电补时"},
        {"kind": "absence", "competitor": "01", "aspect": "B1.1", "judge": "J2", "reason": "回避"},
        {"kind": "ruling", "competitor": "01", "aspect": "B1.1", "value": "20", "reason": "裁判组合议"},
        {"kind": "freeze", "frozen": "true"},
        {"kind": "freeze", "frozen": "false"},
    ):
        assert (await browser.fill("/desk/DG/decide", at="/desk/DG", **fields)).status_code == 303, fields
    now = await book(venue)
    assert now.tally is not None
    sheet = now.tally.sheets["01"]
    assert (sheet.deductions, sheet.lot, now.tally.sheets["02"].status) == (1.5, 1, "absent")
    told = (await browser.get("/desk/DG/log")).text
    for words in (
        "登记赛位 02",
        "缺考",
        "扣",
        "超时",
        "用时 5400.25 秒",
        "抽签号 1",
        "停止登分",
        "停电补时",
        "回避",
        "裁判组合议",
        "封榜",
        "解除封榜",
    ):
        assert words in told, words
    assert (await browser.get("/desk/DG/competitor/01")).status_code == 200


async def test_what_came_late_gives_no_form_back_while_marking_is_closed_there(browser: Browser, venue: Venue) -> None:
    await signed(venue)
    await keeper().decide(venue.round.id, venue.chief, [sent(Acceptance("01", "A1")), sent(Closing(0, "A1"))])
    await keeper().decide(venue.round.id, venue.referees[0], [mark("01", "A1.2", "*", "4", parent="b01")])
    (number,) = (await book(venue)).claims
    answer = await browser.fill("/desk/DG/settle", at="/desk/DG", number=number, take="yes")
    assert (answer.status_code, "已停止登分" in answer.text) == (409, True)
    now = await book(venue)
    assert now.tally is not None
    assert (now.tally.form("01", "A1").state, len(now.claims)) == ("accepted", 1)


async def test_one_press_stops_the_hall_and_the_reason_is_given_afterwards(browser: Browser, venue: Venue) -> None:
    for act in ("start", "pause"):
        done = await browser.fill("/desk/DG/decide", at="/desk/DG", kind="clock", session="0", act=act)
        assert done.status_code == 303, act
    standing = (await browser.get("/desk/DG")).text
    assert "全场恢复" in standing
    assert 'value="停电断网"' in standing
    await browser.fill("/desk/DG/decide", kind="clock", session="0", act="explain", reason="停电断网")
    explained = (await browser.get("/desk/DG")).text
    assert 'value="停电断网"' not in explained, "it is said once"
    assert "补记暂停的原因：停电断网" in explained
    assert "停电断网" not in (await browser.get("/hall/DG")).text, "that it stands is everybody's matter, not why"


@pytest.mark.parametrize(
    "fields", [{}, {"kind": "mark"}, {"kind": "lot", "competitor": "01", "number": "x"}, {"kind": "opening-time"}]
)
async def test_a_form_that_is_not_filled_in_is_refused_on_the_desk(
    browser: Browser, venue: Venue, fields: dict[str, str]
) -> None:
    answer = await browser.fill("/desk/DG/decide", at="/desk/DG", **fields)
    assert answer.status_code == 409
    assert "没有填完整" in answer.text
    assert (await book(venue)).number == 1


async def test_a_way_back_leads_nowhere_else(browser: Browser, venue: Venue) -> None:
    for back in ("https://elsewhere.example/", "//elsewhere.example", "/desk/HG", "/desk/DGX"):
        done = await browser.fill("/desk/DG/decide", at="/desk/DG", kind="freeze", frozen="true", back=back)
        assert done.headers["location"] == "/desk/DG"


async def test_the_end_is_refused_where_he_stands_until_nothing_is_missing(browser: Browser, venue: Venue) -> None:
    answer = await browser.fill("/desk/DG/stage", at="/desk/DG", act="finish")
    assert answer.status_code == 409
    assert "还缺 32 处分" in answer.text
    await keeper().decide(venue.round.id, venue.chief, [sent(Status(label, "absent")) for label in ("01", "02", "03", "04")])
    assert (await browser.fill("/desk/DG/stage", act="finish")).status_code == 303
    assert (await event_by_code("DG")).stage == "recheck"
    assert (await browser.fill("/desk/DG/stage", act="reopen", reason="漏登")).status_code == 303
    assert (await event_by_code("DG")).stage == "running"


async def test_a_referee_does_not_reach_the_desk(browser: Browser, venue: Venue) -> None:
    await sit(browser, "DG-J1")
    for path in ("/desk/DG", "/desk/DG/log", "/desk/DG/form/01/A1", "/desk/DG/competitor/01"):
        assert (await browser.get(path)).status_code == 403
    assert (await browser.fill("/desk/DG/decide", kind="freeze", frozen="true")).status_code == 403


async def test_the_desk_names_no_competitor(browser: Browser, venue: Venue) -> None:
    await signed(venue)
    for path in ("/desk/DG", "/desk/DG?view=compact", "/desk/DG/log", "/desk/DG/form/01/A1", "/desk/DG/competitor/01"):
        text = (await browser.get(path)).text
        assert "选手甲" not in text
        assert "青梧" not in text
    assert (await browser.get("/desk/DG/form/99/A1")).status_code == 404


def test_neighbouring_stations_are_named_as_one_run() -> None:
    order = ["01", "02", "03", "04", "05", "06", "07"]

    assert runs(["01", "02", "03", "05", "06"], order) == ["01–03", "05", "06"]
    assert runs([], order) == []
