"""How a mark came to be, step by step, and always the same mark as the one that counts."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from scoring.aspects import Aspect, Explanation, explained
from scoring.scheme import Rounding
from tests.scoring.builders import aspect_of, fr, panel_of, worth_of

PANEL = aspect_of(kind="panel", judges=5, max="10", drop_high=1, drop_low=1, factor="0.6", difficulty=True)
JUDGEMENT = aspect_of(kind="judgement", max="10")


def how(aspect: Aspect, entries: dict[str, str]) -> Explanation:
    return explained(aspect, entries, Rounding(), strict=False)


def fates(explanation: Explanation) -> dict[str, str]:
    return {entry.judge: entry.fate for entry in explanation.entries}


def test_a_panel_tells_what_went_and_every_step() -> None:
    found = how(PANEL, panel_of(["7", "8", "8", "6"], absences=1, difficulty="2.5"))

    assert fates(found) == {"J1": "counted", "J2": "counted", "J3": "dropped-high", "J4": "dropped-low", "A1": "absent"}
    assert (found.how, found.combined, found.panel, found.difficulty) == ("combined", fr("7.5"), fr("7.5"), fr("2.5"))
    assert (found.exact, found.mark) == (fr("11.25"), fr("11.25"))


def test_a_judgement_tells_its_share() -> None:
    found = how(JUDGEMENT, panel_of(["3", "3", "2"]))

    assert (found.how, found.combined, found.exact, found.mark) == ("judged", Fraction(80, 9), Fraction(80, 9), fr("8.89"))
    assert set(fates(found).values()) == {"counted"}


def test_a_ruling_sets_the_judges_aside() -> None:
    found = how(JUDGEMENT, panel_of(["3", "0"], absences=1) | {"*": "4.005"})

    assert (found.how, found.exact, found.mark) == ("ruling", fr("4.005"), fr("4.01"))
    assert fates(found) == {"*": "counted", "J1": "set-aside", "J2": "set-aside", "A1": "absent"}


def test_the_other_ways_are_named() -> None:
    measured = aspect_of(kind="measurement", award="count", max="10", possible=3)

    assert (how(measured, {"*": "1"}).how, how(measured, {"*": "1"}).exact) == ("measured", Fraction(10, 3))
    assert (how(measured, {}).how, how(measured, {}).entries) == ("incomplete", ())
    assert how(PANEL, {"*": "not-attempted"}).how == "not-attempted"
    assert fates(how(PANEL, panel_of(["7"]))) == {"J1": "set-aside"}


@given(st.lists(st.integers(0, 100), max_size=6), st.integers(0, 2), st.booleans())
def test_the_explanation_ends_in_the_mark_that_counts(marks: list[int], absences: int, coefficient: bool) -> None:
    entries = panel_of([f"{mark // 10}.{mark % 10}" for mark in marks], absences)
    entries |= {"difficulty": "1.7"} if coefficient else {}

    assert how(PANEL, entries).mark == worth_of(PANEL, entries).mark
