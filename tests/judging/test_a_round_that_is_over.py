"""A mark that was made in a round that is over comes late: it is kept there for the chief, and is nobody's in the next round."""

from typing import Any

import pytest

from competition.events.tables import Round
from competition.judging.opening import said
from competition.judging.scorekeeper import Book, keeper
from competition.judging.tablet.answering import answered
from competition.judging.tablet.messages import Answered, Up
from scoring.decisions import Closing, Opening, Signature
from tests.judging.venue import LABELS, Venue, a_venue, mark, sent
from tests.web import Browser, SignIn

LATE = mark("01", "A1.2", "*", "5")


@pytest.fixture
async def venue(kept: object) -> Venue:
    """The first round is closed, the final has begun, and a work is called in it as another was before."""
    made = await a_venue()
    await said(made.round.id, made.chief, Opening(made.round.scheme, LABELS))
    await said(made.round.id, made.chief, Closing())
    return made


async def final(venue: Venue) -> int:
    made = Round(event=venue.event.id, number=2, scheme=venue.round.scheme)
    await made.save()
    await said(made.id, venue.chief, Opening(venue.round.scheme, LABELS))
    return int(made.id)


async def told(venue: Venue, now: int, *decisions: Any, made_in: int) -> list[Answered]:
    return await answered(now, venue.referees[0], Up(decisions=list(decisions), round=made_in))


async def books(*rounds: int) -> list[Book]:
    return [await keeper().book(one) for one in rounds]


async def test_a_late_mark_is_kept_in_its_own_round_as_a_claim(venue: Venue) -> None:
    now = await final(venue)
    for _ in range(2):
        (answer,) = await told(venue, now, LATE, made_in=venue.round.id)
        assert (answer.outcome, "已交裁判长核对" in answer.says) == ("conflict", True)

    former, on = await books(venue.round.id, now)
    assert [one.place for one in former.claims.values()] == [("01", "A1.2", "*")], "once, however often it is sent"
    assert (on.number, on.heads) == (1, {})


async def test_nothing_but_a_mark_comes_into_a_round_that_is_over(venue: Venue) -> None:
    now = await final(venue)
    (answer,) = await told(venue, now, sent(Signature("01", "A1", "J1")), made_in=venue.round.id)
    assert (answer.outcome, "已经结束的一轮" in answer.says) == ("refused", True)
    assert [book.number for book in await books(venue.round.id, now)] == [2, 1]


async def test_a_mark_of_a_round_that_nobody_knows_is_refused_and_one_of_this_round_is_entered(venue: Venue) -> None:
    now = await final(venue)
    for made_in, outcome in ((10**30, "refused"), (now, "entered"), (0, "same")):
        (answer,) = await told(venue, now, mark("01", "A1.2", "*", "5"), made_in=made_in)
        assert answer.outcome == outcome


async def test_the_chief_reads_it_at_his_desk_and_lets_it_be(browser: Browser, signed_in: SignIn) -> None:
    made = await a_venue()
    await said(made.round.id, made.chief, Opening(made.round.scheme, LABELS))
    await said(made.round.id, made.chief, Closing())
    now = await final(made)
    await told(made, now, LATE, made_in=made.round.id)
    await signed_in()

    assert "上一轮有 1 处登分晚到" in (await browser.get("/desk/DG")).text
    assert "裁判甲 5" in (await browser.get("/desk/DG/late")).text
    (number,) = (await keeper().book(made.round.id)).claims
    seen = await browser.fill("/desk/DG/late", at="/desk/DG/late", round="1", number=str(number), ref="seen")
    assert seen.status_code == 303
    assert "晚到" not in (await browser.get("/desk/DG")).text
    assert (await keeper().book(made.round.id)).claims == {}
