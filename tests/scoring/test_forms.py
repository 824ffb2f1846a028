"""A form's way: empty, draft, signed, accepted; returned and signed again."""

import pytest

from scoring.decisions import (
    Absence,
    Acceptance,
    Decision,
    Difficulty,
    Freeze,
    Mark,
    NotAttempted,
    Opening,
    Return,
    Ruling,
    Signature,
    Withdrawal,
)
from scoring.tally import Form, Tally, after, begin, missing, objection, session_of
from tests.scoring.builders import JUDGED, MEASURED, SCORED, after_all, scheme_of

SCHEME = scheme_of(MEASURED, JUDGED)
MARKS = [Mark("07", "M", "*", "50"), *(Mark("07", "J", f"J{number}", "2") for number in (1, 2, 3))]
SIGNED = [Signature("07", "A1", f"J{number}") for number in (1, 2, 3)]


def standing(*decisions: Decision) -> Tally:
    return after_all(begin(SCHEME, ["07", "08"]), *decisions)


def form(*decisions: Decision) -> Form:
    return standing(*decisions).form("07", "A1")


def test_a_form_goes_its_way() -> None:
    assert form().state == "empty"
    assert form(MARKS[0]).state == "draft"
    assert form(*MARKS).state == "draft"
    assert form(*MARKS, *SIGNED[:2]).state == "draft"
    assert form(*MARKS, *SIGNED).state == "signed"
    assert form(*MARKS, *SIGNED, Acceptance("07", "A1")).state == "accepted"


def test_a_form_counts_what_is_there() -> None:
    assert [(form(*MARKS[:number]).marked, form().needed) for number in (0, 1, 3, 4)] == [(0, 4), (1, 4), (3, 4), (4, 4)]
    assert form(MARKS[0], Ruling("07", "J", "5", "x")).marked == 4
    assert form(Absence("07", "J", "J1", "生病")).marked == 1


def test_a_coefficient_is_counted_too() -> None:
    tally = begin(scheme_of({**SCORED, "difficulty": True}), ["07"])

    assert (tally.form("07", "A1").marked, tally.form("07", "A1").needed) == (0, 4)
    assert after(tally, Difficulty("07", "P", "2")).form("07", "A1").marked == 1


def test_a_returned_form_is_signed_again() -> None:
    returned = [*MARKS, *SIGNED, Acceptance("07", "A1"), Return("07", "A1", "抄错")]
    again = [*returned, Mark("07", "J", "J1", "3")]

    assert (form(*returned).state, form(*returned).returned, form(*returned).signatures) == ("returned", "抄错", ())
    assert form(*again).state == "returned"
    assert form(*again, *SIGNED).state == "signed"


def test_an_absent_judge_need_not_sign() -> None:
    marks = [*MARKS[:3], Absence("07", "J", "J3", "生病")]

    assert form(*marks, *SIGNED[:2]).state == "signed"


def test_a_spread_keeps_a_form_from_being_signed() -> None:
    tally = standing(*MARKS[:3], Mark("07", "J", "J3", "0"))

    assert [problem.missing for problem in tally.form("07", "A1").problems] == [False]
    assert objection(tally, SIGNED[0]) is not None


LOCKED = [
    Mark("07", "J", "J1", "3"),
    Mark("07", "M", "*", "5"),
    NotAttempted("07", "J"),
    Withdrawal("07", "J", "J1"),
    Absence("07", "J", "J1", "生病"),
]


@pytest.mark.parametrize("decision", LOCKED, ids=str)
@pytest.mark.parametrize("more", [(), (*SIGNED[1:], Acceptance("07", "A1"))])
def test_who_has_signed_changes_nothing(decision: Decision, more: tuple[Decision, ...]) -> None:
    assert objection(standing(*MARKS, SIGNED[0], *more), decision) is not None


def test_who_has_not_signed_still_may() -> None:
    assert objection(standing(*MARKS, SIGNED[0]), Mark("07", "J", "J2", "3")) is None
    assert objection(standing(*MARKS, *SIGNED, Acceptance("07", "A1")), Mark("08", "J", "J1", "3")) is None


@pytest.mark.parametrize(
    ("before", "decision"),
    [
        ([], Signature("07", "A1", "J1")),
        ([], Signature("07", "A9", "J1")),
        (MARKS, Signature("07", "A1", "*")),
        (MARKS, Signature("07", "A1", "")),
        (MARKS[:2], Signature("07", "A1", "J2")),
        ([*MARKS, SIGNED[0]], SIGNED[0]),
        ([*MARKS, *SIGNED, Acceptance("07", "A1")], Signature("07", "A1", "J4")),
        ([*MARKS, *SIGNED, Acceptance("07", "A1")], Acceptance("07", "A1")),
        (MARKS, Acceptance("07", "A1")),
        (MARKS, Return("07", "A1", "x")),
        ([*MARKS, *SIGNED], Return("07", "A1", " ")),
    ],
    ids=str,
)
def test_what_does_not_fit_the_form_is_objected_to(before: list[Decision], decision: Decision) -> None:
    assert objection(standing(*before), decision) is not None


def test_a_judge_signs_what_he_has_finished_before_the_others() -> None:
    assert objection(standing(*MARKS[:2]), SIGNED[0]) is None


def test_how_far_the_marks_are_apart_is_told_to_nobody_who_has_not_seen_them_while_one_lacks_not_even_that() -> None:
    tally = begin(scheme_of(JUDGED), ["07"])
    for seat, grade in ((1, "0"), (2, "3")):
        tally = after(tally, Mark("07", "J", f"J{seat}", grade))

    assert objection(tally, Signature("07", "A1", "J1")) is None
    told = str(objection(after(tally, Mark("07", "J", "J3", "2")), Signature("07", "A1", "J1")))
    assert "相差太大" in told
    assert "3" not in told.replace("J3", "")


def test_nobody_signs_before_the_coefficient_that_his_signature_would_lock() -> None:
    tally = after(begin(scheme_of({**SCORED, "difficulty": True}), ["07"]), Mark("07", "P", "J1", "8"))

    assert "难度系数" in str(objection(tally, Signature("07", "A1", "J1")))
    assert objection(after(tally, Difficulty("07", "P", "2")), Signature("07", "A1", "J1")) is None


def test_the_matrix_has_a_form_for_each_competitor() -> None:
    assert [(each.competitor, each.state) for each in standing(MARKS[0]).forms()] == [("07", "draft"), ("08", "empty")]
    assert {problem.facts["competitor"] for problem in missing(standing(*MARKS))} == {"08"}


@pytest.mark.parametrize(
    ("label", "session"),
    [("07", 1), ("1-07", 1), ("2-07", 2), ("12-07", 12), ("A-07", 1), ("-07", 1), ("٢-07", 1), ("9" * 5000 + "-1", 1)],
)
def test_the_session_stands_before_the_dash(label: str, session: int) -> None:
    assert session_of(label) == session


def test_a_freeze_and_a_second_opening_touch_no_mark() -> None:
    tally = standing(*MARKS)

    assert (after(tally, Freeze(True)).frozen, after(tally, Freeze(True)).sheets) == (True, tally.sheets)
    assert after(tally, Opening("{}", ("01",))) == tally
