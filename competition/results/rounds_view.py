"""The rounds of an event in lines, and who would go on: by label, with what becomes of everybody."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from competition.events.tables import Round
from competition.floor.tables import Advance, Placement
from competition.judging.carrying import DROPPED, PLAIN, name_of
from competition.judging.reasons import printed
from competition.judging.scorekeeper import keeper
from competition.pages.language import _
from competition.results.rounds import Outlook
from scoring.amounts import amount, plain
from scoring.ranking import Standing
from scoring.sheet import NO_AWARD


@dataclass(frozen=True)
class RoundLine:
    """A round: how it is called, who contests it, and whether there is something to read."""

    number: int
    name: str
    competitors: int
    carries: str
    begun: bool
    current: bool


@dataclass(frozen=True)
class PreviewRow:
    """What becomes of a competitor. `may`: he can still decline."""

    label: str
    place: str
    total: str
    word: str
    kind: str
    may: bool
    declined: bool


@dataclass(frozen=True)
class Preview:
    """Who would go on. `tied`: who shares the last place, where that makes more than the seats."""

    rows: tuple[PreviewRow, ...]
    on: int
    tied: tuple[str, ...]
    beside: tuple[str, ...]
    maximum: str


async def lines_of(rounds: Sequence[Round]) -> tuple[RoundLine, ...]:
    """All of an event's rounds in order."""
    return tuple([await _line(one, one is rounds[-1]) for one in rounds])


async def _line(one: Round, current: bool) -> RoundLine:
    placed = await Placement.count().where(Placement.round == one.id)
    there = placed or await Advance.count().where(Advance.round == one.id)
    return RoundLine(one.number, name_of(one), there, _carries(one), (await keeper().book(one.id)).tally is not None, current)


def _carries(one: Round) -> str:
    if one.number == 1:
        return ""
    if one.carry == DROPPED:
        return _("上一轮成绩不计入")
    share = amount(one.carry)
    if one.carry == PLAIN or share is None:
        return _("上一轮成绩直接相加")
    return _("上一轮成绩占 {percent}%", percent=plain(100 * share))


def preview_of(seen: Outlook, declined: Collection[str]) -> Preview:
    """For the page, everybody with a place, in order."""
    return Preview(
        tuple(_row(seen, one, declined) for one in seen.ranking.standings if one.place is not None),
        len(seen.on),
        seen.cut.tied,
        seen.cut.beside,
        seen.maximum,
    )


def _row(seen: Outlook, one: Standing, declined: Collection[str]) -> PreviewRow:
    label, word, kind = one.competitor, _("不晋级"), ""
    if label in declined:
        word = _("放弃晋级")
    elif label in seen.cut.tied:
        word, kind = _("晋级（末位并列）"), "live"
    elif label in seen.on:
        word, kind = (_("晋级（不占名额）") if one.status == NO_AWARD else _("晋级")), "done"
    elif one.status == NO_AWARD:
        word = _("参赛不计奖，不占名额")
    may = label in seen.on or label in declined
    return PreviewRow(label, str(one.place), printed(seen.ranking.scheme, one.total), word, kind, may, label in declined)
