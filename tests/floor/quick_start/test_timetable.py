"""Sessions follow each other as a day in a workshop does."""

from datetime import UTC, datetime

from competition.floor.quick_start.timetable import starts


def times(first: str, minutes: int, sessions: int) -> list[str]:
    return [f"{at:%d %H:%M}" for at in starts(datetime.fromisoformat(first).replace(tzinfo=UTC), minutes, sessions)]


def test_the_second_session_of_a_morning_begins_after_lunch() -> None:
    assert times("2026-11-28T08:30", 180, 2) == ["28 08:30", "28 13:00"]


def test_short_sessions_follow_after_half_an_hour() -> None:
    assert times("2026-11-28T08:30", 60, 4) == ["28 08:30", "28 10:00", "28 13:00", "28 14:30"]


def test_what_would_end_in_the_night_begins_the_next_morning() -> None:
    assert times("2026-11-28T08:30", 240, 4) == ["28 08:30", "28 13:00", "29 08:30", "29 13:00"]


def test_a_session_of_a_whole_day_is_one_a_day() -> None:
    assert times("2026-11-28T08:30", 600, 3) == ["28 08:30", "29 08:30", "30 08:30"]


def test_odd_minutes_are_rounded_up_to_the_half_hour() -> None:
    assert times("2026-11-28T09:00", 50, 2) == ["28 09:00", "28 10:30"]
