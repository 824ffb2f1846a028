"""A scheme goes out as a CIS workbook and comes back the same; what CIS cannot say is told before."""

import json
from typing import Any

import pytest

from competition.events.ready import ready_trades
from competition.files.cis import cis_obstacles, cis_omissions, cis_workbook
from competition.files.scheme_workbook import read_scheme_workbook
from competition.files.workbook import Sheet, open_workbook
from tests.files.books import CALCULATIONS, SHEET, cis_book

LEVELS = {"0": "below", "1": "meets", "2": "exceeds in part", "3": "excellent"}
JUDGED = {"code": "A1.J1", "title": "Look", "kind": "judgement", "judges": 3, "spread": 1, "max": "1", "descriptors": LEVELS}
AWARDS: dict[str, dict[str, Any]] = {
    "all-or-nothing": {},
    "count": {"possible": 6},
    "choice": {"choices": {"good": "1.25", "fair": "0.333333333", "none": "0"}},
    "ranges": {"ranges": [["9.5", "10.5", "0.5"], ["-1", "10", "1.25"], ["10.1", "20", "0"]]},
    "distance": {"target": "-3.5", "every": "0.1", "per": "0.25"},
    "deduct": {"per": "0.25"},
}


def scheme(*aspects: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """As reading a workbook gives it."""
    rounding = {"places": 2, "mode": "half-up", "stages": ["panel", "aspect", "criterion", "total"]}
    criteria = [{"code": "A", "title": "One", "subcriteria": [{"code": "A1", "title": "Form", "aspects": list(aspects)}]}]
    start = {"format": 1, "title": "网站技术", "event_code": "WEB", "profile": "worldskills", "rounding": rounding}
    return start | {"criteria": criteria} | changes


def measured(award: str, **rules: Any) -> dict[str, Any]:
    return {"code": "A1.M1", "title": "Size", "kind": "measurement", "max": "1.25", "award": award, **rules}


def sheets(made: dict[str, Any]) -> tuple[Sheet, ...]:
    opened = open_workbook(cis_workbook(made))
    assert isinstance(opened, tuple)
    return opened


def test_a_workbook_that_came_in_goes_out_and_comes_in_the_same() -> None:
    first = read_scheme_workbook(cis_book()).scheme
    assert first is not None

    assert read_scheme_workbook(cis_workbook(first)).scheme == first
    assert cis_workbook(first) == cis_workbook(first)


@pytest.mark.parametrize("award", AWARDS)
def test_every_award_that_cis_knows_comes_back_the_same(award: str) -> None:
    made = scheme(measured(award, **AWARDS[award]))

    assert cis_obstacles(made) == []
    assert read_scheme_workbook(cis_workbook(made)).scheme == made


def test_texts_sections_days_and_descriptors_come_back_the_same() -> None:
    aspect = measured("all-or-nothing", section="S1", extra=["=1+1", "-2 漏项", "two\nlines"], requirement="007")
    made = scheme(JUDGED, aspect | {"code": "A1.M2"}, sections=[{"code": "S1", "title": "Making", "weight": "2.5"}])
    made["criteria"][0]["subcriteria"][0]["day"] = 3

    assert read_scheme_workbook(cis_workbook(made)).scheme == made


def test_calculators_are_written_once_and_as_they_came() -> None:
    first = read_scheme_workbook(cis_book()).scheme
    assert first is not None

    assert [list(line) for line in sheets(first)[1].rows] == CALCULATIONS


def test_a_calculator_that_no_longer_says_what_the_aspect_says_is_made_anew() -> None:
    kept = "Number Completed 4 | NUMBER_COMPLETED | TRUE | NUM_POSSIBLE:::4.00000000#x~x#"
    made = scheme(measured("count", possible=5, calculation=kept))

    assert read_scheme_workbook(cis_workbook(made)).scheme == scheme(measured("count", possible=5))


def test_totals_are_formulas_with_their_values() -> None:
    first = read_scheme_workbook(cis_book()).scheme
    assert first is not None
    sheet = sheets(first)[0]

    assert sheet.name == SHEET
    assert [sheet.rows[row][8:11] for row in (4, 5)] == [(40, 40, 0), (60, 60, 0)]
    assert sheet.rows[-1][11:14] == ("Competition", "Total\nMark", 100)


@pytest.mark.parametrize(
    ("made", "where"),
    [
        (scheme(measured("value")), "criteria[0].subcriteria[0].aspects[0].award"),
        (scheme(measured("bands", bands=[["1", "1"]])), "criteria[0].subcriteria[0].aspects[0].award"),
        (scheme(JUDGED | {"judges": 5}), "criteria[0].subcriteria[0].aspects[0].judges"),
        (scheme(JUDGED | {"descriptors": {"0": "no"}}), "criteria[0].subcriteria[0].aspects[0].descriptors"),
        (scheme(JUDGED | {"title": "x" * 40_000}), "criteria[0].subcriteria[0].aspects[0]"),
        (scheme(JUDGED, event_code="Web!"), "event_code"),
    ],
)
def test_what_cis_cannot_say_is_named_and_not_written(made: dict[str, Any], where: str) -> None:
    assert [problem.where for problem in cis_obstacles(made)] == [where]
    with pytest.raises(ValueError, match=r"CIS|单元格"):
        cis_workbook(made)


def test_weights_panels_and_other_codes_are_obstacles_too() -> None:
    electrician = json.loads(next(trade.text for trade in ready_trades() if trade.code == "PR"))
    found = {problem.where.rsplit(".", 1)[-1] for problem in cis_obstacles(electrician)}

    assert {"weight", "kind", "award"} <= found


def test_the_ready_trade_of_the_worldskills_profile_goes_to_cis_as_it_is() -> None:
    web = json.loads(next(trade.text for trade in ready_trades() if trade.code == "WEB"))

    assert [problem.where for problem in cis_obstacles(web)] == []
    assert [problem.where for problem in cis_omissions(web)] == ["title_en", "ranking", "awards", "scale"]
    again = read_scheme_workbook(cis_workbook(web)).scheme or {}
    assert [criterion["code"] for criterion in again["criteria"]] == list("ABCDEF")
