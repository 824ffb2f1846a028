"""A CIS workbook comes in whole: structure, texts, calculators, and the numbers as they were meant."""

import io
from typing import Any

import pytest
import xlsxwriter

from competition.files.reading import Reading
from competition.files.scheme_workbook import read_scheme_workbook
from scoring.scheme import Scheme, read_scheme
from tests.files.books import CALCULATIONS, SHEET, book, cis_book, cis_grid, header, judged, row


def read(data: bytes) -> Reading:
    reading = read_scheme_workbook(data)
    assert reading.problems == ()
    return reading


def aspects(data: bytes) -> dict[str, dict[str, Any]]:
    scheme = read(data).scheme or {}
    return {a["code"]: a for c in scheme["criteria"] for s in c["subcriteria"] for a in s["aspects"]}


def test_the_skill_and_its_structure() -> None:
    scheme = read(cis_book()).scheme or {}

    assert (scheme["event_code"], scheme["title"], scheme["profile"]) == ("17", "Web Technologies", "worldskills")
    assert scheme["sections"] == [
        {"code": "1", "title": "Organization", "weight": "40"},
        {"code": "2", "title": "Making", "weight": "60"},
    ]
    assert [(c["code"], c["title"]) for c in scheme["criteria"]] == [("A", "Design"), ("B", "Building")]
    assert [s["code"] for c in scheme["criteria"] for s in c["subcriteria"]] == ["A1", "A2", "B1"]
    assert isinstance(read_scheme(scheme), Scheme)


def test_a_code_is_the_aspects_place_in_its_subcriterion_whatever_its_kind() -> None:
    assert list(aspects(cis_book()))[:4] == ["A1.J1", "A1.M2", "A2.M1", "B1.M1"]


def test_days_are_whole_numbers_and_others_are_left_out_with_a_warning() -> None:
    reading = read(cis_book())
    days = [s.get("day") for c in (reading.scheme or {})["criteria"] for s in c["subcriteria"]]

    assert days == [1, 2, None]
    assert (f"{SHEET}!C31", "评分日是“Any”，不是整数，略去") in [(w.where, str(w)) for w in reading.warnings]


def test_judgement_keeps_its_descriptors_and_three_judges() -> None:
    look = aspects(cis_book())["A1.J1"]

    assert (look["kind"], look["judges"], look["spread"], look["max"], look["section"]) == ("judgement", 3, 1, "20", "1")
    assert look["descriptors"] == {str(score): f"Look: level {score}" for score in range(4)}


def test_extra_rows_and_requirements_are_kept_and_group_headings_are_not_marked() -> None:
    found = aspects(cis_book())

    assert found["A1.M2"]["extra"] == ["top left", "at every width"]
    assert found["A2.M1"]["requirement"] == "no errors"
    assert "A heading that groups" not in str(found)


@pytest.mark.parametrize(
    ("code", "award"),
    [
        ("A1.M2", {"award": "all-or-nothing"}),
        ("A2.M1", {"award": "all-or-nothing"}),
        ("B1.M1", {"award": "count", "possible": 4}),
        ("B1.M2", {"award": "choice", "choices": {"all": "0.75", "partly": "0.50025", "none": "0"}}),
        ("B1.M3", {"award": "ranges", "ranges": [["9.9", "10.2", "1.5"], ["9.5", "10.5", "1"]]}),
        ("B1.M4", {"award": "distance", "target": "0", "every": "1", "per": "0.25"}),
        ("B1.M5", {"award": "value"}),
    ],
)
def test_calculators_become_awards(code: str, award: dict[str, Any]) -> None:
    aspect = aspects(cis_book())[code]

    assert {key: aspect.get(key) for key in award} == award
    assert ("calculation" in aspect) == (code != "A1.M2")


def test_a_calculator_unknown_here_takes_the_mark_itself_and_says_so() -> None:
    warnings = [w for w in read(cis_book()).warnings if "TIME_POINTS" in str(w)]

    assert [w.where for w in warnings] == [f"{SHEET}!J36"]


def test_numbers_are_exact_with_comma_or_point_and_without_float_noise() -> None:
    found = aspects(cis_book())

    assert [found[f"B1.M{n}"]["max"] for n in (2, 3, 6, 7)] == ["0.75", "1.5", "0.3", "5.45"]


def test_older_names_other_cases_and_moved_columns_are_found() -> None:
    grid = [[cell.upper().replace("\n", "  ") if isinstance(cell, str) and "\n" in cell else cell for cell in line]
            for line in cis_grid()]  # fmt: skip
    grid[3] = row(A="section", B="WSSS Marks", I="WSSS  marks")
    moved = [["", *line] for line in grid[15:]]
    data = book({"cis marking  scheme IMPORT (2)": grid[:15] + moved, "calculations": CALCULATIONS})

    assert read(data).scheme == read(cis_book()).scheme


def test_an_aspect_may_stand_in_the_row_of_its_subcriterion() -> None:
    grid = cis_grid()
    merged = [a or b for a, b in zip(grid[26], grid[27], strict=True)]

    assert aspects(cis_book([*grid[:26], merged, *grid[28:]]))["A2.M1"]["max"] == "10"


def test_sums_that_do_not_agree_are_warnings() -> None:
    grid = cis_grid()
    grid[11][10], grid[4][8] = 45, 70
    said = [(w.where, str(w)) for w in read(cis_book(grid)).warnings]

    assert (f"{SHEET}!K12", "模块 A 写的是 45 分，评分点合计 40 分") in said
    assert any(where == f"{SHEET}!I5" and "相差 30" in says for where, says in said)


def test_without_a_table_of_standards_the_aspects_name_none() -> None:
    grid = [*cis_grid()[:2], *cis_grid()[7:]]
    found = aspects(cis_book(grid))

    assert not any("section" in aspect for aspect in found.values())


def test_a_criterion_declared_but_not_filled_is_left_out_with_a_warning() -> None:
    grid = cis_grid()
    grid[13][1] = "Extra"

    assert f"{SHEET}!B14" in [w.where for w in read(cis_book(grid)).warnings]


def test_a_formula_is_read_as_the_value_it_had() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as made:
        sheet = made.add_worksheet(SHEET)
        for number, cells in enumerate([*cis_grid()[:15], header("A"), row(A="A1", B="One", C=1), *judged("Look", 1)]):
            for column, cell in enumerate(cells):
                if cell != "":
                    sheet.write(number, column, cell)
        sheet.write_formula(17, 10, "=50*2", None, 100)

    assert aspects(file.getvalue())["A1.J1"]["max"] == "100"
