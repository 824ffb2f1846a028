"""What wants a second official is on the desk until another confirms it, and his own proposal the chief cannot confirm."""

import pytest

from competition.events.tables import Event
from competition.judging.scorekeeper import keeper
from competition.people.accounts import make_account
from scoring.tally import Tally
from tests.judging.test_desk import sit
from tests.judging.venue import Venue, a_venue
from tests.web import Browser

ASKED = {"kind": "penalty", "competitor": "01", "points": "2", "reason": "越线", "back": "/desk/DG/competitor/01"}


@pytest.fixture
async def venue(browser: Browser) -> Venue:
    """Opened so that a penalty wants two; the chief has proposed one."""
    made = await a_venue()
    await Event.update({Event.duties: "strict"}).where(Event.id == made.event.id)
    await make_account("luo", "罗知微", None, organiser=True)
    await sit(browser, "DG-chief")
    await browser.fill("/desk/DG/stage", at="/desk/DG", act="start")
    assert (await browser.fill("/desk/DG/decide", **ASKED)).status_code == 303
    return made


async def tally(venue: Venue) -> Tally:
    found = (await keeper().book(int(venue.round.id))).tally
    assert found is not None
    return found


async def test_the_chief_sees_that_another_confirms_and_cannot_himself(browser: Browser, venue: Venue) -> None:
    for path in ("/desk/DG", "/desk/DG/competitor/01"):
        page = (await browser.get(path)).text
        assert "等另一人确认" in page, path
        assert "越线" in page, path
        assert 'value="approval"' not in page, path
    assert "等另一人确认" not in (await browser.get("/desk/DG/competitor/02")).text
    refused = await browser.fill("/desk/DG/decide", kind="approval", proposal="2")
    assert (refused.status_code, "请另一位" in refused.text) == (409, True)
    assert (await tally(venue)).sheets["01"].deductions == 0


async def test_another_official_confirms_it_at_the_desk_once(browser: Browser, venue: Venue) -> None:
    await sit(browser, "luo")
    assert 'value="approval"' in (await browser.get("/desk/DG")).text
    done = await browser.fill("/desk/DG/decide", kind="approval", proposal="2", ref="one", back="/desk/DG")
    assert done.status_code == 303
    assert (await tally(venue)).sheets["01"].deductions == 2
    assert "等另一人确认" not in (await browser.get("/desk/DG/competitor/01")).text
    again = await browser.fill("/desk/DG/decide", kind="approval", proposal="2", ref="two")
    assert (again.status_code, "已经处理过" in again.text) == (409, True)


async def test_what_is_not_agreed_to_never_counts(browser: Browser, venue: Venue) -> None:
    await sit(browser, "luo")
    assert (await browser.fill("/desk/DG/decide", kind="dismissal", claim="2", back="/desk/DG")).status_code == 303
    assert (await tally(venue)).sheets["01"].deductions == 0
    assert (await keeper().book(int(venue.round.id))).proposals == {}
