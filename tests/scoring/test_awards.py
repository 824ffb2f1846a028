"""Tiers: shares and counts, rounding, fill-up, ties across an edge, the minimum."""

from fractions import Fraction
from typing import Any

import pytest

from scoring.awards import Crossing, Placed, award_places, crossings, seats
from scoring.scheme import Awards
from tests.scoring.builders import field_of, ranked, scheme_of

THREE = [["一", "0.1"], ["二", "0.2"], ["三", "0.3"]]


def awards_of(totals: dict[str, str], awards: dict[str, Any], **about: dict[str, Any]) -> dict[str, str | None]:
    scheme = scheme_of(awards=awards)
    return {each.competitor: each.award for each in ranked(scheme, field_of(scheme, totals, **about)).standings}


@pytest.mark.parametrize(
    ("way", "number", "expected"),
    [
        ("half-up", 10, (1, 2, 3)),
        ("half-up", 5, (1, 1, 2)),
        ("half-up", 4, (0, 1, 1)),
        ("up", 4, (1, 1, 2)),
        ("down", 4, (0, 0, 1)),
        ("down", 19, (1, 3, 5)),
        ("up", 0, (0, 0, 0)),
    ],
)
def test_a_share_is_one_of_all_the_ranked(way: str, number: int, expected: tuple[int, ...]) -> None:
    tiers = tuple((name, Fraction(share)) for name, share in THREE)

    assert seats(Awards("share", tiers, way), number) == expected


def test_seats_by_count() -> None:
    found = awards_of(
        {"1": "9", "2": "8", "3": "7", "4": "6", "5": "5"}, {"by": "count", "tiers": [["一", 1], ["零", 0], ["二", 2]]}
    )

    assert found == {"1": "一", "2": "二", "3": "二", "4": None, "5": None}


def test_a_tie_across_an_edge_takes_the_better_tier_and_leaves_fewer() -> None:
    found = awards_of({"1": "9", "2": "9", "3": "8", "4": "7"}, {"by": "count", "tiers": [["一", 1], ["二", 2]]})

    assert found == {"1": "一", "2": "一", "3": "二", "4": None}


def test_the_place_of_a_no_award_is_filled_by_the_next() -> None:
    awards = {"by": "count", "tiers": [["一", 1], ["二", 1]]}
    found = awards_of({"1": "9", "2": "8", "3": "7", "4": "6"}, awards, c1={"status": "no-award"})

    assert found == {"1": None, "2": "一", "3": "二", "4": None}


def test_a_share_counts_the_no_award_and_those_under_the_minimum_but_not_the_absent() -> None:
    awards = {"by": "share", "round": "down", "minimum": "60", "tiers": [["一", "0.5"]]}
    found = awards_of(
        {"1": "99", "2": "60", "3": "59.99", "4": "10", "5": "0"}, awards, c1={"status": "no-award"}, c5={"status": "absent"}
    )

    assert found == {"1": None, "2": "一", "3": None, "4": None, "5": None}


def test_the_minimum_looks_at_exact_values_where_nothing_is_rounded() -> None:
    awards = {"by": "count", "minimum": "60", "tiers": [["一", 9]]}
    scheme = scheme_of(awards=awards, rounding={"stages": []})
    ranking = ranked(scheme, field_of(scheme, {"1": "59.999"}))

    assert [each.award for each in ranking.standings] == [None]


def test_award_places_leave_out_who_is_not_eligible() -> None:
    placed = [Placed("a", 1, False), Placed("b", 2, True), Placed("c", 2, True), Placed("d", 4, False), Placed("e", 5, True)]

    assert award_places(placed) == [("b", 1), ("c", 1), ("e", 3)]


def test_a_tie_matters_where_it_crosses_an_edge() -> None:
    awards = Awards("count", (("一", Fraction(1)), ("二", Fraction(2))))
    placed = [Placed("a", 1, True), Placed("b", 2, True), Placed("c", 2, True), Placed("d", 2, True), Placed("e", 5, True)]

    assert crossings(awards, placed) == (Crossing("二", 2, ("b", "c", "d")),)
    assert crossings(awards, [*placed[:3], placed[4]]) == ()


def test_an_edge_by_share_is_of_all_who_are_placed() -> None:
    awards = Awards("share", (("一", Fraction(1, 4)),))
    tied = [Placed("a", 1, True), Placed("b", 1, True)]

    assert crossings(awards, [*tied, Placed("c", 3, True), Placed("d", 4, False)]) == (Crossing("一", 1, ("a", "b")),)


def test_a_tie_over_two_edges_is_told_at_each() -> None:
    awards = Awards("count", (("一", Fraction(1)), ("二", Fraction(1))))
    placed = [Placed(label, 1, True) for label in "abc"]

    assert [(crossing.tier, crossing.seats) for crossing in crossings(awards, placed)] == [("一", 1), ("二", 2)]
