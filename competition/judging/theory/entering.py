"""Who is who in an event for a sheet of marks, and the marks entered. The organiser's; a referee reaches none of it."""

from collections.abc import Sequence
from uuid import uuid4

from competition.audit.chain import record
from competition.events.tables import Event
from competition.floor.stations import placed
from competition.judging.authority import Author
from competition.judging.scorekeeper import CONFLICT, ENTERED, REFUSED, Book, Envelope, enclosed, keeper
from competition.judging.standings import begun
from competition.judging.theory.matching import NEW, Known, Matched
from competition.people.sealed import fingerprint
from competition.registration.acceptance import ACCEPTED
from competition.registration.tables import Member
from scoring.aspects import AGREED, Aspect
from scoring.decisions import Decision, Mark, Signature
from scoring.tally import objection


async def known(event: Event, round_id: int, book: Book, key: bytes) -> Known:
    """Everybody who stands somewhere, by number, name and identity."""
    there = await placed(event.id, round_id)
    labels = frozenset(begun(book).sheets)
    by_name: dict[str, tuple[str, ...]] = {}
    for place in there:
        for name in dict.fromkeys([*place.competitor.names, place.competitor.team]):
            by_name[name] = (*by_name.get(name, ()), place.label) if name else ()
    numbers = {place.competitor.number.upper(): place.label for place in there if place.competitor.number}
    stands = {place.competitor.registration: place.label for place in there}
    sealed = Member.person.identity_key
    here = (Member.registration.event == event.id) & (Member.registration.state == ACCEPTED) & sealed.is_not_null()
    prints = {
        row["person.identity_key"]: stands[row["registration"]]
        for row in await Member.select(Member.registration, sealed).where(here)
        if row["registration"] in stands
    }
    return Known(
        labels,
        numbers,
        {name: found for name, found in by_name.items() if found},
        lambda number: prints.get(fingerprint(number, key)),
        {place.label: place.competitor.shown for place in there},
    )


async def enter(book: Book, event: Event, by: Author, rows: Sequence[Matched], aspect: Aspect, signed: bool) -> tuple[int, int]:
    """The new ones, by the one way in: how many were entered, and how many somebody else was quicker with.

    `signed`: the sheet is signed by who marked it; then a form that is complete is signed for the leader of its team."""
    new = [row for row in rows if row.fate == NEW]
    clerk = Author(by.name, by.shown, False, None, by.everybody, clerk=True)
    answers = await keeper().decide(
        book.round, clerk, [_sent(book, Mark(row.label, aspect.code, AGREED, row.value)) for row in new]
    )
    if signed:
        form = begun(book).scheme.subcriterion_of(aspect.code).code
        leaders = [seat.judge for seat in by.team(form)][: begun(book).signers]
        signatures = [Signature(row.label, form, judge) for row in new for judge in leaders]
        sound = [one for one in signatures if objection(begun(book), one) is None]
        await keeper().decide(book.round, clerk, [_sent(book, one) for one in sound])
    count = sum(answer.outcome == ENTERED for answer in answers)
    lost = sum(answer.outcome in (CONFLICT, REFUSED) for answer in answers)
    await record(by.name, "theory-imported", event.code, {"aspect": aspect.code, "entered": str(count), "disputed": str(lost)})
    return count, lost


def _sent(book: Book, decision: Decision) -> Envelope:
    """What was withdrawn there has been seen; a mark that came meanwhile has not, and is disputed at the desk."""
    head = book.heads.get((decision.competitor, decision.aspect, AGREED)) if isinstance(decision, Mark) else None
    parent = head.ref if head is not None and head.value is None else None
    return enclosed(decision, str(uuid4()), parent)
