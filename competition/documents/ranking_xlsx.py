"""A ranking as a workbook: amounts are numbers that show the same digits as the paper, everything else is text.

Without names the sheet is the contract's csv, column for column. The cells come from `ranking_table`.
"""

import io
from collections.abc import Mapping
from datetime import UTC

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from competition.documents.page import Provenance
from competition.documents.ranking_pdf import Publication, ranking_sheet
from competition.documents.ranking_table import Cells, Head, Person, exact
from scoring.amounts import amount
from scoring.ranking import Ranking

WIDEST = 15  # significant digits that a spreadsheet's number keeps; a longer amount is text


def ranking_xlsx(
    ranking: Ranking,
    people: Mapping[str, Person] | None = None,
    publication: Publication | None = None,
    provenance: Provenance | None = None,
) -> bytes:
    sheet = ranking_sheet(ranking, people, publication, provenance)
    into = io.BytesIO()
    with xlsxwriter.Workbook(into, {"in_memory": True, "strings_to_numbers": False}) as book:
        book.set_properties(
            {"title": sheet.publication.title, "author": sheet.provenance.maker, "comments": sheet.provenance.line}
        )
        if sheet.provenance.made_at:
            book.set_properties({"created": sheet.provenance.made_at.astimezone(UTC).replace(tzinfo=None)})
        if people is None:
            write_cells(book, book.add_worksheet("standings"), exact(ranking), 0)
        else:
            _publication(book, book.add_worksheet("成绩公示表"), sheet.cells, sheet.publication, sheet.provenance)
    return into.getvalue()


def _publication(book: Workbook, page: Worksheet, cells: Cells, out: Publication, source: Provenance) -> None:
    last = len(cells.heads) - 1
    marks = "".join(f"【{mark}】" for mark in source.marks)
    page.merge_range(
        0, 0, 0, last, marks + out.title, book.add_format({"font_size": 16, "bold": True, "align": "center", "valign": "vcenter"})
    )
    page.set_row(0, 30)
    write_cells(book, page, cells, 1)
    for number, line in enumerate((*out.notes, *out.hosts, source.warning, source.line)):
        page.write_string(len(cells.rows) + 3 + number, 0, line)


def write_cells(book: Workbook, page: Worksheet, cells: Cells, top: int) -> None:
    """Heading and rows from a row on; the heading stays in sight and is printed on every page."""
    head = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "bottom": 1, "top": 1})
    formats: dict[str, Format] = {}
    for at, each in enumerate(cells.heads):
        page.write_string(top, at, each.title, head)
        page.set_column(at, at, _wide(each, [row[at] for row in cells.rows]))
        for number, row in enumerate(cells.rows, top + 1):
            _write(book, page, number, at, row[at], each, formats)
    page.freeze_panes(top + 1, 0)
    page.repeat_rows(top)
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_footer("&C— &P —")


def _write(book: Workbook, page: Worksheet, row: int, at: int, text: str, head: Head, formats: dict[str, Format]) -> None:
    value = amount(text) if head.kind == "figure" and len(text.strip("-").replace(".", "")) <= WIDEST else None
    decimals = len(text.partition(".")[2])
    pattern = "@" if value is None else "0." + "0" * decimals if decimals else "0"
    if pattern not in formats:
        formats[pattern] = book.add_format({"num_format": pattern, "valign": "vcenter", "bottom": 4})
    if value is None:
        page.write_string(row, at, text, formats[pattern])
    else:
        # Fifteen digits survive a double: it is the contract's text again when it is shown
        page.write_number(row, at, float(value), formats[pattern])


def _wide(head: Head, texts: list[str]) -> float:
    """In characters, a Chinese one counted as two."""
    longest = max((sum(2 if ord(each) > 0x2E7F else 1 for each in text) for text in (head.title, *texts)), default=0)
    return float(min(44, max(6, longest + 3)))
