"""The way back: a scheme written out is read as the same scheme; what the WorldSkills profiles ask beyond the form."""

import json
from typing import Any

import pytest
from hypothesis import given

from scoring.scheme import Scheme, breaches, read_scheme, warnings, write_scheme
from tests.scoring.builders import JUDGED, MEASURED, scheme_of
from tests.scoring.strategies import schemes

DESCRIBED = {**JUDGED, "max": "40", "descriptors": {"0": "差", "1": "中", "2": "良", "3": "优"}, "section": "1"}
SECTIONS = [{"code": "1", "title": "安全", "weight": "45"}, {"code": "2", "title": "工艺", "weight": "55", "title_en": "Work"}]
HUNDRED = ({**MEASURED, "max": "60", "section": "2", "requirement": "±0.1", "calculation": "x", "title_en": "Size"}, DESCRIBED)


@given(schemes())
def test_a_scheme_written_out_is_read_as_the_same(scheme: Scheme) -> None:
    assert read_scheme(json.loads(json.dumps(write_scheme(scheme)))) == scheme


def test_sections_and_notes_come_back_too() -> None:
    scheme = scheme_of(*HUNDRED, sections=SECTIONS, title_en="Electrics", profile="worldskills")

    assert read_scheme(write_scheme(scheme)) == scheme


@pytest.mark.parametrize("profile", [None, "cn", "worldskills", "worldskills-strict"])
def test_a_scheme_as_worldskills_wants_it_has_no_warning(profile: str | None) -> None:
    rules = {"profile": profile} if profile else {}
    scheme = scheme_of(*HUNDRED, sections=[{**SECTIONS[0], "weight": "42.5"}, {**SECTIONS[1], "weight": "57.5"}], **rules)

    assert (warnings(scheme), breaches(scheme)) == ((), ())


CASES: list[tuple[tuple[dict[str, Any], ...], dict[str, Any], list[str]]] = [
    (HUNDRED, {"sections": SECTIONS}, ["sections"]),
    ((DESCRIBED,), {"sections": [{**SECTIONS[0], "weight": "40"}]}, ["criteria"]),
    (({**MEASURED},), {}, []),
    (
        ({**MEASURED, "max": "60"}, {**JUDGED, "max": "40", "judges": 4, "descriptors": {"0": "差", "1": ""}}),
        {},
        ["criteria[0].subcriteria[0].aspects[1].judges", "criteria[0].subcriteria[0].aspects[1].descriptors"],
    ),
]


@pytest.mark.parametrize(("aspects", "rules", "paths"), CASES)
def test_what_is_told_in_one_profile_is_forbidden_in_the_strict_one(
    aspects: tuple[dict[str, Any], ...], rules: dict[str, Any], paths: list[str]
) -> None:
    told, strict = scheme_of(*aspects, profile="worldskills", **rules), scheme_of(*aspects, profile="worldskills-strict", **rules)

    assert [problem.where for problem in warnings(told)] == paths == [problem.where for problem in breaches(strict)]
    assert (breaches(told), warnings(strict)) == ((), ())


def test_criteria_are_letters_from_a_to_i() -> None:
    written = write_scheme(scheme_of(MEASURED, profile="worldskills"))
    written["criteria"][0]["code"] = "J"
    scheme = read_scheme(written)

    assert isinstance(scheme, Scheme)
    assert [problem.where for problem in warnings(scheme)] == ["criteria[0].code"]


def test_other_profiles_hear_of_sections_only() -> None:
    scheme = scheme_of({**JUDGED, "section": "1", "judges": 5}, MEASURED, sections=SECTIONS, profile="cn")

    assert [problem.where for problem in warnings(scheme)] == ["sections"]
