"""What wants a second official, who stands in for whom, what a changed scheme does to a book: as the scorekeeper weighs it."""

import json
from dataclasses import replace

import msgspec
import pytest

from competition.events.duties import Seat
from competition.judging.audience import lines_for
from competition.judging.authority import SUPERVISOR, Author
from competition.judging.logbook import Approval, Dismissal, Proposal, encode, kind_of
from competition.judging.scorekeeper import Answer, Scorekeeper
from scoring.decisions import (
    Correction,
    Decision,
    Mark,
    NotAttempted,
    Opening,
    Penalty,
    Recusal,
    Ruling,
    SchemeChange,
    Signature,
    Status,
    Withdrawal,
)
from tests.judging.venue import LABELS, SCHEME, Venue, a_venue, sent

CORRECTION = Correction("01", "A1.2", "*", "4", "看错一行")


@pytest.fixture
async def venue(kept: Scorekeeper) -> Venue:
    """A round that was opened so that a penalty or a ruling wants two."""
    made = await a_venue()
    await kept.decide(made.round.id, made.chief, [sent(Opening(made.round.scheme, LABELS, 1, 2))])
    return made


def supervisor_of(venue: Venue) -> Author:
    seat = Seat(99, "DG-S1", "监督甲", SUPERVISOR, 0, ())
    return Author("DG-S1", "监督甲", False, None, (*venue.chief.everybody, seat))


async def told(kept: Scorekeeper, venue: Venue, who: Author, decision: Decision | Proposal | Approval | Dismissal) -> Answer:
    (answer,) = await kept.decide(venue.round.id, who, [sent(decision)])  # type: ignore[arg-type]
    return answer


def proposed(decision: Decision) -> Proposal:
    return Proposal(kind_of(decision), msgspec.Raw(encode(decision)))


async def test_a_penalty_counts_from_the_second_official_on(kept: Scorekeeper, venue: Venue) -> None:
    penalty = Penalty("01", "2", "越线")
    alone = await told(kept, venue, venue.chief, penalty)
    assert (alone.outcome, "两人确认" in alone.says) == ("refused", True)

    proposal = await told(kept, venue, venue.chief, proposed(penalty))
    book = await kept.book(venue.round.id)
    assert book.tally is not None
    assert book.tally.sheets["01"].deductions == 0
    own = await told(kept, venue, venue.chief, Approval(proposal.number or 0))
    assert (own.outcome, "另一位" in own.says) == ("refused", True)

    assert (await told(kept, venue, supervisor_of(venue), Approval(proposal.number or 0))).outcome == "entered"
    assert (await kept.book(venue.round.id)).tally.sheets["01"].deductions == 2  # type: ignore[union-attr]
    twice = await told(kept, venue, supervisor_of(venue), Approval(proposal.number or 0))
    assert (twice.outcome, "已经处理过" in twice.says) == ("refused", True)


async def test_what_nobody_confirms_is_dismissed_and_never_counts(kept: Scorekeeper, venue: Venue) -> None:
    proposal = await told(kept, venue, venue.chief, proposed(Ruling("01", "B1.1", "20", "复议")))
    assert (await told(kept, venue, supervisor_of(venue), Dismissal(proposal.number or 0, "不同意"))).outcome == "entered"
    assert (await kept.book(venue.round.id)).proposals == {}
    assert (await told(kept, venue, supervisor_of(venue), Approval(proposal.number or 0))).outcome == "refused"


@pytest.mark.parametrize(
    "proposal",
    [
        Proposal("mark", msgspec.Raw(b'{"competitor":"01","aspect":"A1.2","judge":"*","value":"5"}')),
        Proposal("penalty", msgspec.Raw(b"[]")),
        Proposal("penalty", msgspec.Raw(b'{"competitor":"01","points":"-1","reason":"x"}')),
    ],
)
async def test_a_proposal_holds_something_that_could_be_decided(kept: Scorekeeper, venue: Venue, proposal: Proposal) -> None:
    assert (await told(kept, venue, venue.chief, proposal)).outcome == "refused"


async def test_a_supervisor_approves_and_decides_nothing_himself(kept: Scorekeeper, venue: Venue) -> None:
    for decision in (Penalty("01", "2", "越线"), Status("01", "absent"), Mark("01", "A1.2", "*", "5")):
        assert (await told(kept, venue, supervisor_of(venue), decision)).outcome == "refused"


async def test_a_correction_comes_after_the_signature_and_past_the_locks_but_only_by_two(kept: Scorekeeper, venue: Venue) -> None:
    for decision in (Mark("01", "A1.1", "*", "yes"), Mark("01", "A1.2", "*", "5"), Signature("01", "A1", "J1")):
        await told(kept, venue, venue.referees[0], decision)
    late = replace(venue.chief, late=True)
    assert (await told(kept, venue, late, CORRECTION)).outcome == "refused"
    proposal = await told(kept, venue, late, proposed(CORRECTION))
    assert (await told(kept, venue, supervisor_of(venue), Approval(proposal.number or 0))).outcome == "entered"
    book = await kept.book(venue.round.id)
    assert book.tally is not None
    assert book.tally.sheets["01"].aspects["A1.2"] == 4
    assert (await told(kept, venue, late, proposed(Penalty("01", "2", "越线")))).outcome == "refused"


async def test_a_tablet_hears_the_approved_decision_in_its_own_place(kept: Scorekeeper, venue: Venue) -> None:
    await told(kept, venue, venue.referees[0], Mark("01", "A1.2", "*", "5"))
    proposal = await told(kept, venue, venue.chief, proposed(CORRECTION))
    await told(kept, venue, supervisor_of(venue), Approval(proposal.number or 0))
    line = lines_for(await kept.book(venue.round.id), [("A1", "")], 0)[-1]
    assert (line.kind, json.loads(line.body)["value"]) == ("correction", "4")


async def test_who_is_recused_does_not_mark_there_and_the_next_of_the_team_does(kept: Scorekeeper) -> None:
    made = await a_venue(referees=4)
    await kept.decide(made.round.id, made.chief, [sent(Opening(made.round.scheme, LABELS))])
    reserve = made.referees[3]
    assert (await told(kept, made, reserve, Mark("01", "B1.1", "J4", "2"))).outcome == "refused"
    await told(kept, made, made.chief, Recusal("01", "J1"))

    his = await told(kept, made, made.referees[0], Mark("01", "B1.1", "J1", "2"))
    assert (his.outcome, his.says) == ("refused", "本赛位由替补裁判评分。")
    assert (await told(kept, made, reserve, Mark("01", "B1.1", "J4", "2"))).outcome == "entered"
    # The leader's agreed entries are the next one's there, and his own everywhere else.
    assert (await told(kept, made, made.referees[1], Mark("01", "A1.2", "*", "5"))).outcome == "entered"
    assert (await told(kept, made, made.referees[1], Mark("02", "A1.2", "*", "5"))).outcome == "refused"
    assert (await told(kept, made, made.referees[0], Mark("02", "B1.1", "J1", "2"))).outcome == "entered"


async def test_a_changed_scheme_is_a_line_and_the_book_is_the_same_read_anew(kept: Scorekeeper, venue: Venue) -> None:
    await told(kept, venue, venue.referees[0], Mark("01", "A1.2", "*", "5"))
    changed = json.loads(json.dumps(SCHEME))
    changed["criteria"][0]["subcriteria"][0]["aspects"][1]["annulled"] = "full"
    for text in ("{", json.dumps(SCHEME)):
        assert (await told(kept, venue, venue.chief, SchemeChange(text, "题有误"))).outcome == "refused"
    answer = await told(kept, venue, venue.chief, SchemeChange(json.dumps(changed), "题有误"))
    book = await kept.book(venue.round.id)
    assert book.tally is not None
    assert (book.tally.sheets["02"].aspects["A1.2"], book.renewed) == (6, answer.number)
    kept._books.clear()
    assert (await kept.book(venue.round.id)).tally == book.tally


@pytest.mark.parametrize(
    ("confirmed", "undone"),
    [
        (Penalty("01", "2", "越线"), Withdrawal("01", "@penalty", "*")),
        (Ruling("01", "B1.1", "20", "复议"), Withdrawal("01", "B1.1", "*")),
        (Ruling("01", "B1.1", "20", "复议"), NotAttempted("01", "B1.1")),
    ],
)
async def test_what_two_confirmed_one_alone_does_not_take_back(
    kept: Scorekeeper, venue: Venue, confirmed: Decision, undone: Decision
) -> None:
    proposal = await told(kept, venue, venue.chief, proposed(confirmed))
    await told(kept, venue, supervisor_of(venue), Approval(proposal.number or 0))
    alone = await told(kept, venue, venue.chief, undone)
    assert (alone.outcome, "两人确认" in alone.says) == ("refused", True)

    undoing = await told(kept, venue, venue.chief, proposed(undone))
    assert (await told(kept, venue, supervisor_of(venue), Approval(undoing.number or 0))).outcome == "entered"
    sheet = (await kept.book(venue.round.id)).tally.sheets["01"]  # type: ignore[union-attr]
    assert (sheet.deductions, sheet.aspects.get("B1.1", 0)) == (0, 0)


async def test_what_needs_no_second_official_is_not_proposed(kept: Scorekeeper, venue: Venue) -> None:
    await told(kept, venue, venue.referees[0], NotAttempted("01", "B1.1"))
    assert (await told(kept, venue, venue.chief, proposed(Withdrawal("01", "B1.1", "*")))).outcome == "refused"
    assert (await told(kept, venue, venue.chief, Withdrawal("01", "A1.2", "*"))).outcome != "entered"
