"""Where a round stands, and where it stands after one more decision: one sheet anew, the others as they were.

Knows all sheets of a round and its forms; not who has which place. Takes only decisions without an `objection`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from scoring.decisions import (
    Acceptance,
    CheckIn,
    Clock,
    Closing,
    Decision,
    Freeze,
    Handover,
    Mark,
    Move,
    Opening,
    Recusal,
    Reopening,
    Return,
    Reveal,
    SchemeChange,
    Signature,
    Substitution,
    TimeGiven,
    Withdrawal,
)
from scoring.problems import Problem
from scoring.scheme import Scheme
from scoring.sheet import Sheet, revised, rewritten, written
from scoring.tally.forms import UNTOUCHED, Form, Paper, form_of, worths_of

Forms = Mapping[tuple[str, str], Paper]
# What an act of the clock makes of a session's time, and from where.
CLOCK: Mapping[str, tuple[frozenset[str], str]] = MappingProxyType(
    {
        "start": (frozenset({""}), "running"),
        "pause": (frozenset({"running"}), "paused"),
        "explain": (frozenset({"paused"}), "paused"),
        "resume": (frozenset({"paused"}), "running"),
        "stop": (frozenset({"running", "paused"}), "stopped"),
        "restart": (frozenset({"stopped"}), "running"),
    }
)


@dataclass(frozen=True, slots=True)
class Tally:
    """`papers`: forms that somebody has signed, returned or accepted; `closed`: pairs of session and sub-criterion.

    `signers`: how many must sign a form with measurements; `clocks`: session -> running, paused, stopped;
    `revealed`: pairs of competitor and aspect whose marks the team has seen -> may they still be changed;
    `arrived`: who has checked in; `moved`: competitor -> the station he went to; `recused`: pairs of competitor and judge."""

    scheme: Scheme
    sheets: Mapping[str, Sheet]
    papers: Forms
    closed: frozenset[tuple[int, str]]
    frozen: bool
    signers: int = 1
    clocks: Mapping[int, str] = field(default_factory=dict)
    arrived: frozenset[str] = frozenset()
    moved: Mapping[str, str] = field(default_factory=dict)
    recused: frozenset[tuple[str, str]] = frozenset()
    revealed: Mapping[tuple[str, str], bool] = field(default_factory=dict)

    def form(self, competitor: str, subcriterion: str) -> Form:
        paper = self.papers.get((competitor, subcriterion), UNTOUCHED)
        return form_of(self.scheme, self.sheets[competitor], subcriterion, paper, self.signers)

    def forms(self) -> Iterator[Form]:
        """The desk's matrix, row by row."""
        return (self.form(competitor, code) for competitor in self.sheets for code in self.scheme.subcriteria)

    @property
    def sessions(self) -> tuple[int, ...]:
        return tuple(sorted({session_of(competitor) for competitor in self.sheets}))


def begin(scheme: Scheme, competitors: Iterable[str], signers: int = 1) -> Tally:
    """A round just opened: an empty sheet for each competitor, by label."""
    sheets = {label: written(scheme, label) for label in sorted(set(competitors))}
    return Tally(scheme, sheets, {}, frozenset(), False, signers)


def rescheme(tally: Tally, scheme: Scheme) -> Tally:
    """The round under another scheme: what was entered is worked out anew; a form that now lacks something is given back."""
    sheets = {label: rewritten(scheme, sheet) for label, sheet in tally.sheets.items()}
    papers = {
        (label, code): paper
        for (label, code), paper in tally.papers.items()
        if code in scheme.subcriteria and all(worth.complete for worth in worths_of(scheme, sheets[label], code).values())
    }
    closed = frozenset((session, code) for session, code in tally.closed if code in scheme.subcriteria)
    return replace(tally, scheme=scheme, sheets=sheets, papers=papers, closed=closed)


def session_of(competitor: str) -> int:
    """The part of the label before the dash; without one, the first session."""
    session, dash, _ = competitor.partition("-")
    return int(session) if dash and session.isascii() and session.isdigit() and len(session) < 10 else 1


def missing(tally: Tally) -> tuple[Problem, ...]:
    """All that is not there yet."""
    return tuple(problem for sheet in tally.sheets.values() for problem in sheet.missing)


def after(tally: Tally, decision: Decision) -> Tally:
    match decision:
        # First: nearly every decision is a mark.
        case Mark():
            return _with_revised(tally, decision.competitor, decision)
        case Signature() | Acceptance() | Return():
            return _at_form(tally, decision)
        case Reveal(competitor=competitor, aspect=aspect):
            apart = any(not problem.missing for problem in tally.sheets[competitor].worths[aspect].problems)
            return replace(tally, revealed={**tally.revealed, (competitor, aspect): apart})
        case Closing(session=session, subcriterion=subcriterion):
            return replace(tally, closed=tally.closed | meant(tally, session, subcriterion))
        case Reopening(session=session, subcriterion=subcriterion):
            return replace(tally, closed=tally.closed - meant(tally, session, subcriterion))
        case Freeze(frozen=frozen):
            return replace(tally, frozen=frozen)
        case Clock() | CheckIn() | Move() | Recusal() | Withdrawal(aspect="@check-in"):
            return _on_the_floor(tally, decision)
        case Opening() | SchemeChange() | TimeGiven() | Substitution() | Handover():
            return tally
        case _:
            return _with_revised(tally, decision.competitor, decision)


def _with_revised(tally: Tally, competitor: str, decision: Decision) -> Tally:
    """By hand: a mark comes through here, and `replace` takes as long as all the rest."""
    sheets = {**tally.sheets, competitor: revised(tally.sheets[competitor], decision)}
    return Tally(
        tally.scheme, sheets, tally.papers, tally.closed, tally.frozen, tally.signers, tally.clocks, tally.arrived,
        tally.moved, tally.recused, tally.revealed,
    )  # fmt: skip


def meant(tally: Tally, session: int, subcriterion: str) -> frozenset[tuple[int, str]]:
    """0 and "" mean all."""
    sessions = (session,) if session else tally.sessions
    codes = (subcriterion,) if subcriterion else tuple(tally.scheme.subcriteria)
    return frozenset((each, code) for each in sessions for code in codes)


def timed(tally: Tally, decision: Clock) -> tuple[int, ...]:
    """The sessions that an act of the clock is for, and that it fits."""
    sessions = (decision.session,) if decision.session else tally.sessions
    was, _ = CLOCK[decision.act]
    return tuple(session for session in sessions if tally.clocks.get(session, "") in was)


def _on_the_floor(tally: Tally, decision: Clock | CheckIn | Move | Recusal | Withdrawal) -> Tally:
    match decision:
        case Clock(act=act):
            now = dict.fromkeys(timed(tally, decision), CLOCK[act][1])
            return replace(tally, clocks={**tally.clocks, **now})
        case CheckIn(competitor=competitor):
            return replace(tally, arrived=tally.arrived | {competitor})
        case Withdrawal(competitor=competitor):
            return replace(tally, arrived=tally.arrived - {competitor})
        case Move(competitor=competitor, station=station):
            others = {label: there for label, there in tally.moved.items() if label != competitor}
            here = {} if station == competitor else {competitor: station}
            return replace(tally, moved=others | here)
        case _:
            pair = {(decision.competitor, decision.judge)}
            return replace(tally, recused=tally.recused | pair if decision.recused else tally.recused - pair)


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
            # What is given back may be changed, also what the team has seen.
            given = {(decision.competitor, aspect.code) for aspect in tally.scheme.subcriteria[decision.subcriterion].aspects}
            tally = replace(tally, revealed={pair: pair in given or may for pair, may in tally.revealed.items()})
    return replace(tally, papers={**tally.papers, key: paper})
