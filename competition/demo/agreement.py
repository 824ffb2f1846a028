"""Do the papers of an event say the same? Each standing of the JSON is looked for in the CSV, the workbook and the PDF."""

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook


def disagreements(exports: Path, code: str) -> list[str]:
    """What is in one paper and not in another; empty when all agree. A PDF is read where there is a `pdftotext`."""
    standings = json.loads((exports / f"{code}.json").read_text(encoding="utf-8"))["standings"]
    ranked = [one for one in standings if one["place"] is not None]
    found = {"csv": _csv(exports / f"{code}.csv"), "xlsx": _xlsx(exports / f"{code}.xlsx")}
    if shutil.which("pdftotext"):
        found["pdf"] = _pdf(exports / f"{code}.pdf")
    return [
        f"{code}.{kind}: {' '.join(wanted)}"
        for kind, lines in found.items()
        for wanted in (_wanted(one, kind) for one in ranked)
        if not any(set(wanted) <= line for line in lines)
    ]


def _wanted(one: dict[str, Any], kind: str) -> list[str]:
    """What must stand in one line; papers with names carry no labels."""
    label = [one["competitor"]] if kind == "csv" else []
    return [str(one["place"]), *label, one["total"], *one["criteria"].values(), *([one["award"]] if one["award"] else [])]


def _csv(file: Path) -> list[set[str]]:
    return [set(row) for row in csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig")))]


def _xlsx(file: Path) -> list[set[str]]:
    sheet = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0)
    return [{spelt for cell in row for spelt in _spelt(cell)} for row in sheet.to_python()]


def _spelt(cell: object) -> tuple[str, ...]:
    """A number as the sheet shows it: a place without decimals, a mark with two."""
    return (f"{cell:.0f}", f"{cell:.2f}") if isinstance(cell, float) else (str(cell),)


def _pdf(file: Path) -> list[set[str]]:
    line = [shutil.which("pdftotext") or "", "-layout", str(file), "-"]
    text = subprocess.run(line, capture_output=True, check=True).stdout.decode()  # noqa: S603
    return [set(row.split()) for row in text.splitlines()]
