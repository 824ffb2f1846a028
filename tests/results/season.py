"""An event marked to its end, for tests of what comes after: four competitors, 01 the best, 04 absent."""

from competition.events.tables import Event
from competition.floor.tables import Placement
from competition.judging.opening import finish_round, open_round, said
from competition.judging.scorekeeper import keeper
from competition.registration.tables import Registration
from competition.results.recheck import found_right, print_of, rechecking
from scoring.decisions import Acceptance, Mark, Signature, Status
from tests.judging.venue import SCHEME, Venue, a_venue

AWARDED = SCHEME | {"awards": {"by": "count", "tiers": [["一等奖", 1], ["二等奖", 1]]}}
MARKS = {"01": ("6", "3", "60"), "02": ("5", "2", "50"), "03": ("4", "1", "40")}


async def a_marked_event(code: str = "DG", *, rechecked: bool = True, **fields: object) -> Venue:
    """Marked, signed by the referees, accepted, marking finished, and every form rechecked."""
    venue = await a_venue(code, scheme=AWARDED)
    if fields:
        await Event.update(fields).where(Event.id == venue.event.id)  # type: ignore[arg-type]
        await venue.event.refresh()
    await open_round(venue.event, venue.chief)
    round_id = int(venue.round.id)
    await said(round_id, venue.chief, Status("04", "absent", "未到场"))
    for label, (worth, judged, panel) in MARKS.items():
        await said(round_id, venue.referees[0], Mark(label, "A1.1", "*", "yes"))
        await said(round_id, venue.referees[0], Mark(label, "A1.2", "*", worth))
        for referee in venue.referees:
            await said(round_id, referee, Mark(label, "B1.1", referee.judge, judged))
            await said(round_id, referee, Mark(label, "B1.2", referee.judge, panel))
        for form in ("A1", "B1"):
            for referee in venue.referees if form == "B1" else venue.referees[:1]:
                await said(round_id, referee, Signature(label, form, referee.judge))
            await said(round_id, venue.chief, Acceptance(label, form))
    await finish_round(venue.event, venue.chief)
    if rechecked:
        await recheck(venue)
    return venue


async def recheck(venue: Venue, *but: tuple[str, str]) -> None:
    """The chief finds nothing wrong in the forms that wait, but for some."""
    now = await rechecking(int(venue.round.id))
    seen = {form: print_of(now.tally, form) for form in now.waiting if form not in but}
    await found_right(venue.event, int(venue.round.id), venue.chief, seen)


async def link_of(venue: Venue, label: str) -> str:
    """The personal link of who stands at this label."""
    placement = (
        await Placement.select(Placement.registration)
        .where((Placement.round == venue.round.id) & (Placement.label == label))
        .first()
    )
    assert placement is not None
    found = await Registration.select(Registration.link).where(Registration.id == placement["registration"]).first()
    assert found is not None
    return str(found["link"])


async def lines_of(venue: Venue) -> int:
    """How many lines the logbook has."""
    return (await keeper().book(int(venue.round.id))).number
