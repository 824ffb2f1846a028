"""A marking scheme as a CIS marking scheme workbook, in the layout that CIS itself exports, calculators included.

Must not decide whether a scheme may be written so: `expressible` says that first.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from competition.files.cis.aspects import SCORES
from competition.files.cis.calculations import Calculation, calculation_for
from competition.files.cis.expressible import cis_obstacles, skill
from competition.files.cis.labels import CALCULATIONS, SHEET
from competition.files.reading import Scheme

HEADER = (
    "Sub\nCriterion\nID", "Sub Criterion\nName or Description", "Day of Marking", "Aspect\nType\nM = Meas\nJ = Judg",
    "Aspect - Description", "Judg Score",
    "Extra Aspect Description (Meas or Judg)\nOR\nJudgement Score Description (Judg only)",
    "Requirement\n(Measurement Only)", "WSOS Section", "Calculation Row \n(Export only)", "Max\nMark",
)  # fmt: skip
WIDTHS = (8, 32, 8, 8, 48, 6, 60, 28, 9, 12, 9, 14, 9, 9)
MADE_AT = datetime(2000, 1, 1, tzinfo=UTC)
SECTIONS_ROW = 4


class _Page:
    """The sheet while it is written: the next free row, the formats, the calculators met so far."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.sheet: Worksheet = book.add_worksheet(SHEET)
        self.row = 0
        self.calculations: list[Calculation] = []
        edge = {"border": 1, "border_color": "#9aa2ab", "valign": "top", "font_name": "Arial", "font_size": 10}
        self.plain: Format = book.add_format({**edge, "text_wrap": True})
        self.mark: Format = book.add_format({**edge, "num_format": "0.00#######"})
        self.bold: Format = book.add_format({**edge, "bold": True, "text_wrap": True, "bg_color": "#e4e8ed"})
        self.title: Format = book.add_format({"bold": True, "font_name": "Arial", "font_size": 14})

    def texts(self, row: int, texts: tuple[str, ...], form: Format) -> None:
        for column, text in enumerate(texts):
            self.sheet.write_string(row, column, text, form)

    def number(self, row: int, column: int, number: str | Decimal) -> None:
        self.sheet.write_number(row, column, float(number), self.mark)


def cis_workbook(scheme: Scheme) -> bytes:
    """The workbook; a scheme with obstacles is the caller's mistake."""
    obstacles = cis_obstacles(scheme)
    if obstacles:
        raise ValueError(f"{obstacles[0].where}: {obstacles[0]}")
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_numbers": False}) as book:
        book.set_properties({"created": MADE_AT})
        page = _Page(book)
        for column, width in enumerate(WIDTHS):
            page.sheet.set_column(column, column, width)
        page.sheet.write_string(0, 0, skill(scheme), page.title)
        _sections(page, scheme)
        _criteria(page, scheme)
        _calculations(book, page)
    return file.getvalue()


def _total(aspects: list[dict[str, Any]]) -> Decimal:
    return sum((Decimal(aspect["max"]) for aspect in aspects), Decimal(0))


def _aspects(criterion: dict[str, Any]) -> list[dict[str, Any]]:
    return [aspect for one in criterion["subcriteria"] for aspect in one["aspects"]]


def _sections(page: _Page, scheme: Scheme) -> None:
    """The standards with their weights, beside what the aspects come to, as formulas with their values."""
    sections, row = scheme.get("sections", []), SECTIONS_ROW
    everything = [aspect for criterion in scheme["criteria"] for aspect in _aspects(criterion)]
    page.sheet.write_string(2, 0, "WorldSkills Occupational Standards", page.title)
    page.texts(3, ("Section", "WSOS Marks", "", "", "", "", "", "", "WSOS Marks", "Aspect Marks", "Variation"), page.bold)
    apart = Decimal(0)
    first = row + len(sections) + len(scheme["criteria"]) + 8
    for section in sections:
        weight = Decimal(section["weight"])
        given = _total([aspect for aspect in everything if aspect.get("section") == section["code"]])
        apart += abs(weight - given)
        _code(page, row, 0, section["code"])
        page.sheet.write_string(row, 1, section["title"], page.plain)
        page.number(row, 8, weight)
        sums = f"=SUMIF($I${first}:$I$20000,A{row + 1},$K${first}:$K$20000)"
        page.sheet.write_formula(row, 9, sums, page.mark, float(given))
        page.sheet.write_formula(row, 10, f"=ABS(I{row + 1}-J{row + 1})", page.mark, float(abs(weight - given)))
        row += 1
    page.sheet.write_string(row, 8, "Total Variation", page.bold)
    if sections:
        page.sheet.write_formula(row, 10, f"=SUM(K{SECTIONS_ROW + 1}:K{row})", page.mark, float(apart))
    page.row = row + 3


def _code(page: _Page, row: int, column: int, code: str) -> None:
    """A number where the code is one, so that the SUMIF of a spreadsheet finds it."""
    if code.isascii() and code.isdigit() and str(int(code)) == code and len(code) < 10:
        page.sheet.write_number(row, column, int(code), page.plain)
    else:
        page.sheet.write_string(row, column, code, page.plain)


def _criteria(page: _Page, scheme: Scheme) -> None:
    page.sheet.write_string(page.row, 0, "Criteria", page.title)
    page.texts(page.row + 1, ("ID", "Name", "", "", "", "", "", "", "", "", "Mark"), page.bold)
    page.row += 2
    for criterion in scheme["criteria"]:
        page.sheet.write_string(page.row, 0, criterion["code"], page.plain)
        page.sheet.write_string(page.row, 1, criterion["title"], page.plain)
        page.number(page.row, 10, _total(_aspects(criterion)))
        page.row += 1
    page.row += 2
    for criterion in scheme["criteria"]:
        _block(page, criterion)
    total = sum((_total(_aspects(criterion)) for criterion in scheme["criteria"]), Decimal(0))
    page.sheet.write_string(page.row + 1, 11, "Competition", page.bold)
    page.sheet.write_string(page.row + 1, 12, "Total\nMark", page.bold)
    page.number(page.row + 1, 13, total)


def _block(page: _Page, criterion: dict[str, Any]) -> None:
    head = page.row
    page.texts(head, (*HEADER, f"Criterion {criterion['code']}", "Total\nMark"), page.bold)
    page.row += 1
    for one in criterion["subcriteria"]:
        page.sheet.write_string(page.row, 0, one["code"], page.bold)
        page.sheet.write_string(page.row, 1, one["title"], page.bold)
        if "day" in one:
            page.sheet.write_number(page.row, 2, one["day"], page.bold)
        page.row += 1
        for aspect in one["aspects"]:
            _aspect(page, aspect)
        page.row += 1
    total = float(_total(_aspects(criterion)))
    page.sheet.write_formula(head, 13, f"=SUM(K{head + 2}:K{page.row})", page.mark, total)


def _aspect(page: _Page, aspect: dict[str, Any]) -> None:
    row, (first, *others) = page.row, aspect.get("extra") or [""]
    judged = aspect["kind"] == "judgement"
    texts = {3: "J" if judged else "M", 4: aspect["title"], 6: first, 7: aspect.get("requirement", "")}
    for column, text in texts.items():
        page.sheet.write_string(row, column, text, page.plain)
    if "section" in aspect:
        _code(page, row, 8, aspect["section"])
    calculation = calculation_for(aspect)
    if calculation and not judged:
        if calculation not in page.calculations:
            page.calculations.append(calculation)
        page.sheet.write_number(row, 9, page.calculations.index(calculation) + 1, page.plain)
    page.number(row, 10, aspect["max"])
    page.row += 1
    for score in SCORES if judged else ():
        page.sheet.write_number(page.row, 5, int(score), page.plain)
        page.sheet.write_string(page.row, 6, aspect["descriptors"][score], page.plain)
        page.row += 1
    for text in others:
        page.sheet.write_string(page.row, 6, text, page.plain)
        page.row += 1


def _calculations(book: xlsxwriter.Workbook, page: _Page) -> None:
    sheet = book.add_worksheet(CALCULATIONS)
    for row, calculation in enumerate(page.calculations):
        sheet.write_string(row, 0, calculation.label)
        sheet.write_string(row, 1, calculation.kind)
        sheet.write_boolean(row, 2, calculation.shared)
        sheet.write_string(row, 3, calculation.parameters)
