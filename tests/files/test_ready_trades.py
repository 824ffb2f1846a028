"""The trades that come with the program: sound, of a human size, and worth 100 each."""

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

from competition.events.ready import ReadyTrade, ready_trades
from scoring.scheme import Scheme, read_scheme, warnings, write_scheme

TRADES = [pytest.param(trade, id=trade.code) for trade in ready_trades()]


def aspects(scheme: dict[str, Any]) -> list[dict[str, Any]]:
    return [a for c in scheme["criteria"] for s in c["subcriteria"] for a in s["aspects"]]


def _nodes(scheme: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield scheme
    yield from scheme.get("sections", ())
    for criterion in scheme["criteria"]:
        yield criterion
        yield from criterion["subcriteria"]
    yield from aspects(scheme)


def test_there_are_six_each_with_its_occupation() -> None:
    assert [(trade.code, trade.title) for trade in ready_trades()] == [
        ("DG", "电工"), ("PR", "中式烹调师"), ("WEB", "网站技术"),
        ("QC", "汽车维修工"), ("YL", "养老护理员"), ("WY", "物业管理员"),
    ]  # fmt: skip
    assert all(re.fullmatch(r"\d-\d\d-\d\d-\d\d", trade.occupation) for trade in ready_trades())


@pytest.mark.parametrize("trade", TRADES)
def test_a_trade_is_sound_and_has_nothing_to_warn_of(trade: ReadyTrade) -> None:
    scheme = read_scheme(json.loads(trade.text))

    assert isinstance(scheme, Scheme)
    assert warnings(scheme) == ()
    assert isinstance(read_scheme(write_scheme(scheme)), Scheme)
    assert (scheme.event_code, scheme.title, scheme.title_en) == (trade.code, trade.title, trade.title_en)


@pytest.mark.parametrize("trade", TRADES)
def test_a_trade_is_worth_a_hundred(trade: ReadyTrade) -> None:
    scheme = json.loads(trade.text)
    sums = [sum(Fraction(a["max"]) for s in c["subcriteria"] for a in s["aspects"]) for c in scheme["criteria"]]
    weights = [Fraction(criterion.get("weight", "1")) for criterion in scheme["criteria"]]

    assert sum(most * weight for most, weight in zip(sums, weights, strict=True)) == 100
    assert trade.code == "WEB" or set(sums) == {100}


@pytest.mark.parametrize("trade", TRADES)
def test_its_forms_have_a_human_size(trade: ReadyTrade) -> None:
    scheme = json.loads(trade.text)
    sizes = [len(s["aspects"]) for c in scheme["criteria"] for s in c["subcriteria"] if c["title"] != "理论知识"]

    assert all(5 <= size <= 9 for size in sizes)
    assert 20 <= len(aspects(scheme)) <= 40


@pytest.mark.parametrize("trade", TRADES)
def test_everything_has_an_english_name_and_a_deduction_its_phrases(trade: ReadyTrade) -> None:
    scheme = json.loads(trade.text)

    assert all(node["title_en"].strip() for node in _nodes(scheme))
    for aspect in aspects(scheme):
        if aspect.get("award") == "deduct":
            assert any(re.fullmatch(r"\S+ -\d+(\.\d+)?", text) for text in aspect["extra"]), aspect["code"]


@pytest.mark.parametrize("trade", TRADES)
def test_awards_and_order_are_set(trade: ReadyTrade) -> None:
    scheme = json.loads(trade.text)

    assert scheme["awards"]["tiers"] == [["一等奖", "0.10"], ["二等奖", "0.20"], ["三等奖", "0.30"]]
    assert (scheme["awards"]["by"], scheme["awards"]["round"]) == ("share", "up")
    assert scheme["ranking"]["order"][0] == "total:desc"
    assert len(scheme["ranking"]["order"]) > 1
    assert scheme["ranking"]["ties"] == "shared"


def test_the_cook_is_marked_by_five_with_the_extremes_dropped() -> None:
    cook = next(json.loads(trade.text) for trade in ready_trades() if trade.code == "PR")
    panels = {(a["judges"], a["drop_high"], a["drop_low"], a["combine"]) for a in aspects(cook) if a["kind"] == "panel"}

    assert panels == {(5, 1, 1, "mean")}


def test_together_they_show_every_kind_and_award() -> None:
    every = [aspect for trade in ready_trades() for aspect in aspects(json.loads(trade.text))]

    assert {aspect["kind"] for aspect in every} == {"measurement", "judgement", "panel"}
    assert {aspect["award"] for aspect in every if "award" in aspect} == {
        "all-or-nothing", "value", "deduct", "count", "bands", "ranges", "choice", "distance",
    }  # fmt: skip
