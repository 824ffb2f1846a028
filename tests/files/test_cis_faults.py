"""What is wrong with a workbook is told with its cell, all of it at once; nothing that a file holds ends in a crash."""

import io
import random
import re
import zipfile
from typing import Any

import pytest

from competition.files.scheme_workbook import read_scheme_workbook
from scoring.scheme import Scheme, read_scheme
from tests.files.books import CALCULATIONS, SHEET, Grid, book, cis_book, cis_grid, row


def faults(data: bytes) -> list[str]:
    reading = read_scheme_workbook(data)
    assert (reading.scheme is None) == bool(reading.problems)
    return [problem.where.removeprefix(f"{SHEET}!") for problem in reading.problems]


def changed(*changes: tuple[int, int, Any]) -> Grid:
    """The grid with cells replaced: row and column counted from 0."""
    grid = cis_grid()
    for number, column, cell in changes:
        grid[number][column] = cell
    return grid


def without(*numbers: int) -> Grid:
    return [cells for number, cells in enumerate(cis_grid()) if number not in numbers]


@pytest.mark.parametrize(
    ("grid", "cells"),
    [
        (changed((23, 10, "")), ["K24"]),
        (changed((23, 10, "ten")), ["K24"]),
        (changed((23, 10, True)), ["K24"]),
        (changed((23, 10, -1)), ["K24"]),
        (changed((23, 4, "")), ["E24"]),
        (changed((23, 3, "X")), ["D24"]),
        (changed((23, 3, "")), ["D24"]),
        (changed((23, 8, 7)), ["I24"]),
        (changed((27, 9, 40)), ["J28"]),
        (changed((27, 9, "x")), ["J28"]),
        (changed((30, 0, "A9")), ["A31"]),
        (changed((30, 0, "B1"), (26, 0, "A1")), ["A27"]),
        (changed((30, 1, "")), ["B31"]),
        (changed((12, 0, "D")), ["L30"]),
        (changed((4, 8, "forty")), ["I5"]),
        (changed((0, 0, "")), ["A1"]),
        (changed((18, 5, 7)), ["F19", "F18"]),
        (changed((18, 5, 3)), ["F22", "F18"]),
        (changed((18, 6, "")), ["G19"]),
        (without(18, 19, 20, 21), ["F18"]),
        (without(21), ["F18"]),
        (without(17), ["F18", "F19", "F20", "F21"]),
        (without(16), ["D17", "F18", "F19", "F20", "F21", "D23"]),
        (without(10), ["A1", "L15", "L29"]),
        (changed((14, 3, "M"), (14, 4, "Too early")), ["D15"]),
        (without(27), ["A27"]),
        (changed((23, 10, ""), (27, 10, "")), ["K24", "K28"]),
    ],
)
def test_every_fault_has_its_cell(grid: Grid, cells: list[str]) -> None:
    assert faults(cis_book(grid)) == cells


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        ("NUMBER_COMPLETED", ""),
        ("NUMBER_COMPLETED", "NUM_POSSIBLE:::0#x~x#"),
        ("NUMBER_COMPLETED", "NUM_POSSIBLE:::2.5#x~x#"),
        ("NUMBER_COMPLETED", "NUM_POSSIBLE:::1E99#x~x#"),
        ("CHOICE", "DEDUCTION_TYPE:::#x~x#UNIT"),
        ("CHOICE", "CHOICE1_DEDUCTION:::1#x~x#"),
        ("CHOICE", "CHOICE1_LABEL:::#x~x#a"),
        ("RANGED_SCORE", "TARGET_VALUE:::1#x~x#"),
        ("RANGED_SCORE", "TARGET_VALUE:::1#x~x##-#RANGE1_LOWER:::1#x~x#"),
        ("REGULAR_DIFFERENCE_DEDUCTION", "TARGET_VALUE:::0#x~x##-#DIFFERENCE:::0#x~x##-#DEDUCTION:::1#x~x#"),
    ],
)
def test_a_calculator_with_wrong_parameters_is_told_where_it_is_used(kind: str, parameters: str) -> None:
    rows = [CALCULATIONS[0], ["", kind, False, parameters], *CALCULATIONS[2:]]

    assert faults(book({SHEET: cis_grid(), "Calculations": rows})) == ["J32"]


def test_calculators_without_their_sheet() -> None:
    assert faults(book({SHEET: cis_grid()})) == ["J28", "J32", "J33", "J34", "J35", "J36"]


def test_a_sheet_of_the_right_name_without_its_header_is_told_so() -> None:
    assert faults(book({SHEET: [row(A="17 Web"), row(A="A1", B="x")]})) == ["A1"]


def _zip(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空"),
        (b"A,B\n1,2\n", "不是工作簿"),
        (b"PK\x03\x04 cut off", "不是工作簿"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "密码"),
        (_zip("word/document.xml", b"<w/>"), "不是 xlsx"),
        (_zip("xl/workbook.xml", b"<nonsense"), "损坏"),
        (book({"Sheet1": [["a", "b"]]}), "认不出"),
        (book({"Empty": []}), "认不出"),
        (book({"Far": [[""] * 300 + ["x"]]}), "太大"),
    ],
)
def test_what_is_no_scheme_workbook_is_refused_in_one_sentence(data: bytes, says: str) -> None:
    problems = read_scheme_workbook(data).problems

    assert len(problems) == 1
    assert says in str(problems[0])


def test_a_claim_of_billions_of_strings_does_not_take_the_memory() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(cis_book())) as source, zipfile.ZipFile(file, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, re.sub(rb'uniqueCount="\d+"', b'uniqueCount="99999999999"', source.read(name)))
    problems = read_scheme_workbook(file.getvalue()).problems

    assert [str(problem)[:6] for problem in problems] == ["工作簿已损坏"]


STRANGE = [
    "",
    " ",
    "M",
    "J",
    "X",
    "A1",
    "Z9",
    0,
    1,
    3,
    -1,
    2.5,
    1e300,
    True,
    "1,5",
    "abc",
    "=1/0",
    "\n",
    "电工",
    "0E-8",
    "9" * 40,
]


def _mutated(chance: random.Random) -> bytes:
    """A few cells, rows or columns of the small workbook moved about."""
    grid, calculations = [list(cells) for cells in cis_grid()], [list(cells) for cells in CALCULATIONS]
    for _ in range(chance.randint(1, 6)):
        which = chance.choice([grid, grid, grid, calculations])
        number = chance.randrange(len(which))
        match chance.randrange(4):
            case 0:
                which.insert(number, which.pop(chance.randrange(len(which))))
            case 1:
                which[number] = ["", *which[number]]
            case _ if which[number]:
                which[number][chance.randrange(len(which[number]))] = chance.choice(STRANGE)
    names = chance.choice([(SHEET, "Calculations"), (SHEET, "Calculations"), ("Calculations", SHEET), ("Scheme", "Other")])
    return book(dict(zip(names, (grid, calculations), strict=True)))


@pytest.mark.parametrize("part", range(6))
def test_a_mutated_workbook_is_read_or_refused_and_what_is_read_is_sound(part: int) -> None:
    for number in range(50):
        reading = read_scheme_workbook(_mutated(random.Random(part * 50 + number)))
        assert (reading.scheme is None) == bool(reading.problems), (part, number)
        assert all(str(problem) for problem in (*reading.problems, *reading.warnings))
        assert reading.scheme is None or isinstance(read_scheme(reading.scheme), Scheme)


@pytest.mark.parametrize("part", range(4))
def test_a_workbook_with_flipped_bytes_is_read_or_refused(part: int) -> None:
    whole = cis_book()
    for number in range(50):
        chance = random.Random(part * 50 + number)
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        reading = read_scheme_workbook(bytes(damaged))
        assert (reading.scheme is None) == bool(reading.problems), (part, number)
