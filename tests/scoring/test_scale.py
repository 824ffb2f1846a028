"""The scale without a float: against the worked example, against decimals of fifty places, and the medals by it."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.scale import medals, scaled

totals = st.lists(st.integers(0, 10_000).map(lambda number: Fraction(number, 100)), min_size=2, max_size=30)


def test_the_worked_example() -> None:
    assert scaled([Fraction("93.15"), Fraction("93.15"), Fraction("51.87")]) == [700, 700, 629]


@pytest.mark.parametrize(("marks", "scores"), [([], []), ([5], [700]), ([5, 5, 5], [700, 700, 700])])
def test_without_a_spread_all_are_at_the_centre(marks: list[int], scores: list[int]) -> None:
    assert scaled([Fraction(mark) for mark in marks]) == scores


def test_a_half_goes_up() -> None:
    # 16 marks of median 0 and SD 200: those at 3 and -3 are half a point of the scale from the centre.
    above = [3, 3, 3, 3, 3, 1, 27, 565]
    scores = scaled([Fraction(mark) for mark in (*above, *(-mark for mark in above))])

    assert sum(mark * mark for mark in above) * 2 == 16 * 200**2
    assert (scores[0], scores[8]) == (701, 700)


def test_a_score_may_fall_under_nothing_and_still_rounds_away_from_it() -> None:
    many = [Fraction(100)] * 900 + [Fraction(0)]

    assert scaled(many)[-1] == by_decimals(many)[-1] == -301


def test_a_half_under_nothing_goes_away_from_it() -> None:
    # A thousand marks of mean and median 0 and SD 200; -6003 is 1000.5 points of the scale below the centre.
    above = [398, 571, 921, 500, 382, 731, 779, 363, 821, 537]
    marks = [-6003, *above, *[0] * 989]

    assert (sum(marks), sum(mark * mark for mark in marks)) == (0, 1000 * 200**2)
    assert scaled([Fraction(mark) for mark in marks])[0] == -301


@given(totals)
def test_it_agrees_with_fifty_decimal_places(marks: list[Fraction]) -> None:
    assert scaled(marks) == by_decimals(marks)


def by_decimals(marks: list[Fraction]) -> list[int]:
    with localcontext() as context:
        context.prec = 60
        values = [Decimal(mark.numerator) / Decimal(mark.denominator) for mark in marks]
        mean = sum(values, Decimal(0)) / len(values)
        deviation = (sum(((value - mean) ** 2 for value in values), Decimal(0)) / len(values)).sqrt()
        if len(set(marks)) == 1:
            return [700] * len(marks)
        ordered = sorted(values)
        median = (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
        scores = [700 + 100 * (value - median) / (3 * deviation) for value in values]
        # Forty places are exact enough to see a half as a half.
        near = [score.quantize(Decimal(10) ** -40).quantize(Decimal(1), ROUND_HALF_UP) for score in scores]
    return [int(score) for score in near]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([740, 730, 720, 710, 690], ["gold", "silver", "bronze", "excellence", None]),
        ([740, 738, 735, 730, 690], ["gold", "gold", "bronze", "excellence", None]),
        ([740, 738, 735, 734, 733], ["gold", "gold", "bronze", "bronze", "bronze"]),
        ([740, 739, 738, 737, 736], ["gold", "gold", "gold", "bronze", "bronze"]),
        ([740, 739, 738, 735, 700], ["gold", "gold", "gold", "excellence", "excellence"]),
        ([740, 730, 728, 727, 725], ["gold", "silver", "silver", "bronze", "excellence"]),
        ([740, 730, 728, 720, 699], ["gold", "silver", "silver", "excellence", None]),
        ([740], ["gold"]),
        ([], []),
    ],
)
def test_medals_by_the_window_of_two_points(scores: list[int], expected: list[str | None]) -> None:
    found = medals({f"{number:02}": score for number, score in enumerate(scores)})

    assert [found.get(f"{number:02}") for number in range(len(scores))] == expected


def test_medals_go_by_score_and_not_by_label() -> None:
    assert medals({"01": 690, "02": 710, "03": 740, "04": 730}) == {"03": "gold", "04": "silver", "02": "bronze"}
