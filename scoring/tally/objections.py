"""What speaks against a decision as the round stands: no such competitor, out of range, closed, signed ...

Looks at what is decided, never at who decides: rights are not its matter. None: `after` may take it.
"""

from collections.abc import Mapping

from scoring.amounts import amount
from scoring.aspects import ABSENT, AGREED, DIFFICULTY, NOT_ATTEMPTED, Aspect, objection_to_entry, objection_to_ruling
from scoring.decisions import (
    Absence,
    Acceptance,
    Closing,
    Decision,
    Difficulty,
    Freeze,
    Lot,
    Mark,
    NotAttempted,
    Opening,
    Penalty,
    Reopening,
    Return,
    Ruling,
    Signature,
    Status,
    Time,
    Withdrawal,
)
from scoring.problems import N_, Problem
from scoring.sheet import RANKED, STATUSES, Sheet
from scoring.tally.forms import EMPTY, SIGNED, UNTOUCHED, state_of, worths_of
from scoring.tally.state import Tally, session_of


def objection(tally: Tally, decision: Decision) -> Problem | None:
    match decision:
        case Freeze():
            return None
        case Opening():
            return Problem("competitor", N_("本轮已开始，不能再次开始"))
        case Closing() | Reopening():
            return _session(tally, decision)
    sheet = tally.sheets.get(decision.competitor)
    if sheet is None:
        return _says("competitor", N_("没有选手 {competitor}"), competitor=decision.competitor)
    match decision:
        case Signature() | Acceptance() | Return():
            return _form(tally, sheet, decision)
        case Status() | Penalty() | Time() | Lot():
            return _circumstance(decision)
        case Withdrawal(aspect=aspect) if aspect.startswith("@"):
            return _nothing_there(sheet, aspect)
        case _:
            return _at_aspect(tally, sheet, decision)


def _says(where: str, says: str, **facts: str) -> Problem:
    return Problem(where, says, facts)


def _no_reason(reason: str) -> Problem | None:
    return None if reason.strip() else _says("reason", "应写明理由")


def _session(tally: Tally, decision: Closing | Reopening) -> Problem | None:
    if decision.session and decision.session not in tally.sessions:
        return _says("session", N_("没有第 {session} 场"), session=str(decision.session))
    if decision.subcriterion and decision.subcriterion not in tally.scheme.subcriteria:
        return _says("subcriterion", N_("没有评分子项 {subcriterion}"), subcriterion=decision.subcriterion)
    return _no_reason(decision.reason) if isinstance(decision, Reopening) else None


def _circumstance(decision: Status | Penalty | Time | Lot) -> Problem | None:
    match decision:
        case Status(status=status, reason=reason):
            if status not in ("", RANKED, *STATUSES):
                names = "、".join(STATUSES)
                return _says("status", N_("选手状态为 {status}，应为下列之一：{names}"), status=status, names=names)
            return _no_reason(reason) if status == "disqualified" else None
        case Penalty(points=points, reason=reason):
            if (amount(points) or 0) <= 0:
                return _says("points", N_("扣分为 {points}，应为大于 0 的数"), points=points)
            return _no_reason(reason)
        case Time(seconds=seconds):
            found = amount(seconds)
            wrong = found is None or found < 0
            return _says("seconds", N_("用时为 {seconds}，应为不小于 0 的秒数"), seconds=seconds) if wrong else None
        case _:
            wrong = decision.number < 1
            return _says("number", N_("签号为 {number}，应为从 1 起的整数"), number=str(decision.number)) if wrong else None


def _nothing_there(sheet: Sheet, aspect: str) -> Problem | None:
    stands: Mapping[str, bool] = {
        "@time": sheet.time is not None,
        "@lot": sheet.lot is not None,
        "@penalty": bool(sheet.penalties),
        "@status": sheet.status != RANKED,
    }
    return None if stands.get(aspect) else _says("aspect", N_("这里没有可撤回的 {aspect}"), aspect=aspect)


_AtAspect = Mark | Absence | Difficulty | Ruling | NotAttempted | Withdrawal


def _at_aspect(tally: Tally, sheet: Sheet, decision: _AtAspect) -> Problem | None:
    aspect = tally.scheme.aspect(decision.aspect)
    if aspect is None:
        return _says("aspect", N_("没有评分点 {aspect}"), aspect=decision.aspect)
    entries = sheet.entries.get(aspect.code, {})
    match decision:
        case Ruling(value=value, reason=reason):
            return _ruling(aspect, entries, value) or _no_reason(reason)
        case Withdrawal(judge=judge) if judge not in entries:
            return _says("judge", N_("{aspect} 没有 {judge} 的登分可撤回"), aspect=aspect.code, judge=judge)
        case Withdrawal(judge=judge) if judge == AGREED and aspect.judged and entries[AGREED] != NOT_ATTEMPTED:
            return None
    judge = _place(decision)
    return _entry(aspect, entries, decision) or _locked(tally, sheet, aspect, judge)


def _place(decision: Mark | Absence | Difficulty | NotAttempted | Withdrawal) -> str:
    match decision:
        case Difficulty():
            return DIFFICULTY
        case NotAttempted():
            return AGREED
        case _:
            return decision.judge


def _ruling(aspect: Aspect, entries: Mapping[str, str], value: str) -> Problem | None:
    if not aspect.judged:
        return _says("aspect", N_("{aspect} 是测量分，不作裁决，应退回后改登分"), aspect=aspect.code)
    difficulty = amount(entries[DIFFICULTY]) if DIFFICULTY in entries else None
    return objection_to_ruling(aspect, value, difficulty)


def _entry(aspect: Aspect, entries: Mapping[str, str], decision: _AtAspect) -> Problem | None:
    match decision:
        case Mark(judge=judge, value=value):
            return _mark(aspect, entries, judge, value)
        case Absence(judge=judge, reason=reason):
            if judge in (AGREED, DIFFICULTY):
                return _says("judge", N_("{judge} 不是裁判代号"), judge=judge)
            return objection_to_entry(aspect, judge, ABSENT) or _no_reason(reason)
        case Difficulty(value=value):
            return objection_to_entry(aspect, DIFFICULTY, value) or _over_ruled(aspect, entries, value)
        case _:
            return None


def _mark(aspect: Aspect, entries: Mapping[str, str], judge: str, value: str) -> Problem | None:
    """Not-attempted, a ruling, an absence, a coefficient are decisions of their own."""
    if judge == DIFFICULTY or (judge == AGREED and aspect.judged):
        return _says("judge", N_("{judge} 不是裁判代号"), judge=judge)
    if value == NOT_ATTEMPTED or (value == ABSENT and aspect.judged):
        return _says("value", N_("{value} 不是分数"), value=value)
    wrong = objection_to_entry(aspect, judge, value)
    if wrong is not None or not aspect.judged:
        return wrong
    others = sum(found != ABSENT for name, found in entries.items() if name not in (judge, AGREED, DIFFICULTY))
    if others < aspect.judges:
        return None
    return _says(
        "judge",
        N_("{aspect} 已有 {judges} 位裁判的分，{judge} 是多出的一位"),
        aspect=aspect.code,
        judges=str(others),
        judge=judge,
    )


def _over_ruled(aspect: Aspect, entries: Mapping[str, str], difficulty: str) -> Problem | None:
    """A coefficient may not make the standing ruling more than the rule can give."""
    ruling = entries.get(AGREED, NOT_ATTEMPTED)
    return None if ruling == NOT_ATTEMPTED else objection_to_ruling(aspect, ruling, amount(difficulty))


def _locked(tally: Tally, sheet: Sheet, aspect: Aspect, judge: str) -> Problem | None:
    """Closed, accepted, or signed: by this judge, or by anybody where the entry is the team's."""
    code = tally.scheme.subcriterion_of(aspect.code).code
    session = session_of(sheet.competitor)
    facts = {"competitor": sheet.competitor, "subcriterion": code, "session": str(session), "judge": judge}
    paper = tally.papers.get((sheet.competitor, code), UNTOUCHED)
    if (session, code) in tally.closed:
        return Problem("aspect", N_("第 {session} 场的 {subcriterion} 已停止登分"), facts)
    if paper.accepted:
        return Problem("aspect", N_("{competitor} 的 {subcriterion} 已确认，应先退回"), facts)
    if judge in paper.signatures:
        return Problem("judge", N_("{judge} 已在 {competitor} 的 {subcriterion} 上签名，应先退回"), facts)
    if paper.signatures and judge in (AGREED, DIFFICULTY):
        return Problem("aspect", N_("{competitor} 的 {subcriterion} 已有裁判签名，应先退回"), facts)
    return None


def _form(tally: Tally, sheet: Sheet, decision: Signature | Acceptance | Return) -> Problem | None:
    code = decision.subcriterion
    facts = {"competitor": sheet.competitor, "subcriterion": code}
    if code not in tally.scheme.subcriteria:
        return Problem("subcriterion", N_("没有评分子项 {subcriterion}"), facts)
    paper = tally.papers.get((sheet.competitor, code), UNTOUCHED)
    match decision:
        case Return(reason=reason):
            if not paper.signatures and not paper.accepted:
                return Problem("subcriterion", N_("{competitor} 的 {subcriterion} 还没有签名，不需退回"), facts)
            return _no_reason(reason)
        case _ if paper.accepted:
            return Problem("subcriterion", N_("{competitor} 的 {subcriterion} 已确认"), facts)
        case Acceptance():
            if state_of(tally.scheme, sheet, code, paper) != SIGNED:
                return Problem("subcriterion", N_("{competitor} 的 {subcriterion} 还没有签齐，应先签名"), facts)
            return None
        case _:
            if decision.judge in paper.signatures:
                return Problem("judge", N_("{judge} 已签名"), {"judge": decision.judge})
            return _signature(tally, sheet, code, decision.judge)


def _signature(tally: Tally, sheet: Sheet, code: str, judge: str) -> Problem | None:
    """He signs what he has finished: no aspect that still waits for marks may lack his, and nothing in it is wrong.
    A coefficient must stand before: the first signature under the form locks it."""
    facts = {"competitor": sheet.competitor, "subcriterion": code, "judge": judge}
    if judge in ("", AGREED, DIFFICULTY):
        return Problem("judge", N_("{judge} 不是裁判代号"), facts)
    if state_of(tally.scheme, sheet, code, UNTOUCHED) == EMPTY:
        return Problem("subcriterion", N_("{competitor} 的 {subcriterion} 还没有登分"), facts)
    for aspect, worth in worths_of(tally.scheme, sheet, code).items():
        if any(not problem.missing for problem in worth.problems):
            return next(problem for problem in worth.problems if not problem.missing)
        stands = sheet.entries.get(aspect, {})
        if worth.complete:
            continue
        if judge not in stands:
            return Problem("aspect", N_("{competitor} 的 {aspect} 还没有 {judge} 的分，应先登分"), {**facts, "aspect": aspect})
        if tally.scheme.aspects[aspect].difficulty and DIFFICULTY not in stands:
            return Problem("aspect", N_("{competitor} 的 {aspect} 还没有难度系数"), {**facts, "aspect": aspect})
    return None
