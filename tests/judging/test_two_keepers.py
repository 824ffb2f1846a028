"""Two keepers on one database: the lock holds in the order of the logbook, whichever process has not heard of it yet."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from competition.judging.logbook import Claim, SignOff
from competition.judging.scorekeeper import Answer, Book, Scorekeeper, enclosed
from scoring.decisions import Acceptance, Mark, Penalty, Signature
from tests.judging.venue import Venue, a_venue, mark, opening, sent

LABELS = tuple(f"{n:02d}" for n in range(1, 25))


@pytest.fixture
async def other(kept: Scorekeeper, database: str) -> AsyncIterator[Scorekeeper]:
    second = Scorekeeper(database)
    await second.start()
    yield second
    await second.stop()


async def test_a_mark_never_gets_past_an_acceptance_that_another_process_keeps(kept: Scorekeeper, other: Scorekeeper) -> None:
    venue = await a_venue()
    one, leader = venue.round.id, venue.referees[0]
    await kept.decide(one, venue.chief, [opening(venue, LABELS)])
    entered = [mark(label, "A1.1", "*", "yes") for label in LABELS]
    await kept.decide(one, leader, [*entered, *(mark(label, "A1.2", "*", "5", ref=f"was-{label}") for label in LABELS)])
    await other.book(one)

    for number, label in enumerate(LABELS):
        at_once = [_locked(kept, venue, label), other.decide(one, leader, [mark(label, "A1.2", "*", "3", f"was-{label}")])]
        await asyncio.gather(*(at_once if number % 2 else at_once[::-1]))

    read_anew = await Scorekeeper("").book(one)
    assert [label for label in LABELS if not _kept_apart(read_anew, label)] == []
    for each in (kept, other):
        await each.decide(one, leader, [mark("01", "A1.2", "*", "2", "nothing")])
        assert (await each.book(one)).tally == read_anew.tally


async def test_a_signature_in_one_process_stops_a_chief_who_asked_in_another(kept: Scorekeeper, other: Scorekeeper) -> None:
    venue = await a_venue()
    one, penalty = venue.round.id, sent(Penalty("01", "5", "超时"))
    await kept.decide(one, venue.chief, [opening(venue, LABELS)])
    await other.book(one)
    told = await asyncio.gather(
        kept.decide(one, venue.chief, [enclosed(SignOff(1), "sign-off")]), other.decide(one, venue.chief, [penalty])
    )
    assert sorted(answer.outcome for (answer,) in told) == ["entered", "refused"], "whichever came first"


async def _locked(kept: Scorekeeper, venue: Venue, label: str) -> list[Answer]:
    """Signed and accepted in one go."""
    signing = kept.decide(venue.round.id, venue.referees[0], [sent(Signature(label, "A1", "J1"))])
    accepting = kept.decide(venue.round.id, venue.chief, [sent(Acceptance(label, "A1"))])
    return [answer for answers in await asyncio.gather(signing, accepting) for answer in answers]


def _kept_apart(book: Book, label: str) -> bool:
    """The mark came before the lock and counts, or after it and is a claim; what was accepted is what was signed."""
    assert book.tally is not None
    locked, value, later = False, "", list[str]()
    for _line, decision in book.lines:
        match decision:
            case Mark(competitor, "A1.2", _judge, entry) if competitor == label:
                value, later = entry, later + [entry] * locked
            case Claim(why="late") if getattr(decision.held(), "competitor", "") == label:
                later += ["too early"] * (not locked)
            case Signature(competitor) | Acceptance(competitor) if competitor == label:
                locked = True
    form = book.tally.form(label, "A1")
    stands = book.tally.sheets[label].entries["A1.2"]["*"]
    return not later and stands == value and form.state == "accepted"
