"""Our own scheme workbook, read: one row an aspect, settings beside it. The rules of a scheme are not judged here."""

from __future__ import annotations

from typing import Any

from competition.files.reading import Findings, Reading
from competition.files.scheme_template.cells import has_twice, read_cell, steps_key
from competition.files.scheme_template.fields import (
    ASPECTS,
    COLUMNS,
    SECTION_FIELDS,
    SECTIONS,
    SETTING_FIELDS,
    SETTINGS,
    Field,
)
from competition.files.workbook import Sheet, loose

Columns = dict[tuple[int, str], int]
HEAD = 10
PATHS = ("criteria[{0}]", "criteria[{0}].subcriteria[{1}]", "criteria[{0}].subcriteria[{1}].aspects[{2}]")


def is_template(sheets: tuple[Sheet, ...]) -> bool:
    return _aspects_sheet(sheets) is not None


def read_template(sheets: tuple[Sheet, ...]) -> Reading:
    found = _aspects_sheet(sheets)
    assert found is not None, "asked only after is_template"
    sheet, head, columns = found
    findings = Findings(sheet)
    scheme: dict[str, Any] = {"format": 1, **_settings(findings, _named(sheets, SETTINGS))}
    sections = _sections(findings, _named(sheets, SECTIONS))
    scheme |= {"sections": sections} if sections else {}
    scheme["criteria"] = _criteria(findings, head, columns)
    findings.cells[""] = sheet.where(head, 0)
    findings.cells["criteria"] = sheet.where(head + 1, 0)
    return findings.reading(scheme)


def _named(sheets: tuple[Sheet, ...], name: str) -> Sheet | None:
    return next((sheet for sheet in sheets if loose(sheet.name) in _spellings(name)), None)


def _spellings(heading: str) -> set[str]:
    chinese, _, english = heading.partition(" ")
    return {loose(heading), loose(chinese), loose(english)}


def _aspects_sheet(sheets: tuple[Sheet, ...]) -> tuple[Sheet, int, Columns] | None:
    sheet = _named(sheets, ASPECTS)
    for row in range(min(HEAD, len(sheet.rows))) if sheet else ():
        columns = _columns(sheet, row) if sheet else {}
        if sheet and {(2, "code"), (2, "title"), (2, "kind")} <= set(columns):
            return sheet, row, columns
    return None


def _columns(sheet: Sheet, row: int) -> Columns:
    labels = [loose(cell) for cell in sheet.rows[row]]
    columns: Columns = {}
    for level, field in COLUMNS:
        spellings = {loose(field.heading), loose(field.chinese), loose(field.english)}
        place = next((place for place, label in enumerate(labels) if label in spellings), None)
        if place is not None:
            columns[level, field.key] = place
    return columns


def _settings(findings: Findings, sheet: Sheet | None) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    for row in range(len(sheet.rows)) if sheet else ():
        field = (
            next(
                (
                    one
                    for one in SETTING_FIELDS
                    if loose(sheet.cell(row, 0)) in {loose(one.heading), loose(one.chinese), loose(one.english)}
                ),
                None,
            )
            if sheet
            else None
        )
        if field is None or sheet is None:
            continue
        findings.cells.setdefault(field.key, sheet.where(row, 1))
        findings.cells.setdefault(field.key.split(".")[0], sheet.where(row, 1))
        if sheet.text(row, 1):
            _put(settings, field.key, read_cell(field, sheet.cell(row, 1)))
    return settings


def _put(into: dict[str, Any], key: str, value: Any) -> None:
    first, _, rest = key.partition(".")
    if rest:
        into.setdefault(first, {})[rest] = value
    else:
        into[first] = value


def _sections(findings: Findings, sheet: Sheet | None) -> list[dict[str, Any]]:
    sections: list[dict[str, Any]] = []
    for row in range(1, len(sheet.rows)) if sheet else ():
        section: dict[str, Any] = {}
        for column, field in enumerate(SECTION_FIELDS):
            if sheet and sheet.text(row, column):
                section[field.key] = read_cell(field, sheet.cell(row, column))
        for column, field in enumerate(SECTION_FIELDS) if section and sheet else ():
            findings.cells[f"sections[{len(sections)}].{field.key}"] = sheet.where(row, column) if sheet else ""
        sections += [section] if section else []
    return sections


def _criteria(findings: Findings, head: int, columns: Columns) -> list[dict[str, Any]]:
    criteria: list[dict[str, Any]] = []
    codes: tuple[str, str] = ("", "")
    for row in range(head + 1, len(findings.sheet.rows)):
        if any(findings.sheet.text(row, column) for column in columns.values()):
            codes = _read_row(findings, columns, row, criteria, codes)
    return criteria


def _read_row(
    findings: Findings, columns: Columns, row: int, criteria: list[dict[str, Any]], before: tuple[str, str]
) -> tuple[str, str]:
    """One row into the criterion and sub-criterion that it names, or that the row before it named."""
    said = (_code(findings, columns, row, 0), _code(findings, columns, row, 1))
    criterion_code = said[0] or before[0]
    same = criterion_code == before[0]
    codes = (criterion_code, said[1] or (before[1] if same else ""))
    if not codes[0]:
        findings.problem(row, columns.get((0, "code")), "没有写模块编号，应写明")
        return before
    if not codes[1]:
        findings.problem(row, columns.get((1, "code")), "没有写子项编号，应写明")
        return before
    first = _one(criteria, codes[0], "subcriteria")
    _fill(findings, columns, row, 0, criteria[first], PATHS[0].format(first))
    subcriteria = criteria[first]["subcriteria"]
    second = _one(subcriteria, codes[1], "aspects")
    _fill(findings, columns, row, 1, subcriteria[second], PATHS[1].format(first, second))
    aspects = subcriteria[second]["aspects"]
    aspect: dict[str, Any] = {}
    _fill(findings, columns, row, 2, aspect, PATHS[2].format(first, second, len(aspects)))
    aspects += [aspect] if aspect else []
    return codes


def _code(findings: Findings, columns: Columns, row: int, level: int) -> str:
    field = next(field for place, field in COLUMNS if place == level and field.key == "code")
    cell = findings.sheet.cell(row, columns.get((level, "code")))
    return str(read_cell(field, cell))


def _one(among: list[dict[str, Any]], code: str, below: str) -> int:
    """The place of the one with this code; a new one where there is none."""
    for place, one in enumerate(among):
        if one["code"] == code:
            return place
    among.append({"code": code, below: []})
    return len(among) - 1


def _fill(findings: Findings, columns: Columns, row: int, level: int, into: dict[str, Any], path: str) -> None:
    """The cells of one level; what a criterion's first row says, a later one may repeat but not change."""
    sheet = findings.sheet
    award = _award(sheet, columns, row)
    findings.stands(path, row, columns.get((level, "code")))
    for field in (field for place, field in COLUMNS if place == level):
        column = columns.get((level, field.key))
        key = steps_key(award) if field.key == "steps" else field.key
        findings.stands(f"{path}.{key}", row, column if column is not None else columns.get((level, "code")))
        findings.stands(f"{path}.{key.split('.')[0]}", row, column)
        if column is None or not sheet.text(row, column):
            continue
        value = read_cell(field, sheet.cell(row, column), award)
        if field.form == "steps" and isinstance(value, dict) and has_twice(sheet.text(row, column)):
            findings.problem(row, column, "有的选项写了两次，应各一次")
        if level < 2 and into.get(key, value) != value:
            findings.problem(row, column, "与前面同一编号的行不同，应为“{before}”", before=str(into[key]))
        elif level < 2 or field.key == "steps" or "." not in key:
            into[key] = value
        else:
            _put(into, key, value)


def _award(sheet: Sheet, columns: Columns, row: int) -> str:
    field = _field(2, "award")
    return str(read_cell(field, sheet.cell(row, columns.get((2, "award")))))


def _field(level: int, key: str) -> Field:
    return next(field for place, field in COLUMNS if place == level and field.key == key)
