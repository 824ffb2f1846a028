"""The reveal as the hall's board shows it: whose ranking it is, and whether it still holds.

Nothing unrevealed leaves this room.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from competition.events.stages import AFTER_MARKING, APPROVED
from competition.events.tables import Event
from competition.judging.scorekeeper import Book
from competition.judging.standings import Frame, Progress, ranking_at
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from competition.results.names import Named, names
from competition.results.reveal.plan import How, Step, seen, steps
from competition.results.signing import signed
from competition.results.tables import Reveal
from scoring.ranking import Ranking

# From the signed ranking once it is approved; before that only what the event shows anyway, from its frozen board. The codes of
# works are opened by the unsealing, not by a board.
OPEN_DISPLAYS = frozenset({"stations", "names"})
UNRANKED = N_("排名不分先后")
UNCHECKED = N_("成绩未经复核")
_folded: dict[tuple[int, int], Ranking] = {}


@dataclass(frozen=True)
class Source:
    """A ranking that may be revealed, and the names that go with it. `snapshot` None: from the frozen board."""

    ranking: Ranking
    people: Mapping[str, Named]
    snapshot: int | None
    revision: int
    number: int


async def source(event: Event, book: Book) -> Source | None:
    """What could be revealed now; None: nothing."""
    if event.stage in APPROVED:
        found = await signed(book.round)
        return None if found is None else Source(found.ranking, found.people, found.id, found.revision, found.number)
    if event.stage in AFTER_MARKING and event.display in OPEN_DISPLAYS and not event.work_numbers and book.pinned is not None:
        people = await names(event.id, book.round) if event.display == "names" else {}
        return Source(await _ranking(book, book.number), people, None, 0, book.number)
    return None


async def current(event: Event, book: Book) -> tuple[Reveal, Source] | None:
    """The reveal that is on, and what it reveals; None when there is none, or its ranking is no longer the one that counts."""
    row = await row_of(event, book.round)
    if row is None:
        return None
    try:
        found = await source(event, book)
    except Refusal:
        return None
    if found is None or found.snapshot != row.snapshot:
        return None
    if found.snapshot is None and found.number != row.number:
        found = Source(await _ranking(book, row.number), found.people, None, 0, row.number)
    return row, found


async def row_of(event: Event, round_id: int) -> Reveal | None:
    """The row of a running reveal; nobody looks for one before the marks are in."""
    if event.stage not in AFTER_MARKING:
        return None
    return await Reveal.objects().where((Reveal.round == round_id) & Reveal.running.eq(True)).first()


def how_of(row: Reveal) -> How:
    """What was chosen, out of its row."""
    units = tuple(line.strip() for line in row.units.splitlines() if line.strip())
    return How(row.mode, row.everybody, row.scores, units, frozenset(json.loads(row.held)))


def plan_of(row: Reveal, on: Source) -> tuple[Step, ...]:
    """Its steps."""
    return steps(on.ranking, on.people, how_of(row))


def key_of(row: Reveal | None) -> tuple[object, ...]:
    """Changes whenever the board must be made anew."""
    return () if row is None else (row.id, row.step, row.held, row.mode, row.snapshot, row.number)


async def frame(event: Event, book: Book) -> Frame | None:
    """The board while a reveal is on."""
    on = await current(event, book)
    if on is None:
        return None
    row, found = on
    shown = seen(plan_of(row, found), how_of(row), row.step)
    notes = [_(UNCHECKED)] if found.snapshot is None else []
    if shown.mode == "prize" and len(shown.rows) > 1:
        notes.append(_(UNRANKED))
    number = book.public[0] if book.public else 0
    frozen = book.pinned is not None
    return Frame(
        number, book.epoch, shown.mode, frozen, event.title, _("，").join(notes), Progress(0, 0), shown.rows, shown.prize
    )


async def _ranking(book: Book, number: int) -> Ranking:
    key = (book.round, number)
    if key not in _folded:
        _folded.clear()
        _folded[key] = await ranking_at(book.round, number)
    return _folded[key]
