"""What a paper says, read as somebody reads it who has only the paper: places, and the referees' cards."""

import csv
import io
import json
import re
import subprocess
from collections.abc import Collection
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

NOBODYS = "—"
Places = dict[str, int | None]


def of_json(paper: bytes) -> Places:
    """Label → place."""
    return {each["competitor"]: each["place"] for each in json.loads(paper)["standings"]}


def of_csv(paper: bytes) -> Places:
    """Label → place."""
    rows = csv.DictReader(io.StringIO(paper.decode("utf-8-sig"), newline=""))
    return {row["competitor"]: _place(row["place"]) for row in rows}


def of_xlsx(paper: bytes, names: Collection[str]) -> Places:
    """Name → place."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(paper)).get_sheet_by_index(0).to_python()
    return {str(cell): _place(row[0]) for row in rows for cell in row if cell in names}


def of_pdf(paper: bytes, names: Collection[str], tmp_path: Path) -> Places:
    """Name → place, from the lines of the page."""
    found = {}
    for line in _text(paper, tmp_path, "-layout").splitlines():
        for name in names:
            if name in line:
                first = re.match(r"\s*(\d+|—)\s", line)
                assert first, line
                found[name] = _place(first[1])
    return found


def of_cards(paper: bytes, tmp_path: Path) -> dict[str, tuple[str, str]]:
    """Judge → link and PIN, from the cards that are handed out."""
    found = re.findall(r"(J\d+)\s+PIN (\d{6})\s+\S+/t/(\w{8})", _text(paper, tmp_path, "-raw"))
    return {judge: (link, pin) for judge, pin, link in found}


def _text(paper: bytes, tmp_path: Path, layout: str) -> str:
    file = tmp_path / "paper.pdf"
    file.write_bytes(paper)
    return subprocess.run(["pdftotext", layout, file, "-"], check=True, capture_output=True).stdout.decode()


def _place(cell: Any) -> int | None:
    return None if str(cell).strip() in ("", NOBODYS) else int(float(cell))
