"""A CIS marking scheme workbook, read: the skill, its occupational standards, its criteria and all below them.

Sums that do not agree are warnings: national workbooks are full of them, and they are marked all the same.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

from competition.files.cis.blocks import finished, read_block, stray_aspects
from competition.files.cis.labels import (
    Header,
    calculations_sheet,
    criteria_table,
    headers,
    marking_sheet,
    sections_table,
    split_title,
)
from competition.files.reading import Findings, Reading, Scheme
from competition.files.workbook import Sheet, decimal_of, plain, text_of
from scoring.problems import Problem

ROUNDING = {"places": 2, "mode": "half-up", "stages": ["panel", "aspect", "criterion", "total"]}


def is_cis(sheets: tuple[Sheet, ...]) -> bool:
    return marking_sheet(sheets) is not None


def read_cis(sheets: tuple[Sheet, ...]) -> Reading:
    sheet = marking_sheet(sheets)
    if sheet is None:
        return Reading(None, (Problem("", "工作簿里没有 CIS Marking Scheme Import 表", {}),))
    findings = Findings(sheet)
    blocks = headers(sheet)
    if not blocks:
        findings.problem(0, 0, "没有找到评分表头，应有 Sub Criterion ID、Aspect Type、Max Mark")
        return findings.reading(None)
    scheme = _skill(findings)
    stray_aspects(findings, blocks[0].row)
    sections = _sections(findings, blocks[0].row)
    scheme |= {"profile": "worldskills", "rounding": ROUNDING, **({"sections": sections} if sections else {})}
    scheme["criteria"] = _criteria(findings, blocks, calculations_sheet(sheets))
    if not scheme["criteria"]:
        findings.problem(blocks[0].row, 0, "没有一个模块有评分点，至少应有一个")
    _hold_to_sections(findings, scheme)
    if not findings.problems:
        _weigh(findings, scheme)
    return findings.reading(scheme)


def _skill(findings: Findings) -> Scheme:
    for key in ("title", "event_code", ""):
        findings.stands(key, 0, 0)
    findings.stands("profile", 0, 0)
    code, title = split_title(findings.sheet.text(0, 0))
    if not title:
        findings.problem(0, 0, "没有赛项名称，应在 A1（例如 17 Web Technologies）")
    return {"format": 1, "title": title, **({"event_code": code} if code else {})}


def _sections(findings: Findings, end: int) -> list[dict[str, str]]:
    sheet, table = findings.sheet, sections_table(findings.sheet, end)
    if table is None:
        findings.warning(0, 0, "没有职业标准（WSOS）表")
        return []
    sections: list[dict[str, str]] = []
    for row in range(table.row + 1, end):
        code, title = sheet.text(row, table.code), sheet.text(row, table.title)
        if not code:
            break
        weight = decimal_of(sheet.cell(row, table.mark))
        if not title:
            findings.problem(row, table.title, "职业标准 {code} 没有名称，应写明", code=code)
        if weight is None or weight.startswith("-"):
            findings.problem(row, table.mark, "职业标准 {code} 的分值应为数字", code=code)
        path = f"sections[{len(sections)}]"
        for key, column in (("code", table.code), ("title", table.title), ("weight", table.mark)):
            findings.stands(f"{path}.{key}", row, column)
        findings.stands("sections", row, table.mark)
        sections.append({"code": code, "title": title, "weight": weight or "0"})
    return sections


def _criteria(findings: Findings, blocks: tuple[Header, ...], calculations: Sheet | None) -> list[dict[str, Any]]:
    declared = _declared(findings, blocks[0].row)
    criteria: list[dict[str, Any]] = []
    for header, end in pairwise([*blocks, None]):
        assert header is not None
        block = read_block(findings, header, end.row if end else len(findings.sheet.rows))
        code = header.criterion or (block[0].code.rstrip("0123456789") if block else "")
        row, column, title = declared.pop(code, (header.row, header.criterion_column, ""))
        if not block:
            if title:
                findings.warning(row, column, "模块 {code} 没有评分子项，略去", code=code)
            continue
        if not title:
            findings.problem(
                header.row,
                header.criterion_column,
                "模块 {code} 不在上面的 Criteria 表里，或出现了两次，应有一次且写明名称",
                code=code,
            )
        path = f"criteria[{len(criteria)}]"
        for key in (".code", ".title", ""):
            findings.stands(path + key, row, column)
        criteria.append({"code": code, "title": title, "subcriteria": finished(block, findings, path, calculations)})
    for code, (row, column, title) in declared.items():
        if title:
            findings.warning(row, column, "模块 {code} 没有评分子项，略去", code=code)
    _no_code_twice(findings, criteria)
    return criteria


def _declared(findings: Findings, end: int) -> dict[str, tuple[int, int, str]]:
    """Row, column and name of each criterion of the table; its marks are held against the aspects' later."""
    table = criteria_table(findings.sheet, end)
    declared: dict[str, tuple[int, int, str]] = {}
    if table is None:
        findings.problem(0, 0, "没有模块表，应有 Criteria（ID、Name、Mark）")
        return declared
    for row in range(table.row + 1, end):
        code = findings.sheet.text(row, table.code).upper()
        if code and code in declared:
            findings.problem(row, table.code, "模块 {code} 写了两次，编号应不重复", code=code)
        elif code:
            declared[code] = (row, table.title, findings.sheet.text(row, table.title))
    return declared


def _no_code_twice(findings: Findings, criteria: list[dict[str, Any]]) -> None:
    seen: set[str] = set()
    for number, criterion in enumerate(criteria):
        for place, one in enumerate(criterion["subcriteria"]):
            if one["code"] in seen:
                where = findings.cells[f"criteria[{number}].subcriteria[{place}]"]
                findings.problems.append(Problem(where, "评分子项 {code} 写了两次，编号应不重复", {"code": one["code"]}))
            seen.add(one["code"])


def _hold_to_sections(findings: Findings, scheme: Scheme) -> None:
    """Each aspect names a section that there is; without a table of sections none can."""
    known = {section["code"] for section in scheme.get("sections", ())}
    for path, aspect in _aspects(scheme):
        where = findings.cells[f"{path}.section"]
        if not known:
            aspect.pop("section", None)
        elif "section" not in aspect:
            findings.warnings.append(Problem(where, "评分点 {code} 没有写职业标准（WSOS）", {"code": aspect["code"]}))
        elif aspect["section"] not in known:
            findings.problems.append(
                Problem(where, "职业标准 {section} 不在 WSOS 表里，应为其中之一", {"section": aspect["section"]})
            )


def _aspects(scheme: Scheme) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"criteria[{i}].subcriteria[{j}].aspects[{k}]", aspect)
        for i, criterion in enumerate(scheme["criteria"])
        for j, subcriterion in enumerate(criterion["subcriteria"])
        for k, aspect in enumerate(subcriterion["aspects"])
    ]


def _weigh(findings: Findings, scheme: Scheme) -> None:
    """What each criterion comes to, against what the table declares; the profile's own sums are told by scoring."""
    sheet, table = findings.sheet, criteria_table(findings.sheet, len(findings.sheet.rows))
    marks = {criterion["code"]: _sum(criterion) for criterion in scheme["criteria"]}
    for row in range(table.row + 1, len(sheet.rows)) if table else ():
        code, mark = sheet.text(row, table.code).upper() if table else "", sheet.cell(row, table.mark if table else None)
        if not code:
            break
        if code in marks and (declared := decimal_of(mark)) is not None and Decimal(declared) != marks[code]:
            findings.warning(
                row,
                table.mark if table else None,
                "模块 {code} 写的是 {declared} 分，评分点合计 {sum} 分",
                code=code,
                declared=text_of(mark),
                sum=plain(marks[code]),
            )


def _sum(criterion: dict[str, Any]) -> Decimal:
    return sum((Decimal(aspect["max"]) for one in criterion["subcriteria"] for aspect in one["aspects"]), Decimal(0))
