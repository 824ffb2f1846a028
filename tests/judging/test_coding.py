"""Recusal by the coding referee: planned before, decided at the opening; whose employer it is reaches nobody who marks."""

import pytest

from competition.events.tables import Duty
from competition.judging.scorekeeper import keeper
from competition.people.accounts import make_account
from competition.people.sessions import COOKIE, begin
from tests.judging.venue import Venue, a_venue
from tests.web import Browser, SignIn

HOUSE = "成都青梧机电公司"


async def sign_in(browser: Browser, account: int) -> None:
    browser.cookies.set(COOKIE, (await begin(account, "tablet", secure=False)).value or "")


async def coding_referee(made: Venue, browser: Browser) -> None:
    account = await make_account("DG-E1", "顾清和", None)
    await Duty(event=made.event.id, account=account.id, role="coding").save()
    await sign_in(browser, account.id)


@pytest.fixture
async def made() -> Venue:
    """Four referees, the second of the competitors' own house, the fourth a reserve."""
    found = await a_venue(referees=4)
    await Duty.update({Duty.employer: HOUSE}).where(Duty.seat == 2)
    await Duty.update({Duty.reserve: True}).where(Duty.seat == 4)
    return found


async def test_all_of_one_house_are_kept_apart_in_one_press_and_it_holds_from_the_first_line(
    browser: Browser, made: Venue, signed_in: SignIn
) -> None:
    await coding_referee(made, browser)
    page = (await browser.get("/coding/DG")).text
    assert page.count(HOUSE) == 4
    assert page.count("裁判丁") >= 4, "who would mark instead"
    assert (await browser.fill("/coding/DG/recuse", at="/coding/DG", act="all")).status_code == 303
    back = page.split('name="pair" value="')[1].split('"')[0]
    await browser.fill("/coding/DG/recuse", act="back", pair=back)
    await signed_in()
    assert (await browser.fill("/desk/DG/stage", at="/desk/DG", act="start", back="/desk/DG")).status_code == 303

    book = await keeper().book(made.round.id)
    assert book.tally is not None
    assert sorted(book.tally.recused) == [("02", "J2"), ("03", "J2"), ("04", "J2")]
    assert {line.author for line, _decision in book.lines if line.kind == "recusal"} == {"DG-E1"}


async def test_once_begun_it_is_decided_at_once_and_taken_back_while_he_has_not_marked(
    browser: Browser, made: Venue, signed_in: SignIn
) -> None:
    await signed_in()
    await browser.fill("/desk/DG/stage", at="/desk/DG", act="start", back="/desk/DG")
    await coding_referee(made, browser)
    pair = (await browser.get("/coding/DG")).text.split('name="pair" value="')[1].split('"')[0]
    for act, stands in (("one", 1), ("one", 1), ("back", 0)):
        assert (await browser.fill("/coding/DG/recuse", act=act, pair=pair)).status_code == 303
        tally = (await keeper().book(made.round.id)).tally
        assert tally is not None
        assert len(tally.recused) == stands
    assert (await browser.fill("/coding/DG/recuse", act="one", pair="9-9")).status_code == 404


async def test_neither_chief_nor_referee_comes_in_nor_reads_whose_employer_it_is(browser: Browser, made: Venue) -> None:
    for one in (made.chief, *made.referees):
        account = next(seat.account for seat in made.chief.everybody if seat.name == one.name)
        await sign_in(browser, account)
        assert (await browser.get("/coding/DG")).status_code == 403
        assert HOUSE not in (await browser.get("/tablet/DG")).text
        assert HOUSE not in (await browser.get("/desk/DG")).text
