"""How the referees mark, as the chief sees it: far from the panel, dropped, changed; said at the form until it is accepted."""

import pytest

from competition.judging.desk.referees import rows_of
from competition.judging.opening import said
from competition.judging.scorekeeper import keeper
from competition.judging.standings import begun
from competition.people.sessions import COOKIE
from scoring.decisions import Acceptance, Mark, Signature
from tests.judging.tablets import cookie_of
from tests.judging.venue import Venue, a_venue, mark, opening
from tests.web import Browser


@pytest.fixture
async def venue(browser: Browser) -> Venue:
    made = await a_venue()
    await keeper().decide(made.round.id, made.chief, [opening(made)])
    browser.cookies.set(COOKIE, (await cookie_of("DG-chief", "desk")).partition("=")[2])
    return made


async def _panel(venue: Venue, values: tuple[str, ...]) -> None:
    for referee, value in zip(venue.referees, values, strict=True):
        await keeper().decide(venue.round.id, referee, [mark("01", "B1.2", referee.judge, value)])


async def test_a_mark_far_from_the_panel_is_flagged_until_the_form_is_accepted(browser: Browser, venue: Venue) -> None:
    await _panel(venue, ("50", "51", "36"))
    assert "偏低" in (await browser.get("/desk/DG")).text
    form = (await browser.get("/desk/DG/form/01/B1")).text
    assert form.index('裁判丙 <b>36.00</b> <span class="flag">偏低') > 0
    for referee in venue.referees:
        await said(venue.round.id, referee, Mark("01", "B1.1", referee.judge, "2"))
        await said(venue.round.id, referee, Signature("01", "B1", referee.judge))
    await said(venue.round.id, venue.chief, Acceptance("01", "B1"))

    assert "偏低" not in (await browser.get("/desk/DG")).text


async def test_each_referee_has_his_numbers(browser: Browser, venue: Venue) -> None:
    await _panel(venue, ("50", "51", "36"))
    book = await keeper().book(venue.round.id)
    stands = book.heads["01", "B1.2", "J2"].ref
    await keeper().decide(venue.round.id, venue.referees[1], [mark("01", "B1.2", "J2", "52", parent=stands)])
    book = await keeper().book(venue.round.id)
    first, second, third = rows_of(book, begun(book), [one.seat for one in venue.referees if one.seat])

    assert (first.bias, second.bias, third.bias) == ("+6.7", "+10.0", "-16.7")
    assert (second.changed, third.changed, third.low, third.high, third.marks) == (1, 0, 1, 0, 1)
    page = (await browser.get("/desk/DG/referees")).text
    assert "-16.7%" in page
    assert "20%" in page
