"""Working days of a public notice, with China's moved ones."""

from datetime import date

from competition.results.working_days import elapsed, notice_period


def test_a_notice_begins_on_the_next_working_day() -> None:
    assert notice_period(date(2025, 11, 21), 5) == (date(2025, 11, 24), date(2025, 11, 28))


def test_the_national_holiday_is_not_counted_and_the_moved_saturday_is() -> None:
    # 2025: 1 to 8 October are holidays, Sunday 28 September and Saturday 11 October are worked
    assert notice_period(date(2025, 9, 26), 5) == (date(2025, 9, 28), date(2025, 10, 10))


def test_a_year_without_a_published_list_counts_monday_to_friday() -> None:
    assert notice_period(date(2039, 11, 25), 5) == (date(2039, 11, 28), date(2039, 12, 2))


def test_elapsed_days_never_pass_the_notice() -> None:
    assert [elapsed(date(2025, 11, 24), date(2025, 11, day), 5) for day in (23, 24, 26, 30)] == [0, 1, 3, 5]
