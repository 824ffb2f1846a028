"""What is typed into a field: mended where it can be, and told in one sentence where it cannot."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competition.registration.entry import Asked, Entry, checked
from competition.registration.fields import LEVELS, check
from tests.registration.builders import IDENTITY, an_entry

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("name", ["喆堃昇㐂", "李𬭚", "䶮", "买买提·艾山", "欧阳砚秋", "Jean-Luc O'Neil", "\U00030000丨"])
def test_a_name_keeps_every_character(name: str) -> None:
    found = check("name", name if len(name) > 1 else name * 2, TODAY)

    assert (found.value, found.fault) == (name if len(name) > 1 else name * 2, None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("张　三", "张三"), (" 李 四 ", "李四"), ("买买提•艾山", "买买提·艾山"), ("买买提 ・ 艾山", "买买提·艾山")],
)
def test_gaps_and_dots_in_a_name_are_mended_and_said(typed: str, meant: str) -> None:
    found = check("name", typed, TODAY)

    assert found.value == meant
    assert found.mended
    assert found.fault is None


@pytest.mark.parametrize("name", ["张", "张3", "张三（队长）", "王" * 31, "<b>张三</b>"])
def test_what_is_no_name_is_told(name: str) -> None:
    assert check("name", name, TODAY).fault is not None


@pytest.mark.parametrize(
    ("typed", "level"),
    [("高级工", "高级工"), ("三级/高级工", "高级工"), ("高级工（三级）", "高级工"), ("4级", "中级工"), ("无", "")],
)
def test_a_level_is_known_by_all_its_names(typed: str, level: str) -> None:
    assert check("level", typed, TODAY).value == level


@pytest.mark.parametrize("level", LEVELS)
def test_the_levels_themselves_are_right(level: str) -> None:
    assert check("level", level, TODAY).fault is None


@given(st.sampled_from(["name", "sex", "identity", "phone", "level", "note", "employer"]), st.text(max_size=60))
def test_any_text_is_judged_and_mending_again_changes_nothing(key: str, text: str) -> None:
    found = check(key, text, TODAY)

    assert check(key, found.value, TODAY).value == found.value


def test_sex_comes_from_the_identity_number() -> None:
    entry, faults = checked(an_entry(identity=IDENTITY), Asked(identity=True, phone=False), TODAY)

    assert faults == {}
    assert entry.of("sex", 1) == "男"


def test_a_sex_that_the_identity_number_contradicts_is_told() -> None:
    _, faults = checked(an_entry(identity=IDENTITY, sex="女"), Asked(identity=True, phone=False), TODAY)

    assert list(faults) == ["sex-1"]
    assert faults["sex-1"].facts == {"expected": "男"}


def test_an_event_that_needs_no_identity_number_forgets_one() -> None:
    entry, faults = checked(an_entry(identity="12345"), Asked(identity=False, phone=False), TODAY)

    assert faults == {}
    assert entry.of("identity", 1) == ""


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_form() -> None:
    _, faults = checked(Entry({"phone-1": "12"}, 1), Asked(identity=True), TODAY)

    assert list(faults) == ["employer", "name-1", "identity-1", "phone-1"]


def test_nobody_stands_twice_in_a_team() -> None:
    fields = {"employer": "青梧机电公司", "team": "青梧一队", "name-1": "周望舒", "name-2": "林喆", "name-3": "周望舒"}
    _, faults = checked(Entry(fields, 3), Asked(size=3, phone=False), TODAY)

    assert faults["name-3"].facts == {"first": 1, "second": 3}
