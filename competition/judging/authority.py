"""Who may decide what: one table of decisions and roles, and under which label a referee marks.

Knows duties and the scheme, not what has been decided; whose duty it is is asked anew for every message.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from competition.events.duties import CHIEF_ROLE, Seat, seats
from competition.pages.language import N_
from competition.people.sessions import Signed
from scoring.aspects import AGREED, DIFFICULTY, Aspect
from scoring.decisions import Difficulty, Mark, NotAttempted, Reveal, Signature, Withdrawal
from scoring.scheme import Scheme

CHIEF, LEADER, REFEREE, CLERK = "chief", "leader", "referee", "clerk"
FLOOR, CODING, SUPERVISOR = "floor", "coding", "supervisor"

# decision → whose it is. The leader of a marking team is its lowest seat; the chief may also mend what a referee entered.
# A clerk decides nothing himself: what two of them read on the same paper is entered, by the door of the papers alone.
MAY: dict[str, frozenset[str]] = {
    "mark": frozenset({REFEREE, LEADER, CHIEF, CLERK}),
    "withdrawal": frozenset({REFEREE, LEADER, CHIEF}),
    "not-attempted": frozenset({LEADER, CHIEF, CLERK}),
    "difficulty": frozenset({LEADER, CHIEF, CLERK}),
    "signature": frozenset({REFEREE, LEADER, CLERK}),
    "acceptance": frozenset({CHIEF}),
    "return": frozenset({CHIEF}),
    "absence": frozenset({CHIEF, CLERK}),
    "status": frozenset({CHIEF}),
    "penalty": frozenset({CHIEF}),
    "time": frozenset({CHIEF, FLOOR}),
    "lot": frozenset({CHIEF}),
    "ruling": frozenset({CHIEF}),
    "closing": frozenset({CHIEF}),
    "reopening": frozenset({CHIEF}),
    "freeze": frozenset({CHIEF}),
    "sign-off": frozenset({CHIEF}),
    "opening": frozenset({CHIEF}),
    "dismissal": frozenset({CHIEF, SUPERVISOR}),
    "scheme-change": frozenset({CHIEF}),
    "correction": frozenset({CHIEF}),
    "clock": frozenset({CHIEF, FLOOR}),
    "time-given": frozenset({CHIEF}),
    "check-in": frozenset({CHIEF, FLOOR}),
    "substitution": frozenset({CHIEF}),
    "move": frozenset({CHIEF}),
    "recusal": frozenset({CHIEF, CODING}),
    "handover": frozenset({CHIEF}),
    "reveal": frozenset({LEADER, CHIEF, CLERK}),
    "proposal": frozenset({CHIEF, FLOOR}),
    "approval": frozenset({CHIEF, SUPERVISOR}),
}
# What another official confirms before it counts: 勘误 always, the others where the round was opened so.
CONFIRMED, ALWAYS_CONFIRMED = frozenset({"penalty", "ruling", "correction"}), frozenset({"correction"})
# What may be proposed beside: an official on the floor reports who does not come and who comes instead, the chief confirms.
REPORTED = frozenset({"status", "substitution"})
PROPOSED = CONFIRMED | REPORTED
# What an official on the floor takes back of his own accord.
ON_THE_FLOOR = frozenset({"@check-in", "@time"})

_AtAnAspect: TypeAlias = Mark | Withdrawal | NotAttempted | Difficulty | Reveal
_AT_AN_ASPECT = (Mark, Withdrawal, NotAttempted, Difficulty, Reveal)
Forbidden: TypeAlias = tuple[str, dict[str, str]]
NOT_HIS = N_("“{kind}”只能由裁判长来做。")
LEADERS = N_("测量分、未做和难度系数由本组组长登录。")
REVEALS = N_("亮分由本组组长来做。")
NOT_HIS_LABEL = N_("您不能以 {judge} 的名义登分。")
NOT_HIS_FORM = N_("您不在“{subcriterion}”的评分小组里。")
DEPUTED = N_("本赛位由替补裁判评分。")
RESERVE = N_("您是替补裁判：本组有人缺席（由裁判长登记）时才能登分。")


@dataclass(frozen=True)
class Author:
    """Who decides, with the duties that everybody in the event has at this moment."""

    name: str
    shown: str
    chief: bool
    seat: Seat | None
    everybody: tuple[Seat, ...]
    # The ranking is signed: nobody at a desk changes anything any more.
    late: bool = False
    # He enters what two clerks read on a signed paper: every judge's label is his, and nothing but marks and signatures.
    clerk: bool = False
    # Forms (competitor, sub-criterion) that he keyed from paper: he does not confirm them.
    keyed: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def judge(self) -> str:
        """The label under which he marks; none: he does not."""
        return self.seat.judge if self.seat else ""

    def team(self, subcriterion: str) -> Sequence[Seat]:
        """Who marks a sub-criterion, by seat; the first leads."""
        if subcriterion not in self._teams:
            self._teams[subcriterion] = team(self.everybody, subcriterion)
        return self._teams[subcriterion]

    def places(self, subcriterion: str) -> Sequence[str]:
        """The labels of its team, by seat."""
        if subcriterion not in self._places:
            self._places[subcriterion] = [seat.judge for seat in self.team(subcriterion)]
        return self._places[subcriterion]

    @cached_property
    def _places(self) -> dict[str, Sequence[str]]:
        return {}

    @cached_property
    def _teams(self) -> dict[str, Sequence[Seat]]:
        return {}

    @cached_property
    def duties(self) -> frozenset[str]:
        """What he is in this event beside a referee with a seat."""
        return frozenset(seat.role for seat in self.everybody if seat.name == self.name and not seat.seat)

    @cached_property
    def alone(self) -> bool:
        """Is he the only official of the event, so that nobody else could confirm what he entered?"""
        return {seat.name for seat in self.everybody} <= {self.name}


async def author_of(reader: Signed, event_id: int) -> Author | None:
    """The reader as an official of this event; None when he is none."""
    return author_among(reader, tuple(await seats(event_id)))


def author_among(reader: Signed, everybody: tuple[Seat, ...]) -> Author | None:
    """The same, where it is known who the officials are."""
    his = [seat for seat in everybody if seat.account == reader.id]
    chief = reader.organiser or any(seat.role == CHIEF_ROLE for seat in his)
    if not his and not chief:
        return None
    return Author(reader.name, reader.shown, chief, next((seat for seat in his if seat.seat > 0), None), everybody)


def team(everybody: Sequence[Seat], subcriterion: str) -> list[Seat]:
    """Who marks a sub-criterion, by seat, the reserves last; the first leads."""
    return sorted((seat for seat in everybody if seat.marks(subcriterion)), key=lambda seat: (seat.reserve, seat.seat))


def label(
    author: Author, aspect: Aspect, subcriterion: str, absent: Collection[str] = (), recused: Collection[str] = ()
) -> str | None:
    """Under which label he marks this aspect; None: he may only look. `absent`: the judges with a recorded absence there,
    `recused`: who does not mark this competitor; the next of the team stands in."""
    places = author.places(subcriterion)
    if recused:
        places = [judge for judge in places if judge not in recused]
    if author.seat is None or author.judge not in places:
        return None
    if not aspect.judged:
        return AGREED if places[0] == author.judge else None
    if places.index(author.judge) < aspect.judges:
        return author.judge
    # A reserve steps in for somebody whose absence the chief recorded, and never before.
    return author.judge if any(judge in absent for judge in places[: aspect.judges]) else None


def forbidden(
    author: Author,
    kind: str,
    decision: object,
    scheme: Scheme,
    absent: Collection[str] = (),
    recused: Collection[str] = (),
) -> Forbidden | None:
    """Why he may not decide this, as a msgid and its facts; None when he may."""
    whose = MAY[kind]
    if author.clerk:
        return None if CLERK in whose else (NOT_HIS, {"kind": kind})
    if (author.chief and CHIEF in whose) or (author.duties and _his_duty(author, whose, decision)):
        return None
    if REFEREE not in whose and LEADER not in whose:
        return NOT_HIS, {"kind": kind}
    if recused and author.judge in recused:
        return DEPUTED, {}
    if isinstance(decision, Signature):
        return _not_his_form(author, decision.subcriterion, scheme) or _not_his_label(author, decision.judge, author.judge)
    if not isinstance(decision, _AT_AN_ASPECT):
        return NOT_HIS, {"kind": kind}
    aspect = scheme.aspect(decision.aspect)
    if aspect is None:
        return None if isinstance(decision, Mark) else (NOT_HIS, {"kind": kind})
    return _not_his_aspect(author, decision, aspect, scheme, absent, recused)


def _his_duty(author: Author, whose: Collection[str], decision: object) -> bool:
    """Is it for an official on the floor, the coding referee, the supervisor, and is he that?"""
    if any(duty in whose and duty in author.duties for duty in (FLOOR, CODING, SUPERVISOR)):
        return True
    return FLOOR in author.duties and isinstance(decision, Withdrawal) and decision.aspect in ON_THE_FLOOR


def _not_his_aspect(
    author: Author, decision: _AtAnAspect, aspect: Aspect, scheme: Scheme, absent: Collection[str], recused: Collection[str]
) -> Forbidden | None:
    home = scheme.subcriterion_of(aspect.code).code
    if refused := _not_his_form(author, home, scheme):
        return refused
    entered = _entered(decision)
    if entered in (AGREED, DIFFICULTY):
        leads = next((judge for judge in author.places(home) if judge not in recused), "") == author.judge
        agreed = not aspect.judged or not isinstance(decision, Mark)
        return None if leads and agreed else (REVEALS if isinstance(decision, Reveal) else LEADERS, {})
    if (his := label(author, aspect, home, absent, recused)) is None and aspect.judged:
        return RESERVE, {}
    return _not_his_label(author, entered, his or author.judge)


def _entered(decision: _AtAnAspect) -> str:
    """Under which label it stands; what the team does together, under the agreed one."""
    if isinstance(decision, NotAttempted | Reveal):
        return AGREED
    return DIFFICULTY if isinstance(decision, Difficulty) else decision.judge


def _not_his_form(author: Author, subcriterion: str, scheme: Scheme) -> Forbidden | None:
    if author.seat is not None and author.seat.marks(subcriterion):
        return None
    found = scheme.subcriterion(subcriterion)
    return NOT_HIS_FORM, {"subcriterion": found.title if found else subcriterion}


def _not_his_label(author: Author, entered: str, his: str) -> Forbidden | None:
    return None if author.seat is not None and entered == his else (NOT_HIS_LABEL, {"judge": entered})
