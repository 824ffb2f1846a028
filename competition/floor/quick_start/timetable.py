"""When the sessions of a day begin. Pure; knows nothing of who takes part."""

from datetime import datetime, time, timedelta

BREAK = timedelta(minutes=30)
NOON, AFTER_LUNCH, EVENING = time(11), time(13), time(20)


def starts(first: datetime, minutes: int, sessions: int) -> list[datetime]:
    """Half an hour between two sessions, none begins over lunch, none ends after eight in the evening but a day's first."""
    found = [first]
    length = timedelta(minutes=minutes)
    while len(found) < sessions:
        following = _half_hour(found[-1] + length + BREAK)
        if NOON <= following.time() < AFTER_LUNCH:
            following = following.replace(hour=AFTER_LUNCH.hour, minute=0)
        late = following + length
        if following.date() != found[-1].date() or late.date() != following.date() or late.time() > EVENING:
            following = datetime.combine(found[-1].date() + timedelta(days=1), first.timetz())
            if following <= found[-1] + length:
                following += timedelta(days=1)
        found.append(following)
    return found


def _half_hour(moment: datetime) -> datetime:
    over = (moment.minute % 30) * 60 + moment.second
    return moment if not over else moment + timedelta(seconds=1800 - over)
