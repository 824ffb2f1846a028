"""Two sessions: marking opens one after the other; nothing of the first is public before the last is over."""

import pytest

from competition.events.tables import Event
from competition.judging.scorekeeper import Scorekeeper, keeper
from competition.judging.sessions import later, over
from competition.judging.standings import begun, frame
from competition.people.sessions import COOKIE
from scoring.decisions import Closing, Decision, NotAttempted, Reopening
from scoring.tally import after, begin
from tests.judging.tablets import cookie_of
from tests.judging.venue import Venue, a_venue, mark, opening
from tests.scoring.builders import MEASURED, scheme_of
from tests.web import Browser

LABELS = ("1-01", "1-02", "2-01", "2-02")


@pytest.fixture
async def venue(browser: Browser) -> Venue:
    """Begun by the chief's one press; he sits at his desk."""
    made = await a_venue(labels=LABELS)
    await Event.update({Event.display: "stations"}, force=True)
    browser.cookies.set(COOKIE, (await cookie_of("DG-chief", "desk")).partition("=")[2])
    answer = await browser.fill("/desk/DG/stage", at="/desk/DG", act="start")
    assert answer.status_code == 303, answer.text
    return made


async def closed(venue: Venue) -> set[tuple[int, str]]:
    return set(begun(await keeper().book(venue.round.id)).closed)


async def press(browser: Browser, cell: str, reason: str = "") -> int:
    return (await browser.fill("/desk/DG/opened", at="/desk/DG", cell=cell, reason=reason)).status_code


async def test_only_the_first_session_is_open_and_each_cell_row_and_column_turns(browser: Browser, venue: Venue) -> None:
    assert await closed(venue) == {(2, "A1"), (2, "B1")}
    assert await press(browser, "open:2:") == 303, "a session's first opening needs no reason"
    assert await closed(venue) == set()
    assert await press(browser, "close:1:A1") == 303
    assert await press(browser, "close::B1") == 303
    assert await closed(venue) == {(1, "A1"), (1, "B1"), (2, "B1")}
    assert await press(browser, "open:1:A1") == 303
    answer = await keeper().decide(venue.round.id, venue.referees[0], [mark("1-01", "A1.1", "*", "yes")])
    assert answer[0].outcome == "entered"
    assert await press(browser, "close:1:A1") == 303
    assert await press(browser, "open:1:A1") == 409, "where there are marks, a reason is asked for"
    assert await press(browser, "open:1:A1", "停电补登") == 303
    for nonsense in ("", "open", "turn:1:A1", "open:x:A1", "close:9:", "close:1:Z9"):
        assert await press(browser, nonsense) in (400, 409, 422), nonsense


async def test_the_hall_shows_no_mark_of_the_first_session_before_the_last_is_over(browser: Browser, venue: Venue) -> None:
    await keeper().decide(venue.round.id, venue.referees[0], [mark("1-01", "A1.2", "*", "5.5")])
    hall = (await browser.get("/hall/DG")).text
    assert "5.50" not in hall
    assert "最后一场结束以前，只显示评分进度" in hall
    await Event.update({Event.sessions_apart: False}, force=True)
    assert "5.50" in (await browser.get("/hall/DG")).text, "unless the event chooses otherwise"


async def test_a_round_of_one_session_is_shown_at_once(kept: Scorekeeper) -> None:
    made = await a_venue("HG")
    await kept.decide(made.round.id, made.chief, [opening(made), mark("01", "A1.2", "*", "5.5")])
    book = await kept.book(made.round.id)
    assert frame(book, "stations", "焊工", apart=True).rows[0].total == "5.50"


def test_between_two_sessions_everything_is_closed_and_nothing_is_over() -> None:
    tally = begin(scheme_of(MEASURED), LABELS)
    (code,) = tally.scheme.subcriteria
    aspect = tally.scheme.subcriteria[code].aspects[0].code

    def decided(*decisions: Decision) -> bool:
        nonlocal tally
        for decision in decisions:
            tally = after(tally, decision)
        return over(tally)

    assert later(tally) == (Closing(2),)
    assert not decided(Closing(2), NotAttempted("1-01", aspect), Closing(1))
    assert not decided(Reopening(2, "", "下午"), NotAttempted("2-01", aspect))
    assert decided(Closing(2))
