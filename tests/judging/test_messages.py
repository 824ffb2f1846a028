"""What the schema page shows is what is spoken: every example can be read, every decision has its roles."""

import json

import msgspec
import pytest

from competition.judging.authority import CHIEF, LEADER, MAY, REFEREE, forbidden
from competition.judging.logbook import BESIDE
from competition.judging.opening import scheme_of
from competition.judging.scorekeeper import CONFLICT, ENTERED, REFUSED, SAME, Scorekeeper
from competition.judging.tablet.messages import CLOSE_CODES, DOWN, OUTCOMES, UP, Answered, authority, decode_up
from scoring.decisions import KINDS, Difficulty, Mark, NotAttempted, Signature, Withdrawal
from tests.judging.venue import SCHEME, a_venue

SAMPLE = {
    "competitor": "01", "aspect": "A1.2", "judge": "*", "value": "2", "note": "", "reason": "x", "status": "absent", "claim": 1,
    "points": "2", "seconds": "90", "number": 1, "scheme": "", "competitors": ("01",), "session": 1, "subcriterion": "A1",
    "frozen": True, "signers": 1, "approvals": 1, "act": "start", "station": "09", "recused": True, "account": "DG-J2",
    "proposal": 1, "kind": "penalty", "decision": msgspec.Raw(b"{}"),
}  # fmt: skip


def test_every_frame_up_can_be_read_as_it_is_shown() -> None:
    for example in UP.values():
        decode_up(json.dumps(example))
    (entry,) = decode_up(json.dumps(UP["decisions"])).decisions
    assert msgspec.json.decode(entry.body, type=Mark).value == "2"
    assert entry.made_at is not None


def test_every_frame_down_is_shown_under_its_own_name() -> None:
    assert all(name in example for name, example in DOWN.items())
    (answer,) = DOWN["answers"]["answers"]
    assert set(answer) == {field.name for field in msgspec.structs.fields(Answered)}
    assert set(OUTCOMES) == {ENTERED, SAME, CONFLICT, REFUSED}
    assert set(CLOSE_CODES) == {4401, 4403, 1012}


def test_every_decision_has_its_roles() -> None:
    assert set(MAY) == {*KINDS, *BESIDE}
    assert dict(authority()) == {kind: tuple(sorted(roles)) for kind, roles in MAY.items()}


@pytest.mark.parametrize("kind", sorted(MAY))
async def test_the_table_is_what_is_enforced(kept: Scorekeeper, kind: str) -> None:
    venue, scheme = await a_venue(), scheme_of(json.dumps(SCHEME))
    shape = {**KINDS, **BESIDE}[kind]
    made = shape(**{name: SAMPLE[name] for name in shape.__dataclass_fields__})
    leader, referee = venue.referees[0], venue.referees[1]
    if isinstance(made, Signature):
        made = Signature("01", "A1", leader.judge)
    assert (forbidden(leader, kind, made, scheme) is None) == (LEADER in MAY[kind])
    assert (forbidden(venue.chief, kind, made, scheme) is None) == (CHIEF in MAY[kind])
    own = made
    if isinstance(made, Mark | Withdrawal):
        own = type(made)(**{name: {**SAMPLE, "aspect": "B1.1", "judge": "J2"}[name] for name in shape.__dataclass_fields__})
    elif isinstance(made, Signature):
        own = Signature("01", "A1", referee.judge)
    assert (forbidden(referee, kind, own, scheme) is None) == (REFEREE in MAY[kind])
    if isinstance(made, Difficulty | NotAttempted | Mark | Withdrawal):
        assert forbidden(referee, kind, made, scheme) is not None
