"""Who is rechecked, provably, and when everything is."""

from fractions import Fraction
from hashlib import sha256

from scoring.ranking import Ranking
from scoring.recheck import Rule, chosen, demands_all
from tests.scoring.builders import field_of, ranked, scheme_of


def ranking_of(number: int, **about: dict[str, str]) -> Ranking:
    scheme = scheme_of()
    totals = {f"{label:02}": str(100 - label) for label in range(number)}
    return ranked(scheme, field_of(scheme, totals, **about))


def test_thirty_forms_or_fewer_are_all_rechecked() -> None:
    found = chosen(ranking_of(30), "seed")

    assert (len(found.forms), found.everything, len(found.top)) == (30, True, 30)


def test_the_top_group_in_full_and_a_sample_of_the_others() -> None:
    found = chosen(ranking_of(100), "seed")

    assert found.top == tuple(f"{label:02}" for label in range(30))
    assert (len(found.forms), found.everything) == (30 + 11, False)
    assert found.forms == tuple(sorted(found.forms))


def test_the_seed_alone_decides_the_sample() -> None:
    ranking = ranking_of(100)

    assert chosen(ranking, "a") == chosen(ranking, "a") != chosen(ranking, "b")


def test_a_rule_book_may_name_a_number_and_other_shares() -> None:
    found = chosen(ranking_of(40), "seed", Rule(top_number=10, sample=Fraction(1)))

    assert (found.top[-1], found.everything) == ("09", True)


def test_who_has_no_place_has_no_form_to_recheck() -> None:
    found = chosen(ranking_of(100, c00={"status": "absent"}), "seed")

    assert "00" not in {label for label, _ in found.forms}


def test_over_five_percent_wrong_demands_all() -> None:
    assert [demands_all(40, wrong) for wrong in (0, 2, 3)] == [False, False, True]
    assert not demands_all(0, 0)


def test_the_sample_is_drawn_as_anybody_can_draw_it() -> None:
    def digest(label: str) -> bytes:
        return sha256(f"seed\n{label}\nA1".encode()).digest()

    found = chosen(ranking_of(100), "seed")
    drawn = sorted((f"{label:02}" for label in range(30, 100)), key=digest)[:11]

    assert {label for label, _ in found.forms} - set(found.top) == set(drawn)


def test_a_label_that_no_text_can_hold_is_drawn_too() -> None:
    assert len(chosen(ranking_of(31), "\ud800").forms) == 10 + 4


def test_one_form_that_is_wrong_is_all_of_one() -> None:
    assert demands_all(1, 1)
    assert not demands_all(0, 0)
