"""What speaks against signing, accepting or returning a form. Knows no right and no person."""

from scoring.aspects import AGREED, DIFFICULTY
from scoring.decisions import Acceptance, Return, Signature
from scoring.problems import N_, Problem
from scoring.sheet import Sheet
from scoring.tally.forms import EMPTY, SIGNED, UNTOUCHED, state_of, worths_of
from scoring.tally.said import no_reason
from scoring.tally.state import Tally


def objection_at_form(tally: Tally, sheet: Sheet, decision: Signature | Acceptance | Return) -> Problem | None:
    code = decision.subcriterion
    facts = {"competitor": sheet.competitor, "subcriterion": code}
    if code not in tally.scheme.subcriteria:
        return Problem("subcriterion", N_("没有评分子项 {subcriterion}"), facts)
    paper = tally.papers.get((sheet.competitor, code), UNTOUCHED)
    match decision:
        case Return(reason=reason):
            if not paper.signatures and not paper.accepted:
                return Problem("subcriterion", N_("{competitor} 的 {subcriterion} 还没有签名，不需退回"), facts)
            return no_reason(reason)
        case _ if paper.accepted:
            return Problem("subcriterion", N_("{competitor} 的 {subcriterion} 已确认"), facts)
        case Acceptance():
            if state_of(tally.scheme, sheet, code, paper, tally.signers) != SIGNED:
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
    awaited = any(worth.needed for worth in worths_of(tally.scheme, sheet, code).values())
    if awaited and state_of(tally.scheme, sheet, code, UNTOUCHED) == EMPTY:
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
