"""Working days of a public notice: China's weekends, holidays and moved working days, counted from the next working day.

Knows no event. A year whose holidays are not known yet counts Monday to Friday and says so.
"""

from datetime import date, timedelta

from chinese_calendar import is_workday


def works(day: date) -> bool:
    """Is this a working day?"""
    try:
        return bool(is_workday(day))  # type: ignore[no-untyped-call]
    except NotImplementedError:
        return day.weekday() < 5


def known(day: date) -> bool:
    """Has the State Council's list for this year been published with the calendar in use?"""
    try:
        is_workday(day)  # type: ignore[no-untyped-call]
    except NotImplementedError:
        return False
    return True


def notice_period(made: date, days: int) -> tuple[date, date]:
    """First and last day of a notice of `days` working days that is made on the day `made`."""
    first = made + timedelta(days=1)
    while not works(first):
        first += timedelta(days=1)
    last, counted = first, 1
    while counted < days:
        last += timedelta(days=1)
        counted += works(last)
    return first, last


def elapsed(first: date, today: date, days: int) -> int:
    """How many working days of the notice have begun."""
    counted = sum(works(first + timedelta(days=n)) for n in range(max(0, (today - first).days + 1)))
    return min(days, counted)
