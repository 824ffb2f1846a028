"""What a competitor's entries come to under the scheme: aspects, sub-criteria, criteria. Worked out when somebody looks.

Marks come in by the hundred between two looks at a board: what was entered anew is worked out once, on the figures before it.
An incomplete aspect counts 0 in all sums. Knows no status, no penalty, no other competitor.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from scoring.amounts import added
from scoring.aspects import Worth, worth
from scoring.scheme import Criterion, Scheme

Entries = Mapping[str, Mapping[str, str]]
Sums = Mapping[str, Fraction]
_MOST_UNSEEN = 64


class Found(NamedTuple):
    """Worked out: what each aspect is worth, and the sums above."""

    worths: Mapping[str, Worth]
    subcriteria: Sums
    criteria: Sums


class Figures:
    """Equal where what they come to is equal."""

    __slots__ = ("_before", "_competitor", "_entries", "_found", "scheme")

    def __init__(
        self, scheme: Scheme, competitor: str, entries: Entries, before: tuple[Found, frozenset[str]] | None = None
    ) -> None:
        self.scheme, self._competitor, self._entries = scheme, competitor, entries
        self._before = before
        self._found: Found | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Figures) and self.found == other.found

    __hash__ = None  # type: ignore[assignment]

    @property
    def found(self) -> Found:
        # In this order: whoever finds that nothing is found yet has what to begin with, in another thread too.
        before, found = self._before, self._found
        if found is None:
            found = self._found = self._all() if before is None else self._changed(*before)
            self._before = None
        return found

    def entered(self, aspect: str, entries: Entries) -> "Figures":
        """After an entry at this aspect; `entries` are all that stand then."""
        before = (self._found, frozenset({aspect})) if self._found is not None else self._with(aspect)
        return Figures(self.scheme, self._competitor, entries, before)

    def _with(self, aspect: str) -> tuple[Found, frozenset[str]]:
        """What nobody has looked at yet goes along, but not without end."""
        if self._before is None or len(self._before[1]) >= _MOST_UNSEEN:
            return self.found, frozenset({aspect})
        found, changed = self._before
        return found, changed | {aspect}

    def _all(self) -> Found:
        scheme = self.scheme
        worths = {code: self._worth(code) for code in scheme.aspects}
        subcriteria = {code: added(worths[one.code].mark for one in each.aspects) for code, each in scheme.subcriteria.items()}
        return Found(worths, subcriteria, {one.code: self._criterion(one, subcriteria) for one in scheme.criteria})

    def _changed(self, before: Found, changed: frozenset[str]) -> Found:
        """Most marks of a panel complete nothing yet, and then no sum moves."""
        new = {aspect: self._worth(aspect) for aspect in sorted(changed)}
        worths = {**before.worths, **new}
        moved = [aspect for aspect, found in new.items() if found.mark != before.worths[aspect].mark]
        if not moved:
            return Found(worths, before.subcriteria, before.criteria)
        scheme, subcriteria = self.scheme, dict(before.subcriteria)
        for aspect in moved:
            code = scheme.subcriterion_of(aspect).code
            subcriteria[code] = added((subcriteria[code], new[aspect].mark, -before.worths[aspect].mark))
        touched = {criterion.code: criterion for criterion in map(scheme.criterion_of, moved)}
        sums = {code: self._criterion(criterion, subcriteria) for code, criterion in touched.items()}
        return Found(worths, subcriteria, {**before.criteria, **sums})

    def _worth(self, aspect: str) -> Worth:
        scheme, stands = self.scheme, self._entries.get(aspect, {})
        return worth(scheme.aspects[aspect], stands, scheme.rounding, strict=scheme.strict, competitor=self._competitor)

    def _criterion(self, criterion: Criterion, subcriteria: Sums) -> Fraction:
        mark = added(subcriteria[subcriterion.code] for subcriterion in criterion.subcriteria)
        return self.scheme.rounding.at("criterion", mark if criterion.weight is None else mark * criterion.weight)
