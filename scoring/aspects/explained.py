"""How a mark came to be: every entry and what became of it, then the steps from them to the mark.

The same functions as `worth`, step by step; values only, the words are the pages'.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.amounts import Rounding, amount, units
from scoring.aspects.measured import measured
from scoring.aspects.shape import ABSENT, AGREED, DIFFICULTY, NOT_ATTEMPTED, PANEL, Aspect
from scoring.aspects.worth import annulled, combined, factored, judges_marks, worth


@dataclass(frozen=True, slots=True)
class Entry:
    """`fate`: counted, dropped-high, dropped-low, absent, or set-aside (a ruling stands, the aspect is annulled,
    or what is there is not complete)."""

    judge: str
    value: str
    fate: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """`how`: measured, judged (0-3), combined (a panel), ruling, not-attempted, annulled, incomplete. What a way has not is None:
    `combined` before any rounding, `panel` after the panel's, `exact` before the aspect's, `mark` in the end."""

    aspect: Aspect
    how: str
    entries: tuple[Entry, ...]
    combined: Fraction | None
    panel: Fraction | None
    difficulty: Fraction | None
    exact: Fraction
    mark: Fraction


def explained(aspect: Aspect, entries: Mapping[str, str], rounding: Rounding, *, strict: bool) -> Explanation:
    result = worth(aspect, entries, rounding, strict=strict, competitor="")
    difficulty = amount(entries[DIFFICULTY]) if DIFFICULTY in entries else None
    agreed = entries.get(AGREED)
    if aspect.annulled is not None:
        return Explanation(
            aspect, "annulled", _fates(aspect, entries, "annulled"), None, None, difficulty, annulled(aspect), result.mark
        )
    if not result.complete or agreed is not None:
        how, exact = _outright(aspect, agreed)
        listed = _fates(aspect, entries, how)
        return Explanation(aspect, how, listed, None, None, difficulty, exact, result.mark)
    together = combined(aspect, judges_marks(entries))
    if aspect.kind != PANEL:
        listed = _fates(aspect, entries, "judged")
        return Explanation(aspect, "judged", listed, together, None, None, together, result.mark)
    panel = rounding.at("panel", together)
    exact = factored(aspect, panel, entries.get(DIFFICULTY))
    listed = _fates(aspect, entries, "combined")
    return Explanation(aspect, "combined", listed, together, panel, difficulty, exact, result.mark)


def _outright(aspect: Aspect, agreed: str | None) -> tuple[str, Fraction]:
    if agreed is None:
        return "incomplete", Fraction(0)
    if agreed == NOT_ATTEMPTED:
        return "not-attempted", Fraction(0)
    if aspect.judged:
        return "ruling", amount(agreed) or Fraction(0)
    return "measured", measured(aspect, agreed)


def _fates(aspect: Aspect, entries: Mapping[str, str], how: str) -> tuple[Entry, ...]:
    judges = {judge: value for judge, value in entries.items() if judge not in (AGREED, DIFFICULTY)}
    marks = sorted((judge for judge in judges if judges[judge] != ABSENT), key=lambda judge: (units(judges[judge]), judge))
    fates = dict.fromkeys(judges, "absent")
    if how not in ("judged", "combined"):
        fates.update(dict.fromkeys(marks, "set-aside"))
    else:
        fates.update(dict.fromkeys(marks, "counted"))
        fates.update(dict.fromkeys(marks[: aspect.drop_low], "dropped-low"))
        fates.update(dict.fromkeys(marks[len(marks) - aspect.drop_high :], "dropped-high"))
    if AGREED in entries:
        judges, fates[AGREED] = {AGREED: entries[AGREED], **judges}, "set-aside" if how == "annulled" else "counted"
    return tuple(Entry(judge, judges[judge], fates[judge]) for judge in sorted(judges))
