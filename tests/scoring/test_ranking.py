"""Places: every key of the order, ties, lots, who has no place, what refuses a ranking."""

from fractions import Fraction
from typing import Any

import pytest

from scoring.ranking import rank
from scoring.sheet import WITHOUT_PLACE
from tests.scoring.builders import (
    JUDGED,
    MEASURED,
    decided,
    field_of,
    panel_of,
    places,
    ranked,
    scheme_of,
    sheet_of,
    two_modules,
)


def test_equal_totals_share_a_place_and_the_next_is_left_out() -> None:
    ranking = ranked(scheme_of(), field_of(scheme_of(), {"04": "7", "01": "9", "03": "8", "02": "8"}))

    assert places(ranking) == {"01": 1, "02": 2, "03": 2, "04": 4}
    assert [standing.tied for standing in ranking.standings] == [False, True, True, False]
    assert decided(ranking) == {"01": "total", "02": None, "03": None, "04": "total"}


def test_nobody_and_one_alone() -> None:
    scheme = scheme_of(scale={"name": "worldskills-700"})
    alone = ranked(scheme, field_of(scheme, {"01": "5"}))

    assert (ranked(scheme, []).standings, ranked(scheme, []).complete) == ((), True)
    assert [(each.place, each.tied, each.decided_by, each.scale) for each in alone.standings] == [(1, False, None, 700)]


@pytest.mark.parametrize(
    ("order", "expected", "by"),
    [
        (["total:desc"], ["b", "a|c"], {"b": "total", "a": None, "c": None}),
        (["total:asc"], ["a|c", "b"], {"b": "total"}),
        (["total:desc", "criterion:B:desc"], ["b", "c", "a"], {"c": "criterion:B", "a": "criterion:B", "b": "total"}),
        (["total:desc", "criterion:B:asc"], ["b", "a", "c"], {}),
        (["total:desc", "subcriterion:A1:desc"], ["b", "a", "c"], {"a": "subcriterion:A1"}),
        (["aspect:B1.1:asc", "total:desc"], ["a", "b", "c"], {"a": "aspect:B1.1", "c": "aspect:B1.1"}),
        (["total:desc", "time:asc"], ["b", "c", "a"], {"c": "time", "a": "time"}),
        (["time:desc"], ["c", "b", "a"], {"c": "time", "b": "time"}),
        (["time:asc"], ["b", "c", "a"], {}),
        (["total:desc", "deductions:asc"], ["b", "a", "c"], {"a": "deductions"}),
        (["deductions:desc", "time:asc"], ["c", "b", "a"], {"c": "deductions", "b": "time", "a": "time"}),
    ],
)
def test_every_key_orders_in_its_direction(order: list[str], expected: list[str], by: dict[str, str | None]) -> None:
    scheme = two_modules(ranking={"order": order})
    sheets = [
        sheet_of(scheme, "a", {"A1.1": "60", "B1.1": "20"}),
        sheet_of(scheme, "b", {"A1.1": "60", "B1.1": "30"}, time="90"),
        sheet_of(scheme, "c", {"A1.1": "50", "B1.1": "40"}, time="100.5", penalties=["7.5", "2.5"]),
    ]
    ranking = ranked(scheme, sheets)
    found: dict[int | None, str] = {}
    for each in ranking.standings:
        found[each.place] = f"{found[each.place]}|{each.competitor}" if each.place in found else each.competitor

    assert list(found.values()) == expected
    assert {label: key for label, key in decided(ranking).items() if label in by} == by


def test_two_without_a_time_stay_tied() -> None:
    scheme = scheme_of(ranking={"order": ["total:desc", "time:asc"]})

    assert places(ranked(scheme, field_of(scheme, {"01": "5", "02": "5", "03": "5"}, c03={"time": "9"}))) == {
        "03": 1,
        "01": 2,
        "02": 2,
    }


@pytest.mark.parametrize(
    ("lots", "expected"),
    [
        ({"c01": 2, "c02": 1, "c03": 3}, {"02": 1, "01": 2, "03": 3}),
        ({"c01": 1, "c02": 0, "c03": 2}, {"02": 1, "01": 2, "03": 3}),
        ({"c01": 2, "c02": 1}, {"01": 1, "02": 1, "03": 1}),
        ({"c01": 2, "c02": 1, "c03": 1}, {"01": 1, "02": 1, "03": 1}),
        ({"c01": 1, "c02": 2, "c03": 9, "c04": 1}, {"01": 1, "02": 2, "03": 3}),
    ],
)
def test_a_lot_decides_where_every_one_of_the_tied_has_his_own(lots: dict[str, int], expected: dict[str, int]) -> None:
    scheme = scheme_of()
    about = {label: {"lot": lot} for label, lot in lots.items()}
    ranking = ranked(scheme, field_of(scheme, {"01": "5", "02": "5", "03": "5", "04": "1"}, **about))

    assert places(ranking) == {**expected, "04": 4}
    if expected != {"01": 1, "02": 1, "03": 1}:
        assert [each.decided_by for each in ranking.standings] == ["lot", "lot", "total", "total"]


def test_a_forbidden_tie_is_told_when_nothing_else_is_wrong() -> None:
    scheme = scheme_of(ranking={"ties": "forbid"})
    tied = field_of(scheme, {"01": "5", "02": "5", "03": "1"})
    lacking = [*tied, sheet_of(scheme, "04", {})]

    assert [(problem.where, str(problem)[:8]) for problem in rank(scheme, tied).problems] == [("competitor", "01、02 并列")]
    assert rank(scheme, tied).refused
    assert [problem.missing for problem in rank(scheme, lacking).problems] == [True]
    assert not rank(scheme, tied, partial=True).refused
    assert not rank(scheme, field_of(scheme, {"01": "5", "02": "4"})).refused


def test_a_missing_mark_refuses_unless_partial() -> None:
    scheme = scheme_of(MEASURED, JUDGED)
    sheets = [sheet_of(scheme, "01", {"M": "50"}), sheet_of(scheme, "02", {"M": "10", "J": panel_of(["3", "3", "3"])})]
    refused, partial = rank(scheme, sheets), rank(scheme, sheets, partial=True)

    assert (refused.refused, refused.complete, partial.refused, partial.complete) == (True, False, False, False)
    assert refused.problems == partial.problems
    assert [(each.competitor, dict(each.aspects)) for each in partial.standings] == [
        ("01", {"M": 50}),
        ("02", {"M": 10, "J": 30}),
    ]


def test_partial_forgives_no_spread() -> None:
    scheme = scheme_of(JUDGED)

    assert rank(scheme, [sheet_of(scheme, "01", {"J": panel_of(["3", "0"])})], partial=True).refused


@pytest.mark.parametrize("status", WITHOUT_PLACE)
def test_who_has_no_place_shows_no_marks_and_needs_none(status: str) -> None:
    scheme = scheme_of(JUDGED, scale={"name": "worldskills-700"})
    gone = sheet_of(scheme, "00", {"J": panel_of(["3", "0", "1", "2"])}, status=status, time="5", penalties=["1"])
    ranking = ranked(scheme, [gone, sheet_of(scheme, "09", {"J": panel_of(["3", "3", "3"])})])
    last = ranking.standings[-1]

    assert [each.competitor for each in ranking.standings] == ["09", "00"]
    assert (last.place, last.tied, last.total, last.criteria, last.aspects, last.time, last.scale, last.status) == (
        None,
        False,
        None,
        {},
        {},
        None,
        None,
        status,
    )


def test_no_award_keeps_his_place() -> None:
    scheme = scheme_of()
    first = ranked(scheme, field_of(scheme, {"01": "5", "02": "4"}, c01={"status": "no-award"})).standings[0]

    assert (first.place, first.status) == (1, "no-award")


@pytest.mark.parametrize(
    ("weights", "penalties", "criteria", "total"),
    [
        (None, [], {"A": "33.33", "B": "50"}, "83.33"),
        (("0.3", "0.7"), [], {"A": "10", "B": "35"}, "45"),
        (("0.3", "0.7"), ["0.005"], {"A": "10", "B": "35"}, "45"),
        (("0.3", "0.7"), ["40", "40"], {"A": "10", "B": "35"}, "0"),
    ],
)
def test_a_total_is_weighted_sums_less_penalties(
    weights: tuple[str, str] | None, penalties: list[str], criteria: dict[str, str], total: str
) -> None:
    scheme = two_modules(weights)
    sheet = sheet_of(scheme, "01", {"A1.1": "33.33", "B1.1": "50"}, penalties=penalties)

    assert sheet.criteria == {code: Fraction(mark) for code, mark in criteria.items()}
    assert sheet.total == Fraction(total)


def test_what_no_stage_rounds_decides_places() -> None:
    marks: dict[str, Any] = {"01": "33.333333333", "02": "33.333333334"}
    rounded, exact = scheme_of(), scheme_of(rounding={"stages": []})

    assert places(ranked(rounded, field_of(rounded, marks))) == {"01": 1, "02": 1}
    assert places(ranked(exact, field_of(exact, marks))) == {"02": 1, "01": 2}
