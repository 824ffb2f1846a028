"""Laws: the order of arrival never matters, a place is one more than those ahead, undo restores, running = recomputed."""

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.decisions import Decision, Lot, Mark, Withdrawal
from scoring.ranking import Ranking, rank, value_of
from scoring.scheme import Order, Scheme
from scoring.sheet import Sheet, revised, written
from scoring.tally import Tally, after, begin, objection
from tests.scoring.builders import aspect_of, panel_of, worth_of
from tests.scoring.strategies import LABELS, decisions, schemes


@st.composite
def seasons(draw: st.DrawFn) -> tuple[Scheme, list[Decision]]:
    scheme = draw(schemes())
    return scheme, draw(st.lists(decisions(scheme), max_size=30))


def played(scheme: Scheme, wanted: Iterable[Decision]) -> tuple[Tally, list[Decision]]:
    """Each wanted decision that nothing speaks against."""
    tally, taken = begin(scheme, LABELS), []
    for decision in wanted:
        if objection(tally, decision) is None:
            tally = after(tally, decision)
            taken.append(decision)
    return tally, taken


def recomputed(scheme: Scheme, sheet: Sheet) -> Sheet:
    seconds = None if sheet.time is None else f"{sheet.time.numerator // sheet.time.denominator}.{'5' if sheet.time % 1 else '0'}"
    return written(
        scheme, sheet.competitor, sheet.entries, penalties=sheet.penalties, time=seconds, lot=sheet.lot, status=sheet.status
    )


def result(sheet: Sheet) -> tuple[object, ...]:
    return (
        sheet.worths,
        sheet.aspects,
        sheet.subcriteria,
        sheet.criteria,
        sheet.deductions,
        sheet.total,
        sheet.missing,
        sheet.problems,
    )


@given(seasons(), st.randoms())
def test_the_order_of_sheets_does_not_matter(season: tuple[Scheme, list[Decision]], chance: st.DataObject) -> None:
    tally, _ = played(*season)
    sheets = list(tally.sheets.values())
    chance.shuffle(sheets)  # type: ignore[attr-defined]

    assert rank(tally.scheme, sheets, partial=True) == rank(tally.scheme, tally.sheets.values(), partial=True)


@given(seasons())
def test_the_running_tally_is_the_one_recomputed_from_nothing(season: tuple[Scheme, list[Decision]]) -> None:
    tally, _ = played(*season)
    anew = {label: recomputed(tally.scheme, sheet) for label, sheet in tally.sheets.items()}

    assert [result(sheet) for sheet in anew.values()] == [result(sheet) for sheet in tally.sheets.values()]
    assert rank(tally.scheme, anew.values()) == rank(tally.scheme, tally.sheets.values())


@given(seasons(), st.data())
def test_undo_restores(season: tuple[Scheme, list[Decision]], data: st.DataObject) -> None:
    """A mark into an empty place, taken back: the same tally, the same ranking."""
    tally, _ = played(*season)
    mark = data.draw(decisions(tally.scheme))
    if (
        not isinstance(mark, Mark)
        or objection(tally, mark)
        or mark.judge in tally.sheets[mark.competitor].entries.get(mark.aspect, {})
    ):
        return
    back = after(after(tally, mark), Withdrawal(mark.competitor, mark.aspect, mark.judge))

    assert back == tally
    assert rank(back.scheme, back.sheets.values()) == rank(tally.scheme, tally.sheets.values())


@given(seasons(), st.randoms())
def test_marks_in_different_places_may_come_in_any_order(season: tuple[Scheme, list[Decision]], chance: st.DataObject) -> None:
    scheme, wanted = season
    places: dict[tuple[str, str, str], Mark] = {}
    for decision in wanted:
        if isinstance(decision, Mark) and objection(begin(scheme, LABELS), decision) is None:
            places[decision.competitor, decision.aspect, decision.judge] = decision
    marks = list(places.values())
    shuffled = [*marks]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    sheets = [{label: written(scheme, label) for label in LABELS} for _ in range(2)]
    for field, order in zip(sheets, (marks, shuffled), strict=True):
        for mark in order:
            field[mark.competitor] = revised(field[mark.competitor], mark)

    assert sheets[0] == sheets[1]


@given(seasons())
def test_what_marks_come_to_does_not_depend_on_who_looks_in_between(season: tuple[Scheme, list[Decision]]) -> None:
    scheme, wanted = season
    watched = unseen = begin(scheme, LABELS)
    for decision in wanted:
        if objection(unseen, decision) is None:
            watched, unseen = after(watched, decision), after(unseen, decision)
            assert [sheet.total for sheet in watched.sheets.values()]

    assert watched == unseen
    assert all(sheet.figures == written(scheme, label, sheet.entries).figures for label, sheet in unseen.sheets.items())


def ahead(one: Sheet, other: Sheet, orders: tuple[Order, ...]) -> bool:
    """Written apart from the ranking: is `one` before `other` by the keys alone?"""
    for order in orders:
        own, theirs = value_of(order)(one), value_of(order)(other)
        if own == theirs:
            continue
        if own is None or theirs is None:
            return theirs is None
        return own > theirs if order.descending else own < theirs
    return False


@given(seasons())
def test_a_place_is_one_more_than_those_ahead(season: tuple[Scheme, list[Decision]]) -> None:
    scheme, wanted = season
    tally, _ = played(scheme, [decision for decision in wanted if not isinstance(decision, Lot)])
    placed = [sheet for sheet in tally.sheets.values() if sheet.placed]
    ranking = rank(scheme, tally.sheets.values(), partial=True)

    assert {each.competitor: each.place for each in ranking.standings if each.place is not None} == {
        sheet.competitor: 1 + sum(ahead(other, sheet, scheme.order) for other in placed) for sheet in placed
    }


@given(seasons())
def test_who_is_tied_shares_all_keys_and_who_is_not_is_decided(season: tuple[Scheme, list[Decision]]) -> None:
    tally, _ = played(*season)
    standings = [each for each in rank(tally.scheme, tally.sheets.values(), partial=True).standings if each.place]

    for each in standings:
        same = [other for other in standings if other.place == each.place]
        assert each.tied == (len(same) > 1)
        assert (each.decided_by is None) == (each.tied or len(standings) == 1)


@given(seasons())
def test_a_complete_ranking_is_the_same_partial_or_not(season: tuple[Scheme, list[Decision]]) -> None:
    tally, _ = played(*season)
    whole, partial = (rank(tally.scheme, tally.sheets.values(), partial=how) for how in (False, True))

    assert whole.standings == partial.standings
    assert whole.complete == partial.complete
    assert whole.refused or same_problems(whole, partial)


def same_problems(one: Ranking, other: Ranking) -> bool:
    return one.problems == other.problems


@given(st.lists(st.integers(0, 20), min_size=3, max_size=7), st.integers(1, 2))
@settings(max_examples=50)
def test_dropping_is_symmetric(marks: list[int], drops: int) -> None:
    """Marks mirrored in the middle of the scale, high and low drops exchanged: the mirrored mean."""
    if drops * 2 >= len(marks):
        drops = 1
    one = aspect_of(kind="panel", judges=len(marks), max="20", drop_high=drops, drop_low=0)
    other = aspect_of(kind="panel", judges=len(marks), max="20", drop_high=0, drop_low=drops)
    mirrored = [20 - mark for mark in marks]
    up, down = (
        worth_of(aspect, panel_of([str(mark) for mark in found]), ()) for aspect, found in ((one, marks), (other, mirrored))
    )

    assert up.mark + down.mark == 20
