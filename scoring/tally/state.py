"""Where a round stands, and where it stands after one more decision: one sheet anew, the others as they were.

Knows all sheets of a round and its forms; not who has which place. Takes only decisions without an `objection`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from scoring.decisions import Acceptance, Closing, Decision, Freeze, Opening, Reopening, Return, Signature
from scoring.problems import Problem
from scoring.scheme import Scheme
from scoring.sheet import Sheet, revised, written
from scoring.tally.forms import UNTOUCHED, Form, Paper, form_of

Forms = Mapping[tuple[str, str], Paper]


@dataclass(frozen=True, slots=True)
class Tally:
    """`papers`: forms that somebody has signed, returned or accepted; `closed`: pairs of session and sub-criterion."""

    scheme: Scheme
    sheets: Mapping[str, Sheet]
    papers: Forms
    closed: frozenset[tuple[int, str]]
    frozen: bool

    def form(self, competitor: str, subcriterion: str) -> Form:
        paper = self.papers.get((competitor, subcriterion), UNTOUCHED)
        return form_of(self.scheme, self.sheets[competitor], subcriterion, paper)

    def forms(self) -> Iterator[Form]:
        """The desk's matrix, row by row."""
        return (self.form(competitor, code) for competitor in self.sheets for code in self.scheme.subcriteria)

    @property
    def sessions(self) -> tuple[int, ...]:
        return tuple(sorted({session_of(competitor) for competitor in self.sheets}))


def begin(scheme: Scheme, competitors: Iterable[str]) -> Tally:
    """A round just opened: an empty sheet for each competitor, by label."""
    return Tally(scheme, {label: written(scheme, label) for label in sorted(set(competitors))}, {}, frozenset(), False)


def session_of(competitor: str) -> int:
    """The part of the label before the dash; without one, the first session."""
    session, dash, _ = competitor.partition("-")
    return int(session) if dash and session.isascii() and session.isdigit() and len(session) < 10 else 1


def missing(tally: Tally) -> tuple[Problem, ...]:
    """All that is not there yet."""
    return tuple(problem for sheet in tally.sheets.values() for problem in sheet.missing)


def after(tally: Tally, decision: Decision) -> Tally:
    match decision:
        case Signature() | Acceptance() | Return():
            return _at_form(tally, decision)
        case Closing(session=session, subcriterion=subcriterion):
            return replace(tally, closed=tally.closed | meant(tally, session, subcriterion))
        case Reopening(session=session, subcriterion=subcriterion):
            return replace(tally, closed=tally.closed - meant(tally, session, subcriterion))
        case Freeze(frozen=frozen):
            return replace(tally, frozen=frozen)
        case Opening():
            return tally
        case _:
            sheet = revised(tally.scheme, tally.sheets[decision.competitor], decision)
            return replace(tally, sheets={**tally.sheets, decision.competitor: sheet})


def meant(tally: Tally, session: int, subcriterion: str) -> frozenset[tuple[int, str]]:
    """0 and "" mean all."""
    sessions = (session,) if session else tally.sessions
    codes = (subcriterion,) if subcriterion else tuple(tally.scheme.subcriteria)
    return frozenset((each, code) for each in sessions for code in codes)


def _at_form(tally: Tally, decision: Signature | Acceptance | Return) -> Tally:
    key = (decision.competitor, decision.subcriterion)
    paper = tally.papers.get(key, UNTOUCHED)
    match decision:
        case Signature(judge=judge):
            paper = replace(paper, signatures=tuple(sorted({*paper.signatures, judge})))
        case Acceptance():
            paper = replace(paper, accepted=True)
        case _:
            paper = Paper(returned=decision.reason)
    return replace(tally, papers={**tally.papers, key: paper})
