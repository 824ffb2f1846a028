"""A paper form as a clerk keys it: its cells, what may stand in each, and the decisions that it comes to.

Knows a form and a station's label: no clerk, no table, nobody's name.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from competition.pages.language import N_
from scoring.amounts import amount, plain
from scoring.aspects import ABSENT, AGREED, DIFFICULTY, JUDGEMENT, NOT_ATTEMPTED, Aspect
from scoring.decisions import Absence, Decision, Difficulty, Mark, NotAttempted, Reveal, Signature
from scoring.problems import Problem
from scoring.scheme import Subcriterion
from scoring.tally import SIGNED, Tally, after, begin, objection, unseen

SIGNATURE = "@signed"
# What stands on the line of an absence that a referee wrote on the paper himself.
ON_PAPER = "纸质评分表记为不评"
ABSENCES, NOTHING_DONE = ("缺", "缺席", "不评", "absent", "abs"), ("未做", "没做", "none", "not attempted")
WORDS = dict.fromkeys(ABSENCES, ABSENT) | dict.fromkeys(NOTHING_DONE, NOT_ATTEMPTED)
YES_NO = {
    "是": "yes",
    "合格": "yes",
    "√": "yes",
    "✓": "yes",
    "y": "yes",
    "否": "no",
    "不合格": "no",
    "×": "no",
    "x": "no",
    "n": "no",
}
BLANK = N_("“{aspect}”没有录。纸上是空的，就先退给裁判补填。")
FEW = N_("“{aspect}”要 {judges} 名裁判的分，只录了 {there} 名。没有评的裁判，录“缺”。")
ALONE = N_("“{aspect}”录了“未做”，就不能再有别的分。")
UNSIGNED = N_("纸上没有签齐，先请裁判补签，再勾选签字：{judges}。")
Keyed = dict[str, str]


@dataclass(frozen=True)
class Cell:
    """One thing to key. `place` is `aspect|judge`; `options` where there is nothing but these."""

    place: str
    aspect: str
    judge: str
    options: tuple[str, ...] = ()


def place(aspect: str, judge: str) -> str:
    """How a cell is kept."""
    return f"{aspect}|{judge}"


def cells(form: Subcriterion, judges: Sequence[str]) -> list[Cell]:
    """All cells in the order of the paper: aspect by aspect, judge by judge; the signatures at the end."""
    found: list[Cell] = []
    for aspect in form.aspects:
        if aspect.annulled is None:
            found += _of_aspect(aspect, judges)
    return found + [Cell(place(SIGNATURE, judge), SIGNATURE, judge, ("yes",)) for judge in judges]


def _of_aspect(aspect: Aspect, judges: Sequence[str]) -> list[Cell]:
    options: tuple[str, ...] = ()
    if aspect.award == "all-or-nothing":
        options = ("yes", "no", NOT_ATTEMPTED)
    elif aspect.award == "choice":
        options = (*(label for label, _mark in aspect.choices), NOT_ATTEMPTED)
    elif aspect.judged:
        options = (NOT_ATTEMPTED,)
    agreed = Cell(place(aspect.code, AGREED), aspect.code, AGREED, options)
    if not aspect.judged:
        return [agreed]
    marks = ("0", "1", "2", "3", ABSENT) if aspect.kind == JUDGEMENT else ()
    seats = [Cell(place(aspect.code, judge), aspect.code, judge, marks) for judge in judges]
    own = [Cell(place(aspect.code, DIFFICULTY), aspect.code, DIFFICULTY)] if aspect.difficulty else []
    return [*seats, *own, agreed]


def read(typed: Mapping[str, str], wanted: Sequence[Cell]) -> Keyed:
    """What was typed, as it is compared and kept: 5.0 and ５ are 5; empty cells are not there."""
    found = {cell.place: _read(typed.get(cell.place, ""), cell) for cell in wanted}
    return {at: value for at, value in found.items() if value}


def _read(text: str, cell: Cell) -> str:
    if text.strip() in cell.options:
        return text.strip()
    value = unicodedata.normalize("NFKC", text).strip().lower()
    value = WORDS.get(value, value)
    if cell.options and value not in cell.options:
        value = YES_NO.get(value, value)
    number = amount(value)
    return value[:40] if number is None else plain(number)


def decisions(form: Subcriterion, label: str, keyed: Keyed) -> list[Decision]:
    """What a form read so comes to, marks before signatures."""
    found: list[Decision] = []
    for at, value in keyed.items():
        aspect, _, judge = at.rpartition("|")
        if aspect == SIGNATURE:
            continue
        if value == NOT_ATTEMPTED:
            found.append(NotAttempted(label, aspect))
        elif value == ABSENT and judge not in (AGREED, DIFFICULTY):
            found.append(Absence(label, aspect, judge, ON_PAPER))
        elif judge == DIFFICULTY:
            found.append(Difficulty(label, aspect, value))
        else:
            found.append(Mark(label, aspect, judge, value))
    return found + [Signature(label, form.code, judge) for judge in signed(keyed)]


def signed(keyed: Keyed) -> list[str]:
    """The judges whose signature stands on the paper."""
    return [at.rpartition("|")[2] for at in keyed if at.startswith(f"{SIGNATURE}|")]


def problems(tally: Tally, form: Subcriterion, label: str, keyed: Keyed, judges: Sequence[str]) -> dict[str, Problem]:
    """Cell → what is wrong with it, as if nothing else were entered yet."""
    trial = replace(begin(tally.scheme, [label]), signers=tally.signers)
    wrong: dict[str, Problem] = {}
    for decision in decisions(form, label, keyed):
        if isinstance(decision, Signature):
            continue
        if found := objection(trial, decision):
            wrong[_cell(decision)] = found
        else:
            trial = after(trial, decision)
    faulty = {at.rpartition("|")[0] for at in wrong}
    for aspect in form.aspects:
        problem = None if aspect.code in faulty or aspect.annulled else _lacking(trial, label, aspect)
        if problem is not None:
            first = next((at for at in keyed if at.rpartition("|")[0] == aspect.code), "")
            wrong[first or place(aspect.code, judges[0] if aspect.judged else AGREED)] = problem
    return wrong or _unsigned(trial, form, label, keyed, judges)


def _cell(decision: Decision) -> str:
    match decision:
        case Mark(aspect=aspect, judge=judge) | Absence(aspect=aspect, judge=judge):
            return place(aspect, judge)
        case Difficulty(aspect=aspect):
            return place(aspect, DIFFICULTY)
        case NotAttempted(aspect=aspect):
            return place(aspect, AGREED)
        case _:
            return ""


def _lacking(trial: Tally, label: str, aspect: Aspect) -> Problem | None:
    """An aspect that is not complete, or more than complete."""
    sheet, facts = trial.sheets[label], {"aspect": aspect.title}
    worth, stands = sheet.worths[aspect.code], sheet.entries.get(aspect.code, {})
    if stands.get(AGREED) == NOT_ATTEMPTED and len(stands) > 1:
        return Problem("", ALONE, facts)
    if found := next((problem for problem in worth.problems if not problem.missing), None):
        return found
    there = len([judge for judge in stands if judge not in (AGREED, DIFFICULTY)])
    if worth.complete:
        return None
    few = aspect.judged and 0 < there < aspect.judges
    return Problem("", FEW if few else BLANK, {**facts, "judges": str(aspect.judges), "there": str(there)})


def _unsigned(trial: Tally, form: Subcriterion, label: str, keyed: Keyed, judges: Sequence[str]) -> dict[str, Problem]:
    for aspect in unseen(trial, label, form.code):
        trial = after(trial, Reveal(label, aspect))
    for judge in signed(keyed):
        if found := objection(trial, Signature(label, form.code, judge)):
            return {place(SIGNATURE, judge): found}
        trial = after(trial, Signature(label, form.code, judge))
    if trial.form(label, form.code).state == SIGNED:
        return {}
    marked = {judge for aspect in form.aspects for judge in trial.sheets[label].entries.get(aspect.code, {})}
    unticked = [judge for judge in judges if judge not in signed(keyed)]
    waiting = [judge for judge in unticked if judge in marked] or unticked
    at = place(SIGNATURE, (waiting or judges)[0])
    return {at: Problem("", UNSIGNED, {"judges": "、".join(waiting)})}


def differing(one: Keyed, other: Keyed) -> list[str]:
    """The cells that two clerks read differently."""
    return [at for at in {**one, **other} if one.get(at, "") != other.get(at, "")]
