"""A spreadsheet as plain rows of cells, and what a cell says: a text, an exact decimal, a whole number.

Knows xlsx and nothing of marking schemes. It must not know who asks or what becomes of the rows.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from decimal import Decimal

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum
from xlsxwriter.utility import xl_col_to_name

from scoring.problems import Problem

Row = tuple[object, ...]

# The reader keeps a sheet as a full rectangle: one stray cell in the far corner would take all the memory there is.
MOST_ROWS = 20_000
MOST_COLUMNS = 256
MOST_BYTES = 200_000_000
CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["'][^>]*[^/]>""")
# The reader takes room for as many strings as a file claims to hold: a false claim of billions would end the process.
BOAST = re.compile(rb"""\b(?:uniqueCount|count)\s*=\s*["'][^"']{8,}["']""")
OLE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Sheet:
    """One sheet: row 0 is the spreadsheet's row 1, column 0 its column A; rows may differ in length."""

    name: str
    rows: tuple[Row, ...]

    def cell(self, row: int, column: int | None) -> object:
        if column is None or row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column]

    def text(self, row: int, column: int | None) -> str:
        return text_of(self.cell(row, column))

    def where(self, row: int, column: int | None) -> str:
        return f"{self.name}!{xl_col_to_name(column or 0)}{row + 1}"


def open_workbook(data: bytes) -> tuple[Sheet, ...] | Problem:
    """The sheets with something in them, or the one thing that keeps the file from being read."""
    hindrance = _hindrance(data)
    if hindrance:
        return hindrance
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        return tuple(_sheet(book, name) for name in names)
    except PasswordError:
        return Problem("", "文件有密码保护，请去掉密码后另存为 xlsx", {})
    except (CalamineError, ValueError, OSError) as error:
        return Problem("", "工作簿已损坏，读不出来（{reason}）；请用表格软件打开后另存为 xlsx", {"reason": str(error)})


def _sheet(book: CalamineWorkbook, name: str) -> Sheet:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return Sheet(name, tuple(tuple(row) for row in rows))


def _hindrance(data: bytes) -> Problem | None:
    if not data:
        return Problem("", "文件是空的，应为 xlsx 工作簿", {})
    if data.startswith(OLE):
        return Problem("", "文件有密码保护，或是旧版 xls；请去掉密码后另存为 xlsx", {})
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return Problem("", "不是工作簿，应为 xlsx 文件", {})
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _hindrance_inside(archive)
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError, ValueError, zlib.error):
        return Problem("", "工作簿已损坏，读不出来；请用表格软件打开后另存为 xlsx", {})


def _hindrance_inside(archive: zipfile.ZipFile) -> Problem | None:
    if "xl/workbook.xml" not in archive.namelist():
        return Problem("", "不是 xlsx 工作簿（压缩包里没有 xl/workbook.xml）", {})
    if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
        return Problem("", "工作簿太大，最多 {most} MB", {"most": str(MOST_BYTES // 1_000_000)})
    for part in archive.namelist():
        if part.startswith("xl/") and part.endswith(".xml") and BOAST.search(archive.read(part)):
            return Problem("", "工作簿已损坏，读不出来；请用表格软件打开后另存为 xlsx", {})
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            for column, row in CELL.findall(archive.read(part)):
                if int(row) > MOST_ROWS or _column_number(column) > MOST_COLUMNS:
                    return Problem(
                        "",
                        "表格太大：单元格 {cell} 有内容，最多 {rows} 行 {columns} 列",
                        {"cell": (column + row).decode(), "rows": str(MOST_ROWS), "columns": str(MOST_COLUMNS)},
                    )
    return None


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def text_of(cell: object) -> str:
    """What a cell says as text: a whole number without ".0", blanks around it gone."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | int):
        return decimal_of(cell) or str(cell)
    return str(cell).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").strip()


def loose(cell: object) -> str:
    """A label as it is compared: whatever its case, width, punctuation or line breaks."""
    return " ".join(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text_of(cell)).casefold()).split())


def decimal_of(cell: object) -> str | None:
    """An exact decimal as a text, of a number or of a text with a point or a comma; None when it is neither."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, float | int):
        # repr is the shortest decimal that means this float; what lies beyond nine places is float noise
        return plain(Decimal(repr(cell))) if abs(cell) < 1e12 else None
    text = unicodedata.normalize("NFKC", text_of(cell)).replace(",", ".")
    if not re.fullmatch(r"[+-]?[0-9]{1,12}(\.[0-9]+)?", text):
        return None
    return plain(Decimal(text))


def plain(number: Decimal) -> str:
    """At most nine places, no exponent, no zeros behind."""
    text = f"{number.quantize(Decimal('1e-9')):f}"
    text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def whole_of(cell: object) -> int | None:
    """A whole number, however it was typed; None when it is none."""
    text = decimal_of(cell)
    return int(text) if text is not None and re.fullmatch(r"-?[0-9]+", text) else None
