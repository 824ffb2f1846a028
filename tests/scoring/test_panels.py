"""Judgement and panel: what several judges' marks come to, who may be absent, what goes, what is a problem."""

from typing import Any

import pytest

from tests.scoring.builders import aspect_of, fr, panel_of, worth_of

FIVE: dict[str, Any] = {"kind": "panel", "judges": 5, "max": "30"}
TRIMMED: dict[str, Any] = {**FIVE, "drop_high": 1, "drop_low": 1}
JUDGEMENT: dict[str, Any] = {"kind": "judgement", "max": "30"}


@pytest.mark.parametrize(
    ("marks", "mark"), [(["3", "3", "2"], "26.67"), (["0", "0", "0"], "0"), (["3", "3", "3"], "30"), (["1", "2", "2.0"], "16.67")]
)
def test_a_judgement_is_its_share_of_the_maximum(marks: list[str], mark: str) -> None:
    assert worth_of(aspect_of(**JUDGEMENT), panel_of(marks)).mark == fr(mark)


def test_a_judgement_counts_those_who_marked() -> None:
    result = worth_of(aspect_of(**JUDGEMENT), panel_of(["3", "2"], absences=1))

    assert (result.mark, result.complete, result.marked, result.needed) == (25, True, 3, 3)


@pytest.mark.parametrize(
    ("keys", "marks", "mark"),
    [
        (FIVE, ["1", "2", "3", "4", "6"], "3.2"),
        ({**FIVE, "combine": "sum"}, ["1", "2", "3", "4", "6"], "16"),
        ({**FIVE, "combine": "median"}, ["6", "1", "4", "2", "3"], "3"),
        (TRIMMED, ["27.5", "28", "28", "26", "29"], "27.83"),
        ({**TRIMMED, "combine": "sum"}, ["27.5", "28", "28", "26", "29"], "83.5"),
        ({**FIVE, "drop_low": 1, "combine": "median"}, ["1", "2", "3", "4", "6"], "3.5"),
        ({**FIVE, "drop_high": 4}, ["1", "2", "3", "4", "6"], "1"),
        ({**FIVE, "drop_low": 4}, ["1", "2", "3", "4", "6"], "6"),
        ({**FIVE, "factor": "1.5"}, ["1", "2", "3", "4", "6"], "4.8"),
        ({**FIVE, "factor": "0"}, ["1", "2", "3", "4", "6"], "0"),
    ],
)
def test_a_panel_combines_what_it_keeps(keys: dict[str, Any], marks: list[str], mark: str) -> None:
    assert worth_of(aspect_of(**keys), panel_of(marks)).mark == fr(mark)


@pytest.mark.parametrize(
    ("keys", "mark"),
    [(TRIMMED, "2.5"), ({**TRIMMED, "combine": "sum"}, "5"), ({**TRIMMED, "combine": "median"}, "2.5"), (FIVE, "4")],
)
def test_drops_go_also_when_a_judge_was_absent(keys: dict[str, Any], mark: str) -> None:
    result = worth_of(aspect_of(**keys), panel_of(["1", "2", "3", "10"], absences=1))

    assert (result.mark, result.complete) == (fr(mark), True)


@pytest.mark.parametrize(
    ("stages", "mark"),
    [((), "1.2222222221"), (("panel",), "1.221"), (("aspect",), "1.22"), (("panel", "aspect"), "1.22")],
)
def test_a_panel_is_rounded_before_its_factors_and_after(stages: tuple[str, ...], mark: str) -> None:
    aspect = aspect_of(kind="panel", judges=3, max="10", factor="1.1", difficulty=True)
    entries = panel_of(["1", "1", "1.333333333"], difficulty="1.0")

    assert worth_of(aspect, entries, stages).mark == fr(mark)


def test_the_competitors_own_coefficient_multiplies() -> None:
    aspect = aspect_of(
        kind="panel", judges=7, max="10", step="0.5", drop_high=1, drop_low=1, combine="sum", factor="0.6", difficulty=True
    )
    entries = panel_of(["6.5", "6", "6.5", "7", "6", "6.5", "7"], difficulty="2.7")

    assert worth_of(aspect, entries).mark == fr("52.65")


@pytest.mark.parametrize(
    ("keys", "entries", "missing", "says"),
    [
        (JUDGEMENT, panel_of(["3", "1", "1"]), False, "相差 2"),
        (JUDGEMENT, panel_of(["3", "1"]), False, "相差 2"),
        (JUDGEMENT, panel_of(["3", "3", "3", "3"]), False, "4 位"),
        (JUDGEMENT, panel_of(["3", "3", "3", "3"], absences=1), False, "4 位"),
        (JUDGEMENT, panel_of([], absences=3), False, "全部缺席"),
        (JUDGEMENT, panel_of(["3"]), True, "只有 1 位"),
        (JUDGEMENT, {}, True, "只有 0 位"),
        (TRIMMED, panel_of(["1", "2", "3"], absences=1), True, "只有 3 位"),
        (TRIMMED, panel_of(["1", "2"], absences=3), False, "至少应剩一个"),
        (TRIMMED, panel_of(["1"], absences=4), False, "至少应剩一个"),
        ({**FIVE, "difficulty": True}, panel_of(["1", "2", "3", "4", "5"]), True, "难度系数"),
    ],
)
def test_what_is_wrong_or_missing(keys: dict[str, Any], entries: dict[str, str], missing: bool, says: str) -> None:
    result = worth_of(aspect_of(**keys), entries)

    assert (result.mark, result.complete) == (0, False)
    assert any(says in str(problem) and problem.missing == missing for problem in result.problems), result.problems


def test_a_spread_of_one_is_fine_and_a_wider_one_may_be_allowed() -> None:
    assert worth_of(aspect_of(**JUDGEMENT), panel_of(["3", "2", "2"])).complete
    assert worth_of(aspect_of(**JUDGEMENT, spread=3), panel_of(["3", "0", "2"])).complete
    assert not worth_of(aspect_of(**JUDGEMENT, spread=0), panel_of(["3", "2", "2"])).complete


def test_more_absences_than_places_left_do_not_matter() -> None:
    assert worth_of(aspect_of(**JUDGEMENT), panel_of(["3", "2", "3"], absences=4)).complete


@pytest.mark.parametrize("keys", [JUDGEMENT, {**FIVE, "judges": 3}])
def test_in_the_strict_profile_an_absence_does_not_stand_in(keys: dict[str, Any]) -> None:
    result = worth_of(aspect_of(**keys), panel_of(["3", "2"], absences=1), strict=True)

    assert (result.complete, result.marked, [problem.missing for problem in result.problems]) == (False, 2, [True])


@pytest.mark.parametrize(
    "beside", [{}, panel_of(["3", "0", "1", "2"]), panel_of([], absences=3), panel_of(["3"]), {"difficulty": "2"}]
)
@pytest.mark.parametrize(("agreed", "mark"), [("not-attempted", "0"), ("12.345", "12.35"), ("0", "0")])
def test_a_ruling_stands_whatever_else_does(beside: dict[str, str], agreed: str, mark: str) -> None:
    for keys in (JUDGEMENT, {**FIVE, "difficulty": True}):
        result = worth_of(aspect_of(**keys), {**beside, "*": agreed}, strict=True)

        assert (result.mark, result.complete, result.problems) == (fr(mark), True, ())
        assert result.marked == result.needed
