"""Identity numbers, credit codes and mobiles, with the standards' own examples."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competition.people.identity import CHECKS, WEIGHTS, credit_fault, damaged, identity_fault, mended, mobile_fault, sex_of

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("number", ["34052419800101001X", "510107199001010018", "51010719950505003X", "810000199001010019"])
def test_the_standards_examples_are_right_whatever_their_region(number: str) -> None:
    assert identity_fault(number, TODAY) is None


def test_a_wrong_check_character_is_told_with_the_right_one() -> None:
    fault = identity_fault("510107199001010019", TODAY)

    assert fault is not None
    assert fault.facts == {"expected": "8"}


@pytest.mark.parametrize(
    "number", ["510107200502290017", "510107299001010011", "51010719900101001", "5.10107E+17", "51010719900101O018", ""]
)
def test_what_is_no_identity_number_is_told(number: str) -> None:
    assert identity_fault(number, TODAY) is not None


@given(st.dates(date(1900, 1, 1), TODAY), st.integers(0, 999), st.integers(100000, 999999))
def test_exactly_one_check_character_is_right(born: date, order: int, region: int) -> None:
    body = f"{region}{born:%Y%m%d}{order:03d}"
    right = [letter for letter in CHECKS if identity_fault(body + letter, TODAY) is None]

    assert right == [CHECKS[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]]


def test_full_width_digits_spaces_and_a_small_x_are_mended() -> None:
    assert mended(" ５１０１０７ １９９５０５０５００３ｘ ") == "51010719950505003X"


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91510107MA00000030"])
def test_the_standards_credit_codes_are_right(code: str) -> None:
    assert credit_fault(code, TODAY) is None


@pytest.mark.parametrize("code", ["91350100M000100Y42", "91350100M000100Y4", "91350100I000100Y43"])
def test_a_wrong_credit_code_is_told(code: str) -> None:
    assert credit_fault(code, TODAY) is not None


@pytest.mark.parametrize(("number", "right"), [("13800000000", True), ("12800000000", False), ("1380000000", False)])
def test_mobiles_begin_with_13_to_19_and_have_eleven_digits(number: str, right: bool) -> None:
    assert (mobile_fault(number, TODAY) is None) is right


@pytest.mark.parametrize(("text", "float_made"), [("5.10107E+17", True), ("13800000000.0", True), ("510107199001010018", False)])
def test_a_number_that_a_spreadsheet_made_a_float_is_known(text: str, float_made: bool) -> None:
    assert damaged(text) is float_made


@pytest.mark.parametrize(("number", "sex"), [("34052419800101001X", "男"), ("510107199505050020", "女")])
def test_the_seventeenth_digit_tells_the_sex(number: str, sex: str) -> None:
    assert sex_of(number) == sex
