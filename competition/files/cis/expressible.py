"""What of a marking scheme the CIS layout cannot say, and what it says nothing of.

An obstacle would change how marks are counted; an omission is only left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from competition.files.cis.aspects import SCORES
from competition.files.cis.calculations import calculation_for
from competition.files.cis.labels import split_title
from competition.files.reading import Scheme
from scoring.problems import Problem

LONGEST = 32_767
LEFT_OUT = ("title_en", "ranking", "awards", "scale")


def skill(scheme: Scheme) -> str:
    """What stands in A1."""
    return " ".join(part for part in (scheme.get("event_code", ""), scheme["title"]) if part)


def cis_omissions(scheme: Scheme) -> list[Problem]:
    return [Problem(key, "CIS 工作簿里没有它的位置，略去", {}) for key in LEFT_OUT if key in scheme]


def cis_obstacles(scheme: Scheme) -> list[Problem]:
    """Why a scheme (that is right in itself) cannot be written as a CIS workbook; empty when it can."""
    return list(_all(scheme))


def _all(scheme: Scheme) -> Iterator[Problem]:
    if split_title(skill(scheme)) != (scheme.get("event_code", ""), scheme["title"]):
        yield Problem("event_code", "CIS 的赛项编号是数字（例如 17），不能写作“{skill}”", {"skill": skill(scheme)})
    for number, criterion in enumerate(scheme["criteria"]):
        yield from _criterion(criterion, f"criteria[{number}]")


def _criterion(criterion: dict[str, Any], path: str) -> Iterator[Problem]:
    code = criterion["code"]
    if "weight" in criterion:
        yield Problem(f"{path}.weight", "CIS 没有权重，各模块分值直接相加", {})
    if not re.fullmatch(r"[A-Z]{1,4}", code):
        yield Problem(f"{path}.code", "CIS 的模块编号是字母 A 至 I，不是“{code}”", {"code": code})
    for place, one in enumerate(criterion["subcriteria"]):
        here = f"{path}.subcriteria[{place}]"
        if not re.fullmatch(rf"{re.escape(code)}[0-9]{{1,3}}", one["code"]):
            yield Problem(
                f"{here}.code", "CIS 的子项编号是模块字母加序号（{code}1），不是“{found}”", {"code": code, "found": one["code"]}
            )
        for number, aspect in enumerate(one["aspects"]):
            yield from _aspect(aspect, f"{here}.aspects[{number}]")


def _aspect(aspect: dict[str, Any], path: str) -> Iterator[Problem]:
    match aspect["kind"]:
        case "panel":
            yield Problem(f"{path}.kind", "CIS 没有评委打分（panel），只有测量分和评价分", {})
        case "judgement":
            yield from _judgement(aspect, path)
        case _:
            awards = ("all-or-nothing", "count", "choice", "ranges", "distance", "deduct")
            if aspect["award"] not in awards and calculation_for(aspect) is None:
                yield Problem(f"{path}.award", "CIS 没有与“{award}”相同的计算方法", {"award": aspect["award"]})
    texts = [aspect["title"], aspect.get("requirement", ""), *aspect.get("extra", ()), *aspect.get("descriptors", {}).values()]
    if any(len(text) > LONGEST for text in texts):
        yield Problem(path, "文字太长，一个单元格最多 32767 字", {})


def _judgement(aspect: dict[str, Any], path: str) -> Iterator[Problem]:
    if aspect.get("judges", 3) != 3 or aspect.get("spread", 1) != 1:
        yield Problem(f"{path}.judges", "CIS 的评价分由 3 名裁判打出，分差不超过 1", {})
    missing = [score for score in SCORES if not aspect.get("descriptors", {}).get(score, "").strip()]
    if missing:
        yield Problem(f"{path}.descriptors", "CIS 要求写明每一档的描述，缺少 {scores}", {"scores": "、".join(missing)})
