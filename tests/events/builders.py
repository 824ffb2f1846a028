"""An event with a scheme and referees, as tests of the events need one."""

from datetime import UTC, datetime

from competition.events.ready import ready_trades
from competition.events.referees import add_referee
from competition.events.schemes import parsed
from competition.events.tables import Event, Round, Season
from scoring.scheme import Scheme

KEY = bytes(32)


def ready(code: str) -> Scheme:
    """A ready trade's scheme."""
    found = parsed(next(trade.text for trade in ready_trades() if trade.code == code))
    assert found is not None
    return found


async def an_event(code: str = "DG", trade: str = "DG", referees: int = 3, stage: str = "draft") -> Event:
    """With so many referees, the first of them chief."""
    season = await Season.objects().first()
    if season is None:
        season = Season(year=2026, name="2026年武侯区职业技能大赛")
        await season.save()
    event = Event(season=season.id, code=code, title="电工", stage="draft", stations=12, made_at=datetime.now(UTC))
    await event.save()
    await Round(event=event.id, scheme=next(one.text for one in ready_trades() if one.code == trade)).save()
    for number in range(1, referees + 1):
        await add_referee(event, f"裁判{number}", "luo", KEY)
    if stage != "draft":
        await Event.update({Event.stage: stage}).where(Event.id == event.id)
        event.stage = stage
    return event
