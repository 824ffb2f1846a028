"""Who is called behind the stage: for each event that is being marked, its robots' cards, whose seat is free, and the pace."""

import json
import time
from typing import Any

from competition.demo.programme import EVENTS
from competition.demo.seeding import VISITOR, visitor
from competition.demo.show import ALONE_SECONDS, GUEST_SECONDS, on_stage, show, since
from competition.events.duties import CHIEF_ROLE, seats
from competition.events.programme import event_by_code, round_of
from competition.events.tables import Event
from competition.judging.opening import labels_of
from competition.judging.scorekeeper import keeper
from competition.judging.standings import begun, progress_of
from competition.judging.tablet import presence
from competition.people.pins import cards

# stations whose wiring no robot enters, so that there is always something to do on the stage
KEPT = 3


async def call_sheet() -> dict[str, Any]:
    """As the robots' parent reads it."""
    now = show()
    events = [await event_by_code(one.code) for one in EVENTS] if now.whole else [await on_stage()]
    running = [await _event(event) for event in events if event.stage == "running"]
    over = now.whole and all(event.stage in ("nominated", "archived") for event in events)
    stages = {event.code: event.stage for event in events}
    (organiser,) = (await cards([(await visitor()).id], now.ground.pins)).values()
    return {"organiser": organiser, "events": running, "over": over, "again": now.again, "stages": stages, "says": now.says}


async def _event(event: Event) -> dict[str, Any]:
    one, officials = await round_of(event.id), await seats(event.id)
    handed = await cards([seat.account for seat in officials], show().ground.pins)
    scheme = json.loads(one.scheme)
    forms = [form for criterion in scheme["criteria"] for form in criterion["subcriteria"]]
    hurry = show().whole or event.code in show().publish
    waits = not hurry and await _waits(int(one.id))
    return {
        "code": event.code,
        "hurry": hurry,
        "aspects": {aspect["code"]: aspect for form in forms for aspect in form["aspects"]},
        "referees": [[seat.name, *handed[seat.account]] for seat in officials if seat.seat],
        "chiefs": [[seat.name, *handed[seat.account]] for seat in officials if seat.role == CHIEF_ROLE],
        "idle": [] if hurry else [*guests(event.code), *([VISITOR] if waits and show().visitors else [])],
        "leave": {VISITOR: (await labels_of(one.id))[-KEPT:]} if waits else {},
    }


def guests(code: str) -> list[str]:
    """Robots' seats that somebody has taken; given back when he has been away for a while."""
    here = presence.tablets(code)
    gone = [
        name
        for name, came in show().guests.items()
        if since(came) > GUEST_SECONDS and (name not in here or not here[name].connected)
    ]
    for name in gone:
        del show().guests[name]
    return sorted(show().guests)


async def _waits(round_id: int) -> bool:
    """Something is kept for the visitor at the stage, until nothing but his forms is left for some time."""
    now, tally = show(), begun(await keeper().book(round_id))
    done = progress_of(tally)
    if done.of - done.done > len(tally.sheets):
        now.alone_since = None
    elif now.alone_since is None:
        now.alone_since = time.monotonic()
    return now.alone_since is None or since(now.alone_since) < ALONE_SECONDS
