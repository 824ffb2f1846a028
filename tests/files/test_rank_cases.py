"""Published results and worked cases: `competition rank` gives them to the last digit."""

import json
from pathlib import Path

import pytest

from tests.files.ranks import run

ROOT = Path(__file__).parents[2]
OWN = sorted((ROOT / "tests/fixtures/cases").iterdir())
REAL = sorted((ROOT.parent / "shared/data/cases").glob("*"))


def agrees(case: Path) -> None:
    said = run(case / "scheme.json", case / "marks.csv")
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    assert (said.status, said.stderr) == (0, "")
    standings = {each["competitor"]: each for each in said.json["standings"]}

    for each in expected.get("standings", ()):
        assert standings[each["competitor"]] == each
    for key in ("place", "total"):
        found = {label: standings[label][key] for label in expected.get(key, ())}
        assert found == expected.get(key, {})


@pytest.mark.parametrize("case", OWN, ids=lambda case: case.name)
def test_a_worked_case_comes_out(case: Path) -> None:
    agrees(case)


if REAL:

    @pytest.mark.real
    @pytest.mark.parametrize("case", REAL, ids=lambda case: case.name)
    def test_a_published_result_comes_out(case: Path) -> None:
        agrees(case)
