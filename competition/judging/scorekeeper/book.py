"""Where a round stands in this process: its lines, what they come to, and what stands in every place.

A fold of the lines and nothing else; a draft is the same after lines that are not kept yet. Must not know the database.
"""

import hashlib
from collections.abc import Collection, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from competition.judging.logbook import BEGIN, Approval, Claim, Damaged, Dismissal, Line, Proposal, SignOff, scheme_in
from competition.judging.scorekeeper.over import Over
from competition.judging.scorekeeper.said import CONFLICT, ENTERED, Answer, Head
from scoring.aspects import ABSENT, AGREED, DIFFICULTY, NOT_ATTEMPTED
from scoring.decisions import (
    Absence,
    Correction,
    Decision,
    Difficulty,
    Freeze,
    Handover,
    Mark,
    Move,
    NotAttempted,
    Opening,
    Recusal,
    Ruling,
    SchemeChange,
    Withdrawal,
)
from scoring.tally import Tally, after, begin, rescheme

Place = tuple[str, str, str]


def place_of(decision: object) -> tuple[Place, str | None] | None:
    """Where a decision stands (competitor, aspect, judge) and with which value; None when it stands in no such place."""
    match decision:
        case Mark(competitor, aspect, judge, value) | Correction(competitor, aspect, judge, value):
            return (competitor, aspect, judge), value
        case Withdrawal(competitor, aspect, judge):
            return (competitor, aspect, judge), None
        case Absence(competitor, aspect, judge):
            return (competitor, aspect, judge), ABSENT
        case Difficulty(competitor, aspect, value):
            return (competitor, aspect, DIFFICULTY), value
        case Ruling(competitor, aspect, value):
            return (competitor, aspect, AGREED), value
        case NotAttempted(competitor, aspect):
            return (competitor, aspect, AGREED), NOT_ATTEMPTED
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Open:
    """A claim that nobody has settled yet."""

    line: Line
    claim: Claim
    decision: Decision
    place: Place


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal that nobody has approved or dismissed yet."""

    line: Line
    kind: str
    decision: Decision


@dataclass(eq=False)
class Book:
    """Lines are numbered from 1 without a gap, so `lines[n:]` is what came after number n."""

    round: int
    number: int = 0
    hash: str = BEGIN
    tally: Tally | None = None
    lines: list[tuple[Line, Any]] = field(default_factory=list)
    heads: MutableMapping[Place, Head] = field(default_factory=dict)
    # By author and ref: kind and body as they were sent, and what was answered.
    answers: MutableMapping[tuple[str, str], tuple[str, str, Answer]] = field(default_factory=dict)
    claims: dict[int, Open] = field(default_factory=dict)
    proposals: dict[int, Proposed] = field(default_factory=dict)
    # The latest line that changed what a tablet begins with: whoever stands before it begins anew.
    renewed: int = 0
    # The line whose ranking is signed; 0: none is.
    signed: int = 0
    # What the public sees while the board is frozen: the tally of the line that froze it.
    pinned: tuple[int, Tally] | None = None
    site: str = ""
    # How the round began; a draft knows it too, which has no first line.
    opening: Opening | None = None

    @property
    def epoch(self) -> str:
        """Names this history: another one after the database was restored."""
        return _epoch(self.site, self.lines[0][0].hash) if self.lines else ""

    @property
    def public(self) -> tuple[int, Tally] | None:
        """The number and the tally that the public may see."""
        return self.pinned or (None if self.tally is None else (self.number, self.tally))

    def since(self, number: int) -> Iterator[tuple[Line, Any]]:
        """The lines after this number."""
        return iter(self.lines[max(number, 0) :])

    def absent(self, competitor: str, aspect: str) -> Collection[str]:
        """The judges whose absence is recorded at this aspect."""
        entries = self.tally.sheets[competitor].entries.get(aspect, {}) if self.tally and competitor in self.tally.sheets else {}
        return frozenset(judge for judge, value in entries.items() if value == ABSENT)

    def recused(self, competitor: str) -> Collection[str]:
        """The judges who do not mark this competitor."""
        return frozenset(judge for label, judge in self.tally.recused if label == competitor) if self.tally else frozenset()

    def meant(self, decision: Any) -> Any:
        """What a line decides: an approval what was proposed."""
        return self.lines[decision.proposal - 1][1].held() if isinstance(decision, Approval) else decision

    def authors(self, competitor: str, aspects: Collection[str]) -> frozenset[str]:
        """Whose decisions stand in these aspects."""
        assert self.tally is not None
        entries = self.tally.sheets[competitor].entries
        places = [(competitor, aspect, judge) for aspect in aspects for judge in entries.get(aspect, {})]
        return frozenset(self.heads[place].author for place in places if place in self.heads)

    def enter(self, line: Line, decision: Any) -> None:
        """One more line. Damaged where it cannot be a line of this round."""
        try:
            self._fold(line, decision)
        except (KeyError, ValueError, AssertionError, AttributeError, TypeError) as wrong:
            raise Damaged(self.round, line.number) from wrong
        self.number, self.hash = line.number, line.hash
        self.lines.append((line, decision))

    def take(self, draft: "Book") -> None:
        """The lines of a draft of this book are kept now."""
        assert isinstance(draft.heads, Over)
        assert isinstance(draft.answers, Over)
        self.number, self.hash, self.tally = draft.number, draft.hash, draft.tally
        self.claims, self.proposals, self.pinned = draft.claims, draft.proposals, draft.pinned
        self.renewed, self.opening, self.signed = draft.renewed, draft.opening, draft.signed
        self.lines.extend(draft.lines)
        self.heads.update(draft.heads.fresh)
        self.answers.update(draft.answers.fresh)

    def rest_on(self, book: "Book") -> None:
        """This draft was made on a draft that the book has taken: it rests on the book itself from now on."""
        assert isinstance(self.heads, Over)
        assert isinstance(self.answers, Over)
        self.heads.kept, self.answers.kept = book.heads, book.answers

    def _fold(self, line: Line, decision: Any) -> None:
        match decision:
            case Claim():
                self._claim(line, decision)
                return
            case Dismissal():
                self.claims.pop(decision.claim, None)
                self.proposals.pop(decision.claim, None)
            case SignOff(number=number):
                self.signed = number
            case Proposal():
                self.proposals[line.number] = Proposed(line, decision.kind, decision.held())
            case Approval(proposal=number):
                self._decide(line, self.proposals.pop(number).decision)
            case Opening():
                self.opening = decision
                self.tally = begin(scheme_in(decision.scheme), decision.competitors, decision.signers)
            case _:
                self._decide(line, decision)
        self.answers[line.author, line.ref] = (line.kind, line.body, Answer(line.ref, ENTERED, line.number))

    def _decide(self, line: Line, decision: Decision) -> None:
        assert self.tally is not None
        match decision:
            case Freeze(frozen=frozen):
                # A second freeze shows nothing newer than the first.
                self.pinned = (self.pinned or (line.number, self.tally)) if frozen else None
            case SchemeChange(scheme=text):
                self.tally = rescheme(self.tally, scheme_in(text))
        if isinstance(decision, SchemeChange | Recusal | Handover | Move):
            self.renewed = line.number
        self.tally = after(self.tally, decision)
        self._stand(line, decision)

    def _stand(self, line: Line, decision: Decision) -> None:
        if (found := place_of(decision)) is not None:
            place, value = found
            self.heads[place] = Head(line.ref, value, line.author)
            # Whoever decides there again has seen what was claimed.
            for number in [number for number, one in self.claims.items() if one.place == place]:
                del self.claims[number]

    def _claim(self, line: Line, claim: Claim) -> None:
        decision = claim.held()
        found = place_of(decision)
        assert found is not None
        self.claims[line.number] = Open(line, claim, decision, found[0])
        head = None if claim.head is None else Head(claim.head, claim.value, claim.author or "")
        said = Answer(line.ref, CONFLICT, line.number, claim.says, claim.facts, head)
        self.answers[line.author, line.ref] = (claim.kind, bytes(claim.decision).decode(), said)


@lru_cache
def _epoch(site: str, first: str) -> str:
    return hashlib.sha256(f"{site}:{first}".encode()).hexdigest()[:16]


def opened(round_id: int, site: str, lines: Sequence[tuple[Line, Any]]) -> Book:
    """A book read from its lines."""
    book = Book(round_id, site=site)
    for line, decision in lines:
        book.enter(line, decision)
    return book


def draft_of(book: Book) -> Book:
    """A copy to try decisions on: what is entered there is not entered here."""
    heads, answers = Over(book.heads), Over(book.answers)
    claims, proposals = dict(book.claims), dict(book.proposals)
    return replace(book, lines=[], heads=heads, answers=answers, claims=claims, proposals=proposals)
