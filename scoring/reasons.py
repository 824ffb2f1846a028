"""Why this place, how this mark came to be, who would move: in values; the words are the pages'.

Recomputes nothing of its own: it asks the ranking's own keys and the aspect's own rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.aspects import Explanation, explained
from scoring.ranking import LOT, Ranking, Standing, value_of
from scoring.scheme import Scheme
from scoring.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Difference:
    """The first key of the order that sets two competitors apart, and both their values (None: no time); `lot` at last."""

    neighbour: str
    key: str
    own: Fraction | None
    other: Fraction | None


@dataclass(frozen=True, slots=True)
class Reasons:
    """Against the next above and the next below; `tied_with` share the place."""

    competitor: str
    place: int
    tied_with: tuple[str, ...]
    above: Difference | None
    below: Difference | None


@dataclass(frozen=True, slots=True)
class Move:
    """One whose line changes: his standing before and after (None: he is not in it)."""

    competitor: str
    before: Standing | None
    after: Standing | None

    @property
    def place_changes(self) -> bool:
        return _place(self.before) != _place(self.after)


def why_this_place(ranking: Ranking, sheets: Mapping[str, Sheet], competitor: str) -> Reasons | None:
    """None: he has no place."""
    placed = [standing for standing in ranking.standings if standing.place is not None]
    own = next((standing for standing in placed if standing.competitor == competitor), None)
    if own is None or own.place is None:
        return None
    together = [standing.competitor for standing in placed if standing.place == own.place]
    first = next(index for index, standing in enumerate(placed) if standing.place == own.place)
    above = placed[first - 1].competitor if first else None
    below = placed[first + len(together)].competitor if first + len(together) < len(placed) else None
    scheme, sheet = ranking.scheme, sheets[competitor]
    return Reasons(
        competitor,
        own.place,
        tuple(label for label in together if label != competitor),
        difference(scheme, sheet, sheets[above]) if above is not None else None,
        difference(scheme, sheet, sheets[below]) if below is not None else None,
    )


def difference(scheme: Scheme, one: Sheet, other: Sheet) -> Difference:
    """Of two who do not share a place."""
    for order in scheme.order:
        own, theirs = value_of(order)(one), value_of(order)(other)
        if own != theirs:
            return Difference(other.competitor, order.key, own, theirs)
    return Difference(other.competitor, LOT, _lot(one), _lot(other))


def how_this_mark(scheme: Scheme, sheet: Sheet, aspect: str) -> Explanation:
    return explained(scheme.aspects[aspect], sheet.entries.get(aspect, {}), scheme.rounding, strict=scheme.strict)


def moves(before: Ranking, after: Ranking) -> tuple[Move, ...]:
    """Everybody whose line differs, in the order of the later ranking; then who is no longer in it."""
    was = {standing.competitor: standing for standing in before.standings}
    comes = {standing.competitor: standing for standing in after.standings}
    labels = [*comes, *(label for label in was if label not in comes)]
    pairs = [Move(label, was.get(label), comes.get(label)) for label in labels]
    return tuple(move for move in pairs if move.before != move.after)


def _lot(sheet: Sheet) -> Fraction | None:
    return Fraction(sheet.lot) if sheet.lot is not None else None


def _place(standing: Standing | None) -> int | None:
    return standing.place if standing is not None else None
