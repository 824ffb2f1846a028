"""The real CIS workbook of EuroSkills 2023, where it stands beside the project."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from competition.files.cis import cis_workbook
from competition.files.scheme_template import scheme_workbook
from competition.files.scheme_workbook import read_scheme_workbook

FILE = Path(__file__).parents[3] / "shared/data/cis/euroskills-2023-web-development.xlsx"
pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def scheme() -> dict[str, Any]:
    reading = read_scheme_workbook(FILE.read_bytes())
    assert (reading.problems, reading.warnings) == ((), ())
    return reading.scheme or {}


def aspects(scheme: dict[str, Any]) -> list[dict[str, Any]]:
    return [a for c in scheme["criteria"] for s in c["subcriteria"] for a in s["aspects"]]


def test_its_size(scheme: dict[str, Any]) -> None:
    found = aspects(scheme)
    judged = [aspect for aspect in found if aspect["kind"] == "judgement"]

    assert len(scheme["criteria"]) == 6
    assert sum(len(criterion["subcriteria"]) for criterion in scheme["criteria"]) == 36
    assert (len(found), len(judged), sum(Fraction(aspect["max"]) for aspect in found)) == (149, 26, 100)
    assert all(len(aspect["descriptors"]) == 4 and all(aspect["descriptors"].values()) for aspect in judged)


def test_its_days_sections_and_texts(scheme: dict[str, Any]) -> None:
    days = [s["day"] for c in scheme["criteria"] for s in c["subcriteria"]]

    assert (scheme["event_code"], scheme["title"]) == ("17", "Web Development")
    assert [section["weight"] for section in scheme["sections"]] == ["5", "5", "25", "25", "40"]
    assert sorted(set(days)) == [1, 2, 3]
    assert all("section" in aspect for aspect in aspects(scheme))
    assert [a["code"] for a in aspects(scheme)][:3] == ["A1.J1", "A1.J2", "A1.M3"]


def test_it_goes_out_in_both_layouts_and_comes_back_the_same(scheme: dict[str, Any]) -> None:
    assert read_scheme_workbook(cis_workbook(scheme)).scheme == scheme
    assert read_scheme_workbook(scheme_workbook(scheme)).scheme == scheme
