"""What speaks against an entry at an aspect: no such aspect, out of range, one judge too many, closed, signed.

Looks at one competitor's sheet and its forms. Knows no right and no person.
"""

from collections.abc import Mapping
from dataclasses import replace

from scoring.amounts import amount
from scoring.aspects import ABSENT, AGREED, DIFFICULTY, NOT_ATTEMPTED, Aspect, objection_to_entry, objection_to_ruling
from scoring.decisions import Absence, Correction, Difficulty, Mark, NotAttempted, Reveal, Ruling, Withdrawal
from scoring.problems import N_, Problem
from scoring.scheme import Scheme
from scoring.sheet import Sheet, revised, rewritten
from scoring.tally.forms import UNTOUCHED
from scoring.tally.said import no_reason, says
from scoring.tally.state import Tally, session_of

_AtAspect = Mark | Absence | Difficulty | Ruling | NotAttempted | Withdrawal


def objection_at_aspect(tally: Tally, sheet: Sheet, decision: _AtAspect) -> Problem | None:
    aspect = tally.scheme.aspect(decision.aspect)
    if aspect is None:
        return says("aspect", N_("没有评分点 {aspect}"), aspect=decision.aspect)
    entries = sheet.entries.get(aspect.code, {})
    match decision:
        case Ruling(value=value, reason=reason):
            return _ruling(aspect, entries, value) or no_reason(reason)
        case Withdrawal(judge=judge) if judge not in entries:
            return says("judge", N_("{aspect} 没有 {judge} 的登分可撤回"), aspect=aspect.code, judge=judge)
        case Withdrawal(judge=judge) if judge == AGREED and aspect.judged and entries[AGREED] != NOT_ATTEMPTED:
            return None
    judge = _place(decision)
    return _entry(aspect, entries, decision) or _locked(tally, sheet, aspect, judge) or _seen(tally, decision)


def _seen(tally: Tally, decision: _AtAspect) -> Problem | None:
    """Who has seen the others' marks does not change his own, unless they were too far apart."""
    entry, pair = isinstance(decision, Mark | Withdrawal), (decision.competitor, decision.aspect)
    if not entry or tally.revealed.get(pair, True):
        return None
    found = N_("{competitor} 的 {aspect} 已亮分，不再改；要改，请裁判长退回")
    return says("aspect", found, competitor=decision.competitor, aspect=decision.aspect)


def objection_to_reveal(tally: Tally, sheet: Sheet, decision: Reveal) -> Problem | None:
    """Shown is what all have entered: not before, and once; after a new marking (重新评分) again."""
    aspect, facts = tally.scheme.aspect(decision.aspect), {"competitor": decision.competitor, "aspect": decision.aspect}
    if aspect is None:
        return says("aspect", N_("没有评分点 {aspect}"), aspect=decision.aspect)
    if not aspect.judged:
        return says("aspect", N_("{aspect} 是测量分，不用亮分"), aspect=decision.aspect)
    if not tally.revealed.get((decision.competitor, decision.aspect), True):
        return Problem("aspect", N_("{competitor} 的 {aspect} 已经亮过分"), facts)
    entered = sum(judge not in (AGREED, DIFFICULTY) for judge in sheet.entries.get(aspect.code, {}))
    if entered < aspect.judges:
        facts |= {"entered": str(entered), "judges": str(aspect.judges)}
        return Problem("aspect", N_("{competitor} 的 {aspect} 才有 {entered} 位裁判评完，共 {judges} 位，还不能亮分"), facts)
    return None


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
        return says("aspect", N_("{aspect} 是测量分，不作裁决，应退回后改登分"), aspect=aspect.code)
    difficulty = amount(entries[DIFFICULTY]) if DIFFICULTY in entries else None
    return objection_to_ruling(aspect, value, difficulty)


def _entry(aspect: Aspect, entries: Mapping[str, str], decision: _AtAspect) -> Problem | None:
    match decision:
        case Mark(judge=judge, value=value):
            return _mark(aspect, entries, judge, value)
        case Absence(judge=judge, reason=reason):
            if judge in (AGREED, DIFFICULTY):
                return says("judge", N_("{judge} 不是裁判代号"), judge=judge)
            return objection_to_entry(aspect, judge, ABSENT) or no_reason(reason)
        case Difficulty(value=value):
            return objection_to_entry(aspect, DIFFICULTY, value) or _over_ruled(aspect, entries, value)
        case _:
            return None


def _mark(aspect: Aspect, entries: Mapping[str, str], judge: str, value: str) -> Problem | None:
    """Not-attempted, a ruling, an absence, a coefficient are decisions of their own."""
    if judge == DIFFICULTY or (judge == AGREED and aspect.judged):
        return says("judge", N_("{judge} 不是裁判代号"), judge=judge)
    if value == NOT_ATTEMPTED or (value == ABSENT and aspect.judged):
        return says("value", N_("{value} 不是分数"), value=value)
    wrong = objection_to_entry(aspect, judge, value)
    if wrong is not None or not aspect.judged:
        return wrong
    others = sum(found != ABSENT for name, found in entries.items() if name not in (judge, AGREED, DIFFICULTY))
    if others < aspect.judges:
        return None
    return says(
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
    if aspect.annulled is not None:
        return Problem("aspect", N_("{aspect} 已整项给分或整项作废，不再登分"), {**facts, "aspect": aspect.code})
    if (session, code) in tally.closed:
        return Problem("aspect", N_("第 {session} 场的 {subcriterion} 已停止登分"), facts)
    if paper.accepted:
        return Problem("aspect", N_("{competitor} 的 {subcriterion} 已确认，应先退回"), facts)
    if judge in paper.signatures:
        return Problem("judge", N_("{judge} 已在 {competitor} 的 {subcriterion} 上签名，应先退回"), facts)
    if paper.signatures and judge in (AGREED, DIFFICULTY):
        return Problem("aspect", N_("{competitor} 的 {subcriterion} 已有裁判签名，应先退回"), facts)
    return None


def objection_to_correction(tally: Tally, sheet: Sheet, decision: Correction) -> Problem | None:
    """Locks do not hold it, but every rule of the entry does; and nothing may be wrong or lacking at the aspect after it."""
    aspect = tally.scheme.aspect(decision.aspect)
    if aspect is None:
        return says("aspect", N_("没有评分点 {aspect}"), aspect=decision.aspect)
    if wrong := no_reason(decision.reason):
        return wrong
    entries = sheet.entries.get(aspect.code, {})
    if entries.get(decision.judge) == decision.value:
        return says("value", N_("{aspect} 现在就是 {value}"), aspect=aspect.code, value=decision.value)
    unlocked = replace(tally, closed=frozenset(), papers={}, revealed={})
    if wrong := objection_at_aspect(unlocked, sheet, _meant(aspect, decision)):
        return wrong
    after = revised(sheet, decision).worths[aspect.code]
    return next(iter(after.problems), None)


def _meant(aspect: Aspect, decision: Correction) -> _AtAspect:
    """The decision that a correction stands for."""
    competitor, code, judge, value = decision.competitor, decision.aspect, decision.judge, decision.value
    if judge == DIFFICULTY:
        return Difficulty(competitor, code, value)
    if judge == AGREED and value == NOT_ATTEMPTED:
        return NotAttempted(competitor, code)
    if judge == AGREED and aspect.judged:
        return Ruling(competitor, code, value, decision.reason)
    if aspect.judged and value == ABSENT:
        return Absence(competitor, code, judge, decision.reason)
    return Mark(competitor, code, judge, value)


def objection_to_scheme(tally: Tally, scheme: Scheme) -> Problem | None:
    """What speaks against another scheme for a round that is being marked: it must have room for all that was entered."""
    if scheme == tally.scheme:
        return says("scheme", N_("评分标准没有改动"))
    found = (_no_room(scheme, sheet) for sheet in tally.sheets.values())
    return next((problem for problem in found if problem is not None), None)


def _no_room(scheme: Scheme, sheet: Sheet) -> Problem | None:
    for code, entries in sheet.entries.items():
        aspect, facts = scheme.aspect(code), {"competitor": sheet.competitor, "aspect": code}
        if aspect is None:
            return Problem("scheme", N_("{competitor} 的 {aspect} 已有登分，不能删除；有误的题可以整项给分或整项作废"), facts)
        for judge, value in entries.items():
            if objection_to_entry(aspect, judge, value):
                facts |= {"judge": judge, "value": value}
                return Problem("scheme", N_("{competitor} 的 {aspect} 已登 {value}（{judge}），新的评分标准里不能这样登"), facts)
    # What was wrong before is not the new scheme's doing.
    was = {(problem.says, *problem.facts.items()) for problem in sheet.problems}
    new = rewritten(scheme, sheet).problems
    return next((problem for problem in new if (problem.says, *problem.facts.items()) not in was), None)
