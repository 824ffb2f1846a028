"""Numbers that are none of ours: five thousand digits, a superscript, an unknown key. Each is answered, none is our own fault."""

import pytest

from competition.judging.opening import open_round
from tests.judging.venue import a_venue
from tests.web import Browser, SignIn

LONG = "9" * 5000
FORMS: tuple[tuple[str, dict[str, str]], ...] = (
    ("/desk/DG/settle", {"number": LONG}),
    ("/desk/DG/decide", {"kind": "dismissal", "claim": LONG}),
    ("/desk/DG/decide", {"kind": "time-given", "competitor": "01", "seconds": LONG, "reason": "停电"}),
    ("/desk/DG/decide", {"kind": "lot", "competitor": "01", "number": LONG}),
    ("/desk/DG/what-if", {"change": "order", "key-0": "nobody", "way-0": "up"}),
    ("/desk/DG/handover", {"seat": LONG, "reserve": LONG, "reason": "病"}),
    ("/supervise/DG/confirm", {"kind": "approval", "number": LONG}),
    ("/organise/DG/reveal/next", {"at": LONG}),
    ("/organise/DG/results/erratum/confirm", {"number": LONG}),
    ("/organise/DG/nominations", {"quota": LONG}),
    ("/organise/DG/rounds", {"seats": LONG}),
    ("/floor/DG/act", {"act": "clock", "clock": "start", "session": LONG}),
    ("/floor/DG/act", {"act": "clock", "clock": "start", "session": "²"}),
    ("/coding/DG/recuse", {"pair": f"{LONG}-{LONG}"}),
)


@pytest.fixture
async def running(browser: Browser, signed_in: SignIn) -> None:
    venue = await a_venue()
    await open_round(venue.event, venue.chief)
    await signed_in()


async def test_a_number_that_is_none_is_refused(browser: Browser, running: None) -> None:
    told = {(path, *form): (await browser.fill(path, **form)).status_code for path, form in FORMS}

    assert {at: status for at, status in told.items() if not 400 <= status < 500} == {}
