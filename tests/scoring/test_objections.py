"""What speaks against a decision as the round stands."""

import pytest

from scoring.decisions import (
    Absence,
    Decision,
    Difficulty,
    Freeze,
    Lot,
    Mark,
    NotAttempted,
    Opening,
    Penalty,
    Reopening,
    Ruling,
    Status,
    Time,
    Withdrawal,
)
from scoring.decisions import Closing as Close
from scoring.tally import Tally, begin, objection
from tests.scoring.builders import JUDGED, MEASURED, SCORED, after_all, scheme_of

SCHEME = scheme_of(MEASURED, JUDGED, {**SCORED, "difficulty": True})
ROUND = begin(SCHEME, ["1-01", "2-02", "07"])


def standing(*decisions: Decision) -> Tally:
    return after_all(ROUND, *decisions)


FULL = [Mark("07", "J", f"J{number}", "2") for number in (1, 2, 3)]
FINE = [
    Mark("07", "M", "*", "50"),
    Mark("07", "J", "J1", "3"),
    Absence("07", "J", "J1", "生病"),
    Difficulty("07", "P", "3.1"),
    Ruling("07", "P", "999", "难度未定"),
    NotAttempted("07", "P"),
    Status("07", "withdrawn"),
    Status("07", ""),
    Status("07", "ranked"),
    Status("07", "disqualified", "作弊"),
    Penalty("07", "0.5", "违规"),
    Time("07", "0"),
    Lot("07", 1),
    Close(),
    Close(2, "A1"),
    Reopening(0, "", "补评"),
    Freeze(True),
]
WRONG = [
    (Opening("{}", ("01",)), "competitor"),
    (Mark("08", "M", "*", "5"), "competitor"),
    (Mark("07", "X", "*", "5"), "aspect"),
    (Mark("07", "M", "*", "101"), "value"),
    (Mark("07", "M", "*", "not-attempted"), "value"),
    (Mark("07", "M", "J1", "5"), "judge"),
    (Mark("07", "J", "*", "5"), "judge"),
    (Mark("07", "J", "", "3"), "judge"),
    (Mark("07", "J", "J1", "4"), "value"),
    (Mark("07", "J", "J1", "absent"), "value"),
    (Mark("07", "P", "difficulty", "5"), "judge"),
    (Absence("07", "M", "*", "x"), "judge"),
    (Absence("07", "M", "J1", "x"), "judge"),
    (Absence("07", "J", "*", "x"), "judge"),
    (Absence("07", "J", "J1", " "), "reason"),
    (Difficulty("07", "J", "1"), "judge"),
    (Difficulty("07", "P", "-1"), "value"),
    (Ruling("07", "M", "5", "x"), "aspect"),
    (Ruling("07", "J", "31", "x"), "value"),
    (Ruling("07", "J", "30", ""), "reason"),
    (Withdrawal("07", "J", "J1"), "judge"),
    (Withdrawal("07", "@time", "*"), "aspect"),
    (Withdrawal("07", "@lot", "*"), "aspect"),
    (Withdrawal("07", "@penalty", "*"), "aspect"),
    (Withdrawal("07", "@status", "*"), "aspect"),
    (Withdrawal("07", "@more", "*"), "aspect"),
    (Status("07", "late"), "status"),
    (Status("07", "disqualified"), "reason"),
    (Penalty("07", "0", "x"), "points"),
    (Penalty("07", "x", "x"), "points"),
    (Penalty("07", "1", ""), "reason"),
    (Time("07", "-1"), "seconds"),
    (Time("07", "x"), "seconds"),
    (Lot("07", 0), "number"),
    (Close(3), "session"),
    (Close(0, "A9"), "subcriterion"),
    (Reopening(1, "A1", ""), "reason"),
]


@pytest.mark.parametrize("decision", FINE, ids=str)
def test_nothing_speaks_against_it(decision: Decision) -> None:
    assert objection(ROUND, decision) is None


@pytest.mark.parametrize(("decision", "where"), WRONG, ids=str)
def test_something_speaks_against_it(decision: Decision, where: str) -> None:
    found = objection(ROUND, decision)

    assert found is not None
    assert (found.where, "{" in str(found)) == (where, False)


def test_one_judge_too_many() -> None:
    full = standing(*FULL)

    assert objection(full, Mark("07", "J", "J4", "2")) is not None
    assert objection(full, Mark("07", "J", "J3", "3")) is None
    assert objection(full, Absence("07", "J", "J4", "生病")) is None
    assert objection(standing(*FULL, Withdrawal("07", "J", "J2")), Mark("07", "J", "J4", "2")) is None
    assert objection(standing(*FULL[:2], Absence("07", "J", "J3", "生病")), Mark("07", "J", "J4", "2")) is None


def test_a_ruling_and_a_coefficient_must_agree() -> None:
    assert objection(standing(Difficulty("07", "P", "2")), Ruling("07", "P", "20.5", "x")) is not None
    assert objection(standing(Ruling("07", "P", "25", "x")), Difficulty("07", "P", "2")) is not None
    assert objection(standing(Ruling("07", "P", "20", "x")), Difficulty("07", "P", "2")) is None
    assert objection(standing(NotAttempted("07", "P")), Difficulty("07", "P", "2")) is None


def test_what_stands_may_be_taken_back() -> None:
    full = standing(*FULL, Time("07", "5"), Penalty("07", "1", "x"), Lot("07", 1), Status("07", "absent"))

    for aspect, judge in [("J", "J1"), ("@time", "*"), ("@penalty", "*"), ("@lot", "*"), ("@status", "*")]:
        assert objection(full, Withdrawal("07", aspect, judge)) is None


def test_a_closed_session_takes_no_marks_but_a_ruling() -> None:
    closed = standing(Close(1, "A1"))

    assert objection(closed, Mark("07", "M", "*", "5")) is not None
    assert objection(closed, Mark("1-01", "M", "*", "5")) is not None
    assert objection(closed, Mark("2-02", "M", "*", "5")) is None
    assert objection(closed, NotAttempted("07", "M")) is not None
    assert objection(closed, Ruling("07", "J", "5", "申诉")) is None
    assert objection(closed, Penalty("07", "5", "申诉")) is None


def test_a_ruling_is_taken_back_where_marks_are_closed() -> None:
    closed = standing(Ruling("07", "J", "5", "申诉"), NotAttempted("07", "P"), Close())

    assert objection(closed, Withdrawal("07", "J", "*")) is None
    assert objection(closed, Withdrawal("07", "P", "*")) is not None


def test_reopened_is_open() -> None:
    assert objection(standing(Close(), Reopening(1, "", "补评")), Mark("07", "M", "*", "5")) is None
    assert objection(standing(Close(), Reopening(2, "A1", "补评")), Mark("07", "M", "*", "5")) is not None
