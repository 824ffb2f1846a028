"""Another scheme under way, a wrong question for all, 勘误, and a measurement that two must sign."""

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from scoring.aspects import explained
from scoring.decisions import Acceptance, Closing, Correction, Decision, Difficulty, Mark, SchemeChange, Signature
from scoring.ranking import rank
from scoring.reasons import moves
from scoring.scheme import Scheme, read_scheme, write_scheme
from scoring.tally import ACCEPTED, DRAFT, SIGNED, Tally, after, begin, objection, objection_to_scheme, rescheme
from tests.scoring.builders import JUDGED, MEASURED, SCORED, after_all, scheme_of, written_of

SCHEME = scheme_of(MEASURED, JUDGED, SCORED)
ENTRIES: list[Decision] = [
    Mark("01", "M", "*", "50"),
    *(Mark("01", "J", f"J{seat}", "2") for seat in (1, 2, 3)),
    *(Mark("01", "P", f"J{seat}", mark) for seat, mark in enumerate(("8", "9", "7"), 1)),
]
SIGNATURES: list[Decision] = [Signature("01", "A1", f"J{seat}") for seat in (1, 2, 3)]


def standing(*decisions: Decision, signers: int = 1, scheme: Scheme = SCHEME) -> Tally:
    return after_all(begin(scheme, ["01", "02"], signers), *decisions)


def with_(aspect: str, **keys: Any) -> Scheme:
    """The scheme with something of one aspect changed."""
    written = json.loads(json.dumps(write_scheme(SCHEME)))
    aspects = written["criteria"][0]["subcriteria"][0]["aspects"]
    next(one for one in aspects if one["code"] == aspect).update(keys)
    found = read_scheme(written)
    assert isinstance(found, Scheme), [str(problem) for problem in found]
    return found


def test_a_wrong_question_gives_everybody_its_full_mark_or_nothing() -> None:
    given, void = rescheme(standing(*ENTRIES), with_("J", annulled="full")), rescheme(standing(), with_("J", annulled="void"))
    assert [given.sheets[label].aspects["J"] for label in ("01", "02")] == [30, 30]
    assert [void.sheets[label].aspects["J"] for label in ("01", "02")] == [0, 0]
    assert (given.scheme.max, void.scheme.max) == (140, 110)
    assert rescheme(standing(), with_("P", annulled="full")).sheets["02"].aspects["P"] == 10
    assert rescheme(standing(), with_("M", annulled="full")).sheets["02"].aspects["M"] == 100


def test_what_is_annulled_is_read_back_as_it_was_written_and_is_explained() -> None:
    scheme = with_("J", annulled="full")
    assert read_scheme(write_scheme(scheme)) == scheme
    found = explained(scheme.aspects["J"], {"*": "10", "J1": "2"}, scheme.rounding, strict=False)
    assert (found.how, found.exact, found.mark) == ("annulled", 30, 30)
    assert {entry.fate for entry in found.entries} == {"set-aside"}


def test_a_panel_with_a_coefficient_has_no_full_mark_to_give() -> None:
    found = read_scheme(written_of({**SCORED, "difficulty": True, "annulled": "full"}))
    assert not isinstance(found, Scheme)
    assert "没有固定的满分" in str(found[0])
    assert isinstance(read_scheme(written_of({**SCORED, "difficulty": True, "annulled": "void"})), Scheme)


def test_nothing_more_is_entered_where_the_question_is_annulled_and_an_empty_form_of_it_can_be_signed() -> None:
    void = rescheme(standing(), scheme_of({**MEASURED, "annulled": "void"}))
    refused = objection(void, Mark("01", "M", "*", "50"))
    assert refused is not None
    assert "不再登分" in str(refused)
    signed = after(void, Signature("01", "A1", "J1"))
    assert objection(void, Signature("01", "A1", "J1")) is None
    assert signed.form("01", "A1").state == SIGNED


def test_what_was_signed_stays_signed_under_another_weight_and_is_given_back_where_something_lacks_now() -> None:
    done = standing(*ENTRIES, *SIGNATURES, Acceptance("01", "A1"))
    lighter = read_scheme({**write_scheme(SCHEME), "ranking": {"order": ["aspect:J:desc"], "ties": "shared"}})
    assert isinstance(lighter, Scheme)
    assert rescheme(done, lighter).form("01", "A1").state == ACCEPTED
    one_more = with_("J", judges=4)
    assert rescheme(done, one_more).form("01", "A1").state == DRAFT


@pytest.mark.parametrize(
    ("scheme", "why"),
    [
        (SCHEME, "没有改动"),
        (scheme_of(MEASURED, JUDGED), "P 已有登分，不能删除"),
        (with_("M", max="40"), "M 已登 50"),
        (with_("P", judges=2), "应为 2 位"),
    ],
)
def test_a_scheme_that_has_no_room_for_what_was_entered_is_refused(scheme: Scheme, why: str) -> None:
    found = objection_to_scheme(standing(*ENTRIES), scheme)
    assert found is not None
    assert why in str(found)


def test_what_was_wrong_before_does_not_speak_against_another_scheme() -> None:
    apart = standing(*(Mark("01", "J", f"J{seat}", mark) for seat, mark in enumerate("031", 1)))
    assert objection_to_scheme(apart, with_("M", max="60")) is None


def test_a_change_wants_its_reason_and_shows_who_would_move() -> None:
    tally = standing(Mark("01", "M", "*", "50"), Mark("02", "M", "*", "49"), *(Mark("02", "J", f"J{n}", "3") for n in (1, 2, 3)))
    assert str(objection(tally, SchemeChange("", " "))) == "应写明理由"
    assert after(tally, SchemeChange("", "题有误")) == tally
    void = rescheme(tally, with_("J", annulled="void"))
    ranked = [rank(each.scheme, each.sheets.values(), partial=True) for each in (tally, void)]
    moved = {move.competitor: move for move in moves(*ranked) if move.place_changes}
    assert sorted(moved) == ["01", "02"]


def test_a_correction_passes_every_lock_and_no_rule() -> None:
    done = standing(*ENTRIES, *SIGNATURES, Acceptance("01", "A1"))
    right = Correction("01", "M", "*", "60", "看错一位")
    assert objection(done, Mark("01", "M", "*", "60")) is not None
    assert objection(done, right) is None
    mended = after(done, right)
    assert (mended.sheets["01"].aspects["M"], mended.form("01", "A1").state) == (60, ACCEPTED)
    assert mended.sheets["01"].notes["M", "*"] == "看错一位"


@pytest.mark.parametrize(
    ("correction", "why"),
    [
        (Correction("01", "X", "*", "60", "错"), "没有评分点 X"),
        (Correction("01", "M", "*", "60", ""), "应写明理由"),
        (Correction("01", "M", "*", "50", "错"), "现在就是 50"),
        (Correction("01", "M", "*", "160", "错"), "应在 0 与 100 之间"),
        (Correction("01", "J", "J1", "0", "错"), "最高与最低相差"),
        (Correction("01", "J", "*", "31", "错"), "应在 0 与 30 之间"),
        (Correction("01", "P", "difficulty", "2", "错"), "没有难度系数"),
        (Correction("02", "P", "J1", "5", "错"), "只有 1 位"),
    ],
)
def test_a_correction_that_cannot_stand_is_refused(correction: Correction, why: str) -> None:
    assert why in str(objection(standing(*ENTRIES, *SIGNATURES), correction))


@pytest.mark.parametrize(
    ("correction", "mark"),
    [
        (Correction("01", "J", "*", "12", "复议"), Fraction(12)),
        (Correction("01", "P", "*", "not-attempted", "未做"), Fraction(0)),
        (Correction("01", "P", "J1", "absent", "回避"), Fraction(8)),
    ],
)
def test_a_correction_is_whatever_may_stand_in_its_place(correction: Correction, mark: Fraction) -> None:
    tally = standing(*ENTRIES, *SIGNATURES)
    assert objection(tally, correction) is None
    assert after(tally, correction).sheets["01"].aspects[correction.aspect] == mark


def test_a_coefficient_is_corrected_too() -> None:
    scheme = scheme_of({**SCORED, "difficulty": True})
    marks: list[Decision] = [Difficulty("01", "P", "2"), *(Mark("01", "P", f"J{seat}", "5") for seat in (1, 2, 3))]
    tally = standing(*marks, scheme=scheme)
    assert after(tally, Correction("01", "P", "difficulty", "3", "表上是 3")).sheets["01"].total == 15
    assert objection(tally, Correction("01", "P", "difficulty", "3", "表上是 3")) is None


def test_a_measurement_by_two_is_signed_when_both_have() -> None:
    two = standing(Mark("01", "M", "*", "50"), Signature("01", "A1", "J1"), signers=2, scheme=scheme_of(MEASURED))
    assert (two.form("01", "A1").state, objection(two, Acceptance("01", "A1")) is None) == (DRAFT, False)
    assert after(two, Signature("01", "A1", "J2")).form("01", "A1").state == SIGNED
    assert replace(two, signers=1).form("01", "A1").state == SIGNED


def test_a_correction_passes_a_closing_too_and_a_measurement_takes_no_absence() -> None:
    closed = standing(*ENTRIES, Closing())
    assert objection(closed, Correction("01", "M", "*", "60", "看错一位")) is None
    assert "应在 0 与 100 之间" in str(objection(closed, Correction("01", "M", "*", "absent", "缺席")))
