"""Marks that lie far from their panel: by the median, from three judges on, a fifth of the range; 0-3 has a rule of its own."""

from fractions import Fraction

import pytest

from scoring.outliers import distances, marks, outliers
from scoring.scheme import Scheme, read_scheme
from tests.scoring.builders import MEASURED, scheme_of


def _scheme() -> Scheme:
    panel = {"code": "A1.1", "title": "整体", "kind": "panel", "judges": 5, "min": "40", "max": "90", "step": "0.5"}
    judged = {"code": "A1.2", "title": "工艺", "kind": "judgement", "judges": 3, "max": "10"}
    form = {"code": "A1", "title": "操作", "aspects": [panel, judged]}
    made = read_scheme({"format": 1, "title": "茶艺", "criteria": [{"code": "A", "title": "操作", "subcriteria": [form]}]})
    assert isinstance(made, Scheme), made
    return made


@pytest.mark.parametrize(
    ("entries", "far"),
    [
        ({"J1": "70", "J2": "72", "J3": "71"}, {}),
        ({"J1": "70", "J2": "80", "J3": "71"}, {}),
        ({"J1": "70", "J2": "81.5", "J3": "71"}, {"J2": "high"}),
        ({"J1": "60", "J2": "71", "J3": "72", "J4": "82.5"}, {"J1": "low", "J4": "high"}),
        ({"J1": "50", "J2": "90"}, {}),
        ({"J1": "50", "J2": "90", "J3": "-"}, {}),
    ],
)
def test_far_is_more_than_a_fifth_of_the_range_from_the_median(entries: dict[str, str], far: dict[str, str]) -> None:
    assert outliers(_scheme().aspects["A1.1"], entries) == far


def test_a_judgement_is_left_to_its_spread_and_counts_in_the_distances() -> None:
    aspect = _scheme().aspects["A1.2"]

    assert outliers(aspect, {"J1": "0", "J2": "0", "J3": "3"}) == {}
    assert distances(aspect, {"J1": "0", "J2": "0", "J3": "3"}) == {
        "J1": Fraction(-1, 3),
        "J2": Fraction(-1, 3),
        "J3": Fraction(2, 3),
    }


def test_distances_of_a_panel_add_up_to_nothing_and_one_alone_has_none() -> None:
    aspect = _scheme().aspects["A1.1"]
    found = distances(aspect, {"J1": "60", "J2": "70", "J3": "80", "J4": "-"})

    assert (found["J1"], sum(found.values())) == (Fraction(-1, 5), 0)
    assert distances(aspect, {"J1": "60"}) == {}


def test_a_measurement_has_no_judges_to_be_far_apart() -> None:
    assert marks(scheme_of(MEASURED).aspects["M"], {"*": "50"}) == {}
