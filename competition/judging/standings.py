"""How a round stands at this moment, at a line of its logbook, and as the public may see it: ranked anew, never stored.

Labels only: whoever may show names adds them. Must not know who reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from competition.judging.clock_face import Face
from competition.judging.logbook import read, tried
from competition.judging.scorekeeper import Book, keeper
from competition.judging.scorekeeper.book import opened
from competition.judging.sessions import hidden
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from scoring.ranking import Ranking, Standing, rank, shown
from scoring.scheme import Problem
from scoring.tally import ACCEPTED, Tally
from scoring.tally import missing as missing_in

NOT_BEGUN = N_("本轮还没有开始。")
NO_SUCH_LINE = N_("日志里没有第 {number} 行。")
STATUS_WORDS = {"absent": N_("缺考"), "withdrawn": N_("弃赛"), "disqualified": N_("取消资格"), "no-award": N_("参赛不计奖")}
NOTES = {
    "progress": N_("现场只显示评分进度"),
    # that live marks are not rechecked is on the board itself
    "stations": "",
    "names": "",
    "none": N_("本赛项不显示实时成绩"),
}
APART = N_("分场比赛：最后一场结束以前，只显示评分进度")
FROZEN = N_("已封榜，揭晓前不再更新")
WITH_MARKS = frozenset({"stations", "names"})


class Row(msgspec.Struct, frozen=True, omit_defaults=True):
    """A competitor on the board. `was`: the place before the latest change of place; `award`: only where it is revealed."""

    place: int | None
    was: int | None
    label: str
    name: str
    unit: str
    forms: str
    total: str
    award: str = ""


class Progress(msgspec.Struct, frozen=True):
    """Forms accepted, of how many."""

    done: int
    of: int


class Frame(msgspec.Struct, frozen=True, omit_defaults=True):
    """A whole board: 4 kB or less for forty. A frame replaces the one before; a lower number of the same epoch is never shown.
    `prize`: what is being revealed; `clocks`: the sessions whose time runs or stands."""

    number: int
    epoch: str
    mode: str
    frozen: bool
    title: str
    note: str
    progress: Progress
    rows: tuple[Row, ...]
    prize: str = ""
    clocks: tuple[Face, ...] = ()


class NotBegun(Refusal):
    """Asked for a ranking before there is one: too early, and nobody's mistake."""

    def __init__(self) -> None:
        super().__init__(NOT_BEGUN, status=409)


@dataclass
class _Ranked:
    """The latest ranking of a tally, and the places before it."""

    tally: Tally
    ranking: Ranking
    places: dict[str, int | None]
    was: dict[str, int | None]


_latest: dict[tuple[int, str, bool], _Ranked] = {}


async def standing(round_id: int) -> tuple[int, Ranking]:
    """The number of the last line, and the ranking then: also while something is missing, also while the board is frozen."""
    book = await keeper().book(round_id)
    tally = begun(book)
    return book.number, _ranked(book, tally, False).ranking


async def ranking_at(round_id: int, number: int, *, partial: bool = True) -> Ranking:
    """The ranking as it was at a line, folded from nothing."""
    return rank_of(await tally_at(round_id, number), partial=partial)


async def tally_at(round_id: int, number: int) -> Tally:
    """Where the round stood at a line, folded from nothing."""
    lines = [line for line in await read(round_id) if line.number <= number]
    if not lines or lines[-1].number != number:
        raise Refusal(NO_SUCH_LINE, status=404, number=number)
    return begun(opened(round_id, "", tried(round_id, lines)))


async def missing(round_id: int) -> tuple[Problem, ...]:
    """All marks that are not there yet."""
    return missing_in(begun(await keeper().book(round_id)))


def status_word(status: str) -> str:
    """缺考, 弃赛 ...; nothing for who is simply ranked."""
    return _(STATUS_WORDS[status]) if status in STATUS_WORDS else ""


def begun(book: Book) -> Tally:
    """The tally of a round that has begun."""
    if book.tally is None:
        raise NotBegun
    return book.tally


def rank_of(tally: Tally, *, partial: bool = True) -> Ranking:
    """The ranking of a tally."""
    return rank(tally.scheme, tally.sheets.values(), partial=partial)


def progress_of(tally: Tally) -> Progress:
    """How many forms are accepted, of those that are to be marked."""
    placed = [form for form in tally.forms() if tally.sheets[form.competitor].placed]
    return Progress(sum(form.state == ACCEPTED for form in placed), len(placed))


def frame(
    book: Book,
    mode: str,
    title: str,
    names: Mapping[str, tuple[str, str]] | None = None,
    *,
    apart: bool = False,
    clocks: tuple[Face, ...] = (),
    works: Mapping[str, str] | None = None,
) -> Frame:
    """The board of a round that has begun, as the public may see it. `names`: label → name and unit, for the mode `names`.
    `apart`: of several sessions no marks are shown before the last is over. `works`: label → number of the work, where referees
    mark by it: a station, or a name, beside a total or a count of forms would tell them whose work they had before them."""
    begun(book)
    assert book.public is not None
    number, tally = book.public
    waiting = apart and mode in WITH_MARKS and hidden(tally)
    mode = "progress" if waiting else "stations" if works and mode == "names" else mode
    frozen = book.pinned is not None
    found, called = _ranked(book, tally, frozen), works or {}
    listed = () if mode == "none" else _in_order(found.ranking, mode, called)
    rows = tuple(_row(found, mode, each, names or {}, called) for each in listed)
    note = _(FROZEN) if frozen and mode != "none" else _(APART if waiting else NOTES.get(mode, NOTES["none"]))
    progress = Progress(0, 0) if mode == "none" else progress_of(tally)
    return Frame(number, book.epoch, mode, frozen, title, note, progress, rows, clocks=clocks)


def encoded(board: Frame) -> bytes:
    """A frame on the wire."""
    return msgspec.json.encode(board)


def _in_order(ranking: Ranking, mode: str, works: Mapping[str, str]) -> list[Standing]:
    """By place where marks are shown; by label where not, or by number, so that the order tells nothing; ties likewise."""
    listed = list(ranking.standings)
    if mode in WITH_MARKS and not works:
        return listed
    listed.sort(key=lambda each: works.get(each.competitor, each.competitor))
    return sorted(listed, key=lambda each: (each.place is None, each.place or 0)) if mode in WITH_MARKS else listed


def _row(found: _Ranked, mode: str, each: Standing, names: Mapping[str, tuple[str, str]], works: Mapping[str, str]) -> Row:
    tally, label = found.tally, each.competitor
    sheet = tally.sheets[label]
    done = sum(tally.form(label, code).state == ACCEPTED for code in tally.scheme.subcriteria)
    forms = f"{done} / {len(tally.scheme.subcriteria)}" if sheet.placed else _(STATUS_WORDS[sheet.status])
    name, unit = names.get(label, ("", "")) if mode == "names" else ("", "")
    # A name beside a station would tell every referee in the hall whom he marks.
    shown_label = "" if name else works.get(label, label)
    # Who has nothing yet has no place yet: "—", never 0.
    if mode not in WITH_MARKS or not sheet.entries or each.total is None:
        return Row(None, None, shown_label, name, unit, forms, "")
    total = shown(each.total, tally.scheme.rounding.places)
    return Row(each.place, found.was.get(label), shown_label, name, unit, forms, total)


def _ranked(book: Book, tally: Tally, frozen: bool) -> _Ranked:
    key = (book.round, book.epoch, frozen)
    before = _latest.get(key)
    if before is not None and before.tally is tally:
        return before
    ranking = rank_of(tally)
    places = {each.competitor: each.place for each in ranking.standings if tally.sheets[each.competitor].entries}
    was = dict(places)
    if before is not None:
        was = {
            label: before.places.get(label) if before.places.get(label) != place else before.was.get(label)
            for label, place in places.items()
        }
    _latest[key] = _Ranked(tally, ranking, places, was)
    return _latest[key]
