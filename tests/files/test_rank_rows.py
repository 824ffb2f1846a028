"""MARKS.csv: which rows may stand, which may not, and on which line it is told."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from competition.files.marks_csv import marks_csv, read_marks
from tests.files.ranks import HEADER, rank_rows, rank_text
from tests.scoring.builders import JUDGED, MEASURED, SCORED, scheme_of, sheet_of, written_of

DIVE = {**SCORED, "code": "D", "difficulty": True}
JUDGES = "01,J,J1,3\n01,J,J2,2\n01,J,J3,3\n"

WRONG = [
    ("01,X,*,5\n", ["2: aspect"]),
    ("01,@lots,*,5\n", ["2: aspect"]),
    ("01,M,*,101\n", ["2: value"]),
    ("01,M,*,5\n01,M,*,5\n", ["3: judge"]),
    ("01,M,J1,5\n", ["2: judge"]),
    ("01,M,difficulty,5\n", ["2: judge"]),
    ("01,M,,5\n", ["2: judge"]),
    (",M,*,5\n", ["2: competitor"]),
    ("01,M,*\n", ["2: competitor,aspect,judge,value"]),
    ("01,M,*,5,\n", ["2: competitor,aspect,judge,value"]),
    ("01,M,*,5\n\n\n01,@time,*,-1\n", ["5: value"]),
    ("01,M,*,5\n01,@time,J1,1\n", ["3: judge"]),
    ("01,M,*,5\n01,@time,*,1\n01,@time,*,2\n", ["4: judge"]),
    ("01,M,*,5\n01,@lot,*,1.5\n01,@lot,*,0\n01,@lot,*,x\n", ["3: value", "4: value", "5: value"]),
    ("01,M,*,5\n01,@penalty,*,0\n01,@penalty,*,-1\n", ["3: value", "4: value"]),
    ("01,@status,*,ranked\n", ["2: value"]),
    ("01,@status,*,absent\n01,@status,*,absent\n", ["3: judge"]),
    ('01,M,*,"5\n6"\n01,X,*,1\n', ["2: value", "4: aspect"]),
    ('01,M,*,"5\n', ["2: competitor,aspect,judge,value"]),
    ('01,M,*,"5"5\n01,X,*,1\n', ["2: competitor,aspect,judge,value", "3: aspect"]),
    ("01,M,*,not-attempted\n01,M,*,5\n", ["3: judge"]),
    ("0\x001,M,*,5\n", ["2: competitor"]),
    ("01,M,*," + "5" * 140_000 + "\n", ["2: competitor,aspect,judge,value"]),
]


@pytest.mark.parametrize(("rows", "places"), WRONG, ids=lambda value: str(value)[:40])
def test_a_row_that_may_not_stand_is_told_on_its_line(tmp_path: Path, rows: str, places: list[str]) -> None:
    said = rank_rows(tmp_path, rows)

    assert (said.status, said.stdout) == (3, b"")
    assert [place.removeprefix("marks.csv:") for place in said.places if not place.startswith("marks.csv:1:")] == places


@pytest.mark.parametrize(
    ("rows", "aspects", "places"),
    [
        ("", [MEASURED], []),
        ("01,@penalty,*,1\n", [MEASURED, JUDGED, DIVE], ["1: value"] * 4),
        ("01,M,*,5\n" + JUDGES + "01,J,J4,3\n", [MEASURED, JUDGED], ["6: judge"]),
        ("01,J,J1,3\n01,J,J2,1\n", [JUDGED], ["1: value", "3: value"]),
        ("01,J,J1,absent\n01,J,J2,absent\n01,J,J3,absent\n", [JUDGED], ["4: value"]),
        ("01,D,J1,1\n01,D,J2,1\n01,D,J3,1\n", [DIVE], ["1: value"]),
        ("01,D,*,20\n01,D,difficulty,1.5\n", [DIVE], ["3: value"]),
        ("01,D,difficulty,-1\n01,D,J1,1\n01,D,J2,1\n01,D,J3,1\n", [DIVE], ["2: value"]),
        ("01,J,*,30.1\n", [JUDGED], ["2: value"]),
        ("01,J,*,absent\n", [JUDGED], ["2: value"]),
        ("01,J,J1,not-attempted\n01,J,J2,x\n", [JUDGED], ["2: value", "3: value"]),
        ("01,@status,*,gone\n", [JUDGED], ["2: value"]),
        ("01,@status,*,absent\n01,J,J1,4\n01,J,J2,3\n01,J,J3,0\n", [JUDGED], ["3: value"]),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_rows_come_to_together(tmp_path: Path, rows: str, aspects: list[dict[str, Any]], places: list[str]) -> None:
    said = rank_rows(tmp_path, rows, *aspects)

    assert said.status == (3 if places else 0)
    assert [place.removeprefix("marks.csv:") for place in said.places] == places


def test_a_tie_is_told_when_nothing_else_is_wrong(tmp_path: Path) -> None:
    forbid = {"ranking": {"ties": "forbid"}}

    assert rank_rows(tmp_path, "01,M,*,5\n02,M,*,5\n", **forbid).places == ["marks.csv:1: competitor"]
    assert rank_rows(tmp_path, "01,M,*,5\n02,M,*,5\n03,X,*,5\n", **forbid).places == ["marks.csv:1: value", "marks.csv:4: aspect"]
    assert rank_rows(tmp_path, "01,M,*,5\n02,M,*,5\n02,@lot,*,0\n", **forbid).places == ["marks.csv:4: value"]
    assert (
        rank_rows(tmp_path, "01,M,*,5\n02,M,*,5\n01,@lot,*,2.0\n02,@lot,*,1\n", **forbid).json["standings"][0]["competitor"]
        == "02"
    )


@pytest.mark.parametrize(
    "rows",
    [
        "\ufeffcompetitor,aspect,judge,value\r\n01,M,*,5\r\n",
        "competitor,aspect,judge,value\r01,M,*,5",
        '"competitor","aspect","judge","value"\n"01","M","*","5"\n',
        "\n\ncompetitor,aspect,judge,value\n\n   \n01,M,*,5\n\n",
    ],
)
def test_spreadsheets_write_csv_in_many_ways(tmp_path: Path, rows: str) -> None:
    assert rank_text(tmp_path, written_of(), rows).json["standings"][0]["total"] == "5.00"


@pytest.mark.parametrize(
    ("marks", "line"),
    [
        (b"", 1),
        (b"\n\n", 1),
        (b"competitor,aspect,judge\n01,M,*\n", 1),
        (b"competitor;aspect;judge;value\n", 1),
        (b"aspect,competitor,judge,value\n", 1),
        (b'"competitor', 1),
        (b"competitor,aspect,judge,value\n01,M,*,5\n0\xff,M,*,5\n", 3),
        ("competitor,aspect,judge,value\n".encode("utf-16"), 1),
        (b"\x00\x01\x02", 1),
        (b"PK\x03\x04\xff\xfe", 1),
    ],
)
def test_what_is_no_marks_file_is_told_once(tmp_path: Path, marks: bytes, line: int) -> None:
    said = rank_text(tmp_path, written_of(), marks)

    assert (said.status, said.places) == (3, [f"marks.csv:{line}: competitor,aspect,judge,value"])


def test_labels_are_taken_as_they_stand(tmp_path: Path) -> None:
    said = rank_rows(tmp_path, ' 01,M,*,5\n01,M,*,5\n"0\n1",M,*,5\n㐂,M,*,5\n')

    assert [each["competitor"] for each in said.json["standings"]] == [" 01", "0\n1", "01", "㐂"]


def test_a_line_stays_one_line(tmp_path: Path) -> None:
    said = rank_rows(tmp_path, '"0\n1\u2028",M,*,5\n"0\n1\u2028",M,*,5\n' + "x" * 5000 + ",X,*,1\n")

    assert said.places == ["marks.csv:1: value", "marks.csv:4: judge", "marks.csv:6: aspect"]
    assert max(map(len, said.lines)) < 1000


def test_marks_written_out_are_read_as_the_same() -> None:
    scheme = scheme_of(MEASURED, JUDGED, DIVE)
    sheets = (
        sheet_of(
            scheme, "01", {"M": "5", "J": {"J1": "3", "J2": "absent"}, "D": {"difficulty": "2.1", "*": "20"}}, time="5.25", lot=2
        ),
        sheet_of(scheme, "02", {"J": {"*": "not-attempted"}}, penalties=["1", "2.5"], status="no-award"),
    )
    unreasoned = tuple(replace(sheet, penalties=tuple(replace(each, reason="") for each in sheet.penalties)) for sheet in sheets)

    assert read_marks(scheme, marks_csv(sheets)).sheets == unreasoned
    assert marks_csv(sheets).decode().startswith(HEADER)
