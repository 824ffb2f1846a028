"""Why this place, how this mark, who would move."""

from fractions import Fraction

from scoring.ranking import rank
from scoring.reasons import Difference, how_this_mark, moves, why_this_place
from scoring.sheet import Sheet
from tests.scoring.builders import MEASURED, SCORED, panel_of, scheme_of, sheet_of

SCHEME = scheme_of(
    MEASURED, SCORED, ranking={"order": ["total:desc", "aspect:P:desc", "time:asc"]}, awards={"by": "count", "tiers": [["一", 1]]}
)


def sheets() -> dict[str, Sheet]:
    eight, seven = {"P": panel_of(["8", "8", "8"])}, {"P": panel_of(["7", "7", "7"])}
    found = [
        sheet_of(SCHEME, "01", {"M": "50", **eight}),
        sheet_of(SCHEME, "02", {"M": "51", **seven}, time="9"),
        sheet_of(SCHEME, "03", {"M": "51", **seven}, lot=2),
        sheet_of(SCHEME, "04", {"M": "51", **seven}, lot=1),
        sheet_of(SCHEME, "05", {"M": "1", **seven}),
        sheet_of(SCHEME, "06", {"M": "1", **seven}),
        sheet_of(SCHEME, "07", {}, status="absent"),
    ]
    return {sheet.competitor: sheet for sheet in found}


def test_a_place_is_told_against_both_neighbours() -> None:
    field = sheets()
    reasons = why_this_place(rank(SCHEME, field.values()), field, "02")

    assert reasons is not None
    assert (reasons.place, reasons.tied_with) == (2, ())
    assert reasons.above == Difference("01", "aspect:P", Fraction(7), Fraction(8))
    assert reasons.below == Difference("04", "time", Fraction(9), None)


def test_the_lot_is_a_reason_too() -> None:
    field = sheets()
    reasons = why_this_place(rank(SCHEME, field.values()), field, "03")

    assert reasons is not None
    assert reasons.above == Difference("04", "lot", Fraction(2), Fraction(1))
    assert reasons.below == Difference("05", "total", Fraction(58), Fraction(8))


def test_the_tied_are_told_against_those_outside_their_place() -> None:
    field = sheets()
    ranking = rank(SCHEME, field.values())
    tied, first = why_this_place(ranking, field, "06"), why_this_place(ranking, field, "01")

    assert tied is not None
    assert first is not None
    assert (tied.place, tied.tied_with, tied.below) == (5, ("05",), None)
    assert tied.above == Difference("03", "total", Fraction(8), Fraction(58))
    assert first.above is None


def test_who_has_no_place_has_no_reason() -> None:
    field = sheets()

    assert why_this_place(rank(SCHEME, field.values()), field, "07") is None


def test_the_mark_is_told_step_by_step() -> None:
    field = sheets()

    assert [entry.judge for entry in how_this_mark(SCHEME, field["01"], "P").entries] == ["J1", "J2", "J3"]
    assert how_this_mark(SCHEME, field["07"], "P").how == "incomplete"


def test_a_changed_mark_moves_others() -> None:
    field = sheets()
    before = rank(SCHEME, field.values())
    corrected = field | {"01": sheet_of(SCHEME, "01", {"M": "40", "P": panel_of(["8", "8", "8"])})}
    del corrected["06"]
    found = {move.competitor: move for move in moves(before, rank(SCHEME, corrected.values()))}

    assert list(found) == ["02", "04", "03", "01", "05", "06"]
    assert (found["01"].place_changes, found["05"].place_changes) == (True, False)
    assert (found["06"].after, found["06"].place_changes) == (None, True)
    assert moves(before, before) == ()
