"""A sheet of marks as it arrives, a workbook, a CSV or pasted text: rows of who and how much. Judges nothing.

With headings the columns are known by them; without, the last column of numbers is the mark and the others say who.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from competition.files.text import NOT_TEXT, decoded
from competition.files.workbook import open_workbook, text_of
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from scoring.amounts import amount, plain

MOST, LOOKED = 3000, 12
WHO = {
    "赛位",
    "赛位号",
    "工位",
    "工位号",
    "参赛编号",
    "编号",
    "姓名",
    "选手",
    "队名",
    "身份证号",
    "身份证号码",
    "身份证",
    "station",
    "contest number",
    "name",
}
MARK = {"成绩", "分数", "得分", "理论", "理论成绩", "理论得分", "卷面成绩", "总分", "总成绩", "score", "mark", "marks"}
NO_TABLE = N_("没有看出哪一列是成绩。第一行写列名：赛位号（或参赛编号、姓名、身份证号）和成绩。")
NO_ROWS = N_("表里没有成绩：表头下面是空的。")
TOO_MANY = N_("一次最多 {most} 行，这里有 {found} 行。请分几次导入。")


@dataclass(frozen=True)
class Row:
    """A row of the sheet: its number there, the cells that say who, and the mark as it is written."""

    number: int
    who: tuple[str, ...]
    mark: str
    headed: bool = False


def read(data: bytes) -> list[Row]:
    """A file: the first sheet in which a column of marks is found."""
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        sheets = open_workbook(data)
        if not isinstance(sheets, tuple):
            raise Refusal(sheets.says, status=422, **dict[str, object](sheets.facts))
        tables = [[[_plain(text_of(cell)) for cell in row] for row in sheet.rows] for sheet in sheets]
    elif (text := decoded(data)) is not None:
        tables = [_lines(text)]
    else:
        raise Refusal(NOT_TEXT)
    for table in tables:
        if found := _rows(table):
            return _few(found)
    raise Refusal(NO_TABLE)


def pasted(text: str) -> list[Row]:
    """Rows copied out of a spreadsheet or a message."""
    found = _rows(_lines(text))
    if found is None:
        raise Refusal(NO_TABLE)
    return _few(found)


def _few(rows: list[Row]) -> list[Row]:
    if not rows:
        raise Refusal(NO_ROWS)
    if len(rows) > MOST:
        raise Refusal(TOO_MANY, most=MOST, found=len(rows))
    return rows


def _rows(table: Sequence[Sequence[str]]) -> list[Row] | None:
    for top, row in enumerate(table[:LOOKED]):
        words = [cell.lower() for cell in row]
        marks = [at for at, word in enumerate(words) if word in MARK]
        who = [at for at, word in enumerate(words) if word in WHO]
        if marks and who:
            return _below(table, top + 1, who, marks[0], headed=True)
    columns = max((len(row) for row in table), default=0)
    numeric = [at for at in range(1, columns) if _is_marks(table, at)]
    return _below(table, 0, [at for at in range(columns) if at != numeric[-1]], numeric[-1]) if numeric else None


def _is_marks(table: Sequence[Sequence[str]], at: int) -> bool:
    """Do most rows have a number there?"""
    cells = [row[at] for row in table if len(row) > at and row[at]]
    return bool(cells) and sum(amount(mark_of(cell)) is not None for cell in cells) * 2 > len(cells)


def _below(table: Sequence[Sequence[str]], top: int, who: Sequence[int], mark: int, headed: bool = False) -> list[Row]:
    found = []
    for number, row in enumerate(table[top:], top + 1):
        keys = tuple(row[at] for at in who if at < len(row) and row[at])
        if keys:
            found.append(Row(number, keys, row[mark] if mark < len(row) else "", headed))
    return found


def mark_of(text: str) -> str:
    """92, 92.0, ９２, 92分 are one mark; what is no number stays as it is."""
    value = _plain(text).removesuffix("分").strip()
    number = amount(value)
    return value[:40] if number is None else plain(number)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _lines(text: str) -> list[list[str]]:
    """By tabs, else by commas, else by blanks."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\t" in text or "," in text:
        rows = csv.reader(io.StringIO(text), delimiter="\t" if "\t" in text else ",")
        return [[_plain(cell) for cell in row] for row in rows]
    return [[_plain(cell) for cell in re.split(r"[ \u3000，;；]+", line.strip())] for line in text.split("\n") if line.strip()]
