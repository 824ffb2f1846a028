"""The second reading of a logbook knows every kind of line, and comes to what the scorekeeper's fold comes to."""

import dataclasses
import json
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from competition.documents.ranking import ranking_json
from competition.judging.logbook import (
    BEGIN,
    Approval,
    Claim,
    Dismissal,
    Line,
    Proposal,
    SignOff,
    encode,
    following,
    kind_of,
    tried,
)
from competition.judging.scorekeeper.book import opened
from competition.judging.standings import begun, rank_of
from competition.keeping.recount import Rows, read, recounted
from scoring.decisions import (
    KINDS,
    Absence,
    Correction,
    Difficulty,
    Lot,
    Mark,
    NotAttempted,
    Opening,
    Penalty,
    Ruling,
    SchemeChange,
    Status,
    Time,
    Withdrawal,
)
from tests.judging.venue import SCHEME

DIVING: dict[str, Any] = {
    "code": "B1.3", "title": "动作", "kind": "panel", "judges": 3, "max": "10", "difficulty": True, "combine": "sum"}  # fmt: skip
RULES = {"ranking": {"order": ["total:desc", "time:asc"], "ties": "shared"}, "awards": {"by": "share", "tiers": [["奖", "0.5"]]}}
ONE = json.loads(json.dumps(SCHEME | RULES))
ONE["criteria"][1]["subcriteria"][0]["aspects"].append(DIVING)
OTHER = json.loads(json.dumps(ONE))
OTHER["criteria"][0]["subcriteria"][0]["aspects"].pop()
PANEL = [Mark(who, "B1.2", f"J{n}", str(15 * n + m)) for m, who in enumerate(("01", "02", "03")) for n in (1, 2, 3)]
DECISIONS: list[Any] = [
    Opening(json.dumps(ONE), ("01", "02", "03", "04")),
    *PANEL,
    *[Mark(who, "A1.1", "*", "yes") for who in ("01", "02", "03")],
    *[Mark(who, "A1.2", "*", "5.5") for who in ("01", "02")],
    *[Mark("01", "B1.1", f"J{n}", "2") for n in (1, 2, 3)],
    Absence("02", "B1.1", "J1", "病假"),
    Mark("02", "B1.1", "J2", "3"),
    Mark("02", "B1.1", "J3", "2"),
    Mark("03", "B1.1", "J1", "1"),
    Withdrawal("03", "B1.1", "J1"),
    NotAttempted("03", "A1.2"),
    *[Mark(who, "B1.3", f"J{n}", "7") for who in ("01", "02") for n in (1, 2, 3)],
    *[Difficulty(who, "B1.3", "0.5") for who in ("01", "02", "03")],
    Ruling("03", "B1.3", "4", "录像"),
    Ruling("02", "B1.2", "44", "更正"),
    Withdrawal("02", "B1.2", "*"),
    Penalty("01", "2", "迟到"),
    Penalty("01", "3.5", "违规"),
    Withdrawal("01", "@penalty", "*"),
    Time("01", "3600"),
    Time("02", "3599.5"),
    Time("03", "1"),
    Withdrawal("03", "@time", "*"),
    Lot("01", 2),
    Lot("02", 1),
    Status("04", "absent"),
    Status("03", "withdrawn", "伤"),
    Status("03", "ranked"),
    Correction("01", "A1.2", "*", "4", "抄错"),
    SchemeChange(json.dumps(OTHER), "删一题"),
]


def logbook(decisions: list[Any]) -> list[Line]:
    lines: list[Line] = []
    head = BEGIN
    for number, decision in enumerate(decisions):
        kind, body, at = kind_of(decision), encode(decision), datetime(2026, 11, 22, tzinfo=UTC)
        line = following(1, number, head, author="luo", ref=f"r{number}", parent=None, kind=kind, body=body, at=at, made_at=None)
        lines.append(line)
        head = line.hash
    return lines


def folded(lines: list[Line]) -> str:
    return ranking_json(rank_of(begun(opened(1, "", tried(1, lines))))).decode()


@pytest.mark.parametrize("count", range(1, len(DECISIONS) + 1, 3))
def test_both_readings_agree_at_every_line(count: int) -> None:
    lines = logbook(DECISIONS[:count])

    assert recounted(lines) == folded(lines)


def test_a_proposal_counts_from_its_approval_on_and_never_without() -> None:
    correction = Correction("01", "A1.2", "*", "1", "抄错")
    proposal = Proposal(kind_of(correction), msgspec.Raw(encode(correction)))
    before, number = DECISIONS[:-1], len(DECISIONS)
    waiting = logbook([*before, proposal])
    approved = logbook([*before, proposal, Approval(number)])
    dismissed = logbook([*before, proposal, Dismissal(number)])

    assert recounted(approved) == folded(approved) != recounted(waiting)
    assert recounted(waiting) == folded(waiting) == recounted(dismissed)


@pytest.mark.parametrize("kind", sorted({**KINDS, "claim": Claim, "dismissal": Dismissal, "sign-off": SignOff}))
def test_every_kind_of_line_is_known_to_the_second_reading(kind: str) -> None:
    shape = KINDS.get(kind, Dismissal)
    known = {
        "competitor": "01",
        "aspect": "A1.1",
        "judge": "*",
        "scheme": json.dumps(ONE),
        "competitors": ["01"],
        "status": "absent",
    }
    body = {one.name: known.get(one.name, "1") for one in dataclasses.fields(shape)}
    rows = Rows()

    read(rows, 1, kind, body)
