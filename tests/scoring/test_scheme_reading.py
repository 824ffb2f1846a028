"""Reading a scheme: every fault has its path, and all are found in one go."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from scoring.scheme import Order, Scheme, read_scheme
from tests.scoring.builders import JUDGED, MEASURED, SCORED, scheme_of, written_of

BANDS = {"code": "B", "title": "x", "kind": "measurement", "award": "bands", "max": "4", "bands": [["-1", "4"], ["2", "2"]]}
RANGES = {"code": "R", "title": "x", "kind": "measurement", "award": "ranges", "max": "4", "ranges": [["1", "1", "4"]]}
CHOICE = {"code": "C", "title": "x", "kind": "measurement", "award": "choice", "max": "4", "choices": {"良": "4"}}
DISTANCE = {
    "code": "D",
    "title": "x",
    "kind": "measurement",
    "award": "distance",
    "max": "4",
    "per": "0",
    "target": "-1",
    "every": "1",
}
COUNT = {"code": "N", "title": "x", "kind": "measurement", "award": "count", "max": "4", "possible": 4}
AWARDS = {"by": "share", "round": "up", "minimum": "60", "tiers": [["一等奖", "0.1"], ["二等奖", "1"]]}
FULL = written_of(
    MEASURED, JUDGED, {**SCORED, "min": "0", "drop_low": 1}, BANDS, RANGES, CHOICE, DISTANCE, COUNT,
    event_code="DG", title_en="x", profile="cn", sections=[{"code": "1", "title": "安全", "weight": "5", "title_en": "Safety"}],
    rounding={"places": 2, "mode": "half-up", "stages": []}, scale={"name": "worldskills-700"}, awards=AWARDS,
    ranking={"order": ["total:desc", "criterion:A:asc", "subcriterion:A1:desc", "aspect:M:desc", "time:asc", "deductions:asc"],
             "ties": "forbid"},
)  # fmt: skip
SUB = "criteria[0].subcriteria[0]"
M, J, P, B, R, C, D, N = (f"{SUB}.aspects[{index}]" for index in range(8))


def test_a_full_scheme_is_sound() -> None:
    scheme = read_scheme(FULL)

    assert isinstance(scheme, Scheme)
    assert [str(order) for order in scheme.order] == FULL["ranking"]["order"]
    assert (scheme.rounding.stages, scheme.ties, scheme.scale) == ((), "forbid", "worldskills-700")


def test_what_is_left_out_has_its_default() -> None:
    scheme = scheme_of({"code": "J", "title": "x", "kind": "judgement", "max": "1"}, SCORED)
    judged, scored = scheme.aspects["J"], scheme.aspects["P"]

    assert (scheme.rounding.places, scheme.rounding.stages) == (2, ("panel", "aspect", "criterion", "total"))
    assert (scheme.order, scheme.ties, scheme.awards, scheme.scale) == ((Order("total"),), "shared", None, None)
    assert (judged.judges, judged.spread) == (3, 1)
    assert (scored.min, scored.step, scored.drop_high, scored.combine, scored.factor, scored.difficulty) == (
        0,
        None,
        0,
        "mean",
        1,
        False,
    )


def test_a_scheme_finds_its_parts() -> None:
    scheme = scheme_of(MEASURED, JUDGED)

    assert scheme.aspect("J") == scheme.aspects["J"]
    assert (scheme.aspect("?"), scheme.subcriterion("?")) == (None, None)
    assert (scheme.subcriterion_of("J").code, scheme.criterion_of("J").code) == ("A1", "A")
    assert scheme.subcriterion("A1") == scheme.criteria[0].subcriteria[0]


def put(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    """A change at a JSON path."""

    def change(scheme: dict[str, Any]) -> None:
        *way, last = path.replace("]", "").replace("[", ".").split(".")
        at: Any = scheme
        for step in way:
            at = at[int(step)] if isinstance(at, list) else at[step]
        if value is ...:
            del at[last]
        else:
            at[int(last) if isinstance(at, list) else last] = value

    return change


FAULTS: list[tuple[str, list[object]]] = [
    ("format", [2, "1", True, 1.0, None, ...]),
    ("title", [1, None, [], ...]),
    ("criteria", [[], {}, "x", None, ...]),
    ("event_code", [1]),
    ("profile", ["CN", 1, None]),
    ("unknown", [1]),
    ("sections", [[], {}]),
    ("sections[0].weight", ["x", "-1", 5, ...]),
    ("sections[0].code", ["@x", "", 1, ...]),
    ("sections[0].title", [1, ...]),
    ("sections[0].more", [1]),
    ("rounding.places", [7, -1, "2", True, 10**30]),
    ("rounding.mode", ["half-even", 1]),
    ("rounding.stages", ["panel", None]),
    ("rounding.stages_", [1]),
    ("scale.name", ["worldskills-500", ...]),
    ("scale", ["worldskills-700", None]),
    ("ranking.ties", ["lot", 1]),
    ("ranking.order", [[], "total:desc"]),
    (
        "ranking.order[0]",
        ["total", "total:up", "time:asc:desc", "criterion:B:asc", "criterion:asc", "aspect:A1:asc", ":asc", 1, "x:asc"],
    ),
    ("ranking.order[1]", ["total:asc"]),
    ("awards.by", ["places", 1, ...]),
    ("awards.tiers", [[], {}, ...]),
    ("awards.tiers[0]", [["一等奖"], "x", ["a", "0.1", "b"]]),
    ("awards.tiers[0][0]", [1]),
    ("awards.tiers[0][1]", ["1.1", "-0.1", 1, "x"]),
    ("awards.round", ["ceil", 1]),
    ("awards.minimum", ["-1", 60]),
    ("awards.more", [1]),
    ("criteria[0]", [1, []]),
    ("criteria[0].code", ["", "@A", 1, ...]),
    ("criteria[0].title", [1, ...]),
    ("criteria[0].subcriteria", [[], 1, ...]),
    ("criteria[0].judges", [3]),
    (SUB, ["x"]),
    (f"{SUB}.day", ["1", -1, True]),
    (f"{SUB}.weight", ["1"]),
    (f"{SUB}.aspects", [[], ...]),
    (M, ["x"]),
    (f"{M}.kind", ["measure", 1, ...]),
    (f"{M}.award", ["values", 1, ...]),
    (f"{M}.max", ["-1", 100, "1e2", "1 ", ...]),
    (f"{M}.step", ["0", "-1", 1]),
    (f"{M}.judges", [3]),
    (f"{M}.per", ["1"]),
    (f"{M}.section", ["9", 1]),
    (f"{M}.extra", [[], [1], "x"]),
    (f"{M}.descriptors", ["x", {"4": "x"}, {"0": 1}]),
    (f"{M}.requirement", [1]),
    (f"{M}.calculation", [1]),
    (f"{M}.title_en", [1]),
    (f"{J}.code", ["M"]),
    (f"{J}.judges", [0, -1, "3", 2.5]),
    (f"{J}.spread", [-1, "1"]),
    (f"{J}.award", ["value"]),
    (f"{J}.step", ["1"]),
    (f"{J}.difficulty", [True]),
    (f"{P}.judges", [0, ...]),
    (f"{P}.min", ["-1", "10.1", 0]),
    (f"{P}.drop_low", [3, -1]),
    (f"{P}.drop_high", [2, 3, True]),
    (f"{P}.combine", ["average"]),
    (f"{P}.factor", ["-1", 1]),
    (f"{P}.difficulty", [1, "true", None]),
    (f"{P}.spread", [1]),
    (f"{B}.bands", [[], ..., [["1", "1"], ["1", "1"]], [["2", "1"], ["1", "1"]], [["1", "5"]], {}]),
    (f"{B}.bands[0]", [["1"], ["1", "2", "3"], "x"]),
    (f"{B}.bands[0][0]", ["x"]),
    (f"{B}.bands[0][1]", ["-1"]),
    (f"{R}.ranges", [[], ..., [["2", "1", "1"]], [["1", "2", "9"]]]),
    (f"{R}.ranges[0]", [["1", "2"]]),
    (f"{C}.choices", [{}, [], ..., {"良": "5"}]),
    (f"{C}.choices.良", ["-1", 4]),
    (f"{C}.choices.not-attempted", ["1"]),
    (f"{D}.per", ["-1", ...]),
    (f"{D}.every", ["0", "-1", ...]),
    (f"{D}.target", [1, ...]),
    (f"{N}.possible", [0, "4", ...]),
]


@pytest.mark.parametrize(("path", "value"), [(path, value) for path, values in FAULTS for value in values], ids=str)
def test_a_fault_is_told_where_it_is(path: str, value: object) -> None:
    broken = deepcopy(FULL)
    put(path, value)(broken)
    found = read_scheme(broken)

    assert isinstance(found, list)
    assert any(problem.where.startswith(path) for problem in found), [(problem.where, str(problem)) for problem in found]
    assert all("应" in str(problem) for problem in found)


@pytest.mark.parametrize("value", [None, [], "x", 1, True])
def test_what_is_no_object_is_no_scheme(value: object) -> None:
    found = read_scheme(value)

    assert isinstance(found, list)
    assert [problem.where for problem in found] == ["$"]


@pytest.mark.parametrize(
    ("weights", "paths"),
    [
        ((None, None), []),
        (("0.3", "0.7"), []),
        (("0", "1.0"), []),
        (("0.3", "0.6"), ["criteria"]),
        (("0.3", None), ["criteria[1].weight"]),
        (("1", "x"), ["criteria[1].weight"]),
    ],
)
def test_weights_stand_on_all_or_on_none_and_make_one(weights: tuple[str | None, ...], paths: list[str]) -> None:
    written = written_of()
    other = deepcopy(written["criteria"][0])
    other["code"], other["subcriteria"][0]["code"], other["subcriteria"][0]["aspects"][0]["code"] = "B", "B1", "B1.1"
    written["criteria"].append(other)
    for criterion, weight in zip(written["criteria"], weights, strict=True):
        criterion |= {"weight": weight} if weight is not None else {}
    found = read_scheme(written)

    assert [problem.where for problem in found] == paths if isinstance(found, list) else paths == []


def test_codes_are_unique_within_their_level_only() -> None:
    twins = written_of(MEASURED, {**MEASURED, "code": "A1"})
    twins["criteria"] += deepcopy(twins["criteria"])
    found = read_scheme(twins)

    assert isinstance(found, list)
    assert [problem.where for problem in found] == [
        "criteria[1].code",
        "criteria[1].subcriteria[0].code",
        "criteria[1].subcriteria[0].aspects[0].code",
        "criteria[1].subcriteria[0].aspects[1].code",
    ]


def test_all_faults_are_told_at_once() -> None:
    broken = deepcopy(FULL)
    for path in ("title", "rounding.places", f"{M}.max", f"{P}.combine", "awards.by"):
        put(path, None)(broken)
    found = read_scheme(broken)

    assert isinstance(found, list)
    assert [problem.where for problem in found] == [f"{M}.max", f"{P}.combine", "title", "rounding.places", "awards.by"]
