"""Whom a form waits for, and who stands in: who of its team has not marked yet. Says who, never why."""

from collections.abc import Sequence
from dataclasses import dataclass

from competition.events.duties import Seat
from competition.judging.authority import Author, team
from competition.judging.deputies import stands_in
from competition.judging.scorekeeper import Book
from competition.judging.standings import begun
from scoring.aspects import AGREED
from scoring.tally import ACCEPTED


@dataclass(frozen=True)
class Waited:
    """A referee whose marks are not there, and where. `absent`: can his absence be recorded there?"""

    seat: int
    judge: str
    shown: str
    aspects: tuple[tuple[str, str], ...]
    absent: bool


@dataclass(frozen=True)
class Awaited:
    """`reserves`: who could take over a seat; `instead`: who marks here in another's place."""

    who: tuple[Waited, ...]
    instead: tuple[str, ...]
    reserves: tuple[tuple[int, str], ...]


def reserves(book: Book, everybody: Sequence[Seat]) -> tuple[tuple[int, str], ...]:
    """Who could take over a seat: a reserve who has marked nothing yet under his own label."""
    sheets = begun(book).sheets.values()
    marked = {judge for sheet in sheets for entries in sheet.entries.values() for judge in entries}
    return tuple((seat.seat, f"{seat.judge} {seat.shown}") for seat in everybody if seat.reserve and seat.judge not in marked)


def awaited(book: Book, author: Author, competitor: str, code: str) -> Awaited:
    """As it is now; of a form that is accepted, or a competitor who is out, nobody is waited for."""
    tally, everybody = begun(book), author.everybody
    form, recused = tally.scheme.subcriteria[code], book.recused(competitor)
    there = [seat for seat in team(everybody, code) if seat.judge not in recused]
    closed = tally.form(competitor, code).state == ACCEPTED or not tally.sheets[competitor].placed
    lacking: dict[Seat, list[tuple[str, str]]] = {}
    for aspect in () if closed else form.aspects:
        entries = tally.sheets[competitor].entries.get(aspect.code, {})
        if aspect.annulled or AGREED in entries:
            continue
        due = there[: aspect.judges] if aspect.judged else there[:1]
        for seat in due:
            if (seat.judge if aspect.judged else AGREED) not in entries:
                lacking.setdefault(seat, []).append((aspect.code, aspect.title))
    _gone, stepping = stands_in(everybody, recused, form)
    found = sorted(lacking.items(), key=lambda pair: pair[0].seat)
    judged = {aspect.code for aspect in form.aspects if aspect.judged}
    who = [
        Waited(seat.seat, seat.judge, seat.shown, tuple(those), any(aspect in judged for aspect, _title in those))
        for seat, those in found
    ]
    return Awaited(tuple(who), tuple(seat.shown for seat in stepping), reserves(book, everybody))
