"""Who stands where: split the field by the first key of the order, then each group still tied by the next.

Knows sheets and the scheme's rules; not how a mark came to be, nor who a competitor is.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, groupby

from scoring.amounts import in_whole_numbers, shown
from scoring.awards import Placed, awarded
from scoring.problems import N_, Problem
from scoring.scale import scaled
from scoring.scheme import Order, Scheme
from scoring.sheet import NO_AWARD, Sheet

__all__ = ["Problem", "Ranking", "Standing", "placed", "rank", "shown", "value_of"]

LOT = "lot"
_Groups = list[list[Sheet]]


@dataclass(frozen=True, slots=True)
class Standing:
    """One competitor's line; exact values (what is printed is `shown`). Without a place there are no marks."""

    competitor: str
    place: int | None
    tied: bool
    total: Fraction | None
    criteria: Mapping[str, Fraction]
    aspects: Mapping[str, Fraction]
    time: Fraction | None
    decided_by: str | None
    award: str | None
    scale: int | None
    status: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """Places in order, the tied by label; then who has no place, by label.

    `refused`: the contract lets nobody publish this (the problems say why); the standings then only serve the desk."""

    scheme: Scheme
    standings: tuple[Standing, ...]
    complete: bool
    problems: tuple[Problem, ...]
    refused: bool = False


def rank(scheme: Scheme, sheets: Iterable[Sheet], *, partial: bool = False) -> Ranking:
    """`partial` forgives what is missing, and applies no `forbid`."""
    listed = sorted(sheets, key=lambda sheet: sheet.competitor)
    groups = _split([sheet for sheet in listed if sheet.placed], scheme.order)
    without = tuple(_without_place(sheet) for sheet in listed if not sheet.placed)
    # Early in a round tens of thousands are missing, and a board is ranked at every frame.
    problems = tuple(chain.from_iterable(sheet.problems for sheet in listed))
    missing = tuple(chain.from_iterable(sheet.missing for sheet in listed))
    ties = () if partial or problems or missing else _forbidden(scheme, groups)
    return Ranking(
        scheme,
        _standings(scheme, groups) + without,
        complete=not problems and not missing,
        problems=problems + missing + ties,
        refused=bool(problems or ties or (missing and not partial)),
    )


def value_of(order: Order) -> Callable[[Sheet], Fraction | None]:
    """What a key of the order compares; None: no time."""
    match order.by:
        case "total":
            return lambda sheet: sheet.total
        case "criterion":
            return lambda sheet: sheet.criteria[order.code]
        case "subcriterion":
            return lambda sheet: sheet.subcriteria[order.code]
        case "aspect":
            return lambda sheet: sheet.worths[order.code].mark
        case "deductions":
            return lambda sheet: sheet.deductions
        case _:
            return lambda sheet: sheet.time


def _split(tied: list[Sheet], orders: tuple[Order, ...]) -> _Groups:
    if len(tied) < 2:
        return [tied] if tied else []
    if not orders:
        return _by_lot(tied)
    return [group for same in _by_key(tied, orders[0]) for group in _split(same, orders[1:])]


def _by_key(tied: list[Sheet], order: Order) -> _Groups:
    values = [value_of(order)(sheet) for sheet in tied]
    # Whole numbers sort ten times faster than fractions.
    known = iter(in_whole_numbers(value for value in values if value is not None))
    sign = -1 if order.descending else 1
    keys = [(True, 0) if value is None else (False, sign * next(known)) for value in values]
    ordered = sorted(zip(keys, tied, strict=True), key=lambda pair: pair[0])
    return [[sheet for _, sheet in same] for _, same in groupby(ordered, key=lambda pair: pair[0])]


def _by_lot(tied: list[Sheet]) -> _Groups:
    lots = {sheet.lot for sheet in tied if sheet.lot is not None}
    if len(lots) < len(tied):
        return [tied]
    return [[sheet] for sheet in sorted(tied, key=lambda sheet: sheet.lot or 0)]


def _forbidden(scheme: Scheme, groups: _Groups) -> tuple[Problem, ...]:
    if scheme.ties != "forbid":
        return ()
    tied = ["、".join(sheet.competitor for sheet in group) for group in groups if len(group) > 1]
    says = N_("{competitors} 并列，本方案不允许并列：应抽签（@lot）或由裁判长裁定")
    return tuple(Problem("competitor", says, {"competitors": labels}) for labels in tied)


def _standings(scheme: Scheme, groups: _Groups) -> tuple[Standing, ...]:
    sheets = [sheet for group in groups for sheet in group]
    places: dict[str, int] = {}
    for group in groups:
        places.update(dict.fromkeys((sheet.competitor for sheet in group), len(places) + 1))
    awards = _awards(scheme, sheets, places)
    scale = scaled([sheet.total for sheet in sheets]) if scheme.scale is not None else [None] * len(sheets)
    decided = [key for index, group in enumerate(groups) for key in [_decided_by(scheme, groups, index)] * len(group)]
    tied = [len(group) > 1 for group in groups for _ in group]
    return tuple(
        Standing(
            sheet.competitor,
            places[sheet.competitor],
            tied[index],
            sheet.total,
            sheet.criteria,
            sheet.aspects,
            sheet.time,
            decided[index],
            awards.get(sheet.competitor),
            scale[index],
            sheet.status,
        )
        for index, sheet in enumerate(sheets)
    )


def placed(ranking: Ranking, *, minimum: bool = True) -> tuple[Placed, ...]:
    """The ranked as awards see them; without `minimum` nobody is under one."""
    least = ranking.scheme.awards.minimum if minimum and ranking.scheme.awards is not None else None
    return tuple(
        Placed(each.competitor, each.place, _eligible(each.status, each.total, least))
        for each in ranking.standings
        if each.place is not None and each.total is not None
    )


def _awards(scheme: Scheme, sheets: list[Sheet], places: Mapping[str, int]) -> Mapping[str, str]:
    if scheme.awards is None:
        return {}
    least = scheme.awards.minimum
    listed = [Placed(sheet.competitor, places[sheet.competitor], _eligible(sheet.status, sheet.total, least)) for sheet in sheets]
    return awarded(scheme.awards, listed)


def _eligible(status: str, total: Fraction, least: Fraction | None) -> bool:
    return status != NO_AWARD and (least is None or total >= least)


def _decided_by(scheme: Scheme, groups: _Groups, index: int) -> str | None:
    """The first key that sets an untied one apart from the next below, or the last from the next above."""
    if len(groups[index]) > 1 or len(groups) < 2:
        return None
    neighbour = groups[index + 1] if index + 1 < len(groups) else groups[index - 1]
    one, other = groups[index][0], neighbour[0]
    return next((order.key for order in scheme.order if value_of(order)(one) != value_of(order)(other)), LOT)


def _without_place(sheet: Sheet) -> Standing:
    return Standing(sheet.competitor, None, False, None, {}, {}, None, None, None, None, sheet.status)
