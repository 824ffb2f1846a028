"""Where things stand on a CIS marking scheme sheet: its labels are matched loosely, for they differ by year and by hand.

Knows labels and columns; must not know what the rows below them mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from competition.files.workbook import Sheet, loose

SHEET = "CIS Marking Scheme Import"
CALCULATIONS = "Calculations"

# What a label begins with, once loosened; the older names beside the present one.
COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("sub criterion id", "sub criteria id", "subcriterion id", "subcriteria id"),
    "title": ("sub criterion name", "sub criteria name", "subcriterion name", "subcriteria name"),
    "day": ("day of marking",),
    "kind": ("aspect type",),
    "aspect": ("aspect description",),
    "score": ("judg score", "judge score", "judgement score", "judgment score"),
    "extra": ("extra aspect description",),
    "requirement": ("requirement",),
    "section": ("wsos section", "wsss section", "wss section"),
    "calculation": ("calculation row",),
    "max": ("max mark", "maximum mark"),
}
NEEDED = ("code", "kind", "aspect", "max")


@dataclass(frozen=True)
class Header:
    """The header row of a criterion's block: which column holds what, and whose block it is."""

    row: int
    columns: dict[str, int]
    criterion: str
    criterion_column: int

    def column(self, name: str) -> int | None:
        return self.columns.get(name)


@dataclass(frozen=True)
class Table:
    """A small table above the blocks: its header row and the columns of code, title and mark."""

    row: int
    code: int
    title: int
    mark: int


def marking_sheet(sheets: tuple[Sheet, ...]) -> Sheet | None:
    """The sheet with the blocks: by what is in it, or else by its name."""
    found = [sheet for sheet in sheets if headers(sheet)]
    named = [sheet for sheet in sheets if "marking scheme" in loose(sheet.name)]
    both = [sheet for sheet in found if sheet in named]
    return next(iter(both or found or named), None)


def calculations_sheet(sheets: tuple[Sheet, ...]) -> Sheet | None:
    return next((sheet for sheet in sheets if loose(sheet.name).startswith("calculation")), None)


def headers(sheet: Sheet) -> tuple[Header, ...]:
    rows = (_header(sheet, number) for number in range(len(sheet.rows)))
    return tuple(header for header in rows if header)


def _header(sheet: Sheet, row: int) -> Header | None:
    columns: dict[str, int] = {}
    criterion, criterion_column = "", 0
    for column, cell in enumerate(sheet.rows[row]):
        label = loose(cell) if isinstance(cell, str) else ""
        for name, beginnings in COLUMNS.items():
            if name not in columns and label.startswith(beginnings):
                columns[name] = column
        named = re.fullmatch(r"criteri(?:on|a) (\w{1,4})", label)
        if named:
            criterion, criterion_column = named[1].upper(), column
    is_header = "code" in columns and len(columns) >= 3
    return Header(row, columns, criterion, criterion_column) if is_header else None


def sections_table(sheet: Sheet, end: int) -> Table | None:
    """The table of the occupational standards (WSOS, formerly WSSS)."""
    for row in range(min(end, len(sheet.rows))):
        labels = [loose(cell) for cell in sheet.rows[row]]
        marks = [column for column, label in enumerate(labels) if re.fullmatch(r"ws\w{1,2} marks", label)]
        if labels and "section" in labels and marks:
            code = labels.index("section")
            return Table(row, code, code + 1, marks[-1])
    return None


def criteria_table(sheet: Sheet, end: int) -> Table | None:
    for row in range(min(end, len(sheet.rows))):
        labels = [loose(cell) for cell in sheet.rows[row]]
        if {"id", "name"} <= set(labels):
            mark = next((labels.index(label) for label in ("mark", "marks", "total mark") if label in labels), len(labels))
            return Table(row, labels.index("id"), labels.index("name"), mark)
    return None


def split_title(text: str) -> tuple[str, str]:
    """The skill's number and its name: "17 Web Technologies"; a name alone has no number."""
    found = re.fullmatch(r"#?(\d{2,4}[A-Z]?|\d|[A-Z]{2,4}(?=\s+[\u3400-\u9fff]))[\s.:_-]+(\S.*)", text, re.DOTALL)
    return (found[1], found[2].strip()) if found else ("", text)
