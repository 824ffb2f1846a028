"""The recheck of a demo's event: everybody looks at what he has not entered himself, until nothing waits."""

from dataclasses import replace

from competition.demo.seeding import chief_of
from competition.events.tables import Event
from competition.pages.refusal import Refusal
from competition.results.recheck import found_right, print_of, rechecking


async def rechecked(event: Event, round_id: int) -> None:
    """By the chief; what he ruled on himself by the first referee who may."""
    chief = await chief_of(event)
    for name in (chief.name, *(seat.name for seat in chief.everybody if seat.name != chief.name)):
        now = await rechecking(round_id)
        seen = {form: print_of(now.tally, form) for form in now.waiting}
        try:
            await found_right(event, round_id, replace(chief, name=name), seen)
        except Refusal:
            continue
