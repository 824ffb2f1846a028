"""The example that our own scheme workbook shows: one aspect of every kind, in the form of SCHEME.json."""

from __future__ import annotations

from typing import Any


def _one(number: int, title: str, english: str, most: str, **rules: Any) -> dict[str, Any]:
    kind = {"kind": rules.pop("kind", "measurement")}
    return {"code": f"B1.{number}", "title": title, "title_en": english, **kind, "max": most, **rules}


THEORY: dict[str, Any] = {
    "code": "A1.1", "title": "卷面成绩", "title_en": "Paper score", "kind": "measurement",
    "max": "100", "award": "value", "step": "0.5",
}  # fmt: skip
LEVELS = {"0": "低于行业标准", "1": "达到行业标准", "2": "达到标准，部分超过", "3": "全面超过，优秀"}
PRACTICE = [
    _one(1, "通电一次成功", "Works at first power-on", "20", award="all-or-nothing"),
    _one(2, "接线正确", "Wired without fault", "10", award="deduct", per="2", extra=["漏接线 -2", "接线松动 -2"]),
    _one(3, "元件安装", "Components mounted", "10", award="count", possible=8),
    _one(4, "端子间隙（毫米）", "Terminal gap (mm)", "10", award="bands", bands=[["0.5", "10"], ["1", "6"]]),
    _one(5, "整定电流（安）", "Set current (A)", "10", award="ranges", ranges=[["9.9", "10.1", "10"], ["9.5", "10.5", "5"]]),
    _one(6, "图纸标注", "Drawing labels", "10", award="choice", choices={"完整": "10", "部分": "5", "没有": "0"}),
    _one(7, "线槽长度（毫米）", "Duct length (mm)", "10", award="distance", target="600", every="1", per="2"),
    _one(8, "布线工艺", "Wiring craft", "10", kind="judgement", descriptors=LEVELS),
    _one(9, "整体印象", "Overall impression", "10", kind="panel", judges=5, step="0.5", drop_high=1, drop_low=1),
]
EXAMPLE_SCHEME: dict[str, Any] = {
    "format": 1,
    "title": "电工",
    "title_en": "Electrician",
    "criteria": [
        {"code": "A", "title": "理论知识", "title_en": "Theory", "weight": "0.3", "subcriteria": [
            {"code": "A1", "title": "闭卷考试", "title_en": "Written test", "day": 1, "aspects": [THEORY]}]},
        {"code": "B", "title": "实际操作", "title_en": "Practice", "weight": "0.7", "subcriteria": [
            {"code": "B1", "title": "配线", "title_en": "Wiring", "day": 1, "aspects": PRACTICE}]},
    ],
}  # fmt: skip
