"""A referee who does not mark a competitor: the next of the team does, and his tablet is told that and nothing else."""

from typing import Any

import pytest

from competition.events.duties import seats
from competition.events.tables import Duty
from competition.judging.authority import Author
from competition.judging.deputies import stands_in
from competition.judging.scorekeeper import REFUSED, Scorekeeper
from competition.judging.tablet.sight import round_seen
from scoring.decisions import Mark, Opening, Recusal, SchemeChange
from tests.judging.venue import LABELS, Venue, a_venue, author, sent

pytestmark = pytest.mark.usefixtures("database")


async def with_a_reserve() -> Venue:
    """Four referees, the fourth of them a reserve; of three judges each is in his place."""
    made = await a_venue(referees=4)
    await Duty.update({Duty.reserve: True}).where(Duty.seat == 4)
    everybody = tuple(await seats(made.event.id))
    judges = tuple(author(everybody, f"DG-J{seat}") for seat in range(1, 5))
    return Venue(made.event, made.round, author(everybody, "DG-chief"), judges)


async def said(kept: Scorekeeper, made: Venue, by: Author, *decisions: Any) -> list[str]:
    answers = await kept.decide(made.round.id, by, [sent(one) for one in decisions])
    return [answer.outcome for answer in answers]


def at(seen: dict[str, Any], label: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in seen["stations"] if one["label"] == label)
    return found


async def test_the_recused_hears_only_that_a_deputy_marks_and_the_reserve_marks_there_alone(kept: Scorekeeper) -> None:
    made = await with_a_reserve()
    leader, _second, _third, reserve = made.referees
    await said(kept, made, made.chief, Opening(made.round.scheme, LABELS), Recusal("02", "J1"))
    book = await kept.book(made.round.id)

    assert at(round_seen(book, leader), "02") == {"label": "02", "session": 1, "at": "02", "deputed": True}
    assert at(round_seen(book, leader), "01") == {"label": "01", "session": 1, "at": "01"}
    assert at(round_seen(book, reserve), "02")["judges"] == {"B1.1": "J4", "B1.2": "J4"}
    assert at(round_seen(book, made.referees[1]), "02")["leads"] == ["A1", "B1"]
    assert at(round_seen(book, made.referees[1]), "02")["judges"] == {"A1.1": "*", "A1.2": "*"}
    for label, expected in (("02", "entered"), ("01", REFUSED)):
        assert await said(kept, made, reserve, Mark(label, "B1.1", "J4", "2")) == [expected]
    assert await said(kept, made, leader, Mark("02", "B1.1", "J1", "2")) == [REFUSED]
    form = book.tally.scheme.subcriteria["B1"] if book.tally else None
    assert form is not None
    gone, there = stands_in(made.chief.everybody, book.recused("02"), form)
    assert [seat.judge for seat in gone] == ["J1"]
    assert [seat.judge for seat in there] == ["J4"]


async def test_what_counts_for_everybody_or_for_nobody_is_nobodys_to_enter(kept: Scorekeeper) -> None:
    made = await a_venue()
    await said(kept, made, made.chief, Opening(made.round.scheme, LABELS))
    annulled = made.round.scheme.replace('"code": "B1.1"', '"annulled": "void", "code": "B1.1"')
    assert await said(kept, made, made.chief, SchemeChange(annulled, "试题有误")) == ["entered"]
    seen = round_seen(await kept.book(made.round.id), made.referees[0])
    aspects = {aspect["code"]: (aspect["annulled"], aspect["judge"]) for form in seen["forms"] for aspect in form["aspects"]}

    assert aspects["B1.1"] == ("void", None)
    assert aspects["B1.2"] == ("", "J1")
