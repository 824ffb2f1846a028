"""What robots write down is always something that may be entered, and the same for the same seed."""

import json
from typing import Any

import pytest

from competition.demo.robots.entries import another, entry
from competition.events.ready import ReadyTrade, ready_trades
from scoring.aspects import objection_to_entry
from scoring.scheme import Scheme, read_scheme

LABELS = [f"{number:02}" for number in range(1, 31)]


def _aspects(trade: ReadyTrade) -> list[dict[str, Any]]:
    scheme = json.loads(trade.text)
    return [a for criterion in scheme["criteria"] for form in criterion["subcriteria"] for a in form["aspects"]]


def _judges(aspect: dict[str, Any]) -> list[str]:
    return ["*"] if aspect["kind"] == "measurement" else ["J1", "J2", "J3", "J4", "J5"]


@pytest.mark.parametrize("trade", ready_trades(), ids=lambda trade: trade.code)
def test_a_robot_enters_only_what_may_be_entered(trade: ReadyTrade) -> None:
    scheme = read_scheme(json.loads(trade.text))
    assert isinstance(scheme, Scheme)
    for aspect in _aspects(trade):
        for label in LABELS:
            for judge in _judges(aspect):
                for written in (entry, another):
                    value = written(7, "X", label, aspect, judge)
                    assert objection_to_entry(scheme.aspects[aspect["code"]], judge, value) is None, (aspect["code"], value)


@pytest.mark.parametrize("trade", ready_trades(), ids=lambda trade: trade.code)
def test_judges_never_stand_further_apart_than_the_spread(trade: ReadyTrade) -> None:
    for aspect in (one for one in _aspects(trade) if one["kind"] == "judgement"):
        for label in LABELS:
            grades = [int(entry(7, "X", label, aspect, judge)) for judge in _judges(aspect)]
            assert max(grades) - min(grades) <= aspect.get("spread", 1)


def test_the_seed_alone_decides() -> None:
    aspects = _aspects(ready_trades()[0])
    seen = [[entry(seed, "DG", label, one, "J1") for label in LABELS for one in aspects] for seed in (7, 7, 8)]

    assert seen[0] == seen[1]
    assert seen[0] != seen[2]


def test_competitors_differ_in_skill() -> None:
    theory = _aspects(ready_trades()[0])[0]

    assert len({entry(7, "DG", label, theory, "*") for label in LABELS}) > 10
