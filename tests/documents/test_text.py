"""Where lines break: words and figures stay whole, no ink leaves its cell, a title breaks where its parts end."""

from hypothesis import given
from hypothesis import strategies as st

from competition.documents.fonts import find
from competition.documents.text import balanced, width, wrap

FONTS = find(None, ())


def test_a_figure_and_a_word_stay_whole() -> None:
    assert wrap(FONTS, "总成绩 99.75 分 Electrical", "body", 10, 50) == ["总成绩", "99.75 分", "Electrical"]
    assert len(wrap(FONTS, "Electrical", "body", 10, 20)) > 2


def test_a_mark_that_closes_never_begins_a_line() -> None:
    assert wrap(FONTS, "一二三四，五", "body", 10, 40) == ["一二三", "四，五"]


def test_a_short_bracket_stays_whole() -> None:
    assert wrap(FONTS, "示例公司（簇桥厂区）", "body", 10, 70) == ["示例公司", "（簇桥厂区）"]


def test_a_title_breaks_where_a_part_of_it_ends() -> None:
    title = "2026年成都百万职工技能大赛暨武侯区职业技能大赛电工赛项成绩公示表"

    assert balanced(FONTS, title, "title", 22, 600) == ["2026年成都百万职工技能大赛暨", "武侯区职业技能大赛电工赛项成绩公示表"]
    assert balanced(FONTS, "甲\n乙", "title", 22, 600) == ["甲", "乙"]


@given(st.text(alphabet="李𬭚喆（），。 aZ9.%—", max_size=60), st.integers(20, 200))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, room: int) -> None:
    lines = wrap(FONTS, text, "body", 10, room)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(FONTS, line, "body", 10) <= room + 0.02 for line in lines)
