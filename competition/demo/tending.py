"""Behind the stage: an event that is marked to its end goes on to its release, one act at a time, and the next group begins.

Every act is the room's own verb, by the account whose it is.
"""

from datetime import UTC, datetime

from competition.city.nominations import propose
from competition.demo.approving import approved
from competition.demo.beginning import EARLY, next_group
from competition.demo.looking_again import rechecked
from competition.demo.programme import EVENTS
from competition.demo.seeding import ORGANISER, chief_of
from competition.demo.show import number_of, on_stage, show
from competition.events.programme import event_by_code, round_of, season
from competition.events.stages import perform
from competition.events.tables import Event, StageAct
from competition.judging.authority import Author
from competition.judging.logbook import Dismissal
from competition.judging.opening import finish_round, said
from competition.judging.scorekeeper import keeper
from competition.judging.standings import begun, missing, progress_of
from competition.pages.refusal import Refusal
from competition.results.publication import begin_notice, release
from competition.results.signing import sign_off
from scoring.amounts import plain
from scoring.decisions import Ruling
from scoring.tally import DRAFT, RETURNED, Form, Tally

NEXT_AFTER = 90
WITNESS, APPROVED = "监督人在场", "组委会纪要，叶书白、谢观澜"
AFTERWARDS = ("released", "nominated", "archived")


async def tend() -> None:
    """One step for every event that is due."""
    if show().whole:
        for planned in EVENTS:
            event = await event_by_code(planned.code)
            await _step(event)
            if event.stage == "released":
                await _nominate(event)
        return
    event = await on_stage()
    await _step(event)
    if event.stage in AFTERWARDS and await gone(event) > NEXT_AFTER:
        show().publish.discard(event.code)
        await next_group(show().ground, number_of(event) + 1)


async def next_now() -> None:
    """The next group at once, when the one on the stage is out."""
    event = await on_stage()
    if event.stage in AFTERWARDS:
        await next_group(show().ground, number_of(event) + 1)


async def gone(event: Event) -> float:
    """Seconds since its last act."""
    act = await StageAct.objects().where(StageAct.event == event.id).order_by(StageAct.id, ascending=False).first()
    return (datetime.now(UTC) - act.at).total_seconds() if act else 0.0


async def _step(event: Event) -> None:
    if event.stage == "running":
        await _finish(event)
    elif event.stage == "recheck":
        chief = await chief_of(event)
        round_id = (await round_of(event.id)).id
        await rechecked(event, round_id)
        await _dismiss(round_id, chief)
        await sign_off(event, round_id, chief.name)
    elif event.stage == "signed":
        await perform(event, "unseal", ORGANISER, WITNESS)
    elif event.stage == "unsealed":
        await approved(event, APPROVED)
    elif event.stage in ("approved", "notice"):
        current = await season()
        assert current is not None
        if event.stage == "approved":
            await begin_notice(event, current, ORGANISER)
        else:
            await release(event, current, ORGANISER, EARLY)


async def _finish(event: Event) -> None:
    round_id = (await round_of(event.id)).id
    book = await keeper().book(round_id)
    done = progress_of(begun(book))
    if event.code in show().publish:
        await _clear(event, round_id)
    if done.done == done.of and not book.claims and not await missing(round_id):
        await finish_round(event, await chief_of(event))


async def _clear(event: Event, round_id: int) -> None:
    """What only a chief can settle: claims beside a mark, and judges who stay too far apart."""
    chief = await chief_of(event)
    await _dismiss(round_id, chief)
    tally = begun(await keeper().book(round_id))
    for form in tally.forms():
        wrong = [problem for problem in form.problems if not problem.missing]
        if form.state in (DRAFT, RETURNED) and wrong:
            await _rule(round_id, chief, tally, form)


async def _dismiss(round_id: int, chief: Author) -> None:
    for number in sorted((await keeper().book(round_id)).claims):
        await said(round_id, chief, Dismissal(number, "以先登的为准"), ref=f"dismissal-{number}")


async def _rule(round_id: int, chief: Author, tally: Tally, form: Form) -> None:
    for aspect in tally.scheme.subcriteria[form.subcriterion].aspects:
        worth = tally.sheets[form.competitor].worths[aspect.code]
        if aspect.judged and any(not problem.missing for problem in worth.problems):
            await said(round_id, chief, Ruling(form.competitor, aspect.code, plain(aspect.max / 2), "极差过大，裁判长裁定"))


async def _nominate(event: Event) -> None:
    """As many as the event's quota; where a tie stands across its edge, those above the tie."""
    for quota in range(event.quota, 0, -1):
        try:
            await propose(event, quota, ORGANISER)
        except Refusal:
            continue
        break
    await perform(event, "nominate", ORGANISER)
