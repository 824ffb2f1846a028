"""As many judges as there are referees; drops only from five; what cannot be marked by so many is said."""

from dataclasses import replace
from fractions import Fraction

import pytest

from competition.events.panels import adapted, marking, teams
from competition.events.ready import ready_trades
from scoring.aspects import Aspect
from scoring.scheme import Criterion, Scheme, Subcriterion, breaches
from tests.events.builders import ready


def one(aspect: Aspect, profile: str | None = None) -> Scheme:
    return Scheme("试", (Criterion("A", "甲", (Subcriterion("A1", "子项", (aspect,)),)),), profile=profile)


def panel(judges: int, high: int = 0, low: int = 0, combine: str = "mean") -> Aspect:
    return Aspect("A1.1", "印象", "panel", Fraction(10), judges=judges, drop_high=high, drop_low=low, combine=combine)


@pytest.mark.parametrize(
    ("given", "present", "expected"),
    [
        (panel(5, 1, 1), 5, (5, 1, 1)),
        (panel(5, 1, 1), 7, (7, 1, 1)),
        (panel(5, 1, 1), 4, (4, 0, 0)),
        (panel(5, 1, 1), 3, (3, 0, 0)),
        (panel(7, 2, 2), 5, (5, 1, 1)),
        (panel(7, 2, 2), 8, (8, 2, 2)),
        (panel(3), 6, (6, 1, 1)),
        (panel(6), 7, (7, 0, 0)),
        (panel(3, combine="median"), 6, (6, 0, 0)),
    ],
)
def test_a_panel_follows_the_referees_and_drops_only_from_five(
    given: Aspect, present: int, expected: tuple[int, int, int]
) -> None:
    made = adapted(one(given), lambda _code: present)
    aspect = made.scheme.aspects["A1.1"]
    assert (aspect.judges, aspect.drop_high, aspect.drop_low) == expected
    assert made.problems == ()


def test_that_nothing_is_dropped_is_said() -> None:
    assert [str(notice) for notice in adapted(one(panel(5, 1, 1)), lambda _code: 4).notices] == [
        "裁判不足 5 位：不去最高分、最低分，取平均分。"
    ]


def test_who_left_and_came_back_drop_again() -> None:
    fewer = adapted(one(panel(5, 1, 1)), lambda _code: 4).scheme
    again = adapted(fewer, lambda _code: 5).scheme.aspects["A1.1"]
    assert (again.judges, again.drop_high, again.drop_low) == (5, 1, 1)


def test_marks_that_are_summed_need_exactly_their_judges() -> None:
    made = adapted(one(panel(5, combine="sum")), lambda _code: 4)
    assert [str(problem) for problem in made.problems] == [
        "评分点 A1.1 按合计计分，正好要 5 位裁判，现在有 4 位。请增减裁判，或换评分标准。"
    ]
    assert adapted(one(panel(5, combine="sum")), lambda _code: 5).problems == ()


def test_a_form_that_nobody_marks_is_named() -> None:
    made = adapted(one(panel(5)), lambda _code: 0)
    assert [str(problem) for problem in made.problems] == ["子项 A1“子项”没有裁判评分，请至少安排一位。"]


def test_in_a_chinese_profile_all_mark_all() -> None:
    assert teams(ready("DG"), 5) == [()] * 5


def test_in_a_worldskills_profile_three_mark_each_form_and_all_take_their_turn() -> None:
    scheme = replace(ready("WEB"), profile="worldskills-strict")
    shared = teams(scheme, 5)
    count = marking(shared)
    assert {count(code) for code in scheme.subcriteria} == {3}
    assert all(shared)
    assert breaches(adapted(scheme, count).scheme) == ()


@pytest.mark.parametrize("trade", [trade.code for trade in ready_trades()])
def test_measurements_are_left_as_they_are(trade: str) -> None:
    scheme = ready(trade)
    made = adapted(scheme, lambda _code: 4).scheme
    assert [a for a in made.aspects.values() if not a.judged] == [a for a in scheme.aspects.values() if not a.judged]
