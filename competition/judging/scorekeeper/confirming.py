"""What one official alone may not do: what a second one confirms before it counts, and what may still come after the signature.

Looks at the book alone, as the weighing does that asks it.
"""

from typing import Any

from competition.judging.authority import ALWAYS_CONFIRMED, CONFIRMED, Author
from competition.judging.logbook import Approval, Proposal
from competition.judging.scorekeeper.book import Book
from scoring.aspects import AGREED, NOT_ATTEMPTED
from scoring.decisions import Mark, NotAttempted, Withdrawal
from scoring.tally import Tally

# What changes no ranking may be done after the signature too.
HARMLESS = frozenset({"dismissal", "freeze", "sign-off"})


def wants_two(book: Book, author: Author, kind: str, decision: object = None) -> bool:
    """Does a second official confirm it before it counts? Whoever is quite alone has nobody to ask; and what two have
    confirmed one alone does not take back."""
    if author.alone:
        return False
    two = book.opening is not None and book.opening.approvals > 1
    return kind in ALWAYS_CONFIRMED or (two and (kind in CONFIRMED or unmakes_what_counts(book, decision)))


def unmakes_what_counts(book: Book, decision: object) -> bool:
    """Takes a penalty back, or something else into the place of a ruling?"""
    penalty = isinstance(decision, Withdrawal) and decision.aspect == "@penalty"
    return penalty or (book.tally is not None and unmakes_a_ruling(book.tally, decision))


def unmakes_a_ruling(tally: Tally, decision: object) -> bool:
    """The leader takes back 未做, which stands in the same place; a ruling is the chief's, and no lock holds it."""
    if not isinstance(decision, Withdrawal | Mark | NotAttempted) or decision.competitor not in tally.sheets:
        return False
    aspect = tally.scheme.aspect(decision.aspect)
    agreed = isinstance(decision, NotAttempted) or decision.judge == AGREED
    stands = tally.sheets[decision.competitor].entries.get(decision.aspect, {}).get(AGREED, NOT_ATTEMPTED)
    return aspect is not None and aspect.judged and agreed and stands != NOT_ATTEMPTED


def harmless(book: Book, kind: str, decision: Any) -> bool:
    """May it come after the signature? What changes no ranking may, and a correction that two officials answer for."""
    match decision:
        case Proposal(kind=proposed):
            return proposed in ALWAYS_CONFIRMED
        case Approval(proposal=number):
            return number in book.proposals and book.proposals[number].kind in ALWAYS_CONFIRMED
        case _:
            return kind in HARMLESS or kind in ALWAYS_CONFIRMED
