"""A session's time: a pause costs nobody anything, what is given back is given back, and who finishes has used what he used."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from competition.judging.clocks import Clocks, after
from scoring.decisions import CheckIn, Clock, TimeGiven, Withdrawal

NINE = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
SESSIONS = (1, 2)
MINUTES = 180


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def standing(*decided: tuple[float, object]) -> Clocks:
    clocks = Clocks()
    for minutes, decision in decided:
        clocks = after(clocks, SESSIONS, at(minutes), decision)
    return clocks


def test_a_pause_of_the_hall_gives_every_running_session_the_same_time_back() -> None:
    clocks = standing((0, Clock(1, "start")), (30, Clock(2, "start")), (60, Clock(0, "pause", "断电")), (72, Clock(0, "resume")))
    assert clocks.ends(1, MINUTES, at(80)) == at(180 + 12)
    assert clocks.ends(2, MINUTES, at(80)) == at(30 + 180 + 12)


def test_while_it_stands_nothing_runs_and_no_end_is_told() -> None:
    clocks = standing((0, Clock(1, "start")), (60, Clock(1, "pause", "断电")))
    assert clocks.left(1, MINUTES, at(61)) == clocks.left(1, MINUTES, at(600)) == timedelta(minutes=120)
    assert clocks.ends(1, MINUTES, at(61)) is None


def test_who_stops_a_paused_session_stops_it_as_it_stood() -> None:
    clocks = standing((0, Clock(1, "start")), (60, Clock(1, "pause", "断电")), (90, Clock(1, "stop")))
    assert clocks.run(1).elapsed(at(300)) == timedelta(minutes=60)


def test_why_it_stands_still_is_said_afterwards_and_costs_no_time() -> None:
    clocks = standing((0, Clock(1, "start")), (60, Clock(0, "pause")), (65, Clock(0, "explain", "断电")))
    assert clocks.run(1).why == "断电"
    assert clocks.left(1, MINUTES, at(600)) == timedelta(minutes=120)
    assert standing((0, Clock(1, "start")), (60, Clock(0, "pause", "断电")), (72, Clock(0, "resume"))).run(1).why == ""


def test_time_given_back_to_one_is_his_alone() -> None:
    clocks = standing((0, Clock(0, "start")), (10, TimeGiven(0, "1-02", 300, "设备故障")), (20, TimeGiven(1, "", 60, "停气")))
    assert clocks.left(1, MINUTES, at(30), "1-02") == timedelta(minutes=156)
    assert clocks.left(1, MINUTES, at(30), "1-01") == timedelta(minutes=151)
    assert clocks.left(2, MINUTES, at(30), "2-01") == timedelta(minutes=150)


def test_the_time_used_leaves_out_pauses_and_what_was_lost_and_given_back() -> None:
    clocks = standing(
        *((0, Clock(1, "start")), (10, Clock(1, "pause", "断电")), (40, Clock(1, "resume"))),
        (50, TimeGiven(1, "02", 300, "设备故障")),
    )
    assert clocks.used("01", at(130)) == 100 * 60
    assert clocks.used("02", at(130)) == 95 * 60
    assert standing().used("01", at(130)) == 0


def test_time_given_to_all_passes_by_a_session_that_is_over() -> None:
    clocks = standing((0, Clock(0, "start")), (5, Clock(1, "stop")), (6, TimeGiven(0, "", 60, "停气")))
    assert (clocks.run(1).given, clocks.run(2).given) == (0, 60)


def test_a_check_in_has_its_hour_and_can_be_taken_back() -> None:
    assert standing((3, CheckIn("01"))).came == {"01": at(3)}
    assert standing((3, CheckIn("01")), (4, Withdrawal("01", "@check-in", "*"))).came == {}


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(1, 50)), max_size=6))
def test_however_often_it_stands_still_everybody_works_the_same_time(pauses: Sequence[tuple[int, int]]) -> None:
    clocks, now = standing((0, Clock(0, "start"))), 0.0
    for run, stand in pauses:
        clocks = after(clocks, SESSIONS, at(now + run), Clock(0, "pause", "断电"))
        before = clocks.left(1, MINUTES, at(now + run))
        now += run + stand
        clocks = after(clocks, SESSIONS, at(now), Clock(0, "resume"))
        assert clocks.left(1, MINUTES, at(now)) == before
    worked = sum(run for run, _stand in pauses)
    assert clocks.left(1, MINUTES, at(now)) == timedelta(minutes=MINUTES - worked)
    assert clocks.used("1-01", at(now)) == worked * 60
    assert clocks.ends(1, MINUTES, at(now)) == at(MINUTES + sum(stand for _run, stand in pauses))
