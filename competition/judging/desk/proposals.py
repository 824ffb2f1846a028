"""What waits for a second official, as the desk shows it: in words, and whether he who reads may confirm it. Decides nothing."""

from dataclasses import dataclass

from competition.judging.authority import Author
from competition.judging.desk.story import Teller
from competition.judging.scorekeeper import Book


@dataclass(frozen=True)
class Waiting:
    """A proposal. `form`: the sub-criterion that it touches; `his`: his own, another confirms it;
    `signed`: it comes after the signature, so it is confirmed where its effect is seen."""

    number: int
    at: str
    parts: tuple[tuple[str, bool], ...]
    competitor: str
    form: str
    his: bool
    signed: bool


def proposals(book: Book, author: Author, teller: Teller, competitor: str = "", form: str = "") -> tuple[Waiting, ...]:
    """All of them, or those of one competitor or one form, the oldest first."""
    found = []
    for number, one in sorted(book.proposals.items()):
        line, decision = book.lines[number - 1]
        told = teller.tell(line, decision)
        aspect = teller.scheme.aspect(getattr(one.decision, "aspect", ""))
        where = teller.scheme.subcriterion_of(aspect.code).code if aspect else ""
        his = one.line.author == author.name and not author.alone
        found.append(Waiting(number, told.at, told.parts, getattr(one.decision, "competitor", ""), where, his, author.late))
    return tuple(one for one in found if competitor in ("", one.competitor) and form in ("", one.form))
