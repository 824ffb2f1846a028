"""One aspect of a CIS sheet: its row, the rows below that belong to it, and what it comes to when all are read.

Must not know criteria: it is told its code's beginning.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from competition.files.cis.calculations import MADE, Calculation, award_of, made_for
from competition.files.cis.labels import Header
from competition.files.reading import Findings
from competition.files.workbook import Sheet, decimal_of, loose, text_of, whole_of

SCORES = ("0", "1", "2", "3")


@dataclass
class Draft:
    """An aspect whose rows are still being read."""

    row: int
    header: Header
    kind: str
    extra: list[str] = field(default_factory=list)
    descriptors: dict[str, str] = field(default_factory=dict)


def kind_of(sheet: Sheet, header: Header, row: int) -> str:
    """M, J, what else stands there, or nothing."""
    said = loose(sheet.cell(row, header.column("kind")))
    known = {"m": "M", "meas": "M", "measurement": "M", "o": "M", "objective": "M", "j": "J", "judg": "J", "judgement": "J"}
    return known.get(said, said.upper())


def add_score(draft: Draft | None, findings: Findings, header: Header, row: int) -> None:
    """A judgement score row: 0-3 and what each of them means."""
    sheet, column = findings.sheet, header.column("score")
    score, says = sheet.text(row, column), sheet.text(row, header.column("extra"))
    if draft is None or draft.kind != "J":
        findings.problem(row, column, "分档 {score} 不在评价分（J）评分点的下面，应紧跟在它后面", score=score)
    elif score not in SCORES:
        findings.problem(row, column, "分档是“{score}”，应为 0、1、2 或 3", score=score)
    elif score in draft.descriptors:
        findings.problem(row, column, "分档 {score} 写了两次，应各一次", score=score)
    elif not says:
        findings.problem(row, header.column("extra"), "分档 {score} 没有描述，应写明", score=score)
        draft.descriptors[score] = ""
    else:
        draft.descriptors[score] = says


def finish(draft: Draft, findings: Findings, code: str, path: str, calculations: Sheet | None) -> dict[str, Any]:
    """The aspect as SCHEME.json has it; what is wrong goes to the findings."""
    sheet, header, row = findings.sheet, draft.header, draft.row
    aspect: dict[str, Any] = {"code": code, "title": sheet.text(row, header.column("aspect"))}
    for key, name in (
        ("code", "kind"),
        ("title", "aspect"),
        ("kind", "kind"),
        ("max", "max"),
        ("section", "section"),
        ("award", "calculation"),
        ("descriptors", "score"),
        ("", "aspect"),
    ):
        findings.stands(f"{path}.{key}".rstrip("."), row, header.column(name))
    if not aspect["title"]:
        findings.problem(row, header.column("aspect"), "评分点没有描述，应写明")
    most = _most(draft, findings)
    if draft.kind == "J":
        aspect |= {"kind": "judgement", "judges": 3, "spread": 1, "max": most}
        missing = [score for score in SCORES if score not in draft.descriptors]
        if missing:
            findings.problem(
                row, header.column("score"), "评价分缺少分档 {scores} 的描述行，应各有一行", scores="、".join(missing)
            )
        aspect["descriptors"] = {score: draft.descriptors.get(score, "") for score in SCORES}
    else:
        aspect |= {"kind": "measurement", "max": most, **_award(draft, findings, most, calculations)}
    return aspect | _rest(draft, sheet)


def _most(draft: Draft, findings: Findings) -> str:
    column = draft.header.column("max")
    cell = findings.sheet.cell(draft.row, column)
    most = decimal_of(cell)
    if text_of(cell) == "":
        findings.problem(draft.row, column, "评分点没有满分（Max Mark），应为数字")
    elif most is None:
        findings.problem(draft.row, column, "满分是“{cell}”，应为数字", cell=text_of(cell))
    elif most.startswith("-"):
        findings.problem(draft.row, column, "满分是 {cell}，应不小于 0", cell=most)
        most = None
    return most or "0"


def _rest(draft: Draft, sheet: Sheet) -> dict[str, Any]:
    rest: dict[str, Any] = {}
    if section := sheet.text(draft.row, draft.header.column("section")):
        rest["section"] = section
    if draft.extra:
        rest["extra"] = draft.extra
    if requirement := sheet.text(draft.row, draft.header.column("requirement")):
        rest["requirement"] = requirement
    return rest


def _award(draft: Draft, findings: Findings, most: str, calculations: Sheet | None) -> dict[str, Any]:
    calculation = _calculation(draft, findings, calculations)
    if calculation is None:
        return {"award": "all-or-nothing"}
    award = award_of(calculation, most)
    column = draft.header.column("calculation")
    if isinstance(award, str):
        findings.problem(draft.row, column, "计算方法 {kind} 的参数 {key} 缺少或不对，应补正", kind=calculation.kind, key=award)
        return {}
    if award is None:
        findings.warning(draft.row, column, "不认识计算方法 {kind}：改为直接录入得分，原文保留", kind=calculation.kind)
        award = {"award": "value"}
    made = calculation.label.startswith(MADE) and made_for({**award, "max": most}) == calculation
    return award if made else {**award, "calculation": calculation.text()}


def _calculation(draft: Draft, findings: Findings, calculations: Sheet | None) -> Calculation | None:
    column = draft.header.column("calculation")
    cell = findings.sheet.cell(draft.row, column)
    if text_of(cell) == "":
        return None
    number = whole_of(cell)
    if number is None or number < 1:
        findings.problem(draft.row, column, "计算行是“{cell}”，应为 Calculations 表的行号", cell=text_of(cell))
    elif calculations is None:
        findings.problem(draft.row, column, "引用了第 {row} 行计算方法，但工作簿没有 Calculations 表，应补上", row=str(number))
    elif number > len(calculations.rows):
        findings.problem(draft.row, column, "Calculations 表没有第 {row} 行，应为已有的行号", row=str(number))
    elif any(text_of(cell) for cell in calculations.rows[number - 1]):
        label, kind, shared, parameters = (calculations.text(number - 1, place) for place in range(4))
        return Calculation(label, kind.upper(), shared.upper() in ("TRUE", "1"), parameters)
    return None
