"""A 汇总表 as it arrives, a workbook, a CSV or pasted text, becomes rows of texts with their cells. Judges no value."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from competition.files.text import NOT_TEXT, decoded
from competition.files.workbook import Sheet, open_workbook, text_of
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.registration.summary.columns import guessed, headed

MOST = 2000
DOWNWARD = ("unit", "employer", "delegation", "leader", "liaison")
NO_HEADING = N_("没有找到表头。第一行（或标题下面一行）要写列名，至少有“姓名”和“单位”。可以下载汇总表模板来填。")
NO_ROWS = N_("表里没有选手：表头下面是空的。")
TOO_MANY = N_("一次最多 {most} 行，这里有 {found} 行。请分几次导入。")


@dataclass(frozen=True)
class Row:
    """A row of the sheet: its number there, what is written by field, and what was put right since."""

    number: int
    written: dict[str, str]
    edits: dict[str, str] = field(default_factory=dict)

    def of(self, key: str) -> str:
        """What counts."""
        return self.edits.get(key, self.written.get(key, ""))


@dataclass(frozen=True)
class Table:
    """The rows, and the letter of each field's column."""

    letters: dict[str, str]
    rows: tuple[Row, ...]

    def where(self, row: Row, key: str) -> str:
        """The cell, as a spreadsheet names it."""
        return f"{self.letters[key]}{row.number}" if key in self.letters else str(row.number)


def read(name: str, data: bytes) -> Table:
    """A file. The first sheet with headings counts."""
    if name.lower().endswith((".csv", ".txt", ".tsv")) or not data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        if (text := decoded(data)) is None:
            raise Refusal(NOT_TEXT)
        found = _table(_lines(text))
        tables = [found] if found else []
    else:
        sheets = open_workbook(data)
        if not isinstance(sheets, tuple):
            facts: dict[str, Any] = dict(sheets.facts)
            raise Refusal(sheets.says, **facts)
        tables = [found for sheet in sheets if (found := _table(_texts(sheet)))]
    if not tables:
        raise Refusal(NO_HEADING)
    return _sound(tables[0])


def pasted(text: str) -> Table:
    """Rows copied out of a spreadsheet or a message; without headings each column is known by what is in it."""
    rows = _lines(text)
    found = _table(rows)
    if found is None:
        columns = guessed(rows)
        if "name" not in columns:
            raise Refusal(NO_HEADING)
        found = _below(rows, 0, columns)
    return _sound(found)


def _sound(table: Table) -> Table:
    if not table.rows:
        raise Refusal(NO_ROWS)
    if len(table.rows) > MOST:
        raise Refusal(TOO_MANY, most=MOST, found=len(table.rows))
    return table


def _table(rows: Sequence[Sequence[str]]) -> Table | None:
    heading = headed(rows)
    return _below(rows, heading[0] + 1, heading[1]) if heading else None


def _below(rows: Sequence[Sequence[str]], top: int, columns: dict[str, int]) -> Table:
    """Rows of people; not blank ones, not the signature under the table. Merged cells say what they said above."""
    found: list[Row] = []
    above: dict[str, str] = {}
    for number, row in enumerate(rows[top:], top + 1):
        written = {key: row[at].strip() for key, at in columns.items() if at < len(row) and row[at].strip()}
        if "name" not in written and (len(written) < 3 or not {"identity", "phone", "level", "sex"} & written.keys()):
            continue
        filled = {key: above[key] for key in DOWNWARD if key in above and key not in written}
        found.append(Row(number, written, filled))
        above = {key: written.get(key, above.get(key, "")) for key in DOWNWARD if key in written or key in above}
    return Table({key: xl_col_to_name(at) for key, at in columns.items()}, tuple(found))


def _texts(sheet: Sheet) -> list[list[str]]:
    return [[shown(cell) for cell in row] for row in sheet.rows]


def shown(cell: object) -> str:
    """A cell as its reader sees it. A number of 13 digits and more has lost some: it is shown as what it became."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= 1e12:
        return f"{cell:.5E}"
    return text_of(cell)


def _lines(text: str) -> list[list[str]]:
    """By tabs, else by commas; else, in a message, by wide gaps or blanks."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\t" in text:
        return [list(row) for row in csv.reader(io.StringIO(text), delimiter="\t")]
    if "," in text:
        return [list(row) for row in csv.reader(io.StringIO(text))]
    gap = r"[，]" if "，" in text else r"[ \u3000]{2,}|\u3000" if re.search(r"\S( {2,}|\u3000)\S", text) else r"[ ;；]+"
    return [re.split(gap, line.strip(" \u3000")) for line in text.split("\n")]
