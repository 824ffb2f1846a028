"""Whom a line of the logbook reaches: the tablets of a form, of one judge in it, of everybody, or nobody.

Kept by audience, so that fifty tablets read their own lines and not all of them fifty times. Must not know who looks.
"""

from bisect import bisect_right
from collections.abc import Collection
from typing import Any
from weakref import WeakKeyDictionary

import msgspec

from competition.judging.logbook import Approval, Line
from competition.judging.scorekeeper import Book, place_of
from scoring.aspects import AGREED
from scoring.decisions import Acceptance, CheckIn, Clock, Closing, Freeze, Reopening, Return, Reveal, Signature, Status, TimeGiven
from scoring.scheme import Scheme

Audience = tuple[str, str]
# A form and a judge; without a judge everybody who marks the form, without a form everybody.
EVERYBODY: Audience = ("", "")


class _Heard:
    """The numbers of the lines for each audience, as far as the book had got."""

    def __init__(self) -> None:
        self.number = 0
        self.numbers: dict[Audience, list[int]] = {}
        self.revealed: set[tuple[str, str]] = set()

    def read_on(self, book: Book) -> None:
        assert book.tally is not None
        for entered in book.since(self.number):
            line, decision = _meant(book, *entered)
            if isinstance(decision, Reveal):
                self.revealed.add((decision.competitor, decision.aspect))
            audience = audience_of(book.tally.scheme, line, decision, self.revealed)
            if audience is not None:
                self.numbers.setdefault(audience, []).append(line.number)
        self.number = book.number


_heard: WeakKeyDictionary[Book, _Heard] = WeakKeyDictionary()


def lines_for(book: Book, audiences: Collection[Audience], since: int) -> list[Line]:
    """The lines after `since` that reach any of these, in order."""
    heard = _heard.setdefault(book, _Heard())
    heard.read_on(book)
    found: set[int] = set()
    for audience in audiences:
        numbers = heard.numbers.get(audience, [])
        found.update(numbers[bisect_right(numbers, since) :])
    return [_meant(book, *book.lines[number - 1])[0] for number in sorted(found)]


def _meant(book: Book, line: Line, decision: Any) -> tuple[Line, Any]:
    """An approval tells what was approved, in its own place."""
    if not isinstance(decision, Approval):
        return line, decision
    proposal = book.lines[decision.proposal - 1][1]
    return msgspec.structs.replace(line, kind=proposal.kind, body=bytes(proposal.decision).decode()), book.meant(decision)


def audience_of(scheme: Scheme, line: Line, decision: Any, revealed: Collection[tuple[str, str]] = ()) -> Audience | None:
    """Whom this line reaches; None: no tablet. What is `revealed` reaches the team."""
    match decision:
        case Closing() | Reopening() | Freeze() | Clock() | TimeGiven() | CheckIn():
            return EVERYBODY
        case Status(status=status):
            return None if status == "no-award" else EVERYBODY
        case Acceptance(subcriterion=form) | Return(subcriterion=form):
            return form, ""
        case Reveal(aspect=aspect) if scheme.aspect(aspect) is not None:
            return scheme.subcriterion_of(aspect).code, ""
        case Signature(subcriterion=form, judge=judge):
            # Another's signature closes only what the team enters together.
            return form, judge if any(aspect.judged for aspect in scheme.subcriteria[form].aspects) else ""
    found = place_of(decision) if line.kind != "claim" else None
    if found is None or scheme.aspect(found[0][1]) is None:
        return None
    competitor, aspect, judge = found[0]
    return scheme.subcriterion_of(aspect).code, "" if judge == AGREED or (competitor, aspect) in revealed else judge
