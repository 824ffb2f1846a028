"""The coding page: referees and competitors of one employer, who would mark instead, what is settled. With names.

Must not be reached by anything that a scoring referee reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from competition.events.duties import Seat, seats
from competition.events.programme import round_of
from competition.events.referees import employers
from competition.events.schemes import parsed
from competition.events.stages import AFTER_MARKING, BEFORE_MARKING
from competition.events.tables import Event
from competition.floor.recusals import Pair, kin, planned
from competition.floor.stations import Competitor, competitors, labels
from competition.floor.works import works
from competition.judging.deputies import stands_in
from competition.judging.scorekeeper import Book, keeper
from competition.pages.language import N_, _
from scoring.scheme import Scheme

STATES = {"": (N_("未安排"), ""), "planned": (N_("已安排，开始登分时生效"), "wait"), "done": (N_("已生效"), "done")}


@dataclass(frozen=True)
class PairShown:
    """A referee and a competitor. `instead`: who marks in his place; `short`: forms for which nobody is left."""

    key: str
    judge: str
    referee: str
    employer: str
    label: str
    competitor: str
    unit: str
    state: str
    word: str
    kind: str
    instead: str
    short: str


@dataclass(frozen=True)
class CodingPage:
    """`kin`: proposed; `others`: settled beside them. `works`: label and number; `uncoded`: may they still change?"""

    code: str
    title: str
    open: bool
    begun: bool
    kin: tuple[PairShown, ...]
    others: tuple[PairShown, ...]
    referees: tuple[tuple[int, str], ...]
    competitors: tuple[tuple[int, str], ...]
    unnamed: int
    works: tuple[tuple[str, str], ...]
    coded: bool
    uncoded: bool
    refusal: str = ""

    @property
    def waiting(self) -> int:
        """How many of the proposed are not settled yet."""
        return sum(not one.state for one in self.kin)


async def coding_page(event: Event, refusal: str = "") -> CodingPage:
    """As it is now."""
    current = await round_of(event.id)
    book = await keeper().book(current.id)
    everybody, there = await seats(event.id), await competitors(event.id)
    marking = [seat for seat in everybody if seat.seat]
    units, where, numbers = await employers(event.id), await labels(current.id), await works(current.id)
    settled = await standing(book, current.id)
    proposed = kin(units, there)
    scheme = book.tally.scheme if book.tally else parsed(current.scheme)
    known = {one.registration: one for one in there}
    by_seat = {seat.seat: seat for seat in marking}

    def shown(pair: Pair) -> PairShown:
        recused = {f"J{one.seat}" for one in settled if one.registration == pair.registration} | {f"J{pair.seat}"}
        seat, label = by_seat[pair.seat], where.get(pair.registration, "")
        instead = _instead(scheme, everybody, seat, recused)
        return _pair(pair, seat, units[pair.seat], known[pair.registration], label, settled, instead)

    listed = [pair for pair in settled if pair not in proposed and pair.seat in by_seat and pair.registration in known]
    return CodingPage(
        code=event.code,
        title=event.title,
        open=event.stage not in AFTER_MARKING,
        begun=book.tally is not None,
        kin=tuple(shown(pair) for pair in proposed),
        others=tuple(shown(pair) for pair in sorted(listed)),
        referees=tuple((seat.seat, f"{seat.judge} {seat.shown}") for seat in marking),
        competitors=tuple((one.registration, f"{where.get(one.registration, '—')} {one.shown} {one.apart}") for one in there),
        unnamed=sum(not units[seat.seat] for seat in marking),
        works=tuple((label, numbers.get(label, "")) for label in sorted(where.values())),
        coded=bool(numbers),
        uncoded=event.stage in BEFORE_MARKING,
        refusal=refusal,
    )


async def standing(book: Book, round_id: int) -> dict[Pair, str]:
    """Who is recused: decided, once the round has begun; before, planned."""
    if book.tally is None:
        return dict.fromkeys(await planned(round_id), "planned")
    whose = {label: registration for registration, label in (await labels(round_id)).items()}
    pairs = [(judge, whose.get(label)) for label, judge in book.tally.recused]
    return {Pair(int(judge[1:]), one): "done" for judge, one in pairs if one is not None and judge[1:].isdecimal()}


def _pair(
    pair: Pair, seat: Seat, unit: str, one: Competitor, label: str, settled: dict[Pair, str], instead: tuple[str, str]
) -> PairShown:
    state = settled.get(pair, "")
    word, kind = STATES[state]
    key = f"{pair.seat}-{pair.registration}"
    return PairShown(key, seat.judge, seat.shown, unit, label, one.shown, one.apart, state, _(word), kind, *instead)


def _instead(scheme: Scheme | None, everybody: Sequence[Seat], seat: Seat, recused: set[str]) -> tuple[str, str]:
    """Who marks instead of him, and the forms that would lack somebody."""
    found, short = dict[str, str](), list[str]()
    for form in scheme.subcriteria.values() if scheme else ():
        if seat.marks(form.code):
            gone, there = stands_in(everybody, recused, form)
            found |= {one.judge: one.shown for one in there}
            short += [form.title] if len(there) < len(gone) else []
    return _("、").join(found.values()), _("、").join(short)
