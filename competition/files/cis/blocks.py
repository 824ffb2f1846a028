"""The criteria's blocks of a CIS sheet, row by row: sub-criteria, their aspects, and the rows that belong to these.

Must not know the tables above the blocks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from competition.files.cis.aspects import Draft, add_score, finish, kind_of
from competition.files.cis.labels import COLUMNS, NEEDED, Header
from competition.files.reading import Findings
from competition.files.workbook import Sheet, text_of, whole_of


@dataclass
class Subcriterion:
    """A sub-criterion with its aspects so far."""

    row: int
    header: Header
    code: str
    title: str
    day: int | None = None
    drafts: list[Draft] = field(default_factory=list)


def read_block(findings: Findings, header: Header, end: int) -> list[Subcriterion]:
    """All rows from a header to the next."""
    for name in NEEDED:
        if header.column(name) is None:
            findings.problem(header.row, 0, "表头缺少列 {column}", column=COLUMNS[name][0])
    subcriteria: list[Subcriterion] = []
    for row in range(header.row + 1, end):
        _read_row(findings, header, row, subcriteria)
    return subcriteria


def _read_row(findings: Findings, header: Header, row: int, subcriteria: list[Subcriterion]) -> None:
    sheet = findings.sheet
    filled = {name for name, column in header.columns.items() if sheet.text(row, column)}
    if "code" in filled:
        subcriteria.append(_subcriterion(findings, header, row))
    current = subcriteria[-1] if subcriteria else None
    draft = current.drafts[-1] if current and current.drafts else None
    if "kind" in filled:
        _begin_aspect(findings, header, row, current)
    elif "score" in filled:
        add_score(draft, findings, header, row)
    elif "max" in filled and "code" not in filled:
        findings.problem(row, header.column("kind"), "这一行有分值，但没有写类型，应为 M 或 J")
    elif "extra" in filled and "aspect" not in filled and draft:
        draft.extra.append(sheet.text(row, header.column("extra")))


def _subcriterion(findings: Findings, header: Header, row: int) -> Subcriterion:
    sheet = findings.sheet
    code, title = sheet.text(row, header.column("code")), sheet.text(row, header.column("title"))
    if not title:
        findings.problem(row, header.column("title"), "评分子项 {code} 没有名称，应写明", code=code)
    begins = re.match(r"[^\W\d_]*", code)
    if header.criterion and begins and begins[0].upper() != header.criterion:
        findings.problem(
            row,
            header.column("code"),
            "评分子项 {code} 写在模块 {criterion} 里，编号应以它开头",
            code=code,
            criterion=header.criterion,
        )
    return Subcriterion(row, header, code, title, _day(findings, header, row))


def _day(findings: Findings, header: Header, row: int) -> int | None:
    column = header.column("day")
    said = findings.sheet.text(row, column)
    day = whole_of(re.sub(r"(?i)^c(?=\d)", "", said))
    if said and (day is None or not 1 <= day <= 99):
        findings.warning(row, column, "评分日是“{day}”，不是整数，略去", day=said)
        return None
    return day


def _begin_aspect(findings: Findings, header: Header, row: int, current: Subcriterion | None) -> None:
    kind, column = kind_of(findings.sheet, header, row), header.column("kind")
    if current is None:
        findings.problem(row, column, "评分点前面没有评分子项，应先有子项一行")
        return
    if kind not in ("M", "J"):
        findings.problem(row, column, "评分类型是“{kind}”，应为 M（测量分）或 J（评价分）", kind=kind)
        kind = "M"
    draft = Draft(row, header, kind)
    if extra := findings.sheet.text(row, header.column("extra")):
        draft.extra.append(extra)
    if current.day is None:
        current.day = _day(findings, header, row)
    current.drafts.append(draft)


def finished(block: list[Subcriterion], findings: Findings, path: str, calculations: Sheet | None) -> list[dict[str, Any]]:
    """The sub-criteria as SCHEME.json has them; an aspect's number is its place in the sub-criterion, whatever its kind."""
    made: list[dict[str, Any]] = []
    for one in block:
        here = f"{path}.subcriteria[{len(made)}]"
        for key in ("code", "title", "day"):
            findings.stands(f"{here}.{key}", one.row, one.header.column(key))
        findings.stands(here, one.row, one.header.column("code"))
        if not one.drafts:
            findings.problem(one.row, one.header.column("code"), "评分子项 {code} 没有评分点，至少应有一个", code=one.code)
        aspects = [
            finish(draft, findings, f"{one.code}.{draft.kind}{place}", f"{here}.aspects[{place - 1}]", calculations)
            for place, draft in enumerate(one.drafts, 1)
        ]
        day = {} if one.day is None else {"day": one.day}
        made.append({"code": one.code, "title": one.title, **day, "aspects": aspects})
    return made


def stray_aspects(findings: Findings, end: int) -> None:
    """Aspects above the first block belong to no criterion: a M or J with a description beside it."""
    for row in range(end):
        cells = [text_of(cell) for cell in findings.sheet.rows[row]]
        if len(cells) > 4 and cells[3].upper() in ("M", "J") and cells[4]:
            findings.problem(row, 3, "评分点在所有模块之前，应在某个模块的表头之下")
