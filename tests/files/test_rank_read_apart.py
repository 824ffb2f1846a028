"""The command against a second reading of the rules that shares no line with it."""

import json
import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from competition.documents.ranking import ranking_json
from competition.files.marks_csv import read_marks, told
from scoring.ranking import rank
from scoring.scheme import Scheme, read_scheme
from tests.scoring.plainly import Rows, standings
from tests.scoring.strategies import written_schemes

ENTRIES = {
    "all-or-nothing": ("yes", "no"),
    "value": ("0", "3.5", "7", "10"),
    "deduct": ("0", "1", "2.0", "40"),
    "count": ("0", "1", "2", "3"),
    "bands": ("-2", "-1", "0.5", "2", "2.1"),
    "ranges": ("-1", "0", "0.5", "1", "1.5", "2.5"),
    "choice": ("良", "差"),
    "distance": ("2", "1.3", "2.71", "4.8", "99"),
}


def entries(aspect: dict[str, Any], chance: random.Random, strict: bool) -> dict[str, str]:
    """Something complete."""
    if aspect["kind"] == "measurement":
        return {"*": chance.choice((*ENTRIES[aspect["award"]], *ENTRIES[aspect["award"]], "not-attempted"))}
    judged = aspect["kind"] == "judgement"
    number = aspect.get("judges", 3)
    low = chance.randrange(3)
    marks = [str(low + chance.randrange(2)) if judged else chance.choice(("1", "2.5", "7", "7.0", "10")) for _ in range(number)]
    if not strict and number > aspect.get("drop_high", 0) + aspect.get("drop_low", 0) + 1 and chance.random() < 0.3:
        marks[chance.randrange(number)] = "absent"
    cells = {f"J{index}": value for index, value in enumerate(marks, 1)}
    if chance.random() < 0.1:
        cells = dict(list(cells.items())[: chance.randrange(3)]) | {"*": chance.choice(("not-attempted", "0", "4.005"))}
    return cells | ({"difficulty": chance.choice(("1", "1.7", "2.35"))} if aspect.get("difficulty") else {})


def rows_of(scheme: dict[str, Any], number: int, chance: random.Random) -> Rows:
    rows: Rows = []
    aspects = [aspect for criterion in scheme["criteria"] for sub in criterion["subcriteria"] for aspect in sub["aspects"]]
    for label in (f"{index:02}" for index in range(number)):
        twin = [row for row in rows if row[0] == "00"] if chance.random() < 0.3 else []
        for aspect in aspects:
            found = entries(aspect, chance, scheme.get("profile") == "worldskills-strict")
            rows += [] if twin else [(label, aspect["code"], judge, value) for judge, value in found.items()]
        rows += [(label, *row[1:]) for row in twin if not row[1].startswith("@")]
        choices = {
            "@time": ("9.5", "60"),
            "@penalty": ("1", "0.25", "50"),
            "@lot": ("1", "2.0", "3"),
            "@status": ("absent", "no-award"),
        }
        rows += [(label, code, "*", chance.choice(choices[code])) for code in choices if chance.random() < 0.25]
    chance.shuffle(rows)
    return rows


@given(written_schemes(), st.integers(0, 7), st.integers(0, 10**6))
@settings(max_examples=300, deadline=None)
def test_both_readings_agree(scheme: dict[str, Any], number: int, seed: int) -> None:
    scheme["ranking"]["ties"] = "shared"
    rows = rows_of(scheme, number, random.Random(seed))
    sound = read_scheme(scheme)
    assert isinstance(sound, Scheme)
    marks = read_marks(sound, "\n".join(["competitor,aspect,judge,value", *map(",".join, rows)]).encode())
    ranking = rank(sound, marks.sheets)
    assert (told(marks, ranking), ranking.refused) == ((), False)
    found = json.loads(ranking_json(ranking))["standings"]
    for each in found:
        del each["scale"]

    assert found == standings(scheme, rows)
