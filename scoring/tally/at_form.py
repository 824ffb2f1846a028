"""What speaks against signing, accepting or returning a form. Knows no right and no person."""

from scoring.aspects import AGREED, DIFFICULTY, JUDGEMENT, Worth
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
    hidden = unseen(tally, sheet.competitor, code)
    for aspect, worth in worths_of(tally.scheme, sheet, code).items():
        stands, there = sheet.entries.get(aspect, {}), {**facts, "aspect": aspect}
        if aspect in hidden and (judge in stands or worth.marked >= worth.needed):
            return Problem("aspect", N_("{competitor} 的 {aspect} 还没有亮分：全组评完、亮分以后再签名"), there)
        if wrong := _wrong(tally, sheet.competitor, aspect, worth):
            return wrong
        if worth.complete:
            continue
        if judge not in stands:
            return Problem("aspect", N_("{competitor} 的 {aspect} 还没有 {judge} 的分，应先登分"), there)
        if tally.scheme.aspects[aspect].difficulty and DIFFICULTY not in stands:
            return Problem("aspect", N_("{competitor} 的 {aspect} 还没有难度系数"), there)
    return None


def unseen(tally: Tally, competitor: str, subcriterion: str) -> tuple[str, ...]:
    """A strict judgement is revealed before it is signed: else who tries to sign learns whether it is too far apart."""
    judged = [each for each in tally.scheme.subcriteria[subcriterion].aspects if each.kind == JUDGEMENT and each.annulled is None]
    entries = tally.sheets[competitor].entries
    hidden = [each.code for each in judged if (competitor, each.code) not in tally.revealed]
    return tuple(code for code in hidden if AGREED not in entries.get(code, {})) if tally.scheme.strict else ()


def _wrong(tally: Tally, competitor: str, aspect: str, worth: Worth) -> Problem | None:
    """What is wrong with the marks. How far apart they are nobody reads out of it who has not been shown them: while one
    is lacking not even that they are."""
    wrong = next((problem for problem in worth.problems if not problem.missing), None)
    if wrong is None or "difference" not in wrong.facts or (competitor, aspect) in tally.revealed:
        return wrong
    if worth.marked < worth.needed:
        return None
    apart = N_("{competitor} 的 {aspect} 各位裁判的分相差太大：先亮分，再重新评分")
    return Problem("value", apart, {"competitor": competitor, "aspect": aspect})
