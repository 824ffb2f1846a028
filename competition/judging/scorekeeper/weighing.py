"""What becomes of a decision that was sent in: entered, the same as what stands, in conflict with it, or refused.

Looks at the book alone: no database, no clock, nobody to tell.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import msgspec

from competition.judging.authority import MAY, PROPOSED, REPORTED, Author, forbidden
from competition.judging.logbook import CLAIM, Approval, Claim, Dismissal, Proposal, SignOff, decode, encode, following, scheme_in
from competition.judging.scorekeeper.book import Book, Place, place_of
from competition.judging.scorekeeper.confirming import harmless, unmakes_a_ruling, wants_two
from competition.judging.scorekeeper.said import CONFLICT, REFUSED, SAME, Answer, Envelope, Head
from competition.pages.language import N_
from scoring.amounts import amount
from scoring.decisions import Acceptance, Decision, Opening, SchemeChange
from scoring.problems import Problem
from scoring.tally import Tally, objection, objection_to_scheme

# What is bound to what its author was looking at; a late or conflicting one is kept as a claim.
BOUND = frozenset({"mark", "withdrawal", "not-attempted", "difficulty"})
REF = re.compile(r"[A-Za-z0-9_.:-]{1,64}")

# The text of a scheme is longer than a page.
LONG = frozenset({"opening", "scheme-change"})
# A mark with its note, or a reason: what is longer than a page is no decision. An Opening holds the whole scheme.
MOST_BYTES = 16 * 1024
# A tablet whose clock is beyond these has none.
FIRST_YEAR, LAST_YEAR = 2000, 2200

UNREADABLE = N_("这条登分看不懂，没有写入。请刷新页面再录一次。")
TOO_LONG = N_("这条登分太长，没有写入。请把备注或理由写短一些。")
SIGNED = N_("成绩已经签字，不能再改。要改，请先在“结果”页退回登分并写明原因。")
MOVED = N_("签字的时候登分又有了改动，没有签成。请看过现在的名次再签。")
BAD_REF = N_("这条登分没有可用的编号，没有写入。请刷新页面再录一次。")
REF_TWICE = N_("这个编号已用于另一条登分，没有写入。请刷新页面再录一次。")
NOT_OPEN = N_("本轮还没有开始，不能登分。")
CONFLICTING = N_("这里已登 {standing}，与您登的不同。")
CONFLICTING_EMPTY = N_("这里的登分已撤回，与您登的不同。")
OWN_MARKS = N_("这张表的分都是您录的，请另一位裁判长或组织者来接收。")
KEYED = N_("这张表是您从纸质表录入的，请另一位裁判长或组织者来接收。")
UNSETTLED = N_("这张表还有冲突没有处理，处理完再接收。")
NO_CLAIM = N_("这处冲突已经处理过了。")
NO_PROPOSAL = N_("这条待确认的决定已经处理过了。")
OWN_PROPOSAL = N_("这条决定是您提出的，请另一位裁判长、组织者或监督来确认。")
TWO_NEEDED = N_("这项决定要两人确认：先提出，再由另一位裁判长、组织者或监督确认。")
RULED = N_("这里有裁判长的裁定，只有裁判长能改。")
NO_SCHEME = N_("新的评分标准有错误，没有写入。请先在评分标准页检查。")


def weigh(book: Book, author: Author, envelope: Envelope, at: datetime) -> Answer:
    """The answer; what is to be kept is entered in the book, which therefore is a draft."""
    if not REF.fullmatch(envelope.ref):
        return Answer(envelope.ref[:64], REFUSED, says=BAD_REF)
    if envelope.kind not in MAY:
        return Answer(envelope.ref, REFUSED, says=UNREADABLE)
    if len(bytes(envelope.body)) > MOST_BYTES and envelope.kind not in LONG:
        return Answer(envelope.ref, REFUSED, says=TOO_LONG)
    try:
        decision = decode(envelope.kind, envelope.body)
        body = encode(decision)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return Answer(envelope.ref, REFUSED, says=UNREADABLE)
    earlier = book.answers.get((author.name, envelope.ref))
    if earlier is not None:
        same = earlier[:2] == (envelope.kind, body)
        return earlier[2] if same else Answer(envelope.ref, REFUSED, says=REF_TWICE)
    if _over(book, author, envelope.kind) and not harmless(book, envelope.kind, decision):
        return Answer(envelope.ref, REFUSED, says=SIGNED)
    return _Weighing(book, author, envelope, body, decision, at).answer()


def _over(book: Book, author: Author, kind: str) -> bool:
    """Is the ranking signed: as its author was told, or by a line that he has not heard of? A referee's mark came late."""
    return author.late or (book.signed > 0 and (author.chief or kind not in BOUND))


class _Weighing:
    """One decision on the scales."""

    def __init__(self, book: Book, author: Author, envelope: Envelope, body: str, decision: Any, at: datetime) -> None:
        self.book, self.author, self.envelope, self.body, self.decision, self.at = book, author, envelope, body, decision, at

    def answer(self) -> Answer:
        tally = self.book.tally
        if tally is None:
            opens = isinstance(self.decision, Opening) and self.author.chief
            return self._entered() if opens else self._refused(NOT_OPEN)
        found = place_of(self.decision)
        absent = self.book.absent(found[0][0], found[0][1]) if found else ()
        recused = self.book.recused(getattr(self.decision, "competitor", "")) if tally.recused else ()
        if no := forbidden(self.author, self.envelope.kind, self.decision, tally.scheme, absent, recused):
            return self._refused(no[0], **no[1])
        if not self.author.chief and unmakes_a_ruling(tally, self.decision):
            return self._refused(RULED)
        match self.decision:
            case Dismissal(claim=number):
                open_ones = (*self.book.claims, *self.book.proposals)
                return self._entered() if number in open_ones else self._refused(NO_CLAIM)
            case SignOff(number=number):
                return self._entered() if number in (0, self.book.number) else self._refused(MOVED)
            case Proposal():
                return self._proposed(tally, self.decision)
            case Approval(proposal=number):
                return self._approved(tally, number)
        if wants_two(self.book, self.author, self.envelope.kind, self.decision):
            return self._refused(TWO_NEEDED)
        if self.envelope.kind in BOUND and found is not None:
            return self._bound(tally, found[0], found[1])
        return self._objected(tally) or self._entered()

    def _proposed(self, tally: Tally, proposal: Proposal) -> Answer:
        try:
            held = proposal.held()
        except (KeyError, msgspec.MsgspecError, UnicodeError, RecursionError):
            return self._refused(UNREADABLE)
        undoes = self.author.chief and wants_two(self.book, self.author, proposal.kind, held)
        if not undoes and proposal.kind not in (PROPOSED if self.author.chief else REPORTED):
            return self._refused(UNREADABLE)
        if problem := objection(tally, held):
            return self._refused(problem.says, **problem.facts)
        return self._entered()

    def _approved(self, tally: Tally, number: int) -> Answer:
        found = self.book.proposals.get(number)
        if found is None:
            return self._refused(NO_PROPOSAL)
        if found.line.author == self.author.name and not self.author.alone:
            return self._refused(OWN_PROPOSAL)
        if problem := objection(tally, found.decision):
            return self._refused(problem.says, **problem.facts)
        return self._entered()

    def _objected(self, tally: Tally) -> Answer | None:
        if problem := objection(tally, self.decision):
            return self._refused(problem.says, **problem.facts)
        if isinstance(self.decision, SchemeChange):
            return self._no_scheme(tally, self.decision)
        return self._unacceptable(tally, self.decision) if isinstance(self.decision, Acceptance) else None

    def _no_scheme(self, tally: Tally, change: SchemeChange) -> Answer | None:
        try:
            scheme = scheme_in(change.scheme)
        except (ValueError, msgspec.MsgspecError, RecursionError):
            return self._refused(NO_SCHEME)
        problem = objection_to_scheme(tally, scheme)
        return self._refused(problem.says, **problem.facts) if problem else None

    def _unacceptable(self, tally: Tally, decision: Acceptance) -> Answer | None:
        aspects = [aspect.code for aspect in tally.scheme.subcriteria[decision.subcriterion].aspects]
        if any(one.place[0] == decision.competitor and one.place[1] in aspects for one in self.book.claims.values()):
            return self._refused(UNSETTLED)
        if (decision.competitor, decision.subcriterion) in self.author.keyed and not self.author.alone:
            return self._refused(KEYED)
        # Who entered a mark does not confirm it; whoever is quite alone in a small event has nobody to ask.
        alone = self.author.alone or self.book.authors(decision.competitor, aspects) != {self.author.name}
        return None if alone else self._refused(OWN_MARKS)

    def _bound(self, tally: Tally, place: Place, value: str | None) -> Answer:
        head, parent = self.book.heads.get(place), self.envelope.parent
        # Who saw nothing there saw what is there, as long as nothing is.
        seen = (head is None or head.value is None) if parent is None else (head is not None and parent == head.ref)
        problem = objection(tally, self.decision)
        sound = problem is None or objection_but_for_locks(tally, self.decision) is None
        nothing = value is None and (head is None or head.value is None)
        if not seen and (nothing or (sound and equal(head.value if head else None, value))):
            return self._remembered(Answer(self.envelope.ref, SAME, head=head))
        if problem and not sound:
            return self._refused(problem.says, **problem.facts)
        if not seen:
            says = CONFLICTING if head and head.value is not None else CONFLICTING_EMPTY
            return self._claimed("parent", says, {"standing": (head and head.value) or ""}, head)
        if problem is None:
            return self._entered()
        if self.author.chief:
            return self._refused(problem.says, **problem.facts)
        return self._claimed("late", problem.says, dict(problem.facts), head)

    def _refused(self, says: str, **facts: str) -> Answer:
        return Answer(self.envelope.ref, REFUSED, says=says, facts=facts)

    def _remembered(self, answer: Answer) -> Answer:
        self.book.answers[self.author.name, self.envelope.ref] = (self.envelope.kind, self.body, answer)
        return answer

    def _entered(self) -> Answer:
        self._keep(self.envelope.kind, self.body, self.decision)
        return self.book.answers[self.author.name, self.envelope.ref][2]

    def _claimed(self, why: str, says: str, facts: dict[str, str], head: Head | None) -> Answer:
        stood = (head.ref, head.value, head.author) if head else (None, None, None)
        claim = Claim(self.envelope.kind, msgspec.Raw(self.body), why, says, facts, *stood)
        self._keep(CLAIM, encode(claim), claim)
        return Answer(self.envelope.ref, CONFLICT, self.book.number, says, facts, head)

    def _keep(self, kind: str, body: str, decision: object) -> None:
        sent = self.envelope
        line = following(
            self.book.round, self.book.number, self.book.hash, author=self.author.name, ref=sent.ref, parent=sent.parent,
            kind=kind, body=body, at=self.at, made_at=by_clock(sent.made_at),
        )  # fmt: skip
        self.book.enter(line, decision)


def by_clock(made_at: datetime | None) -> datetime | None:
    """When it was decided, if a clock in its senses says so."""
    if made_at is None or made_at.tzinfo is None or not FIRST_YEAR <= made_at.year <= LAST_YEAR:
        return None
    return made_at.astimezone(UTC)


def objection_but_for_locks(tally: Tally, decision: Decision) -> Problem | None:
    """What would speak against it if nothing were closed, signed or accepted."""
    return objection(replace(tally, closed=frozenset(), papers={}, revealed={}), decision)


def equal(standing: str | None, value: str | None) -> bool:
    """2 and 2.00 are the same mark."""
    if standing is None or value is None:
        return False
    exact = amount(value)
    return standing == value or (exact is not None and exact == amount(standing))
