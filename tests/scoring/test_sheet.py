"""One competitor's sheet: every decision is folded in, and what is taken back leaves no trace."""

from fractions import Fraction

import pytest

from scoring.decisions import (
    Absence,
    Decision,
    Difficulty,
    Freeze,
    Lot,
    Mark,
    NotAttempted,
    Penalty,
    Ruling,
    Status,
    Time,
    Withdrawal,
)
from scoring.sheet import Sheet, revised, written
from tests.scoring.builders import JUDGED, MEASURED, SCORED, panel_of, scheme_of

SCHEME = scheme_of(MEASURED, JUDGED, {**SCORED, "difficulty": True})
EMPTY = written(SCHEME, "07")


def after(*decisions: Decision, sheet: Sheet = EMPTY) -> Sheet:
    for decision in decisions:
        sheet = revised(sheet, decision)
    return sheet


def test_an_empty_sheet_lacks_everything() -> None:
    assert (EMPTY.total, EMPTY.aspects, EMPTY.complete, len(EMPTY.missing)) == (0, {}, False, 4)
    assert EMPTY.placed


def test_marks_add_up_as_they_come() -> None:
    marks = [Mark("07", "J", f"J{number}", "3") for number in (1, 2, 3)]
    sheet = after(Mark("07", "M", "*", "40.5", "漏接线 -2"), *marks)

    assert (sheet.aspects, sheet.criteria["A"], sheet.total) == (
        {"M": Fraction("40.5"), "J": 30},
        Fraction("70.5"),
        Fraction("70.5"),
    )
    assert sheet.notes == {("M", "*"): "漏接线 -2"}


def test_a_later_mark_of_the_same_judge_counts() -> None:
    assert after(Mark("07", "M", "*", "40", "x"), Mark("07", "M", "*", "50")).total == 50
    assert after(Mark("07", "M", "*", "40", "x"), Mark("07", "M", "*", "50")).notes == {}


def test_every_decision_about_a_competitor_is_folded_in() -> None:
    sheet = after(
        Mark("07", "P", "J1", "9"), Absence("07", "P", "J2", "生病"), Difficulty("07", "P", "2"), Mark("07", "P", "J3", "8"),
        Ruling("07", "J", "20", "补评"), NotAttempted("07", "M"), Penalty("07", "1.5", "违规"), Penalty("07", "2", "超时"),
        Time("07", "60.5"), Lot("07", 2), Status("07", "no-award", "外卡"), Freeze(True),
    )  # fmt: skip

    assert sheet.aspects == {"M": 0, "J": 20, "P": 17}
    assert (sheet.deductions, sheet.total, sheet.time, sheet.lot) == (Fraction("3.5"), Fraction("33.5"), Fraction("60.5"), 2)
    assert (sheet.status, sheet.reason, sheet.placed, sheet.complete) == ("no-award", "外卡", True, True)
    assert sheet.notes == {("P", "J2"): "生病", ("J", "*"): "补评"}


def test_the_sheet_of_a_file_is_the_sheet_of_its_decisions() -> None:
    entries = {"M": {"*": "40"}, "P": panel_of(["7", "8", "9"], difficulty="1.5")}
    folded = after(
        Difficulty("07", "P", "1.5"), Mark("07", "P", "J3", "9"), Mark("07", "P", "J1", "7"), Mark("07", "P", "J2", "8"),
        Time("07", "9"), Lot("07", 1), Status("07", "no-award"), Penalty("07", "1", ""), Mark("07", "M", "*", "40"),
    )  # fmt: skip

    penalties = [Penalty("07", "1", "")]
    assert written(SCHEME, "07", entries, penalties=penalties, time="9", lot=1, status="no-award") == folded


@pytest.mark.parametrize("status", ["absent", "withdrawn", "disqualified"])
def test_who_has_no_place_lacks_nothing(status: str) -> None:
    sheet = after(Mark("07", "J", "J1", "3"), Mark("07", "J", "J2", "0"), Status("07", status, "x"))

    assert (sheet.placed, sheet.missing, sheet.problems) == (False, (), ())
    assert len(after(Status("07", ""), sheet=sheet).problems) == 1


@pytest.mark.parametrize(
    "decision",
    [
        Mark("07", "M", "*", "40", "漏接线"),
        Mark("07", "J", "J1", "2"),
        Absence("07", "J", "J1", "生病"),
        Ruling("07", "J", "20", "补评"),
        NotAttempted("07", "M"),
        Difficulty("07", "P", "2"),
        Penalty("07", "2", "违规"),
        Time("07", "5"),
        Lot("07", 1),
        Status("07", "absent", "未到"),
    ],
)
@pytest.mark.parametrize("before", [EMPTY, after(Mark("07", "P", "J1", "5", "x"), Penalty("07", "1", "迟到"))])
def test_what_is_taken_back_leaves_no_trace(decision: Decision, before: Sheet) -> None:
    places = {
        Absence: ("J", "J1"), Ruling: ("J", "*"), NotAttempted: ("M", "*"), Difficulty: ("P", "difficulty"),
        Penalty: ("@penalty", "*"), Time: ("@time", "*"), Lot: ("@lot", "*"), Status: ("@status", "*"),
    }  # fmt: skip
    aspect, judge = (decision.aspect, decision.judge) if isinstance(decision, Mark) else places[type(decision)]
    done = after(decision, sheet=before)

    assert done != before
    assert after(Withdrawal("07", aspect, judge), sheet=done) == before
