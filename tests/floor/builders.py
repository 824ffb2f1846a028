"""An event with competitors, as tests of the floor need one."""

from datetime import UTC, datetime

from competition.events.tables import Event, Round, Season
from competition.floor.stations import make_sessions
from competition.people.persons import employer_named, person_named
from competition.registration.acceptance import accept, register

EMPLOYERS = ("青梧机电公司", "白鹭电气厂", "长桥物业公司", "石榴汽车服务公司")


async def an_event(
    code: str = "DG", people: int = 4, waiting: int = 0, sessions: int = 1, stations: int = 12, stage: str = "closed"
) -> Event:
    """With so many accepted, and so many who still wait."""
    season = Season(year=2026, name="2026年武侯区职业技能大赛")
    await season.save()
    event = Event(season=season.id, code=code, title="电工", stage=stage, stations=stations, made_at=datetime.now(UTC))
    await event.save()
    one = Round(event=event.id, scheme="")
    await one.save()
    await make_sessions(one.id, [None] * sessions, 180)
    for number in range(1, people + waiting + 1):
        person = await person_named(f"选手{number}", await employer_named(EMPLOYERS[number % 4]))
        made = await register(event.id, [person])
        if number <= people:
            await accept(made.id)
    return event
