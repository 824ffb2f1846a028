"""What the agreed entry of a measurement is worth: every award of the rules."""

import pytest

from scoring.aspects.measured import measured
from tests.scoring.builders import aspect_of, fr, worth_of

RANGES = [["9.95", "10.05", "4"], ["9.9", "10.1", "2"], ["-1", "0", "1"]]
AWARDS = [
    ({"award": "all-or-nothing", "max": "4"}, [("yes", "4"), ("no", "0")]),
    ({"award": "value", "max": "100"}, [("0", "0"), ("87.255", "87.26"), ("100", "100")]),
    ({"award": "deduct", "max": "4", "per": "1.5"}, [("0", "4"), ("1", "2.5"), ("2", "1"), ("3", "0"), ("99", "0")]),
    ({"award": "count", "max": "10", "possible": 3}, [("0", "0"), ("1", "3.33"), ("2.0", "6.67"), ("3", "10")]),
    (
        {"award": "bands", "max": "4", "bands": [["0.1", "4"], ["0.5", "2"], ["1", "0.5"]]},
        [("-5", "4"), ("0.1", "4"), ("0.10001", "2"), ("0.5", "2"), ("1", "0.5"), ("1.01", "0")],
    ),
    (
        {"award": "ranges", "max": "4", "ranges": RANGES},
        [("9.95", "4"), ("10.05", "4"), ("10.06", "2"), ("9.9", "2"), ("9.89", "0"), ("-0.5", "1"), ("0", "1"), ("-1.1", "0")],
    ),
    ({"award": "choice", "max": "4", "choices": {"优": "4", "差": "0"}}, [("优", "4"), ("差", "0")]),
    (
        {"award": "distance", "max": "4", "per": "0.5", "target": "-2", "every": "0.1"},
        [("-2", "4"), ("-1.91", "4"), ("-1.9", "3.5"), ("-2.1", "3.5"), ("-2.25", "3"), ("0", "0"), ("9", "0")],
    ),
]


@pytest.mark.parametrize(
    ("keys", "entry", "mark"),
    [(keys, entry, mark) for keys, pairs in AWARDS for entry, mark in pairs],
    ids=lambda value: str(value)[:30],
)
def test_an_award_gives_its_mark(keys: dict[str, object], entry: str, mark: str) -> None:
    result = worth_of(aspect_of(kind="measurement", **keys), {"*": entry})

    assert (result.mark, result.complete, result.problems) == (fr(mark), True, ())


def test_without_an_entry_it_is_missing() -> None:
    result = worth_of(aspect_of(kind="measurement", award="value", max="4"), {})

    assert (result.mark, result.complete, result.marked, result.needed) == (0, False, 0, 1)
    assert [(problem.missing, problem.facts["competitor"]) for problem in result.problems] == [(True, "07")]


def test_what_was_not_attempted_is_nothing_and_complete() -> None:
    result = worth_of(aspect_of(kind="measurement", award="deduct", max="4", per="1"), {"*": "not-attempted"})

    assert (result.mark, result.complete) == (0, True)


def test_an_entry_nobody_let_pass_is_refused() -> None:
    with pytest.raises(ValueError, match="let pass"):
        measured(aspect_of(kind="measurement", award="value", max="4"), "x")
