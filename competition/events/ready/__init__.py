"""Trades that come with the program: a marking scheme each, made up for it, to open an event with and to change.

A trade is its file in the form of SCHEME.json; only the occupation's code in the national list stands here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# 中华人民共和国职业分类大典（2022 年版）; web technologies has no occupation of its own and stands under programmers
OCCUPATIONS = {
    "DG": "6-31-01-03",
    "PR": "4-03-02-01",
    "WEB": "4-04-05-01",
    "QC": "4-12-01-01",
    "YL": "4-10-01-05",
    "WY": "4-06-01-01",
}


@dataclass(frozen=True)
class ReadyTrade:
    """`text` is the whole SCHEME.json."""

    code: str
    title: str
    title_en: str
    occupation: str
    text: str


@cache
def ready_trades() -> tuple[ReadyTrade, ...]:
    """In the order in which they are offered."""
    return tuple(_trade(code) for code in OCCUPATIONS)


def _trade(code: str) -> ReadyTrade:
    text = (files(__name__) / f"{code}.json").read_text(encoding="utf-8")
    scheme = json.loads(text)
    return ReadyTrade(code, scheme["title"], scheme["title_en"], OCCUPATIONS[code], text)
