"""One competitor's marks, and what they come to under the scheme: aspects, sub-criteria, criteria, total.

An immutable fold of decisions: a revision works out one aspect anew and adds up; lists are made when somebody reads them.
Knows no other competitor, no form, no place. Takes decisions that `tally.objection` let pass, and rows that a reader has checked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from scoring.amounts import added, amount
from scoring.aspects import ABSENT, AGREED, DIFFICULTY, NOT_ATTEMPTED, Worth, worth
from scoring.decisions import (
    Absence,
    Correction,
    Decision,
    Difficulty,
    Lot,
    Mark,
    NotAttempted,
    Penalty,
    Ruling,
    Status,
    Time,
    Withdrawal,
)
from scoring.problems import Problem
from scoring.scheme import Criterion, Scheme

RANKED, NO_AWARD = "ranked", "no-award"
WITHOUT_PLACE = ("absent", "withdrawn", "disqualified")
STATUSES = (*WITHOUT_PLACE, NO_AWARD)
_NOTHING = Fraction(0)
_Sums = Mapping[str, Fraction]


@dataclass(frozen=True)
class Sheet:
    """`entries`: aspect -> judge -> value, each as MARKS.csv writes it; `notes`: what was said with one.

    The rest follows from these: an incomplete aspect counts 0 in all sums."""

    competitor: str
    entries: Mapping[str, Mapping[str, str]]
    notes: Mapping[tuple[str, str], str]
    penalties: tuple[Penalty, ...]
    time: Fraction | None
    lot: int | None
    status: str
    reason: str
    worths: Mapping[str, Worth]
    subcriteria: Mapping[str, Fraction]
    criteria: Mapping[str, Fraction]
    deductions: Fraction
    total: Fraction

    @property
    def placed(self) -> bool:
        """Has he a place to get? Not the absent, the withdrawn, the disqualified."""
        return self.status not in WITHOUT_PLACE

    @property
    def complete(self) -> bool:
        return not self.missing and not self.problems

    @cached_property
    def aspects(self) -> Mapping[str, Fraction]:
        """The marks of the complete ones."""
        return {code: found.mark for code, found in self.worths.items() if found.complete}

    @cached_property
    def missing(self) -> tuple[Problem, ...]:
        """What is not there yet; nothing is missing of who has no place."""
        return tuple(problem for problem in self._problems if problem.missing)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong; nothing is with who has no place."""
        return tuple(problem for problem in self._problems if not problem.missing)

    @property
    def _problems(self) -> list[Problem]:
        return [problem for found in self.worths.values() for problem in found.problems] if self.placed else []


def written(
    scheme: Scheme,
    competitor: str,
    entries: Mapping[str, Mapping[str, str]] | None = None,
    *,
    penalties: Iterable[Penalty] = (),
    time: str | None = None,
    lot: int | None = None,
    status: str = RANKED,
) -> Sheet:
    """All at once, as a file has it; with nothing but a label: an empty sheet."""
    stands = entries or {}
    worths = {code: _worth(scheme, competitor, code, stands.get(code, {})) for code in scheme.aspects}
    subcriteria = {code: _subcriterion(scheme, code, worths) for code in scheme.subcriteria}
    criteria = {criterion.code: _criterion(scheme, criterion, subcriteria) for criterion in scheme.criteria}
    seconds = amount(time) if time is not None else None
    sheet = Sheet(
        competitor, stands, {}, tuple(penalties), seconds, lot, status, "", worths, subcriteria, criteria, _NOTHING, _NOTHING
    )
    return _totalled(scheme, sheet)


def rewritten(scheme: Scheme, sheet: Sheet) -> Sheet:
    """The same entries under another scheme."""
    new = written(scheme, sheet.competitor, sheet.entries, penalties=sheet.penalties, lot=sheet.lot, status=sheet.status)
    return replace(new, time=sheet.time, notes=sheet.notes, reason=sheet.reason)


def revised(scheme: Scheme, sheet: Sheet, decision: Decision) -> Sheet:
    """The sheet after a decision about this competitor; other decisions leave it as it is."""
    match decision:
        case Mark(aspect=aspect, judge=judge, value=value, note=note):
            return _entered(scheme, sheet, aspect, judge, value, note)
        case Absence(aspect=aspect, judge=judge, reason=reason):
            return _entered(scheme, sheet, aspect, judge, ABSENT, reason)
        case Difficulty(aspect=aspect, value=value):
            return _entered(scheme, sheet, aspect, DIFFICULTY, value, "")
        case Ruling(aspect=aspect, value=value, reason=reason):
            return _entered(scheme, sheet, aspect, AGREED, value, reason)
        case Correction(aspect=aspect, judge=judge, value=value, reason=reason):
            return _entered(scheme, sheet, aspect, judge, value, reason)
        case NotAttempted(aspect=aspect):
            return _entered(scheme, sheet, aspect, AGREED, NOT_ATTEMPTED, "")
        case Withdrawal(aspect=aspect) if not aspect.startswith("@"):
            return _entered(scheme, sheet, aspect, decision.judge, None, "")
        case Status() | Penalty() | Time() | Lot() | Withdrawal():
            return _totalled(scheme, _circumstanced(sheet, decision))
        case _:
            return sheet


def _circumstanced(sheet: Sheet, decision: Status | Penalty | Time | Lot | Withdrawal) -> Sheet:
    match decision:
        case Status(status=status, reason=reason):
            return replace(sheet, status=status or RANKED, reason=reason)
        case Penalty():
            return replace(sheet, penalties=(*sheet.penalties, decision))
        case Time(seconds=seconds):
            return replace(sheet, time=amount(seconds))
        case Lot(number=number):
            return replace(sheet, lot=number)
        case Withdrawal(aspect="@time"):
            return replace(sheet, time=None)
        case Withdrawal(aspect="@lot"):
            return replace(sheet, lot=None)
        case Withdrawal(aspect="@penalty"):
            return replace(sheet, penalties=sheet.penalties[:-1])
        case _:
            return replace(sheet, status=RANKED, reason="")


def _entered(scheme: Scheme, sheet: Sheet, aspect: str, judge: str, value: str | None, note: str) -> Sheet:
    """No value takes the entry back; what no longer stands leaves no trace, so that undo restores."""
    stands = {**sheet.entries.get(aspect, {}), judge: value or ""}
    if value is None:
        del stands[judge]
    entries = {**sheet.entries, aspect: stands}
    if not stands:
        del entries[aspect]
    notes = sheet.notes
    if note:
        notes = {**notes, (aspect, judge): note}
    elif (aspect, judge) in notes:
        notes = {key: said for key, said in notes.items() if key != (aspect, judge)}
    found = _worth(scheme, sheet.competitor, aspect, stands)
    subcriteria, criteria, total = _sums(scheme, sheet, aspect, found.mark)
    # By hand: a mark comes through here, and `replace` takes as long as all the rest.
    return Sheet(
        sheet.competitor, entries, notes, sheet.penalties, sheet.time, sheet.lot, sheet.status, sheet.reason,
        {**sheet.worths, aspect: found}, subcriteria, criteria, sheet.deductions, total,
    )  # fmt: skip


def _sums(scheme: Scheme, sheet: Sheet, aspect: str, mark: Fraction) -> tuple[_Sums, _Sums, Fraction]:
    """The sums above an aspect with another mark; most marks of a panel complete nothing yet, and then none moves."""
    was = sheet.worths[aspect].mark
    if mark == was:
        return sheet.subcriteria, sheet.criteria, sheet.total
    subcriterion, criterion = scheme.subcriterion_of(aspect).code, scheme.criterion_of(aspect)
    subcriteria = {**sheet.subcriteria, subcriterion: added((sheet.subcriteria[subcriterion], mark, -was))}
    criteria = {**sheet.criteria, criterion.code: _criterion(scheme, criterion, subcriteria)}
    return subcriteria, criteria, _total(scheme, criteria, sheet.deductions)


def _worth(scheme: Scheme, competitor: str, aspect: str, stands: Mapping[str, str]) -> Worth:
    return worth(scheme.aspects[aspect], stands, scheme.rounding, strict=scheme.strict, competitor=competitor)


def _subcriterion(scheme: Scheme, code: str, worths: Mapping[str, Worth]) -> Fraction:
    return added(worths[aspect.code].mark for aspect in scheme.subcriteria[code].aspects)


def _criterion(scheme: Scheme, criterion: Criterion, subcriteria: _Sums) -> Fraction:
    mark = added(subcriteria[subcriterion.code] for subcriterion in criterion.subcriteria)
    return scheme.rounding.at("criterion", mark if criterion.weight is None else mark * criterion.weight)


def _totalled(scheme: Scheme, sheet: Sheet) -> Sheet:
    deductions = sum((amount(penalty.points) or _NOTHING for penalty in sheet.penalties), _NOTHING)
    return replace(sheet, deductions=deductions, total=_total(scheme, sheet.criteria, deductions))


def _total(scheme: Scheme, criteria: _Sums, deductions: Fraction) -> Fraction:
    return scheme.rounding.at("total", max(added(criteria.values()) - deductions, _NOTHING))
