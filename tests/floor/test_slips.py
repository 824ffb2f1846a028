"""Slips typed in: read as people write them, and every clash named at once."""

import pytest

from competition.floor.draw import Slips
from competition.floor.slips import places


@pytest.mark.parametrize("text", ["2-07", "2-7", "２－０７", "2 7", " 2—07 "])
def test_a_label_is_read_as_people_write_it(text: str) -> None:
    assert places({1: text}, Slips(2, 12)) == ({1: (2, 7)}, [])


@pytest.mark.parametrize("text", ["7", "07", "１-7", "1-07"])
def test_with_one_session_the_number_is_enough(text: str) -> None:
    assert places({1: text}, Slips(1, 12)) == ({1: (1, 7)}, [])


@pytest.mark.parametrize("text", ["7", "007", "DG007", "dg007", "ＤＧ007"])
def test_a_contest_number_is_read_with_its_event_and_without(text: str) -> None:
    assert places({1: text}, Slips(1, 12, code="DG")) == ({1: (1, 7)}, [])


def test_all_that_is_wrong_is_said_at_once() -> None:
    _chosen, problems = places({1: "", 2: "七", 3: "13", 4: "5", 5: "05", 6: "6"}, Slips(1, 12))
    assert [(problem.where, str(problem)) for problem in problems] == [
        ("1", "还没有填。"),
        ("2", "“七”不是抽签条上的号，应在 01 到 12 之间。"),
        ("3", "没有 13 这张抽签条，应在 01 到 12 之间。"),
        ("4", "05 写给了 2 个选手，请核对抽签条。"),
        ("5", "05 写给了 2 个选手，请核对抽签条。"),
    ]


def test_a_session_that_does_not_exist_is_named() -> None:
    _chosen, problems = places({1: "3-01"}, Slips(2, 12))
    assert [str(problem) for problem in problems] == ["没有 3-01 这张抽签条，应在 1-01 到 2-12 之间。"]
