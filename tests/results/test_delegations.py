"""团体总分: delegations in order by the event's rule, and no more of them in public than the event shows."""

from fractions import Fraction
from typing import cast

from competition.events.tables import Event
from competition.results.delegations import delegations
from competition.results.names import Named
from scoring.ranking import Ranking, Standing
from scoring.scheme import Scheme, read_scheme
from tests.judging.venue import SCHEME

TOTALS = {"01": "90", "02": "70", "03": "85", "04": "80", "05": "60"}
TEAMS = {"01": "城东", "02": "城东", "03": "城西", "04": "城西", "05": "城西"}


def _standing(label: str, place: int) -> Standing:
    return Standing(label, place, False, Fraction(TOTALS[label]), {}, {}, None, None, None, None, "ranked")


def _ranking() -> Ranking:
    ordered = sorted(TOTALS, key=lambda label: -int(TOTALS[label]))
    standings = tuple(_standing(label, place) for place, label in enumerate(ordered, 1))
    return Ranking(cast(Scheme, read_scheme(SCHEME)), standings, True, ())


PEOPLE = {label: Named(int(label), f"选手甲{label}", team, "", team) for label, team in TEAMS.items()}


def test_the_best_two_of_each_make_the_total() -> None:
    found = delegations(Event(season=1, delegations="sum", best=2), _ranking(), PEOPLE)

    assert found is not None
    assert found.cells.rows == (("1", "城西", "选手甲03、选手甲04", "165.00"), ("2", "城东", "选手甲01、选手甲02", "160.00"))


def test_the_mean_of_all_counts_everybody() -> None:
    found = delegations(Event(season=1, delegations="mean", best=0), _ranking(), PEOPLE)

    assert found is not None
    assert [(row[1], row[3]) for row in found.cells.rows] == [("城东", "80.00"), ("城西", "75.00")]


def test_in_public_without_scores_only_places_are_told() -> None:
    found = delegations(Event(season=1, delegations="sum", best=2), _ranking(), PEOPLE, scores=False)

    assert found is not None
    assert found.cells.rows == (("1", "城西"), ("2", "城东"))


def test_an_event_without_delegation_totals_has_none() -> None:
    assert delegations(Event(season=1, delegations=""), _ranking(), PEOPLE) is None
