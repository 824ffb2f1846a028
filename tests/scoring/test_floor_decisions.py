"""What is decided on the floor: clocks, time given back, check-in, another station, another person, recusals, handovers."""

import pytest

from scoring.decisions import CheckIn, Clock, Decision, Handover, Mark, Move, Recusal, Status, Substitution, TimeGiven, Withdrawal
from scoring.tally import Tally, after, begin
from tests.scoring.builders import JUDGED, MEASURED, after_all, refused, scheme_of

ROUND = begin(scheme_of(MEASURED, JUDGED), ["1-01", "1-02", "2-01"])


def standing(*decisions: Decision) -> Tally:
    return after_all(ROUND, *decisions)


def test_a_pause_of_the_hall_stops_every_clock_that_runs_and_no_other() -> None:
    tally = standing(Clock(1, "start"), Clock(0, "pause", "断电"))
    assert dict(tally.clocks) == {1: "paused"}
    assert dict(after(tally, Clock(0, "resume")).clocks) == {1: "running"}
    assert dict(standing(Clock(0, "start"), Clock(2, "stop")).clocks) == {1: "running", 2: "stopped"}


@pytest.mark.parametrize(
    ("decision", "why"),
    [
        (Clock(1, "resume"), "没有可以这样操作"),
        (Clock(1, "rewind"), "应为下列之一"),
        (Clock(3, "start"), "没有第 3 场"),
        (TimeGiven(1, "", 0, "断电"), "补时为 0 秒"),
        (TimeGiven(1, "", 90_000, "断电"), "补时为 90000 秒"),
        (TimeGiven(3, "", 60, "断电"), "没有第 3 场"),
        (TimeGiven(0, "9-09", 60, "断电"), "没有选手 9-09"),
        (TimeGiven(0, "", 60, " "), "应写明理由"),
        (CheckIn("9-09"), "没有选手 9-09"),
        (Substitution("1-01", ""), "应写明理由"),
        (Move("1-01", "1-02", "坏了"), "1-02 号赛位已有人"),
        (Move("1-01", " ", "坏了"), "应写明换到哪个赛位"),
        (Recusal("1-01", "J1", recused=False), "没有改动"),
        (Handover("J1", "", "生病"), "应写明谁的评分交给谁"),
        (Handover("J1", "DG-J4", ""), "应写明理由"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(decision: Decision, why: str) -> None:
    assert why in refused(ROUND, decision)


def test_a_clock_that_was_stopped_by_mistake_goes_on_session_by_session() -> None:
    stopped = standing(Clock(0, "start"), Clock(0, "stop"))
    assert "逐场恢复" in refused(stopped, Clock(0, "restart", "误按"))
    assert refused(stopped, Clock(1, "restart")) == "应写明理由"
    assert dict(after(stopped, Clock(1, "restart", "误按")).clocks) == {1: "running", 2: "stopped"}


def test_a_pause_waits_for_no_words_and_is_explained_while_it_lasts() -> None:
    paused = standing(Clock(1, "start"), Clock(0, "pause"))
    assert refused(paused, Clock(0, "explain")) == "应写明理由"
    explained = after(paused, Clock(0, "explain", "断电"))
    assert dict(explained.clocks) == {1: "paused"}, "what runs or has not begun is not stopped by it"
    assert "没有可以这样操作" in refused(after(explained, Clock(0, "resume")), Clock(0, "explain", "断电"))


def test_who_has_come_has_come_once_until_it_is_taken_back() -> None:
    here = standing(CheckIn("1-01"))
    assert here.arrived == {"1-01"}
    assert "已检录" in refused(here, CheckIn("1-01"))
    assert after(here, Withdrawal("1-01", "@check-in", "*")).arrived == frozenset()
    assert "没有可撤回的" in refused(ROUND, Withdrawal("1-01", "@check-in", "*"))
    assert "已登记缺考或弃赛" in refused(standing(Status("1-01", "absent")), CheckIn("1-01"))


def test_another_person_may_stand_there_only_before_the_check_in_and_the_first_mark() -> None:
    assert standing(Substitution("1-01", "生病")) == ROUND
    assert "已检录" in refused(standing(CheckIn("1-01")), Substitution("1-01", "生病"))
    assert "已有登分" in refused(standing(Mark("1-01", "M", "*", "50")), Substitution("1-01", "生病"))


def test_a_broken_station_is_left_for_a_spare_one_and_taken_up_again() -> None:
    spare = standing(Move("1-01", "S1", "断电"))
    assert dict(spare.moved) == {"1-01": "S1"}
    assert "S1 号赛位已有人" in refused(spare, Move("1-02", "S1", "断电"))
    # The one who left it has left it free.
    assert dict(standing(Move("1-01", "S1", "断电"), Move("1-02", "1-01", "断电")).moved) == {"1-01": "S1", "1-02": "1-01"}
    assert dict(after(spare, Move("1-01", "1-01", "修好了")).moved) == {}


def test_a_recused_judge_has_not_marked_and_the_recusal_is_taken_back() -> None:
    tally = standing(Recusal("1-01", "J2"))
    assert tally.recused == {("1-01", "J2")}
    assert "没有改动" in refused(tally, Recusal("1-01", "J2"))
    assert after(tally, Recusal("1-01", "J2", recused=False)).recused == frozenset()
    assert "已给 1-01 登过分" in refused(standing(Mark("1-01", "J", "J2", "2")), Recusal("1-01", "J2"))


def test_a_handover_and_time_given_back_leave_the_marks_as_they_are() -> None:
    assert standing(Handover("J1", "DG-J4", "生病"), TimeGiven(0, "1-01", 300, "断电"), TimeGiven(2, "", -60, "多补了")) == ROUND
