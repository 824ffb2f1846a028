"""Who would move, and why: the ranking before and after, line by line. Decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from competition.judging.reasons import apart, printed
from competition.judging.standings import rank_of
from competition.judging.what_if.change import Asked
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from scoring.ranking import Ranking, Standing
from scoring.reasons import Move, moves, why_this_place
from scoring.sheet import Sheet
from scoring.tally import Tally, after, objection, objection_to_scheme, rescheme

SAME = N_("没有人的分数变化")


@dataclass(frozen=True)
class Moved:
    """One whose line would differ."""

    label: str
    place: tuple[str, str]
    total: tuple[str, str]
    award: tuple[str, str]
    why: str

    @property
    def moves(self) -> bool:
        """Does he get another place, or another award?"""
        return self.place[0] != self.place[1] or self.award[0] != self.award[1]


@dataclass(frozen=True)
class Foreseen:
    """What would come of it. `seen` names exactly this, so that nothing else is applied."""

    sentence: str
    rows: tuple[Moved, ...]
    given_back: tuple[str, ...]
    seen: str

    @property
    def moving(self) -> int:
        return sum(row.moves for row in self.rows)


def foreseen(tally: Tally, asked: Asked) -> Foreseen:
    """Refusal where it could not be decided."""
    then = _then(tally, asked)
    rows = between(rank_of(tally), rank_of(then), then.sheets)
    signed = {key for key, paper in tally.papers.items() if paper.signatures or paper.accepted}
    back = tuple(f"{label} {tally.scheme.subcriteria[code].title}" for label, code in sorted(signed - set(then.papers)))
    seen = sha256(repr((asked.sentence, rows, back)).encode()).hexdigest()[:24]
    return Foreseen(asked.sentence, rows, back, seen)


def between(before: Ranking, later: Ranking, sheets: Mapping[str, Sheet]) -> tuple[Moved, ...]:
    """Whose line differs; `sheets`: those of the later."""
    each = (_moved(move, before, later, sheets) for move in moves(before, later))
    return tuple(row for row in each if row.moves or row.total[0] != row.total[1])


def _then(tally: Tally, asked: Asked) -> Tally:
    if asked.scheme is not None:
        if wrong := objection_to_scheme(tally, asked.scheme):
            raise Refusal(wrong.says, status=409, **wrong.facts)
        return rescheme(tally, asked.scheme)
    assert asked.decision is not None
    if wrong := objection(tally, asked.decision):
        raise Refusal(wrong.says, status=409, **wrong.facts)
    return after(tally, asked.decision)


def _moved(move: Move, before: Ranking, later: Ranking, sheets: Mapping[str, Sheet]) -> Moved:
    was, comes = move.before, move.after
    why = why_this_place(later, sheets, move.competitor)
    said = ""
    if why is not None and move.place_changes:
        if why.above is not None:
            said = apart(later.scheme, why.above, _("与前面的 {label} 号相比", label=why.above.neighbour))
        elif why.below is not None:
            said = apart(later.scheme, why.below, _("与后面的 {label} 号相比", label=why.below.neighbour))
    places = _place(was), _place(comes)
    totals = printed(before.scheme, was.total if was else None), printed(later.scheme, comes.total if comes else None)
    return Moved(move.competitor, places, totals, (_award(was), _award(comes)), said)


def _place(one: Standing | None) -> str:
    return str(one.place) if one is not None and one.place is not None else "—"


def _award(one: Standing | None) -> str:
    return (one.award if one is not None else None) or "—"
