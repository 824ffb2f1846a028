"""What may be entered at an aspect, and what is objected to."""

import pytest

from scoring.aspects import ceiling, objection_to_entry, objection_to_ruling
from tests.scoring.builders import aspect_of, fr

VALUE = {"kind": "measurement", "award": "value", "max": "10", "step": "0.25"}
COUNT = {"kind": "measurement", "award": "count", "max": "10", "possible": 8}
DEDUCT = {"kind": "measurement", "award": "deduct", "max": "10", "per": "1"}
CHOICE = {"kind": "measurement", "award": "choice", "max": "10", "choices": {"良": "5", "absent": "0"}}
YES = {"kind": "measurement", "award": "all-or-nothing", "max": "10"}
BANDS = {"kind": "measurement", "award": "bands", "max": "10", "bands": [["1", "10"]]}
JUDGEMENT = {"kind": "judgement", "max": "10"}
PANEL = {"kind": "panel", "judges": 5, "min": "0.25", "max": "10", "step": "0.5"}
DIVE = {"kind": "panel", "judges": 5, "max": "10", "difficulty": True}

FINE = [
    (VALUE, "*", ["0", "-0", "0.25", "10", "10.00", "not-attempted"]),
    (COUNT, "*", ["0", "8", "8.0"]),
    (DEDUCT, "*", ["0", "99", "2.0"]),
    (CHOICE, "*", ["良", "absent"]),
    (YES, "*", ["yes", "no", "not-attempted"]),
    (BANDS, "*", ["-3.5", "1000"]),
    (JUDGEMENT, "J1", ["0", "1", "2", "3", "3.0", "absent"]),
    (JUDGEMENT, "*", ["0", "10", "3.333", "not-attempted"]),
    (PANEL, "随便一位", ["0.25", "0.75", "9.75", "absent"]),
    (PANEL, "*", ["0", "0.1", "10"]),
    (DIVE, "difficulty", ["0", "3.1"]),
    (DIVE, "*", ["0", "999999"]),
]
WRONG = [
    (VALUE, "*", ["-0.25", "10.25", "0.1", "", "yes", "absent", "1e1"], "value"),
    (VALUE, "J1", ["5", "absent"], "judge"),
    (VALUE, "difficulty", ["1"], "judge"),
    (VALUE, "", ["1"], "judge"),
    (COUNT, "*", ["-1", "9", "1.5", "x"], "value"),
    (DEDUCT, "*", ["-1", "0.5"], "value"),
    (CHOICE, "*", ["优", "5", ""], "value"),
    (YES, "*", ["Yes", "1", "absent"], "value"),
    (BANDS, "*", ["", "yes", "1.2.3"], "value"),
    (JUDGEMENT, "J1", ["4", "-1", "1.5", "", "not-attempted", "yes"], "value"),
    (JUDGEMENT, "*", ["-1", "10.01", "absent", "x"], "value"),
    (JUDGEMENT, "difficulty", ["1"], "judge"),
    (PANEL, "J1", ["0", "0.5", "10.25", "not-attempted"], "value"),
    (PANEL, "*", ["10.5", "-1", "absent"], "value"),
    (PANEL, "", ["5"], "judge"),
    (DIVE, "difficulty", ["-1", "", "absent", "not-attempted"], "value"),
    (DIVE, "*", ["-1", "absent"], "value"),
]


@pytest.mark.parametrize(("keys", "judge", "values"), FINE)
def test_what_may_stand(keys: dict[str, object], judge: str, values: list[str]) -> None:
    assert [value for value in values if objection_to_entry(aspect_of(**keys), judge, value)] == []


@pytest.mark.parametrize(("keys", "judge", "values", "where"), WRONG)
def test_what_may_not_stand(keys: dict[str, object], judge: str, values: list[str], where: str) -> None:
    found = [objection_to_entry(aspect_of(**keys), judge, value) for value in values]

    assert [problem.where if problem else None for problem in found] == [where] * len(values)
    assert all("应" in str(problem) or "不能" in str(problem) for problem in found)


@pytest.mark.parametrize(
    ("keys", "difficulty", "top"),
    [
        (JUDGEMENT, None, "10"),
        (PANEL, None, "10"),
        ({**PANEL, "factor": "1.2"}, None, "12"),
        ({**PANEL, "combine": "sum", "drop_high": 1, "drop_low": 1}, None, "30"),
        ({**DIVE, "combine": "sum", "drop_high": 1, "drop_low": 1, "factor": "0.6"}, "3", "54"),
    ],
)
def test_a_ruling_goes_up_to_what_the_rule_can_give(keys: dict[str, object], difficulty: str | None, top: str) -> None:
    aspect, coefficient = aspect_of(**keys), fr(difficulty) if difficulty else None

    assert ceiling(aspect, coefficient) == fr(top)
    assert objection_to_ruling(aspect, top, coefficient) is None
    assert objection_to_ruling(aspect, top + ".001", coefficient) is not None
