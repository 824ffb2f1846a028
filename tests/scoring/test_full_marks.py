"""满分: what can be got at most in a form, in a criterion after its weight, and in all."""

from fractions import Fraction

import pytest

from tests.scoring.builders import JUDGED, MEASURED, scheme_of, two_modules


@pytest.mark.parametrize(("weights", "most"), [(("0.3", "0.7"), [30, 70, 100]), (None, [100, 100, 200])])
def test_a_weight_counts_and_without_weights_marks_add_up(weights: tuple[str, str] | None, most: list[int]) -> None:
    scheme = two_modules(weights)

    assert [*(criterion.max for criterion in scheme.criteria), scheme.max] == [Fraction(each) for each in most]


def test_a_form_is_a_plain_sum() -> None:
    assert scheme_of(MEASURED, JUDGED).subcriteria["A1"].max == 130
