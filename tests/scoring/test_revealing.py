"""亮分: the team's marks stay hidden until all have entered and the leader shows them; too far apart, each marks again."""

from scoring.decisions import Absence, Correction, Decision, Mark, NotAttempted, Return, Reveal, Ruling, Signature, Withdrawal
from scoring.tally import Tally, after, begin, objection
from tests.scoring.builders import JUDGED, MEASURED, after_all, refused, scheme_of

ROUND = begin(scheme_of(MEASURED, JUDGED), ["01", "02"])
MARKS = [Mark("01", "J", "J1", "2"), Mark("01", "J", "J2", "2"), Mark("01", "J", "J3", "1")]


def standing(*decisions: Decision) -> Tally:
    return after_all(ROUND, *decisions)


def test_nothing_is_shown_before_all_have_entered() -> None:
    assert "才有 2 位裁判评完，共 3 位" in refused(standing(*MARKS[:2]), Reveal("01", "J"))
    assert "不用亮分" in refused(ROUND, Reveal("01", "M"))
    assert "没有评分点" in refused(ROUND, Reveal("01", "X"))
    missing = Absence("01", "J", "J3", "身体不适")
    assert standing(*MARKS[:2], missing, Reveal("01", "J")).revealed == {("01", "J"): False}


def test_what_the_team_has_seen_is_changed_by_nobody() -> None:
    tally = standing(*MARKS, Reveal("01", "J"))

    assert "已亮分" in refused(tally, Mark("01", "J", "J3", "2"))
    assert "已亮分" in refused(tally, Withdrawal("01", "J", "J3"))
    assert "已经亮过分" in refused(tally, Reveal("01", "J"))
    assert objection(tally, Mark("02", "J", "J3", "2")) is None
    assert objection(tally, Correction("01", "J", "J3", "2", "口误")) is None


def test_marks_too_far_apart_are_entered_again_and_shown_again() -> None:
    apart = standing(*MARKS[:2], Mark("01", "J", "J3", "0"), Reveal("01", "J"))
    assert apart.revealed == {("01", "J"): True}

    again = after(apart, Mark("01", "J", "J3", "1"))
    assert objection(again, Mark("01", "J", "J1", "1")) is None
    settled = after(again, Reveal("01", "J"))
    assert "已亮分" in refused(settled, Mark("01", "J", "J1", "1"))


def test_a_form_that_is_given_back_opens_what_was_seen() -> None:
    signed = standing(Mark("01", "M", "*", "80"), *MARKS, Reveal("01", "J"), Signature("01", "A1", "J1"))
    back = after(signed, Return("01", "A1", "核对"))

    assert objection(back, Mark("01", "J", "J3", "2")) is None


def test_in_the_strict_profile_a_judgement_is_revealed_before_it_is_signed() -> None:
    strict = begin(scheme_of(MEASURED, JUDGED, profile="worldskills-strict"), ["01"])
    entered = after_all(strict, Mark("01", "M", "*", "80"), *MARKS[:2])
    near, apart = after(entered, MARKS[2]), after(entered, Mark("01", "J", "J3", "0"))

    assert "还没有 J3 的分" in refused(entered, Signature("01", "A1", "J3"))
    assert "还没有亮分" in refused(entered, Signature("01", "A1", "J1")), "also who has long finished waits for the others"
    tried = [refused(marked, Signature("01", "A1", "J3")) for marked in (near, apart)]
    assert tried[0] == tried[1], "the answer tells nothing of the others' marks"
    assert objection(after(near, Reveal("01", "J")), Signature("01", "A1", "J3")) is None
    assert "相差 2" in refused(after(apart, Reveal("01", "J")), Signature("01", "A1", "J3"))


def test_what_the_chief_ruled_or_nobody_did_needs_no_reveal_in_the_strict_profile() -> None:
    strict = begin(scheme_of(JUDGED, profile="worldskills-strict"), ["01"])
    for settled in (Ruling("01", "J", "20", "合议"), NotAttempted("01", "J")):
        assert objection(after_all(strict, *MARKS, settled), Signature("01", "A1", "J1")) is None
