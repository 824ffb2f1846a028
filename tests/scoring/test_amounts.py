"""Exact amounts: what is one, how it is rounded, how it is shown."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.amounts import UNIT, Rounding, amount, in_whole_numbers, on_step, plain, rounded, shown, units, whole_number, within


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", Fraction(0)),
        ("-2.5", Fraction(-5, 2)),
        ("007", Fraction(7)),
        ("999999999999.999999999", 10**12 - Fraction(1, 10**9)),
    ],
)
def test_an_amount_is_read_exactly(text: str, value: Fraction) -> None:
    assert amount(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "1 ",
        "1\n",
        "+1",
        ".5",
        "5.",
        "1e3",
        "1,5",
        "1_0",
        "--1",
        "１",
        "٣",
        "0x1",
        "nan",
        "1.0000000000",
        "1000000000000",
    ],
)
def test_what_is_not_of_the_form_is_no_amount(text: str) -> None:
    assert (amount(text), units(text), whole_number(text)) == (None, None, None)


@pytest.mark.parametrize(("text", "count"), [("2", 2), ("2.0", 2), ("2.000000000", 2), ("-3", -3), ("2.5", None)])
def test_a_count_may_be_written_with_a_point(text: str, count: int | None) -> None:
    assert whole_number(text) == count


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("1.005", 2, "1.01"),
        ("1.0049", 2, "1.00"),
        ("-1.005", 2, "-1.01"),
        ("-0.004", 2, "0.00"),
        ("0.5", 0, "1"),
        ("-0.5", 0, "-1"),
        ("2.5", 0, "3"),
        ("0", 0, "0"),
        ("0.05", 2, "0.05"),
        ("1234.5", 6, "1234.500000"),
    ],
)
def test_half_goes_away_from_zero(value: str, places: int, text: str) -> None:
    assert shown(Fraction(value), places) == text
    assert rounded(Fraction(value), places) == Fraction(text)


def test_no_other_mode_is_known() -> None:
    with pytest.raises(ValueError, match="banker"):
        shown(Fraction(1), 2, "banker")


@pytest.mark.parametrize(
    ("text", "short"), [("5400.250", "5400.25"), ("100", "100"), ("0.0", "0"), ("-0.50", "-0.5"), ("0", "0")]
)
def test_plain_is_the_shortest(text: str, short: str) -> None:
    assert plain(Fraction(text)) == short


def test_a_stage_not_named_carries_exact_values_on() -> None:
    rounding = Rounding(1, "half-up", ("total",))

    assert (rounding.at("aspect", Fraction(1, 3)), rounding.at("total", Fraction(1, 3))) == (Fraction(1, 3), Fraction(3, 10))


@given(st.lists(st.fractions(), max_size=8))
def test_whole_numbers_order_as_the_fractions_do(values: list[Fraction]) -> None:
    whole = in_whole_numbers(values)

    assert [a < b for a, b in pairwise(whole)] == [a < b for a, b in pairwise(values)]


@given(st.integers(-(10**12), 10**12), st.fractions(-900, 900), st.fractions(-900, 900))
def test_billionths_lie_between_two_amounts_as_the_fraction_does(count: int, least: Fraction, most: Fraction) -> None:
    assert within(count, least, most) == (least <= Fraction(count, UNIT) <= most)


@given(st.integers(-(10**6), 10**6), st.fractions(-9, 9, max_denominator=8), st.fractions(Fraction(1, 8), 9, max_denominator=8))
def test_billionths_are_on_a_step_as_the_fraction_is(eighths: int, least: Fraction, step: Fraction) -> None:
    count = eighths * UNIT // 8

    assert on_step(count, least, step) == ((Fraction(count, UNIT) - least) % step == 0)


@given(st.fractions(), st.integers(0, 6))
def test_rounding_moves_by_half_a_step_at_most(value: Fraction, places: int) -> None:
    assert abs(rounded(value, places) - value) * 10**places <= Fraction(1, 2)
