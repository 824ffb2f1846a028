"""What becomes of a decision: entered, the same, a conflict that is kept as a claim, or refused."""

import pytest

from competition.judging.logbook import Dismissal
from competition.judging.scorekeeper import Answer, Envelope, Scorekeeper
from scoring.decisions import (
    Absence,
    Acceptance,
    Closing,
    Decision,
    Difficulty,
    Mark,
    NotAttempted,
    Reopening,
    Return,
    Signature,
    Status,
    Withdrawal,
)
from tests.judging.venue import Venue, a_venue, mark, opening, sent


async def told(kept: Scorekeeper, venue: Venue, who: int, *sent_in: Envelope) -> list[Answer]:
    """`who`: 0 is the chief, else the referee of that seat."""
    author = venue.referees[who - 1] if who else venue.chief
    return await kept.decide(venue.round.id, author, sent_in)


async def outcome(kept: Scorekeeper, venue: Venue, who: int, decision: Decision, parent: str | None = None) -> str:
    (answer,) = await told(kept, venue, who, sent(decision, parent))
    return answer.outcome


async def signed(kept: Scorekeeper, venue: Venue) -> None:
    """The form A1 of station 01, marked and signed by its leader."""
    await told(kept, venue, 1, mark("01", "A1.1", "*", "yes", ref="a"), mark("01", "A1.2", "*", "5", ref="b"))
    await told(kept, venue, 1, sent(Signature("01", "A1", "J1")))


async def test_a_correction_names_what_it_corrects(kept: Scorekeeper, venue: Venue) -> None:
    answers = await told(
        kept, venue, 1, mark("01", "A1.2", "*", "5", ref="a"), mark("01", "A1.2", "*", "4", parent="a", ref="b"),
        mark("01", "A1.2", "*", "3", parent="a"),
    )  # fmt: skip
    assert [answer.outcome for answer in answers] == ["entered", "entered", "conflict"]
    assert answers[2].head is not None
    assert (answers[2].head.ref, answers[2].head.value) == ("b", "4")


async def test_an_equal_value_is_the_same_and_no_line(kept: Scorekeeper, venue: Venue) -> None:
    answers = await told(kept, venue, 1, mark("01", "A1.2", "*", "5"), mark("01", "A1.2", "*", "5.00"))
    assert [answer.outcome for answer in answers] == ["entered", "same"]
    assert (await kept.book(venue.round.id)).number == 2


async def test_what_was_withdrawn_may_be_entered_again_by_who_saw_nothing_there(kept: Scorekeeper, venue: Venue) -> None:
    await told(kept, venue, 1, mark("01", "A1.2", "*", "5", ref="a"))
    assert await outcome(kept, venue, 1, Withdrawal("01", "A1.2", "*"), "a") == "entered"
    assert await outcome(kept, venue, 1, Withdrawal("01", "A1.2", "*"), "a") == "same"
    assert await outcome(kept, venue, 1, Mark("01", "A1.2", "*", "4")) == "entered"


@pytest.mark.parametrize(
    "decision",
    [
        Mark("01", "A1.2", "*", "6.5"),
        Mark("01", "A1.2", "*", "5.3"),
        Mark("09", "A1.2", "*", "5"),
        Mark("01", "Z9", "*", "5"),
        Mark("01", "A1.2", "J1", "5"),
        Mark("01", "B1.1", "J2", "2"),
        Mark("01", "B1.1", "*", "2"),
        Difficulty("01", "B1.2", "3.1"),
        Status("01", "absent"),
        Acceptance("01", "A1"),
        Closing(),
        Absence("01", "B1.1", "J2", "病假"),
    ],
)
async def test_what_may_not_be_entered_is_refused_and_not_stored(kept: Scorekeeper, venue: Venue, decision: Decision) -> None:
    (answer,) = await told(kept, venue, 1, sent(decision))
    assert answer.outcome == "refused"
    assert answer.says
    assert (await kept.book(venue.round.id)).number == 1


async def test_only_the_leader_enters_what_the_team_agreed_on(kept: Scorekeeper, venue: Venue) -> None:
    assert await outcome(kept, venue, 2, Mark("01", "A1.2", "*", "5")) == "refused"
    assert await outcome(kept, venue, 2, NotAttempted("01", "B1.1")) == "refused"
    assert await outcome(kept, venue, 1, NotAttempted("01", "B1.1")) == "entered"


async def test_a_late_mark_is_a_claim_and_never_counts(kept: Scorekeeper, venue: Venue) -> None:
    await signed(kept, venue)
    late = await told(kept, venue, 1, mark("01", "A1.2", "*", "2", parent="b"))
    await told(kept, venue, 0, sent(Closing()))
    later = await told(kept, venue, 1, mark("02", "A1.2", "*", "2"))
    book = await kept.book(venue.round.id)
    assert [answer.outcome for answer in (*late, *later)] == ["conflict", "conflict"]
    assert [claim.claim.why for claim in book.claims.values()] == ["late", "late"]
    assert book.tally is not None
    assert (book.tally.sheets["01"].total, book.tally.sheets["02"].total) == (9, 0)


async def test_the_chief_settles_a_claim_by_entering_it_or_by_leaving_what_stands(kept: Scorekeeper, venue: Venue) -> None:
    await told(kept, venue, 1, mark("01", "A1.2", "*", "5", ref="a"), mark("02", "A1.2", "*", "5", ref="b"))
    await told(kept, venue, 1, mark("01", "A1.2", "*", "4"), mark("02", "A1.2", "*", "4"))
    book = await kept.book(venue.round.id)
    first, second = book.claims
    assert await outcome(kept, venue, 0, Mark("01", "A1.2", "*", "4"), "a") == "entered"
    assert await outcome(kept, venue, 0, Dismissal(second)) == "entered"  # type: ignore[arg-type]
    assert await outcome(kept, venue, 0, Dismissal(first)) == "refused"  # type: ignore[arg-type]
    assert (await kept.book(venue.round.id)).claims == {}


async def test_a_closed_form_opens_again_with_a_reason(kept: Scorekeeper, venue: Venue) -> None:
    await told(kept, venue, 0, sent(Closing(0, "A1")))
    assert await outcome(kept, venue, 0, Reopening(0, "A1", "")) == "refused"
    assert await outcome(kept, venue, 0, Reopening(0, "A1", "停电补时")) == "entered"
    assert await outcome(kept, venue, 1, Mark("01", "A1.2", "*", "5")) == "entered"


async def test_a_reserve_marks_only_for_a_recorded_absence(kept: Scorekeeper) -> None:
    venue = await a_venue(referees=4)
    await kept.decide(venue.round.id, venue.chief, [opening(venue)])
    assert await outcome(kept, venue, 4, Mark("01", "B1.1", "J4", "2")) == "refused"
    assert await outcome(kept, venue, 0, Absence("01", "B1.1", "J2", "回避")) == "entered"
    assert await outcome(kept, venue, 4, Mark("01", "B1.1", "J4", "2")) == "entered"
    assert await outcome(kept, venue, 4, Mark("02", "B1.1", "J4", "2")) == "refused"


async def test_who_entered_all_marks_of_a_form_does_not_accept_it(kept: Scorekeeper, venue: Venue) -> None:
    await told(kept, venue, 0, mark("01", "A1.1", "*", "yes"), mark("01", "A1.2", "*", "5"))
    await told(kept, venue, 1, sent(Signature("01", "A1", "J1")))
    assert await outcome(kept, venue, 0, Acceptance("01", "A1")) == "refused"
    await signed_two(kept, venue)
    assert await outcome(kept, venue, 0, Acceptance("02", "A1")) == "entered"
    assert await outcome(kept, venue, 0, Return("02", "A1", "漏写扣分说明")) == "entered"


async def signed_two(kept: Scorekeeper, venue: Venue) -> None:
    await told(kept, venue, 1, mark("02", "A1.1", "*", "yes"), mark("02", "A1.2", "*", "5"))
    await told(kept, venue, 1, sent(Signature("02", "A1", "J1")))


@pytest.mark.parametrize("bad", [("", "mark"), ("x" * 65, "mark"), ("汉", "mark"), ("a", "opening-time")])
async def test_an_envelope_that_cannot_be_read_is_refused(kept: Scorekeeper, venue: Venue, bad: tuple[str, str]) -> None:
    good = mark("01", "A1.2", "*", "5")
    (answer,) = await told(kept, venue, 1, Envelope(bad[0], bad[1], good.body))
    assert answer.outcome == "refused"
