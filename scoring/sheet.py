"""One competitor's marks, and what they come to under the scheme: aspects, sub-criteria, criteria, total.

An immutable fold of decisions: what they come to, and lists, are made when somebody reads them.
Knows no other competitor, no form, no place. Takes decisions that `tally.objection` let pass, and rows that a reader has checked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from scoring.amounts import added, amount
from scoring.aspects import ABSENT, AGREED, DIFFICULTY, NOT_ATTEMPTED, Worth
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
from scoring.figures import Figures
from scoring.problems import Problem
from scoring.scheme import Scheme

RANKED, NO_AWARD = "ranked", "no-award"
WITHOUT_PLACE = ("absent", "withdrawn", "disqualified")
STATUSES = (*WITHOUT_PLACE, NO_AWARD)
_NOTHING = Fraction(0)


@dataclass(frozen=True)
class Sheet:
    """`entries`: aspect -> judge -> value, each as MARKS.csv writes it; `notes`: what was said with one.

    `figures` follow from these."""

    competitor: str
    entries: Mapping[str, Mapping[str, str]]
    notes: Mapping[tuple[str, str], str]
    penalties: tuple[Penalty, ...]
    time: Fraction | None
    lot: int | None
    status: str
    reason: str
    figures: Figures

    @property
    def worths(self) -> Mapping[str, Worth]:
        """What each aspect is worth."""
        return self.figures.found.worths

    @property
    def subcriteria(self) -> Mapping[str, Fraction]:
        return self.figures.found.subcriteria

    @property
    def criteria(self) -> Mapping[str, Fraction]:
        return self.figures.found.criteria

    @cached_property
    def deductions(self) -> Fraction:
        """All penalties together."""
        return sum((amount(penalty.points) or _NOTHING for penalty in self.penalties), _NOTHING)

    @cached_property
    def total(self) -> Fraction:
        """Never under nought."""
        return self.figures.scheme.rounding.at("total", max(added(self.criteria.values()) - self.deductions, _NOTHING))

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
    stands, seconds = entries or {}, amount(time) if time is not None else None
    return Sheet(competitor, stands, {}, tuple(penalties), seconds, lot, status, "", Figures(scheme, competitor, stands))


def rewritten(scheme: Scheme, sheet: Sheet) -> Sheet:
    """The same entries under another scheme."""
    new = written(scheme, sheet.competitor, sheet.entries, penalties=sheet.penalties, lot=sheet.lot, status=sheet.status)
    return replace(new, time=sheet.time, notes=sheet.notes, reason=sheet.reason)


def revised(sheet: Sheet, decision: Decision) -> Sheet:
    """The sheet after a decision about this competitor; other decisions leave it as it is."""
    match decision:
        case Mark(aspect=aspect, judge=judge, value=value, note=note):
            return _entered(sheet, aspect, judge, value, note)
        case Absence(aspect=aspect, judge=judge, reason=reason):
            return _entered(sheet, aspect, judge, ABSENT, reason)
        case Difficulty(aspect=aspect, value=value):
            return _entered(sheet, aspect, DIFFICULTY, value, "")
        case Ruling(aspect=aspect, value=value, reason=reason):
            return _entered(sheet, aspect, AGREED, value, reason)
        case Correction(aspect=aspect, judge=judge, value=value, reason=reason):
            return _entered(sheet, aspect, judge, value, reason)
        case NotAttempted(aspect=aspect):
            return _entered(sheet, aspect, AGREED, NOT_ATTEMPTED, "")
        case Withdrawal(aspect=aspect) if not aspect.startswith("@"):
            return _entered(sheet, aspect, decision.judge, None, "")
        case Status() | Penalty() | Time() | Lot() | Withdrawal():
            return _circumstanced(sheet, decision)
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


def _entered(sheet: Sheet, aspect: str, judge: str, value: str | None, note: str) -> Sheet:
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
    # By hand: a mark comes through here, and `replace` takes as long as all the rest.
    return Sheet(
        sheet.competitor, entries, notes, sheet.penalties, sheet.time, sheet.lot, sheet.status, sheet.reason,
        sheet.figures.entered(aspect, entries),
    )  # fmt: skip
