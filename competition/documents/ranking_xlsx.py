"""A ranking as a workbook: amounts are numbers that show the same digits as the paper, everything else is text.

Without names the sheet is the contract's csv, column for column. The cells come from `ranking_table`.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC
from math import ceil

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from competition.documents.page import Provenance
from competition.documents.ranking_pdf import Publication, Sheet, ranking_sheet
from competition.documents.ranking_table import Cells, Head, Person, exact
from scoring.amounts import amount
from scoring.ranking import Ranking
from scoring.recognition import recognised

WIDEST = 15  # significant digits that a spreadsheet's number keeps; a longer amount is text
LONGEST = 32767  # characters that a cell holds; of a longer text xlsxwriter would write nothing
LOOK = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
LINE = {"border": 1, "border_color": "#C4C9CF"}
LEFT = ("unit", "note")


def ranking_xlsx(
    ranking: Ranking,
    people: Mapping[str, Person] | None = None,
    publication: Publication | None = None,
    provenance: Provenance | None = None,
) -> bytes:
    sheet = ranking_sheet(ranking, people, publication, provenance)
    into = io.BytesIO()
    with workbook(into, sheet.publication.title, sheet.provenance) as book:
        if people is None:
            write_cells(book, book.add_worksheet("standings"), exact(ranking), 0)
            if recognised(ranking):
                # the contract's columns stay as they are; medals have a sheet of their own
                write_titled(book, book.add_worksheet("medals"), sheet.cells, *_said(sheet), sheet.provenance)
        else:
            write_titled(book, book.add_worksheet("成绩公示表"), sheet.cells, *_said(sheet), sheet.provenance)
    return into.getvalue()


def _said(sheet: Sheet) -> tuple[str, tuple[str, ...]]:
    out = sheet.publication
    return out.title, (*out.notes, *out.hosts)


@contextmanager
def workbook(into: io.BytesIO, title: str, source: Provenance) -> Iterator[Workbook]:
    with xlsxwriter.Workbook(into, {"in_memory": True, "default_format_properties": LOOK}) as book:
        about = {"title": title, "author": source.maker, "comments": source.line}
        made = {"created": source.made_at.astimezone(UTC).replace(tzinfo=None)} if source.made_at else {}
        book.set_properties(about | made)
        yield book


def write_titled(book: Workbook, page: Worksheet, cells: Cells, title: str, notes: Sequence[str], source: Provenance) -> None:
    """As it is printed: the title over the table, what is said under it, and where it comes from."""
    marks = "".join(f"【{mark}】" for mark in source.marks)
    style = book.add_format({"font_size": 16, "bold": True, "align": "center"})
    page.merge_range(0, 0, 0, len(cells.heads) - 1, marks + title, style)
    page.set_row(0, 36)
    write_cells(book, page, cells, 1)
    for number, line in enumerate(each for each in (*notes, source.warning, source.line) if each):
        page.write_string(len(cells.rows) + 3 + number, 0, line)


def write_cells(book: Workbook, page: Worksheet, cells: Cells, top: int) -> None:
    """Heading and rows from a row on; the heading stays in sight and is printed on every page."""
    head = book.add_format({"bold": True, "align": "center", "text_wrap": True, "bg_color": "#F3F5F7", **LINE})
    formats: dict[tuple[str, str], Format] = {}
    page.set_row(top, 36)
    wide = [_wide(each, [row[at] for row in cells.rows]) for at, each in enumerate(cells.heads)]
    for number, row in enumerate(cells.rows, top + 1):
        # Said, not left to the program that opens it: not every one makes room for the second line
        page.set_row(
            number, 3 + 16 * max(ceil(_characters(text) / (room - 1)) or 1 for text, room in zip(row, wide, strict=True))
        )
    for at, each in enumerate(cells.heads):
        page.write_string(top, at, each.title, head)
        page.set_column(at, at, wide[at])
        for number, row in enumerate(cells.rows, top + 1):
            _write(book, page, number, at, row[at], each, formats)
    page.freeze_panes(top + 1, 0)
    page.repeat_rows(top)
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.center_horizontally()
    page.set_footer("&C— &P —")


def _write(
    book: Workbook, page: Worksheet, row: int, at: int, text: str, head: Head, formats: dict[tuple[str, str], Format]
) -> None:
    value = amount(text) if head.kind == "figure" and len(text.strip("-").replace(".", "")) <= WIDEST else None
    decimals = len(text.partition(".")[2])
    pattern = "@" if value is None else "0." + "0" * decimals if decimals else "0"
    align = "left" if head.kind in LEFT else "center"
    if (pattern, align) not in formats:
        formats[pattern, align] = book.add_format({"num_format": pattern, "align": align, "text_wrap": align == "left", **LINE})
    if value is None:
        page.write_string(row, at, text[:LONGEST], formats[pattern, align])
    else:
        # Fifteen digits survive a double: it is the contract's text again when it is shown
        page.write_number(row, at, float(value), formats[pattern, align])


def _wide(head: Head, texts: list[str]) -> float:
    """In characters, a Chinese one counted as two; a heading may take two lines."""
    longest = max((_characters(text) for text in texts), default=0)
    return float(min(40, max(6, longest + 2, _characters(head.title) * (0.6 if head.title.endswith("）") else 1) + 2)))


def _characters(text: str) -> int:
    return sum(2 if ord(each) > 0x2E7F else 1 for each in text)
