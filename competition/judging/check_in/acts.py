"""What is pressed at the check-in desk: come, late, not come, another person, clocks, finished: each a line of the logbook.

Who does not come and who comes instead is only reported here: the chief confirms it, by the station alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from competition.events.tables import Event
from competition.judging.authority import Author
from competition.judging.check_in.view import Hours, reports, unnamed_lines
from competition.judging.clocks import Clocks
from competition.judging.logbook import Proposal
from competition.judging.opening import said
from competition.judging.scorekeeper import Answer, Book
from competition.judging.standings import begun
from competition.pages.forms import whole
from competition.pages.language import N_
from competition.pages.refusal import Missing, Refusal
from scoring.decisions import CheckIn, Clock, Status, Substitution, Time, Withdrawal
from scoring.tally import session_of

NO_ACT = N_("没有“{act}”这个动作。请从页面上的按钮操作。")
NO_STATION = N_("没有赛位 {label}。请从检录页进入。")
TOO_LATE = N_("赛位 {label} 迟到已超过规定时间，按弃赛报裁判长；裁判长同意入场的，由裁判长在裁判长台检录。")
UNNAMED = N_("赛位 {label} 已同意换人，先填新选手，再检录。")
NOT_STARTED = N_("本场还没有开始计时，不能登记用时。")
FINISHED = N_("赛位 {label} 已登记用时。要改，先撤销。")
REPORTED = N_("赛位 {label} 已报裁判长，等裁判长确认。")
ALLOW_FIRST = N_("赛位 {label} 换人要裁判长先同意。请先报裁判长。")
WHY = N_("请写明原因。")
AWAY = frozenset({"withdrawn", "absent"})


@dataclass(frozen=True)
class Floor:
    """The event at this desk, and who sits at it."""

    event: Event
    round: int
    book: Book
    author: Author
    clocks: Clocks
    named: frozenset[int]

    @property
    def decides(self) -> bool:
        """Does what he reports count at once? The organiser's of a small event that has no other official does."""
        return self.author.chief and self.author.alone


async def press(there: Floor, hours: Mapping[int, Hours], fields: Mapping[str, str]) -> None:
    """One act, as its form brings it."""
    act, label, reason = fields.get("act", ""), fields.get("label", ""), fields.get("reason", "").strip()
    if act == "clock":
        session = whole(fields.get("session") or "0", -1)
        await _said(there, Clock(session, fields.get("clock", ""), reason), fields)
        return
    if label not in begun(there.book).sheets:
        raise Missing(NO_STATION, label=label[:20])
    match act:
        case "check-in":
            _may_come(there, hours.get(session_of(label)), label)
            await _said(there, CheckIn(label), fields)
        case "undo-check-in":
            await _said(there, Withdrawal(label, "@check-in", "*"), fields)
        case "report":
            await report(there, fields.get("status", ""), label, reason, fields)
        case "finish":
            await _finish(there, label, fields)
        case "undo-finish":
            await _said(there, Withdrawal(label, "@time", "*"), fields)
        case "substitution":
            await ask_for_another(there, label, reason, fields)
        case _:
            raise Missing(NO_ACT, act=act[:40])


def _may_come(there: Floor, hours: Hours | None, label: str) -> None:
    if label in unnamed_lines(there.book, there.named):
        raise Refusal(UNNAMED, status=409, label=label)
    closed = hours.closed_at if hours else None
    if closed is not None and datetime.now(UTC) > closed and not there.author.chief:
        raise Refusal(TOO_LATE, status=409, label=label)


async def report(there: Floor, status: str, label: str, reason: str, fields: Mapping[str, str]) -> None:
    """弃赛 or 缺考: reported here, confirmed by the chief."""
    if status not in AWAY:
        raise Missing(NO_ACT, act=status[:40])
    await _proposed(there, Status(label, status, reason), fields)


async def ask_for_another(there: Floor, label: str, reason: str, fields: Mapping[str, str]) -> None:
    """换人: the chief is asked, and told the station and the reason."""
    await _proposed(there, Substitution(label, reason), fields)


async def allow_another(there: Floor, label: str, reason: str, ref: str) -> int:
    """The organiser decides it himself: the number of its line."""
    answer = await said(there.round, there.author, Substitution(label, reason), ref=ref or None)
    assert answer.number is not None
    return answer.number


async def _proposed(there: Floor, decision: Status | Substitution, fields: Mapping[str, str]) -> None:
    if not decision.reason:
        raise Refusal(WHY)
    if decision.competitor in reports(there.book):
        raise Refusal(REPORTED, status=409, label=decision.competitor)
    whole: Any = decision if there.decides else Proposal.of(decision)
    await _said(there, whole, fields)


async def _finish(there: Floor, label: str, fields: Mapping[str, str]) -> None:
    if there.clocks.run(session_of(label)).started is None:
        raise Refusal(NOT_STARTED, status=409)
    if begun(there.book).sheets[label].time is not None:
        raise Refusal(FINISHED, status=409, label=label)
    await _said(there, Time(label, str(there.clocks.used(label, datetime.now(UTC)))), fields)


async def _said(there: Floor, decision: Any, fields: Mapping[str, str]) -> Answer:
    return await said(there.round, there.author, decision, ref=fields.get("ref") or None)
