"""Thousands of mutilated schemes and mark files: a ranking or problems, each on one line, never anything else."""

import json
import random
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

from competition.documents.ranking import ranking_csv, ranking_json
from competition.files.lines import Line
from competition.files.marks_csv import read_marks, told
from competition.files.scheme_json import read_scheme_json
from scoring.ranking import rank
from scoring.scheme import Scheme

CASE = Path(__file__).parents[1] / "fixtures/cases/welding"
VALUES: list[Any] = [
    None, True, 0, 1, -1, 3, 7, 10**30, 0.5, "", "0", "-1", "1", "0.5", "1e5", "x", "@x", "A", "total:desc", "yes", [], {}, ["1"],
    [["1", "1"]], [["2", "1"], ["1", "1"]], {"0": "x"}, {"a": "1"}, "\ud800", "\n", "mean", "panel", "judgement", "measurement",
]  # fmt: skip
KEYS = [
    "kind",
    "award",
    "judges",
    "max",
    "min",
    "step",
    "drop_high",
    "difficulty",
    "weight",
    "bands",
    "choices",
    "code",
    "zzz",
    "",
]
CELLS = [
    "", "0", "1", "2", "-1", "5.5", "absent", "not-attempted", "*", "J1", "difficulty", "@status", "@time", "@lot", "@penalty",
    "x", "S2.1", "S1.3", "T1.1", '"', '""', "\x00", "\n", "\r", "1-01", "withdrawn", "1e3", "９",
    "99999999999999", "no-award", "yes",
]  # fmt: skip
UNFILLED = re.compile(r"\{[a-z_]+\}")
ONE_LINE = re.compile(r"[^:\n]+:[0-9]+: [^\n]+: [^\n]+")


def outcome(scheme_text: str | bytes, marks: bytes) -> str:
    """What the command would do, in this process; every line of it looked at."""
    scheme = read_scheme_json(scheme_text)
    if not isinstance(scheme, Scheme):
        lines = [str(Line("scheme.json", 1, problem)) for problem in scheme]
        assert lines
        return checked(lines, "scheme")
    partial = len(marks) % 2 == 0
    read = read_marks(scheme, marks)
    ranking = rank(scheme, read.sheets, partial=partial)
    lines = [str(Line("marks.csv", number, problem)) for number, problem in told(read, ranking)]
    if read.faults or ranking.refused:
        assert lines
        return checked(lines, "marks")
    found = json.loads(ranking_json(ranking, lines))
    assert found["complete"] == (not lines)
    assert len(ranking_csv(ranking)) > 3
    return checked(lines, "ranked")


def checked(lines: list[str], name: str) -> str:
    for line in lines:
        assert ONE_LINE.fullmatch(line), line
        assert not UNFILLED.search(line), line
        line.encode()
    return name


def mutilated(value: Any, chance: random.Random) -> Any:
    """The same tree with one place changed."""
    places: list[tuple[Any, Any]] = []
    tree = deepcopy(value)
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        inside = list(node.items()) if isinstance(node, dict) else list(enumerate(node)) if isinstance(node, list) else []
        places += [(node, key) for key, _ in inside]
        waiting += [child for _, child in inside]
    node, key = chance.choice(places)
    match chance.randrange(4):
        case 0:
            del node[key]
        case 1 if isinstance(node, dict):
            node[chance.choice(KEYS)] = chance.choice(VALUES)
        case 2 if isinstance(node, list):
            node.append(deepcopy(node[key]))
        case _:
            node[key] = chance.choice(VALUES)
    return tree


def test_mutilated_schemes_never_break_anything() -> None:
    chance = random.Random(7)
    scheme = json.loads((CASE / "scheme.json").read_text(encoding="utf-8"))
    marks = (CASE / "marks.csv").read_bytes()
    seen = set()
    for _ in range(2500):
        broken = scheme
        for _ in range(chance.randint(1, 3)):
            broken = mutilated(broken, chance)
        seen.add(outcome(json.dumps(broken), marks))

    assert seen == {"scheme", "marks", "ranked"}


def test_mutilated_scheme_bytes_never_break_anything() -> None:
    chance = random.Random(8)
    text = (CASE / "scheme.json").read_bytes()
    seen = set()
    for _ in range(1000):
        at, size = chance.randrange(len(text)), chance.randrange(4)
        seen.add(
            outcome(text[:at] + chance.randbytes(chance.randrange(3)) + text[at + size :], b"competitor,aspect,judge,value\n")
        )

    assert seen >= {"scheme"}


def test_mutilated_marks_never_break_anything() -> None:
    chance = random.Random(9)
    scheme = (CASE / "scheme.json").read_bytes()
    rows = (CASE / "marks.csv").read_text(encoding="utf-8").splitlines()
    seen = set()
    for _ in range(2500):
        broken = [row.split(",") for row in rows]
        for _ in range(chance.randint(1, 4)):
            row = chance.choice(broken[chance.randint(0, 1) :])
            match chance.randrange(5):
                case 0:
                    broken.remove(row)
                case 1:
                    broken.append(list(row))
                case 2:
                    row.append(chance.choice(CELLS))
                case _:
                    row[chance.randrange(len(row))] = chance.choice(CELLS)
        seen.add(outcome(scheme, "\n".join(",".join(row) for row in broken).encode()))

    assert seen == {"marks", "ranked"}


def test_mutilated_mark_bytes_never_break_anything() -> None:
    chance = random.Random(10)
    scheme, marks = (CASE / "scheme.json").read_bytes(), (CASE / "marks.csv").read_bytes()
    for _ in range(1000):
        at, size = chance.randrange(len(marks)), chance.randrange(4)

        assert outcome(scheme, marks[:at] + chance.randbytes(chance.randrange(3)) + marks[at + size :]) in ("marks", "ranked")
