"""Schemes of every kind and decisions that fit them, for laws."""

from typing import Any

from hypothesis import strategies as st

from scoring.decisions import Absence, Decision, Difficulty, Lot, Mark, NotAttempted, Penalty, Ruling, Status, Time
from scoring.scheme import Scheme, read_scheme

LABELS = ("01", "02", "03", "1-04", "2-01")
JUDGES = ("J1", "J2", "J3", "J4")
KINDS: tuple[dict[str, Any], ...] = (
    {"kind": "measurement", "award": "all-or-nothing"},
    {"kind": "measurement", "award": "value", "step": "0.5"},
    {"kind": "measurement", "award": "deduct", "per": "0.3"},
    {"kind": "measurement", "award": "count", "possible": 3},
    {"kind": "measurement", "award": "bands", "bands": [["-1", "10"], ["2", "1.005"]]},
    {"kind": "measurement", "award": "ranges", "ranges": [["0", "1", "7"], ["1", "2", "3"]]},
    {"kind": "measurement", "award": "choice", "choices": {"良": "5", "差": "0"}},
    {"kind": "measurement", "award": "distance", "per": "1", "target": "2", "every": "0.7"},
    {"kind": "judgement", "descriptors": {"0": "差", "3": "优"}, "extra": ["看焊缝"]},
    {"kind": "judgement", "judges": 2, "spread": 3},
    {"kind": "panel", "judges": 3, "drop_high": 1},
    {"kind": "panel", "judges": 4, "min": "1", "step": "0.5", "drop_low": 1, "drop_high": 1, "combine": "median"},
    {"kind": "panel", "judges": 2, "combine": "sum", "factor": "0.6", "difficulty": True},
)
amounts = st.sampled_from(("0", "0.5", "1", "2", "2.0", "3", "4.5", "10", "10.5", "-1", "yes", "no", "良", "x"))


@st.composite
def written_schemes(draw: st.DrawFn) -> dict[str, Any]:
    number = draw(st.integers(1, 3))
    weighted = draw(st.booleans())
    weights = {1: ["1"], 2: ["0.3", "0.7"], 3: ["0.25", "0.25", "0.5"]}[number]
    criteria: list[dict[str, Any]] = []
    for index in range(number):
        letter = "ABC"[index]
        subcriteria = [_subcriterion(draw, f"{letter}{sub}") for sub in range(draw(st.integers(1, 2)))]
        criteria.append({"code": letter, "title": letter, "subcriteria": subcriteria})
        criteria[-1] |= {"weight": weights[index]} if weighted else {}
    scheme: dict[str, Any] = {"format": 1, "title": "赛项", "criteria": criteria}
    stages = draw(st.lists(st.sampled_from(("panel", "aspect", "criterion", "total")), unique=True))
    keys = draw(
        st.lists(st.sampled_from(("total", "criterion:A", "subcriterion:A0", "time", "deductions")), unique=True, min_size=1)
    )
    order = [f"{key}:{draw(st.sampled_from(('asc', 'desc')))}" for key in keys]
    scheme["rounding"] = {"places": draw(st.integers(0, 3)), "stages": stages}
    scheme["ranking"] = {"order": order, "ties": draw(st.sampled_from(("shared", "forbid")))}
    scheme |= draw(st.sampled_from(({}, {"profile": "worldskills-strict", "event_code": "WS"}, {"profile": "cn"})))
    tiers = draw(
        st.sampled_from(
            ({"by": "share", "tiers": [["一", "0.3"], ["二", "0.5"]]}, {"by": "count", "tiers": [["一", 1], ["二", 2]]})
        )
    )
    scheme |= draw(st.sampled_from(({}, {"awards": {**tiers, "round": "up", "minimum": "3"}}, {"awards": tiers})))
    return scheme | draw(st.sampled_from(({}, {"scale": {"name": "worldskills-700"}})))


def _subcriterion(draw: st.DrawFn, code: str) -> dict[str, Any]:
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=3))
    aspects = [{"code": f"{code}.{index}", "title": "评分点", "max": "10", **kind} for index, kind in enumerate(kinds)]
    return {"code": code, "title": code, "day": 1, "aspects": aspects}


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    found = read_scheme(draw(written_schemes()))
    assert isinstance(found, Scheme), [f"{problem.where}: {problem}" for problem in found]
    return found


@st.composite
def decisions(draw: st.DrawFn, scheme: Scheme) -> Decision:
    """Of any kind; many are objected to."""
    competitor, aspect = draw(st.sampled_from(LABELS)), draw(st.sampled_from(tuple(scheme.aspects)))
    judge, value = draw(st.sampled_from((*JUDGES, "*"))), draw(amounts)
    kinds: tuple[Decision, ...] = (
        Mark(competitor, aspect, judge, value, draw(st.sampled_from(("", "漏接线 -2")))),
        Mark(competitor, aspect, judge, value),
        Absence(competitor, aspect, judge, "生病"),
        Difficulty(competitor, aspect, value),
        Ruling(competitor, aspect, value, "裁决"),
        NotAttempted(competitor, aspect),
        Status(competitor, draw(st.sampled_from(("absent", "withdrawn", "no-award", "", "ranked")))),
        Penalty(competitor, value, "违规"),
        Time(competitor, value),
        Lot(competitor, draw(st.integers(0, 4))),
    )
    return draw(st.sampled_from(kinds))
