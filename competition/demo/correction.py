"""A mark is corrected so that places move: which one is found by trying, and what moved is told in values."""

from collections.abc import Iterator
from dataclasses import dataclass

from competition.demo.programme import VISITORS_FORM
from competition.demo.robots.entries import entry
from competition.demo.show import show
from competition.events.programme import round_of
from competition.events.tables import Event
from competition.judging.authority import Author
from competition.judging.opening import said
from competition.judging.scorekeeper import Book, keeper
from competition.judging.standings import begun, rank_of
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from scoring.amounts import shown
from scoring.decisions import Mark, Return
from scoring.scheme import write_scheme
from scoring.tally import Tally, after

NOTHING = N_("现在没有改了能动名次的分，等裁判再录一些。")
WHY = N_("核对原始记录，抄写有误")
ENOUGH, TRIES = 2, 12
Places = dict[str, int | None]


@dataclass(frozen=True)
class Moved:
    """What was changed, and whom it moved: label, place before and after."""

    label: str
    aspect: str
    title: str
    was: str
    now: str
    total_was: str
    total_now: str
    places: tuple[tuple[str, int, int], ...]


async def correct(event: Event, author: Author) -> Moved:
    """Finds a mark, gives its form back where it was signed, and enters the right one."""
    round_id = (await round_of(event.id)).id
    book = await keeper().book(round_id)
    found = _found(book, begun(book))
    if found is None:
        raise Refusal(NOTHING, status=409)
    mark, moved = found
    tally = begun(book)
    form = tally.scheme.subcriterion_of(mark.aspect).code
    if tally.form(mark.competitor, form).signatures:
        await said(round_id, author, Return(mark.competitor, form, WHY))
    await said(round_id, author, mark, parent=book.heads[mark.competitor, mark.aspect, mark.judge].ref)
    return moved


def _found(book: Book, tally: Tally) -> tuple[Mark, Moved] | None:
    before, best = _places(tally), None
    for mark in _tries(book, tally):
        changed = after(tally, mark)
        now = _places(changed)
        moves = tuple((label, was, to) for label, was in before.items() if was and (to := now[label]) and to != was)
        if len(moves) >= ENOUGH:
            best = mark, _moved(book, tally, changed, mark, moves)
            if len(moves) > ENOUGH:
                break
    return best


def _tries(book: Book, tally: Tally) -> Iterator[Mark]:
    """Other entries of the weightiest measurements, competitor after competitor, beginning elsewhere each time."""
    forms = [form for form in tally.scheme.subcriteria.values() if form.code != VISITORS_FORM]
    measured = [aspect for form in forms for aspect in form.aspects if not aspect.judged]
    weighty = {aspect.code for aspect in sorted(measured, key=lambda aspect: -aspect.max)[:5]}
    papers = {one["code"]: one for one in _papers(tally) if one["code"] in weighty}
    places = [place for place in sorted(book.heads) if place[1] in papers and place[2] == "*" and book.heads[place].value]
    turn = book.number % max(1, len(places))
    for competitor, code, judge in [*places[turn:], *places[:turn]][: 4 * TRIES]:
        standing = book.heads[competitor, code, judge].value
        value = entry(show().ground.seed + book.number, tally.scheme.title, competitor, papers[code], judge)
        if value != standing:
            yield Mark(competitor, code, judge, value, WHY)


def _papers(tally: Tally) -> Iterator[dict[str, object]]:
    for criterion in write_scheme(tally.scheme)["criteria"]:
        for form in criterion["subcriteria"]:
            yield from form["aspects"]


def _places(tally: Tally) -> Places:
    marked = {label for label, sheet in tally.sheets.items() if sheet.entries}
    return {each.competitor: each.place for each in rank_of(tally).standings if each.competitor in marked}


def _moved(book: Book, tally: Tally, changed: Tally, mark: Mark, moves: tuple[tuple[str, int, int], ...]) -> Moved:
    standing = book.heads[mark.competitor, mark.aspect, mark.judge].value or ""
    title = tally.scheme.aspects[mark.aspect].title
    totals = [_total(one, mark.competitor) for one in (tally, changed)]
    return Moved(mark.competitor, mark.aspect, title, standing, mark.value, totals[0], totals[1], moves)


def _total(tally: Tally, label: str) -> str:
    found = next(each.total for each in rank_of(tally).standings if each.competitor == label)
    return "—" if found is None else shown(found, tally.scheme.rounding.places)
