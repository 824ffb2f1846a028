"""What speaks against a decision as the round stands: no such competitor, out of range, closed, signed ...

Looks at what is decided, never at who decides: rights are not its matter. None: `after` may take it.
"""

from collections.abc import Mapping

from scoring.amounts import amount
from scoring.decisions import (
    Absence,
    Acceptance,
    CheckIn,
    Clock,
    Closing,
    Correction,
    Decision,
    Difficulty,
    Freeze,
    Handover,
    Lot,
    Mark,
    Move,
    NotAttempted,
    Opening,
    Penalty,
    Recusal,
    Reopening,
    Return,
    Reveal,
    Ruling,
    SchemeChange,
    Signature,
    Status,
    Substitution,
    Time,
    TimeGiven,
    Withdrawal,
)
from scoring.problems import N_, Problem
from scoring.sheet import RANKED, STATUSES, Sheet
from scoring.tally.at_aspect import objection_at_aspect, objection_to_correction, objection_to_reveal
from scoring.tally.at_form import objection_at_form
from scoring.tally.on_the_floor import objection_on_the_floor
from scoring.tally.said import no_reason, says
from scoring.tally.state import Tally

_AboutOne = (
    Mark | Absence | Difficulty | Ruling | NotAttempted | Withdrawal | Correction | Reveal | Signature | Acceptance | Return
    | Status | Penalty | Time | Lot
)  # fmt: skip


def objection(tally: Tally, decision: Decision) -> Problem | None:
    match decision:
        # First: nearly every decision is a mark.
        case Mark():
            return _about_one(tally, decision)
        case Freeze():
            return None
        case Opening():
            return Problem("competitor", N_("本轮已开始，不能再次开始"))
        case Closing() | Reopening():
            return _session(tally, decision)
        case SchemeChange(reason=reason):
            return no_reason(reason)
        case Clock() | TimeGiven() | CheckIn() | Substitution() | Move() | Recusal() | Handover():
            return objection_on_the_floor(tally, decision)
        case _:
            return _about_one(tally, decision)


def _about_one(tally: Tally, decision: _AboutOne) -> Problem | None:
    sheet = tally.sheets.get(decision.competitor)
    if sheet is None:
        return says("competitor", N_("没有选手 {competitor}"), competitor=decision.competitor)
    match decision:
        case Mark():
            return objection_at_aspect(tally, sheet, decision)
        case Signature() | Acceptance() | Return():
            return objection_at_form(tally, sheet, decision)
        case Status() | Penalty() | Time() | Lot():
            return _circumstance(decision)
        case Withdrawal(aspect=aspect) if aspect.startswith("@"):
            return _nothing_there(tally, sheet, aspect)
        case Correction():
            return objection_to_correction(tally, sheet, decision)
        case Reveal():
            return objection_to_reveal(tally, sheet, decision)
        case _:
            return objection_at_aspect(tally, sheet, decision)


def _session(tally: Tally, decision: Closing | Reopening) -> Problem | None:
    if decision.session and decision.session not in tally.sessions:
        return says("session", N_("没有第 {session} 场"), session=str(decision.session))
    if decision.subcriterion and decision.subcriterion not in tally.scheme.subcriteria:
        return says("subcriterion", N_("没有评分子项 {subcriterion}"), subcriterion=decision.subcriterion)
    return no_reason(decision.reason) if isinstance(decision, Reopening) else None


def _circumstance(decision: Status | Penalty | Time | Lot) -> Problem | None:
    match decision:
        case Status(status=status, reason=reason):
            if status not in ("", RANKED, *STATUSES):
                names = "、".join(STATUSES)
                return says("status", N_("选手状态为 {status}，应为下列之一：{names}"), status=status, names=names)
            return no_reason(reason) if status == "disqualified" else None
        case Penalty(points=points, reason=reason):
            if (amount(points) or 0) <= 0:
                return says("points", N_("扣分为 {points}，应为大于 0 的数"), points=points)
            return no_reason(reason)
        case Time(seconds=seconds):
            found = amount(seconds)
            wrong = found is None or found < 0
            return says("seconds", N_("用时为 {seconds}，应为不小于 0 的秒数"), seconds=seconds) if wrong else None
        case _:
            wrong = decision.number < 1
            return says("number", N_("签号为 {number}，应为从 1 起的整数"), number=str(decision.number)) if wrong else None


def _nothing_there(tally: Tally, sheet: Sheet, aspect: str) -> Problem | None:
    stands: Mapping[str, bool] = {
        "@time": sheet.time is not None,
        "@lot": sheet.lot is not None,
        "@penalty": bool(sheet.penalties),
        "@status": sheet.status != RANKED,
        "@check-in": sheet.competitor in tally.arrived,
    }
    return None if stands.get(aspect) else says("aspect", N_("这里没有可撤回的 {aspect}"), aspect=aspect)
