"""A season's programme: which season is on, its events, and an event by its code."""

from competition.events.tables import Event, Round, Season
from competition.pages.language import N_, titled
from competition.pages.refusal import Missing

NO_EVENT = N_("没有编号为“{code}”的赛项。请核对地址，或从赛项列表进入。")

NO_SEASON = N_("职业技能竞赛")
NO_ROUND = N_("这个赛项没有第 {number} 轮。")


async def season() -> Season | None:
    """The season that is on: the latest."""
    return await Season.objects().order_by(Season.year, ascending=False).order_by(Season.id, ascending=False).first()


def called(one: Season) -> str:
    """A season's name as this reader reads it."""
    return titled(one.name, one.name_en)


def masthead(current: Season | None) -> tuple[str, str]:
    """What stands on top of every page, and its English."""
    return (current.name, current.name_en) if current else (NO_SEASON, "")


async def season_of(event: Event) -> Season:
    """The season in which it is contested, which need not be the one that is on."""
    found = await Season.objects().get(Season.id == event.season)
    assert found is not None, "a foreign key that cannot dangle"
    return found


async def events_of(season_id: int) -> list[Event]:
    """A season's events in the order they were set up."""
    return await Event.objects().where(Event.season == season_id).order_by(Event.id)


async def event_by_code(code: str) -> Event:
    """The event with this code."""
    # PostgreSQL refuses a text with NUL in it, and no code has one
    event = await Event.objects().where(Event.code == code.upper()).first() if code.isprintable() else None
    if event is None:
        raise Missing(NO_EVENT, code=code)
    return event


async def rounds_of(event_id: int) -> list[Round]:
    """An event's rounds in order."""
    return await Round.objects().where(Round.event == event_id).order_by(Round.number)


async def round_of(event_id: int) -> Round:
    """The round that is being prepared or marked: the last."""
    return (await rounds_of(event_id))[-1]


async def round_id_of(event_id: int) -> int:
    """Which round that is, without its scheme: for who asks often."""
    row = await Round.select(Round.id).where(Round.event == event_id).order_by(Round.number, ascending=False).first()
    assert row is not None, "an event has a round from its first day"
    return int(row["id"])


async def round_numbered(event_id: int, number: int) -> Round:
    """One of an event's rounds by its number; the last for 0."""
    found = [one for one in await rounds_of(event_id) if number in (0, one.number)]
    if not found:
        raise Missing(NO_ROUND, number=number)
    return found[-1]


def zone(current: Season | None) -> str:
    """Where a season is held: the zone of every time that is shown."""
    return current.timezone if current else "Asia/Shanghai"
