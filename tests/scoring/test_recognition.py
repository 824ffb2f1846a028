"""Medals by the window, the best of each sender, the highest: in the WorldSkills profiles and in no other."""

import pytest

from scoring.recognition import recognised
from tests.scoring.builders import field_of, ranked, scheme_of

TOTALS = {"1": "90", "2": "80", "3": "70", "4": "60", "5": "50", "6": "40"}


def test_medals_excellence_the_best_of_each_and_the_highest() -> None:
    scheme = scheme_of(profile="worldskills")
    found = recognised(ranked(scheme, field_of(scheme, TOTALS)), {"1": "东", "2": "东", "3": "南", "4": "西", "5": "西", "6": ""})

    assert [found[label].medal for label in TOTALS] == ["gold", "silver", "bronze", None, None, None]
    assert [label for label in TOTALS if found[label].best] == ["1", "4"]
    assert [label for label in TOTALS if found[label].highest] == ["1"]
    assert found["1"].scale > 700 > found["6"].scale


def test_who_takes_part_without_award_leaves_the_medal_to_the_next() -> None:
    scheme = scheme_of(profile="worldskills-strict")
    found = recognised(ranked(scheme, field_of(scheme, TOTALS, c1={"status": "no-award"})), {"1": "东", "2": "东", "3": "东"})

    assert (found["1"].medal, found["1"].best, found["1"].highest) == (None, False, False)
    assert (found["2"].medal, found["2"].best, found["2"].highest) == ("gold", True, True)


@pytest.mark.parametrize("profile", [{}, {"profile": "cn"}, {"scale": {"name": "worldskills-700"}}])
def test_no_other_profile_has_them(profile: dict[str, object]) -> None:
    scheme = scheme_of(**profile)

    assert recognised(ranked(scheme, field_of(scheme, TOTALS))) == {}


def test_nobody_ranked_is_nobody_recognised() -> None:
    scheme = scheme_of(profile="worldskills")

    assert recognised(ranked(scheme, [])) == {}
