"""How the demo begins: four events at four stages for the stage, or all four about to be marked for a whole season at once.

Asked again on a database that has its season, it does nothing: after a power cut the season goes on where it was.
"""

from competition.database import close_pool, open_pool
from competition.demo.approving import approved
from competition.demo.filling import all_of_it, fill, seated, under_way
from competition.demo.looking_again import rechecked
from competition.demo.programme import COOKS, ELECTRICIANS, EVENTS, WEB, Planned, group
from competition.demo.seeding import ORGANISER, Ground, chief_of, draw_stations, open_registration, set_up, set_up_all
from competition.events.programme import event_by_code, round_of, season
from competition.events.stages import perform
from competition.events.tables import Event
from competition.judging import scorekeeper
from competition.judging.opening import finish_round, open_round
from competition.results.publication import begin_notice, release
from competition.results.signing import sign_off

EARLY = "演示：公示期满后的样子"


async def begin(url: str, ground: Ground, *, whole: bool) -> None:
    """`whole`: all four events are drawn and open, and nobody has marked anything."""
    await open_pool(url)
    try:
        if await season() is None:
            await scorekeeper.start()
            try:
                await set_up_all(ground)
                await (_whole(ground) if whole else _staged(ground))
            finally:
                await scorekeeper.stop()
    finally:
        await close_pool()


async def _whole(ground: Ground) -> None:
    for event in EVENTS:
        await open_event(ground, event)


async def open_event(ground: Ground, planned: Planned) -> Event:
    """Drawn, and everybody at his station when marking begins; gone on with where it was broken off."""
    event = await event_by_code(planned.code)
    if event.stage != "drawn":
        await draw_stations(ground, event)
    await open_round(event, await chief_of(event))
    await seated(event)
    return event


async def next_group(ground: Ground, number: int) -> Event:
    """When a group is done the next one begins, so that nobody finds a dead board."""
    if not await Event.exists().where(Event.code == group(number).code):
        await set_up(ground, group(number))
    return await open_event(ground, group(number))


async def _staged(ground: Ground) -> None:
    await open_registration(ground)
    for planned in (COOKS, WEB):
        event = await open_event(ground, planned)
        await fill(event, ground.seed, all_of_it)
        await finish_round(event, await chief_of(event))
        await to_notice(event)
    await _released(await event_by_code(COOKS.code))
    await fill(await open_event(ground, ELECTRICIANS), ground.seed, under_way)


async def to_notice(event: Event) -> None:
    """Signed, unsealed, approved, and the public notice begins."""
    chief, current = await chief_of(event), await season()
    assert current is not None
    round_id = (await round_of(event.id)).id
    await rechecked(event, round_id)
    await sign_off(event, round_id, chief.name)
    await perform(event, "unseal", ORGANISER, "监督人温既明在场")
    await approved(event, "组委会纪要第 1 号，叶书白、谢观澜")
    await begin_notice(event, current, ORGANISER)


async def _released(event: Event) -> None:
    current = await season()
    assert current is not None
    await release(event, current, ORGANISER, EARLY)
