"""Ties that somebody must decide: across the edge of an award, a quota or a fill-up, and none that does not matter."""

from typing import Any

import pytest

from scoring.edges import FILL_UP, FORBIDDEN, QUOTA, ties_to_decide
from scoring.ranking import rank
from tests.scoring.builders import field_of, ranked, scheme_of, sheet_of

AWARDS = {"by": "count", "tiers": [["一", 1], ["二", 2]]}
Told = list[tuple[str, int, list[tuple[str, int]]]]


def told(totals: dict[str, str], quota: int = 0, awards: dict[str, Any] | None = AWARDS, **about: dict[str, Any]) -> Told:
    scheme = scheme_of(**({"awards": awards} if awards else {}))
    ties = ties_to_decide(ranked(scheme, field_of(scheme, totals, **about)), quota)
    return [("".join(tie.competitors), tie.place, [(edge.tier, edge.seats) for edge in tie.edges]) for tie in ties]


@pytest.mark.parametrize(
    ("totals", "quota", "expected"),
    [
        ({"1": "9", "2": "8", "3": "8", "4": "5"}, 0, []),
        ({"1": "9", "2": "9", "3": "8"}, 0, [("12", 1, [("一", 1)])]),
        ({"1": "9", "2": "8", "3": "7", "4": "7"}, 0, [("34", 3, [("二", 1)])]),
        ({"1": "9", "2": "9", "3": "9", "4": "9"}, 2, [("1234", 1, [("一", 1), ("二", 3), (QUOTA, 2), (FILL_UP, 3)])]),
        ({"1": "9", "2": "8", "3": "7", "4": "6", "5": "6"}, 3, [("45", 4, [(FILL_UP, 1)])]),
    ],
)
def test_a_tie_matters_where_an_edge_runs_through_it(totals: dict[str, str], quota: int, expected: Told) -> None:
    assert told(totals, quota) == expected


def test_the_place_of_a_no_award_moves_the_edge() -> None:
    totals = {"1": "9", "2": "8", "3": "7", "4": "7"}

    assert told(totals, c1={"status": "no-award"}) == []
    assert told({"1": "9", "2": "8", "3": "8"}, c1={"status": "no-award"}) == [("23", 2, [("一", 1)])]


def test_lots_settle_it() -> None:
    assert told({"1": "9", "2": "9"}, c1={"lot": 2}, c2={"lot": 1}) == []


def test_where_ties_are_forbidden_every_one_is_to_be_decided() -> None:
    scheme = scheme_of(ranking={"ties": "forbid"})
    (tie,) = ties_to_decide(rank(scheme, field_of(scheme, {"1": "9", "2": "5", "3": "5"})))

    assert (tie.competitors, [edge.tier for edge in tie.edges]) == (("2", "3"), [FORBIDDEN])


def test_while_marks_are_missing_no_tie_is_one() -> None:
    scheme = scheme_of(awards=AWARDS)

    sheets = [*field_of(scheme, {"1": "9", "2": "9"}), sheet_of(scheme, "3", {})]

    assert ties_to_decide(rank(scheme, sheets[:2])) != ()
    assert ties_to_decide(rank(scheme, sheets, partial=True)) == ()


def test_ties_are_told_in_order_of_place_whichever_edge_they_cross() -> None:
    forbidden = scheme_of(ranking={"ties": "forbid"}, awards={"by": "count", "tiers": [["一", 3]]})
    found = ties_to_decide(rank(forbidden, field_of(forbidden, {"9": "9", "8": "9", "3": "5", "2": "5", "1": "1"})))

    assert [(tie.competitors, tie.place) for tie in found] == [(("8", "9"), 1), (("2", "3"), 3)]
    assert [edge.seats for edge in found[0].edges] == [1]


def test_a_minimum_for_awards_is_none_for_the_quota() -> None:
    awards = {"by": "count", "minimum": "60", "tiers": [["一", 1]]}

    assert told({"1": "90", "2": "50", "3": "50"}, 2, awards) == [("23", 2, [(QUOTA, 1)])]
