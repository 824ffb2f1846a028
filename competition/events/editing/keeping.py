"""An edited scheme is kept over the one it was made from, never over another; the referees' duties follow the codes."""

from collections.abc import Mapping
from hashlib import sha256

from competition.database import DB
from competition.events.duties import seats
from competition.events.panels import adapted, marking
from competition.events.programme import round_of
from competition.events.referees import NONE
from competition.events.schemes import keep_scheme, still_open
from competition.events.tables import Duty, Event
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from scoring.scheme import Scheme

CHANGED = N_("别人刚改过这份评分标准，您这次的改动没有写入，也没有覆盖别人的。")


class Stale(Refusal):
    """The scheme is no longer the one that was edited."""

    def __init__(self) -> None:
        super().__init__(CHANGED, status=409)


def fingerprint(text: str) -> str:
    """Tells two kept schemes apart."""
    return sha256(text.encode()).hexdigest()[:24]


async def keep_edited(event: Event, scheme: Scheme, by: str, over: str, moved: Mapping[str, str], source: str) -> None:
    """Writes it, if `over` is still what stands; with as many judges as there are."""
    async with DB.transaction():
        held = await Event.objects().where(Event.id == event.id).lock_rows().first() or event
        still_open(held)
        if fingerprint((await round_of(held.id)).scheme) != over:
            raise Stale
        await _follow(held, moved)
        teams = [one.subcriteria for one in await seats(held.id) if one.seat and not one.reserve]
        fitting = adapted(scheme, marking(teams)).scheme if teams else scheme
        await keep_scheme(held, fitting, by, source)


async def _follow(event: Event, moved: Mapping[str, str]) -> None:
    """Who marked a sub-criterion marks it under its new code; whose last one is gone marks nothing until he is asked to."""
    for duty in await Duty.objects().where(Duty.event == event.id):
        before = [code for code in duty.subcriteria.split(",") if code]
        after = [code for old in before if (code := moved.get(old, old))]
        if after != before:
            await Duty.update({Duty.subcriteria: ",".join(after or NONE)}).where(Duty.id == duty.id)
