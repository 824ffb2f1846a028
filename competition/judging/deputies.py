"""Who marks a competitor where one of the team does not: the next of the team, for that competitor alone.

Says who, never why. Must not know who stands at a station, nor whose employer is whose.
"""

from collections.abc import Collection, Sequence
from typing import Any

from competition.events.duties import Seat
from competition.judging.authority import Author, label, team
from competition.judging.scorekeeper import Book
from scoring.scheme import Subcriterion
from scoring.tally import session_of


def leads(author: Author, form: str, recused: Collection[str] = ()) -> bool:
    """Is he the leader of the team that marks this form, where these do not mark?"""
    marking = [judge for judge in author.places(form) if judge not in recused]
    return author.seat is not None and marking[:1] == [author.judge]


def absent(book: Book, aspect: str) -> set[str]:
    """The judges whose absence is recorded at this aspect, whoever the competitor."""
    assert book.tally is not None
    return {judge for competitor in book.tally.sheets for judge in book.absent(competitor, aspect)}


def station_shown(book: Book, author: Author, forms: Sequence[Subcriterion], competitor: str) -> dict[str, Any]:
    """A station as his tablet needs it. `deputed`: another marks here in his place; `judges`: aspect → the label under which
    he marks where it is another than elsewhere; `leads`: the forms that he leads here beside his own."""
    assert book.tally is not None
    here = {"label": competitor, "session": session_of(competitor), "at": book.tally.moved.get(competitor, competitor)}
    recused = book.recused(competitor)
    if not recused:
        return here
    if author.judge in recused:
        return {**here, "deputed": True}
    judges = {}
    for form in forms:
        for aspect in form.aspects:
            out = absent(book, aspect.code)
            his = label(author, aspect, form.code, out, recused)
            if his != label(author, aspect, form.code, out):
                judges[aspect.code] = his
    leading = [form.code for form in forms if leads(author, form.code, recused) and not leads(author, form.code)]
    return {**here, "judges": judges, "leads": leading}


def may_lead(book: Book, author: Author, form: str) -> bool:
    """Does he lead this form, of every competitor or of one?"""
    assert book.tally is not None
    deputed = {competitor for competitor, _judge in book.tally.recused}
    return leads(author, form) or any(leads(author, form, book.recused(competitor)) for competitor in deputed)


def stands_in(everybody: Sequence[Seat], recused: Collection[str], form: Subcriterion) -> tuple[list[Seat], list[Seat]]:
    """Who of the team does not mark this form where these are recused, and who does in their place; fewer where none is left."""
    marking = team(everybody, form.code)
    most = max((aspect.judges for aspect in form.aspects if aspect.judged), default=1)
    usual, now = marking[:most], [seat for seat in marking if seat.judge not in recused][:most]
    return [seat for seat in usual if seat not in now], [seat for seat in now if seat not in usual]
