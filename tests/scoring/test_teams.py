"""Teams' totals: all or the best n, sum or mean, ties by more first places."""

from fractions import Fraction

import pytest

from scoring.teams import Member, rank_teams

TEAMS = {
    "甲": [Member("01", Fraction(90), 1), Member("02", Fraction(60), 4), Member("03", None, None)],
    "乙": [Member("04", Fraction(80), 2), Member("05", Fraction(70), 3)],
    "丙": [Member("06", Fraction(50), 5), Member("07", Fraction(100), 1), Member("08", Fraction(10), 9)],
}


def lines(combine: str, best: int | None) -> list[tuple[str, int, bool, Fraction]]:
    return [(each.team, each.place, each.tied, each.total) for each in rank_teams(TEAMS, combine=combine, best=best)]


def test_more_first_places_decide_between_equals() -> None:
    assert lines("sum", 2) == [("丙", 1, True, 150), ("甲", 1, True, 150), ("乙", 3, False, 150)]


def test_all_members_count_and_who_has_no_place_counts_nothing() -> None:
    assert lines("sum", None) == [("丙", 1, False, 160), ("甲", 2, False, 150), ("乙", 3, False, 150)]
    assert lines("mean", None) == [("乙", 1, False, 75), ("丙", 2, False, Fraction(160, 3)), ("甲", 3, False, 50)]


def test_a_smaller_team_has_nothing_for_those_it_lacks() -> None:
    assert lines("mean", 3) == [("丙", 1, False, Fraction(160, 3)), ("甲", 2, False, 50), ("乙", 3, False, 50)]


def test_it_is_told_who_counted() -> None:
    assert {each.team: each.counted for each in rank_teams(TEAMS, best=2)}["丙"] == ("07", "06")


def test_a_team_of_nobody_has_nothing() -> None:
    assert [each.total for each in rank_teams({"丁": []}, combine="mean")] == [0]


@pytest.mark.parametrize(("combine", "best"), [("median", None), ("sum", 0)])
def test_other_rules_are_refused(combine: str, best: int | None) -> None:
    with pytest.raises(ValueError, match="team rule"):
        rank_teams(TEAMS, combine=combine, best=best)


def test_the_best_alone_may_make_the_total_and_first_places_are_told() -> None:
    first = rank_teams(TEAMS, best=1)

    assert [(each.team, each.total, each.first_places) for each in first] == [("丙", 100, 1), ("甲", 90, 1), ("乙", 80, 0)]
