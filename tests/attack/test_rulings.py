"""A ruling is the chief's: the leader of a team, who shares its place with 未做, neither takes it back nor writes over it."""

import pytest

from competition.judging.opening import said
from competition.judging.scorekeeper import Scorekeeper, keeper
from competition.results.signing import sign_off
from scoring.decisions import Decision, NotAttempted, Ruling, Withdrawal
from tests.judging.venue import sent
from tests.results.season import a_marked_event, lines_of


@pytest.mark.parametrize("decision", [Withdrawal("01", "B1.2", "*"), NotAttempted("01", "B1.2")])
async def test_a_leader_unmakes_no_ruling(kept: Scorekeeper, decision: Decision) -> None:
    venue = await a_marked_event(rechecked=False, recheck=False)
    round_id = int(venue.round.id)
    await said(round_id, venue.chief, Ruling("01", "B1.2", "50", "裁定"))
    await sign_off(venue.event, round_id, "DG-chief")
    ruling = (await keeper().book(round_id)).heads["01", "B1.2", "*"]
    before = await lines_of(venue)
    (answer,) = await kept.decide(round_id, venue.referees[0], [sent(decision, ruling.ref)])
    assert (answer.outcome, await lines_of(venue)) == ("refused", before)
