"""`competition scheme FILE.xlsx`: SCHEME.json, or one line a problem and the exit status that programs rely on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from competition.files.scheme_template import scheme_workbook
from competition.files.scheme_template.example import EXAMPLE_SCHEME
from tests.files.books import SHEET, cis_book, cis_grid

Told = tuple[int, str, list[str]]


def command(file: Path) -> Told:
    line = [sys.executable, "-m", "competition", "scheme", str(file)]
    done = subprocess.run(line, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60)
    return done.returncode, done.stdout, done.stderr.splitlines()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "方案.xlsx"


def test_a_cis_workbook_becomes_scheme_json(file: Path) -> None:
    file.write_bytes(cis_book())
    status, out, errors = command(file)

    assert (status, json.loads(out)["title"]) == (0, "Web Technologies")
    assert f"{file}:31: {SHEET}!C31: 评分日是“Any”，不是整数，略去（提醒）" in errors


def test_our_own_workbook_becomes_scheme_json(file: Path) -> None:
    file.write_bytes(scheme_workbook(EXAMPLE_SCHEME))
    status, out, errors = command(file)

    assert (status, json.loads(out), errors) == (0, EXAMPLE_SCHEME, [])


def test_a_bad_workbook_is_told_line_by_line(file: Path) -> None:
    grid = cis_grid()
    grid[23][10] = grid[27][10] = ""
    file.write_bytes(cis_book(grid))

    assert command(file) == (3, "", [
        f"{file}:24: {SHEET}!K24: 评分点没有满分（Max Mark），应为数字",
        f"{file}:28: {SHEET}!K28: 评分点没有满分（Max Mark），应为数字",
    ])  # fmt: skip


def test_a_file_that_is_no_workbook_is_one_line(file: Path) -> None:
    file.write_bytes(b"{}")

    assert command(file) == (3, "", [f"{file}:1: $: 不是工作簿，应为 xlsx 文件"])


def test_a_missing_file_and_a_folder_cannot_be_read(file: Path) -> None:
    assert [command(path)[:2] for path in (file, file.parent)] == [(1, ""), (1, "")]
    assert len(command(file)[2]) == 1
