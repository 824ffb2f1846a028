"""What an event demands of who takes part, as it is kept. Knows no form: what may be typed, and how, is the page's."""

from collections.abc import Mapping

from competition.audit.chain import record
from competition.database import DB
from competition.events.tables import Event
from competition.registration.rules import BLOCK, EFFECTS, NO_AWARD, WARN, Condition
from competition.registration.tables import Rule

# what follows where nothing else was chosen
USUAL = {"unit": WARN, "level": BLOCK, "born": BLOCK, "once": WARN, "earlier": NO_AWARD}


async def conditions(event_id: int) -> tuple[Condition, ...]:
    """The event's rules."""
    rows = await Rule.select().where(Rule.event == event_id).order_by(Rule.id)
    return tuple(Condition(row["kind"], row["effect"], row["value"]) for row in rows)


async def keep_conditions(event: Event, by: str, values: Mapping[str, str], effects: Mapping[str, str]) -> None:
    """These instead of all that were: what is demanded and what follows, by kind."""
    chosen = {kind: effects[kind] if effects[kind] in EFFECTS else USUAL[kind] for kind in values}
    async with DB.transaction():
        await Event.select(Event.id).where(Event.id == event.id).lock_rows()
        await Rule.delete().where(Rule.event == event.id)
        for kind, value in values.items():
            await Rule(event=event.id, kind=kind, effect=chosen[kind], value=value).save()
        await record(by, "registration-rules", event.code, chosen)
