"""Our own scheme workbook, written: empty with an example to copy from, or with a scheme to edit on.

Must not judge the scheme: whatever it holds is written so that it reads back the same.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from competition.files.reading import Scheme
from competition.files.scheme_template.cells import steps_key, write_cell
from competition.files.scheme_template.example import EXAMPLE_SCHEME
from competition.files.scheme_template.fields import (
    ASPECTS,
    COLUMNS,
    EXAMPLE,
    LEVELS,
    NOTES,
    SECTION_FIELDS,
    SECTIONS,
    SETTING_FIELDS,
    SETTINGS,
    Field,
)

MADE_AT = datetime(2000, 1, 1, tzinfo=UTC)
FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
EDGE = {**FONT, "border": 1, "border_color": "#c9ced4", "text_wrap": True}
# Red for the institution, blue for what is filled in: the colours of the pages.
TINTS = ("#f6e3e1", "#e3ecf8", "#eef0f2")
ROWS = 400


class _Forms:
    """The formats of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.heads: tuple[Format, ...] = tuple(book.add_format({**EDGE, "bold": True, "bg_color": tint}) for tint in TINTS)
        # text cells: a spreadsheet would turn 0.10 into 0.1 and a code 1-2 into a date
        self.text: Format = book.add_format({**EDGE, "num_format": "@"})
        self.first: Format = book.add_format({**EDGE, "num_format": "@", "bold": True, "top": 2, "top_color": "#565d66"})
        self.note: Format = book.add_format({**FONT, "font_color": "#565d66", "text_wrap": True})
        self.title: Format = book.add_format({**FONT, "bold": True, "font_size": 14})


def template_workbook() -> bytes:
    """Empty, with an example on a sheet of its own that is not read."""
    return _workbook({}, with_example=True)


def scheme_workbook(scheme: Scheme) -> bytes:
    """A scheme in one workbook, to be read by people, edited, and read back."""
    return _workbook(scheme, with_example=False)


def _workbook(scheme: Scheme, *, with_example: bool) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": MADE_AT})
        forms = _Forms(book)
        _settings(book.add_worksheet(SETTINGS), forms, scheme)
        _aspects(book.add_worksheet(ASPECTS), forms, scheme, choose=True)
        _sections(book.add_worksheet(SECTIONS), forms, scheme)
        if with_example:
            _aspects(book.add_worksheet(EXAMPLE), forms, EXAMPLE_SCHEME, choose=False)
        _notes(book.add_worksheet(NOTES), forms)
    return file.getvalue()


def _write(sheet: Worksheet, row: int, column: int, value: str | int, form: Format) -> None:
    if isinstance(value, int):
        sheet.write_number(row, column, value, form)
    else:
        sheet.write_string(row, column, value, form)


def _settings(sheet: Worksheet, forms: _Forms, scheme: Scheme) -> None:
    for column, width in enumerate((30, 36, 70)):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, "评分方案 Marking scheme", forms.title)
    for row, field in enumerate(SETTING_FIELDS, 2):
        first, _, rest = field.key.partition(".")
        value = scheme.get(first, {}).get(rest) if rest else scheme.get(first)
        sheet.write_string(row, 0, field.heading, forms.heads[0])
        sheet.write_blank(row, 1, None, forms.text)
        if value is not None:
            _write(sheet, row, 1, write_cell(field, value), forms.text)
        sheet.write_string(row, 2, field.note, forms.note)
        if field.words:
            sheet.data_validation(row, 1, row, 1, _choose(field))


def _choose(field: Field) -> dict[str, Any]:
    source = [f"{chinese} {word}" for word, chinese in field.words.items()]
    return {
        "validate": "list",
        "source": source,
        "error_type": "warning",
        "error_title": field.chinese,
        "error_message": field.note,
    }


def _aspects(sheet: Worksheet, forms: _Forms, scheme: Scheme, *, choose: bool) -> None:
    """Two heading rows, then one row an aspect; codes stand in every row, so that it can be sorted and filtered."""
    column = 0
    for level, (heading, fields) in enumerate(LEVELS):
        sheet.merge_range(0, column, 0, column + len(fields) - 1, heading, forms.heads[level])
        column += len(fields)
    for column, (level, field) in enumerate(COLUMNS):
        sheet.write_string(1, column, f"{field.chinese}\n{field.english}", forms.heads[level])
        sheet.set_column(column, column, field.width, forms.text)
        if choose and field.words:
            sheet.data_validation(2, column, ROWS, column, _choose(field))
    sheet.set_row(1, 58)
    sheet.freeze_panes(2, 0)
    sheet.ignore_errors({"number_stored_as_text": f"A1:AZ{ROWS}"})
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, 1)
    _rows(sheet, forms, scheme)


def _rows(sheet: Worksheet, forms: _Forms, scheme: Scheme) -> None:
    row = 2
    for criterion in scheme.get("criteria", ()):
        for one in criterion["subcriteria"]:
            for number, aspect in enumerate(one["aspects"]):
                is_first = number == 0
                begins = is_first and one is criterion["subcriteria"][0]
                _row(sheet, row, forms.first if is_first else forms.text, (criterion, one, aspect), (begins, is_first, True))
                row += 1


def _row(sheet: Worksheet, row: int, form: Format, nodes: tuple[dict[str, Any], ...], whole: tuple[bool, bool, bool]) -> None:
    """`whole` says of each level whether this row tells all of it, or only its code."""
    award = nodes[2].get("award", "")
    for column, (level, field) in enumerate(COLUMNS):
        key = steps_key(award) if field.key == "steps" else field.key
        value = _value(nodes[level], key)
        if value is None or not (whole[level] or key == "code"):
            sheet.write_blank(row, column, None, form)
        else:
            _write(sheet, row, column, write_cell(field, value, award), form)


def _value(node: dict[str, Any], key: str) -> Any:
    first, _, rest = key.partition(".")
    return node.get(first, {}).get(rest) if rest else node.get(first)


def _sections(sheet: Worksheet, forms: _Forms, scheme: Scheme) -> None:
    for column, field in enumerate(SECTION_FIELDS):
        sheet.set_column(column, column, field.width + 6)
        sheet.write_string(0, column, field.heading, forms.heads[0])
    for row, section in enumerate(scheme.get("sections", ()), 1):
        for column, field in enumerate(SECTION_FIELDS):
            if field.key in section:
                _write(sheet, row, column, write_cell(field, section[field.key]), forms.text)


def _notes(sheet: Worksheet, forms: _Forms) -> None:
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 1, 90)
    lines = (
        ("怎么填 How to fill in", ""),
        (ASPECTS, "一行一个评分点。模块和子项的名称、权重、评分日写在各自的第一行，下面各行可以只写编号。"),
        (SETTINGS, "只有赛项名称必填，其余不填即用括号里说明的默认值。"),
        (SECTIONS, "按世赛规则评分时填写；国内赛事可以空着。"),
        (EXAMPLE, "每种给分办法一个例子，可以整行复制到评分点表；这张表不会被读入。"),
        ("分值 Marks", "分值、权重、系数按文字填写，最多 9 位小数；0.5 和 0,5 都认。"),
    )
    for row, (name, text) in enumerate(lines):
        sheet.write_string(row, 0, name, forms.heads[0] if row else forms.title)
        sheet.write_string(row, 1, text, forms.note)
    for row, (level, field) in enumerate(COLUMNS, len(lines) + 1):
        sheet.write_string(row, 0, field.heading, forms.heads[level])
        choices = "、".join(field.words.values())
        sheet.write_string(row, 1, "；".join(part for part in (field.note, choices and f"可选：{choices}") if part), forms.note)
