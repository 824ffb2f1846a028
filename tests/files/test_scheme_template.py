"""Our own scheme workbook: written for people, read back the same for every kind of aspect; a slip is told with its cell."""

import copy
import json
import random
from typing import Any

import pytest

from competition.events.ready import ready_trades
from competition.files.scheme_template import scheme_workbook, template_workbook
from competition.files.scheme_template.example import EXAMPLE_SCHEME
from competition.files.scheme_workbook import read_scheme_workbook
from competition.files.workbook import open_workbook
from tests.files.books import Grid, book, cis_book

ASPECTS, SETTINGS = "评分点 Aspects", "方案 Scheme"


def again(scheme: dict[str, Any]) -> dict[str, Any] | None:
    reading = read_scheme_workbook(scheme_workbook(scheme))
    assert reading.problems == ()
    return reading.scheme


def grids(data: bytes) -> dict[str, Grid]:
    sheets = open_workbook(data)
    assert isinstance(sheets, tuple)
    return {sheet.name: [list(cells) for cells in sheet.rows] for sheet in sheets}


def place(grid: Grid, heading: str) -> int:
    return [str(cell).replace("\n", " ") for cell in grid[1]].index(heading)


def faults(changed: dict[str, Grid]) -> list[str]:
    return [problem.where for problem in read_scheme_workbook(book(changed)).problems]


def test_one_aspect_of_every_kind_reads_back_the_same() -> None:
    kinds = {a.get("award", a["kind"]) for c in EXAMPLE_SCHEME["criteria"] for s in c["subcriteria"] for a in s["aspects"]}

    assert len(kinds) == 10
    assert again(EXAMPLE_SCHEME) == EXAMPLE_SCHEME


@pytest.mark.parametrize("code", [trade.code for trade in ready_trades()])
def test_every_ready_trade_reads_back_the_same(code: str) -> None:
    scheme = json.loads(next(trade.text for trade in ready_trades() if trade.code == code))

    assert again(scheme) == scheme


def test_a_scheme_that_came_from_cis_keeps_its_calculators() -> None:
    scheme = read_scheme_workbook(cis_book()).scheme
    assert scheme is not None

    assert again(scheme) == scheme


def _with(**changes: Any) -> dict[str, Any]:
    return copy.deepcopy(EXAMPLE_SCHEME) | changes


def _changed(number: int, **changes: Any) -> dict[str, Any]:
    scheme = _with()
    aspect = scheme["criteria"][1]["subcriteria"][0]["aspects"][number]
    for key, value in changes.items():
        aspect[key] = value
    return scheme


@pytest.mark.parametrize(
    "scheme",
    [
        _with(rounding={"stages": []}),
        _with(rounding={"places": 0, "mode": "half-up", "stages": ["panel", "total"]}),
        _with(ranking={"order": ["total:desc", "aspect:B1.2:asc", "time:asc"], "ties": "forbid"}),
        _with(awards={"by": "count", "tiers": [["金 = 奖", 1], ["二等奖", 0]]}),
        _with(awards={"by": "share", "round": "down", "minimum": "60.50", "tiers": [["一等奖", "0.10"]]}),
        _with(scale={"name": "worldskills-700"}, event_code="007", profile="worldskills"),
        _with(sections=[{"code": "1", "title": "标准", "title_en": "Standard", "weight": "100.00"}]),
        _with(title="  two\r\nlines\x0b ", title_en=""),
        _with(title='"quoted"'),
        _with(title="[1]"),
        _with(title="=1+1"),
        _with(title="喆堃昇㐂䶮𬭚"),
        _changed(1, extra=["a\nb", " c "]),
        _changed(1, max="10.00", per="0.000000001"),
        _changed(3, bands=[["-0.5", "10"], ["1.50", "6.00"]]),
        _changed(4, ranges=[["-10.1", "-9.9", "10"], ["1", "1", "5"]]),
        _changed(5, choices={"a = b": "1", " ": "2", "≤ 3": "0.10", "line\nbreak": "0"}),
        _changed(8, min="1", factor="0.6", difficulty=True, combine="sum"),
        _changed(8, difficulty=False, combine="median"),
    ],
)
def test_whatever_a_scheme_may_hold_reads_back_the_same(scheme: dict[str, Any]) -> None:
    assert again(scheme) == scheme


def test_the_empty_workbook_shows_an_example_that_is_not_read() -> None:
    template = grids(template_workbook())

    assert list(template) == [SETTINGS, ASPECTS, "职业标准 Sections", "示例 Example", "说明 Notes"]
    assert [problem.where for problem in read_scheme_workbook(template_workbook()).problems] == [
        f"{SETTINGS}!B3",
        f"{ASPECTS}!A3",
    ]
    copied = template | {ASPECTS: template["示例 Example"]}
    copied[SETTINGS][2][1], copied[SETTINGS][3][1] = "电工", "Electrician"
    assert read_scheme_workbook(book(copied)).scheme == EXAMPLE_SCHEME


def test_people_write_chinese_or_english_words_numbers_and_headings_by_halves() -> None:
    changed = grids(scheme_workbook(EXAMPLE_SCHEME))
    rows = changed[ASPECTS]
    kind, award, most = (place(rows, heading) for heading in ("类型 Kind", "给分办法 Award", "满分 Max"))
    rows[2][kind], rows[2][award], rows[2][most] = "测量分", "VALUE", 100
    rows[3][kind], rows[3][award], rows[3][most] = "Measurement", "全有或全无", "20,0"
    for column, cell in enumerate(rows[1]):
        rows[1][column] = str(cell).split("\n")[column % 2]
    expected = _changed(0, max="20")

    assert read_scheme_workbook(book(changed)).scheme == expected


def test_codes_and_names_may_be_left_blank_below_their_first_row() -> None:
    changed = grids(scheme_workbook(EXAMPLE_SCHEME))
    for cells in changed[ASPECTS][4:]:
        cells[0] = cells[4] = ""

    assert read_scheme_workbook(book(changed)).scheme == EXAMPLE_SCHEME


@pytest.mark.parametrize(
    ("row", "heading", "cell"),
    [
        (2, "满分 Max", ""),
        (2, "满分 Max", "很多"),
        (2, "类型 Kind", "别的"),
        (2, "给分办法 Award", ""),
        (4, "每项扣分 Per", ""),
        (5, "总项数 Possible", "几项"),
        (7, "分档或选项 Bands, ranges or choices", "9.9 = 10"),
        (8, "分档或选项 Bands, ranges or choices", "有 = 1\n有 = 2"),
        (8, "分档或选项 Bands, ranges or choices", "[" * 5000),
        (3, "评分点编号 Aspect code", "A1.1"),
        (4, "权重 Weight", "0.6"),
        (5, "职业标准 Section", "9"),
    ],
)
def test_a_slip_is_told_with_its_cell(row: int, heading: str, cell: str) -> None:
    changed = grids(scheme_workbook(EXAMPLE_SCHEME))
    column = place(changed[ASPECTS], heading)
    changed[ASPECTS][row][column] = cell
    letters = chr(65 + column) if column < 26 else "A" + chr(65 + column - 26)

    assert f"{ASPECTS}!{letters}{row + 1}" in faults(changed)


def test_a_first_row_without_codes_is_told_and_so_are_the_others() -> None:
    changed = grids(scheme_workbook(EXAMPLE_SCHEME))
    changed[ASPECTS][2][0] = ""
    changed[ASPECTS][3][4] = ""
    changed[SETTINGS][7][1] = "向上"

    assert {f"{ASPECTS}!A3", f"{ASPECTS}!E4", f"{SETTINGS}!B8"} <= set(faults(changed))


STRANGE = ["", " ", "[1", "{}", '{"a": 1}', '""', "=", "a=", "1 ~ 2", "~=3", 0, 1, 2.5, -3, True, "deduct", "选项给分", "[null]"]


def _mutated(chance: random.Random) -> dict[str, Grid]:
    changed = grids(scheme_workbook(EXAMPLE_SCHEME))
    for _ in range(chance.randint(1, 8)):
        rows = changed[chance.choice(list(changed)[:3])]
        number = chance.randrange(len(rows))
        match chance.randrange(5):
            case 0:
                rows.insert(number, rows.pop(chance.randrange(len(rows))))
            case 1:
                rows[number] = ["", *rows[number]]
            case _ if rows[number]:
                rows[number][chance.randrange(len(rows[number]))] = chance.choice(STRANGE)
    return changed


@pytest.mark.parametrize("part", range(3))
def test_a_mutated_workbook_is_refused_or_reads_back_the_same(part: int) -> None:
    for number in range(30):
        reading = read_scheme_workbook(book(_mutated(random.Random(part * 30 + number))))
        assert (reading.scheme is None) == bool(reading.problems), (part, number)
        assert reading.scheme is None or again(reading.scheme) == reading.scheme
