"""What stands at one aspect of one competitor comes to: its mark, whether it is complete, and what is wrong or lacking.

`entries` are judge -> value as MARKS.csv writes them, each let pass by `objection_to_entry`. Hot: a mark at a venue and
200 000 of them from a file come through here, so judges' marks are combined as whole billionths.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.amounts import UNIT, Rounding, amount, plain, units
from scoring.aspects.entry import ceiling
from scoring.aspects.measured import measured
from scoring.aspects.shape import ABSENT, AGREED, DIFFICULTY, FULL, JUDGEMENT, NOT_ATTEMPTED, PANEL, Aspect
from scoring.problems import N_, Problem

_NOTHING, _ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Worth:
    """`mark` is 0 until complete; `marked` of `needed` entries are there."""

    mark: Fraction
    complete: bool
    marked: int
    needed: int
    problems: tuple[Problem, ...] = ()


def worth(aspect: Aspect, entries: Mapping[str, str], rounding: Rounding, *, strict: bool, competitor: str) -> Worth:
    """`strict`: an absence does not stand in for a mark."""
    if aspect.annulled is not None:
        return Worth(rounding.at("aspect", annulled(aspect)), True, 0, 0)
    needed = aspect.judges + aspect.difficulty if aspect.judged else 1
    agreed = entries.get(AGREED)
    if agreed == NOT_ATTEMPTED:
        return Worth(_NOTHING, True, needed, needed)
    if agreed is not None:
        mark = (amount(agreed) or _NOTHING) if aspect.judged else measured(aspect, agreed)
        return Worth(rounding.at("aspect", mark), True, needed, needed)
    if not aspect.judged:
        lacks = Problem("value", N_("{competitor} 的 {aspect} 还没有登分"), _who(aspect, competitor), missing=True)
        return Worth(_NOTHING, False, 0, needed, (lacks,))
    return _judged(aspect, entries, rounding, strict, competitor)


def _judged(aspect: Aspect, entries: Mapping[str, str], rounding: Rounding, strict: bool, competitor: str) -> Worth:
    marks = judges_marks(entries)
    absences = sum(value == ABSENT for value in entries.values())
    difficulty = entries.get(DIFFICULTY)
    lacks_difficulty = aspect.difficulty and difficulty is None
    # Marks and absences alike fill a judge's place; more of them than places is not more done.
    marked = min(aspect.judges, len(marks) + (0 if strict else absences)) + (difficulty is not None)
    problems = _problems(aspect, marks, absences, strict, competitor)
    if lacks_difficulty:
        problems += (Problem("value", N_("{competitor} 的 {aspect} 还没有难度系数"), _who(aspect, competitor), missing=True),)
    needed = aspect.judges + aspect.difficulty
    if problems:
        return Worth(_NOTHING, False, marked, needed, problems)
    mark = combined(aspect, marks)
    if aspect.kind == PANEL:
        mark = factored(aspect, rounding.at("panel", mark), difficulty)
    return Worth(rounding.at("aspect", mark), True, marked, needed)


def annulled(aspect: Aspect) -> Fraction:
    """What everybody gets for a question that was wrong, whatever was entered."""
    full = aspect.annulled == FULL
    return ((ceiling(aspect, None) or _NOTHING) if aspect.judged else aspect.max) if full else _NOTHING


def judges_marks(entries: Mapping[str, str]) -> list[int]:
    """In billionths, lowest first, without absences."""
    found = [units(value) for judge, value in entries.items() if value != ABSENT and judge not in (DIFFICULTY, AGREED)]
    return sorted(mark for mark in found if mark is not None)


def combined(aspect: Aspect, marks: list[int]) -> Fraction:
    """Sorted marks, made one: a judgement's share of max, or what a panel's kept marks come to (before any rounding)."""
    if aspect.kind == JUDGEMENT:
        return aspect.max * Fraction(sum(marks), 3 * UNIT * len(marks))
    kept = marks[aspect.drop_low : len(marks) - aspect.drop_high]
    if aspect.combine == "sum":
        return Fraction(sum(kept), UNIT)
    if aspect.combine == "mean":
        return Fraction(sum(kept), UNIT * len(kept))
    middle = len(kept) // 2
    return Fraction(kept[middle] + kept[-1 - middle], 2 * UNIT)


def factored(aspect: Aspect, value: Fraction, difficulty: str | None) -> Fraction:
    value = value if aspect.factor == _ONE else value * aspect.factor
    return value * (amount(difficulty) or _NOTHING) if aspect.difficulty and difficulty is not None else value


def _problems(aspect: Aspect, marks: list[int], absences: int, strict: bool, competitor: str) -> tuple[Problem, ...]:
    number, who = len(marks), _who(aspect, competitor)
    facts = {**who, "marked": str(number), "judges": str(aspect.judges)}
    found: list[Problem] = []
    if aspect.kind == JUDGEMENT and number > 1 and marks[-1] - marks[0] > aspect.spread * UNIT:
        difference = plain(Fraction(marks[-1] - marks[0], UNIT))
        says = N_("{competitor} 的 {aspect} 最高与最低相差 {difference}，不得超过 {spread}：须重新评分")
        found.append(Problem("value", says, {**who, "difference": difference, "spread": str(aspect.spread)}))
    if number > aspect.judges:
        found.append(Problem("judge", N_("{competitor} 的 {aspect} 有 {marked} 位裁判的分，应为 {judges} 位"), facts))
    elif not number and absences >= aspect.judges:
        found.append(Problem("value", N_("{competitor} 的 {aspect} 的裁判全部缺席，至少应有一位评分"), facts))
    elif number + (0 if strict else absences) < aspect.judges:
        says = N_("{competitor} 的 {aspect} 只有 {marked} 位裁判的分，应有 {judges} 位")
        found.append(Problem("value", says, facts, missing=True))
    elif number <= aspect.drop_high + aspect.drop_low:
        facts["drops"] = str(aspect.drop_high + aspect.drop_low)
        says = N_("{competitor} 的 {aspect} 只有 {marked} 位裁判的分，去掉 {drops} 个后至少应剩一个")
        found.append(Problem("value", says, facts))
    return tuple(found)


def _who(aspect: Aspect, competitor: str) -> dict[str, str]:
    return {"competitor": competitor, "aspect": aspect.code}
