"""解密: the codes of a signed ranking are opened by two together, in reverse order; until then results have labels alone.

How many it takes is the event's (职责分工). Must not know a page.
"""

from dataclasses import replace
from datetime import UTC, datetime

from competition.audit.chain import record
from competition.database import DB
from competition.events.duties import CODING_ROLE, SUPERVISOR_ROLE, roles
from competition.events.presets import preset_of
from competition.events.programme import round_of
from competition.events.stages import SIGNED, UNSEALED, perform
from competition.events.tables import Event
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from competition.people.sessions import Signed
from competition.results.papers import Ground
from competition.results.recheck import unfinished
from competition.results.signing import snapshot_of
from competition.results.tables import Unsealing

CODING, SUPERVISOR = "coding", "supervisor"
PARTS = {CODING: N_("加密裁判（没有设的由组织者）"), SUPERVISOR: N_("监督")}
NOT_SIGNED = N_("裁判长签字、复核完成以后才能解密。")
ONE_EACH = N_("解密要两个人：您已经确认过，请另一位来确认。")
THERE = N_("这一方已经确认过了，请另一方来确认。")
NO_PART = N_("解密由加密裁判（或组织者）和监督两人确认。")
TOGETHER = N_("{first}、{second}共同解密")


def by_two(event: Event) -> bool:
    """Does it take two accounts, or is one with a witness enough?"""
    return preset_of(event.duties).unsealers > 1


def as_seen(on: Ground, *, organiser: bool) -> Ground:
    """With names once they may be known; who only referees reads labels until then."""
    knows = on.event.stage in UNSEALED or (organiser and not by_two(on.event))
    return on if knows else replace(on, people={})


async def parts_of(event: Event, who: Signed) -> tuple[str, ...]:
    """For whom he could confirm."""
    his = await roles(who.id, event.code)
    coding = CODING_ROLE in his or who.organiser
    return tuple(part for part, holds in ((CODING, coding), (SUPERVISOR, SUPERVISOR_ROLE in his)) if holds)


async def confirmed(event: Event) -> dict[str, Unsealing]:
    """Who has confirmed so far, of the ranking that is signed now."""
    if event.stage not in SIGNED or (snapshot := await snapshot_of((await round_of(event.id)).id)) is None:
        return {}
    rows = await Unsealing.objects().where(Unsealing.snapshot == snapshot.id).order_by(Unsealing.id)
    return {row.part: row for row in rows}


async def confirm(event: Event, who: Signed) -> None:
    """One of the two; the second opens the codes."""
    round_id = (await round_of(event.id)).id
    async with DB.transaction():
        held = await Event.objects().where(Event.id == event.id).lock_rows().first()
        snapshot = await snapshot_of(round_id)
        if held is None or held.stage != "signed" or snapshot is None:
            raise Refusal(NOT_SIGNED, status=409)
        # What an erratum put right two have looked at: it is not rechecked again.
        if not snapshot.second and await unfinished(held, round_id):
            raise Refusal(NOT_SIGNED, status=409)
        there, his = await confirmed(held), await parts_of(held, who)
        if not his:
            raise Refusal(NO_PART, status=403)
        if any(one.account == who.name for one in there.values()):
            raise Refusal(ONE_EACH, status=409)
        part = next((part for part in his if part not in there), None)
        if part is None:
            raise Refusal(THERE, status=409)
        now = datetime.now(UTC)
        await Unsealing(snapshot=snapshot.id, part=part, account=who.name, shown=who.shown, at=now).save()
        await record(who.name, "unsealing", event.code, {"part": part, "revision": str(snapshot.revision)})
        if there:
            first = next(iter(there.values())).shown
            await perform(event, "unseal", who.name, _(TOGETHER, first=first, second=who.shown))
