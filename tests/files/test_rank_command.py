"""`competition rank`: its exit statuses, its formats, what it writes and where."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest

from tests.files.ranks import HEADER, rank_rows, rank_text, run
from tests.scoring.builders import JUDGED, MEASURED, written_of

ROWS = "02,M,*,80\n01,M,*,90.5\n=1+1,M,*,70\n03,@status,*,absent\n"


def test_the_ranking_as_json(tmp_path: Path) -> None:
    said = rank_rows(tmp_path, ROWS)

    assert (said.status, said.stderr) == (0, "")
    assert list(said.json) == ["format", "title", "complete", "competitors", "standings", "problems"]
    assert (said.json["complete"], said.json["competitors"], said.json["problems"]) == (True, 4, [])
    assert list(said.json["standings"][0]) == [
        "place", "tied", "competitor", "total", "criteria", "aspects", "time", "decided_by", "award", "scale", "status",
    ]  # fmt: skip
    assert said.json["standings"][0]["total"] == "90.50"
    assert [each["competitor"] for each in said.json["standings"]] == ["01", "02", "=1+1", "03"]


def test_the_ranking_as_csv(tmp_path: Path) -> None:
    said = rank_rows(tmp_path, ROWS + "01,@time,*,60.50\n", options=("--format", "csv"))

    assert said.stdout.startswith(b"\xef\xbb\xbfplace,tied,competitor,total,criterion:A,time,decided_by,award,scale,status\r\n")
    assert said.stdout.decode("utf-8-sig").split("\r\n")[1:] == [
        "1,false,01,90.50,90.50,60.5,total,,,ranked",
        "2,false,02,80.00,80.00,,total,,,ranked",
        "3,false,'=1+1,70.00,70.00,,total,,,ranked",
        ",false,03,,,,,,,absent",
        "",
    ]


@pytest.mark.parametrize("label", ["+1", "-1", "@x", "=x"])
def test_no_text_becomes_a_formula(tmp_path: Path, label: str) -> None:
    awards = {"by": "count", "tiers": [[label, 1]]}
    said = rank_rows(tmp_path, f"{label},M,*,1\n", options=("--format", "csv"), awards=awards)
    row = list(csv.reader(io.StringIO(said.stdout.decode("utf-8-sig"))))[1]

    assert (row[2], row[7]) == (f"'{label}", f"'{label}")


def test_no_rows_are_an_empty_list(tmp_path: Path) -> None:
    said = rank_rows(tmp_path, "")

    assert (said.status, said.json["standings"], said.json["complete"]) == (0, [], True)


@pytest.mark.parametrize(("form", "begins"), [("json", b"{"), ("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("pdf", b"%PDF")])
def test_the_output_goes_to_a_file(tmp_path: Path, form: str, begins: bytes) -> None:
    out = tmp_path / f"out.{form}"
    said = rank_rows(tmp_path, ROWS, options=("--format", form, "--output", str(out)))

    assert (said.status, said.stdout) == (0, b"")
    assert out.read_bytes().startswith(begins)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["marks.csv", f"out.{form}", "scheme.json"]


def test_a_file_is_replaced_through_a_link_and_never_left_half(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old")
    link.symlink_to(real)
    rank_rows(tmp_path, ROWS, options=("--output", str(link)))

    assert link.is_symlink()
    assert real.read_bytes().startswith(b"{")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("one",),
        ("a", "b", "c"),
        ("a", "b", "--format", "doc"),
        ("a", "b", "--format", "pdf"),
        ("a", "b", "--format", "xlsx"),
        ("a", "b", "--what"),
    ],
)
def test_wrong_usage_is_two(arguments: tuple[str, ...]) -> None:
    said = run(*arguments)

    assert (said.status, said.stdout) == (2, b"")
    assert said.stderr


def test_a_file_that_is_not_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "scheme.json").write_text("broken")
    for scheme, marks in [("none.json", "none.csv"), ("scheme.json", "none.csv"), (".", "scheme.json"), ("none\udcff", "x")]:
        said = run(tmp_path / scheme, tmp_path / marks)

        assert (said.status, said.stdout, len(said.lines)) == (1, b"", 1)


@pytest.mark.parametrize("output", ["none/out.json", "."])
def test_where_nothing_can_be_written_is_one(tmp_path: Path, output: str) -> None:
    said = rank_rows(tmp_path, ROWS, options=("--output", str(tmp_path / output)))

    assert (said.status, said.stdout, len(said.lines)) == (1, b"", 1)


def test_a_refusal_writes_no_file(tmp_path: Path) -> None:
    said = rank_rows(tmp_path, "01,M,*,x\n", options=("--output", str(tmp_path / "out.json")))

    assert (said.status, (tmp_path / "out.json").exists()) == (3, False)


def test_a_bad_scheme_hides_what_is_wrong_with_the_marks(tmp_path: Path) -> None:
    said = rank_text(tmp_path, written_of(MEASURED, profile="x"), HEADER + "01,X,*,5\n")

    assert (said.status, said.stdout, said.places) == (3, b"", ["scheme.json:1: profile"])


def test_partial_prints_the_lines_a_refusal_would_have(tmp_path: Path) -> None:
    rows = "01,M,*,5\n02,M,*,5\n02,J,J1,3\n02,J,J2,3\n02,J,J3,3\n03,@penalty,*,1\n"
    refused = rank_rows(tmp_path, rows, MEASURED, JUDGED, ranking={"ties": "forbid"})
    partial = rank_rows(tmp_path, rows, MEASURED, JUDGED, ranking={"ties": "forbid"}, options=("--partial",))

    assert (refused.status, refused.stdout, refused.places) == (3, b"", ["marks.csv:1: value"] * 3)
    assert (partial.status, partial.json["complete"], partial.json["problems"]) == (0, False, refused.lines)
    assert [(each["total"], each["aspects"]) for each in partial.json["standings"]] == [
        ("35.00", {"M": "5.00", "J": "30.00"}),
        ("5.00", {"M": "5.00"}),
        ("0.00", {}),
    ]


def test_it_needs_no_web_and_no_database(tmp_path: Path) -> None:
    (tmp_path / "scheme.json").write_text('{"format": 1}')
    (tmp_path / "marks.csv").write_text("")
    probe = (
        "import sys; from competition.__main__ import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit as end: print(end.code, {'litestar', 'piccolo', 'reportlab'} & set(sys.modules))"
    )
    line = [sys.executable, "-c", probe, "rank", str(tmp_path / "scheme.json"), str(tmp_path / "marks.csv")]
    said = subprocess.run(line, capture_output=True, text=True, check=False)

    assert said.stdout == "3 set()\n"
