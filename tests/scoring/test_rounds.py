"""Who goes on to the final, and what the marks of the qualifying round count there."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.aspects import worth
from scoring.ranking import Ranking, rank
from scoring.rounds import FORMER, FORMER_ASPECT, carried_marks, cut, entered, with_former
from scoring.scheme import Scheme, read_scheme, write_scheme
from scoring.sheet import Sheet, written
from tests.scoring.builders import MEASURED, field_of, fr, ranked, scheme_of, two_modules, written_of
from tests.scoring.strategies import schemes

totals = st.lists(st.integers(0, 12).map(str), min_size=1, max_size=14)
statuses = st.sampled_from(("ranked", "ranked", "ranked", "no-award", "absent", "disqualified"))


def field(marks: dict[str, str], **about: dict[str, str]) -> Ranking:
    scheme = scheme_of()
    return ranked(scheme, field_of(scheme, marks, **about))


@st.composite
def fields(draw: st.DrawFn) -> Ranking:
    scheme, marks = scheme_of(), draw(totals)
    labels = [f"{number:02}" for number in range(len(marks))]
    about = {f"c{label}": {"status": draw(statuses)} for label in labels}
    return rank(scheme, field_of(scheme, dict(zip(labels, marks, strict=True)), **about))


def test_a_tie_at_the_cut_goes_on_whole() -> None:
    found = cut(field({"01": "90", "02": "80", "03": "80", "04": "70"}), 2)

    assert (found.on, found.tied) == (("01", "02", "03"), ("02", "03"))


def test_a_tie_within_the_cut_is_none_at_it() -> None:
    found = cut(field({"01": "90", "02": "90", "03": "80"}), 2)

    assert (found.on, found.tied) == (("01", "02"), ())


def test_who_competes_without_award_takes_no_seat() -> None:
    found = cut(field({"01": "90", "02": "80", "03": "70"}, c01={"status": "no-award"}), 1)

    assert (found.on, found.beside) == (("02",), ("01",))


def test_who_declines_leaves_his_seat_to_the_next_and_who_has_no_place_does_not_go_on() -> None:
    found = cut(field({"01": "90", "02": "80", "03": "70"}, c02={"status": "absent"}), 1, declined={"01"})

    assert found.on == ("03",)


def test_nobody_there_nobody_goes_on() -> None:
    assert cut(field({}), 3).on == ()
    with pytest.raises(ValueError, match="nobody"):
        cut(field({"01": "1"}), 0)


@settings(deadline=None)
@given(fields(), st.integers(1, 15))
def test_nobody_who_stays_stands_above_anybody_who_goes_on(ranking: Ranking, seats: int) -> None:
    found = cut(ranking, seats)
    places = {one.competitor: one.place for one in ranking.standings}
    stay = [one for one in ranking.standings if one.status == "ranked" and one.competitor not in found.on]
    last = max((places[label] or 0 for label in found.on), default=0)

    assert all(one.place is not None and one.place > last for one in stay)
    assert min(seats, len(found.on) + len(stay)) <= len(found.on)
    assert len(found.on) - seats < max(1, len(found.tied))
    assert {places[label] for label in found.tied} <= {last}


@settings(deadline=None)
@given(fields(), st.integers(1, 15))
def test_one_more_seat_sends_nobody_home(ranking: Ranking, seats: int) -> None:
    assert set(cut(ranking, seats).on) <= set(cut(ranking, seats + 1).on)


def combined(scheme: Scheme | list[object], marks: dict[str, str]) -> Sheet:
    assert isinstance(scheme, Scheme), scheme
    return written(scheme, "07", {code: {"*": value} for code, value in marks.items()})


def test_the_former_total_counts_by_its_weight_and_the_others_share_the_rest() -> None:
    former = field({"01": "80"})
    made = with_former(two_modules(("0.3", "0.7")), former, fr("0.3"), "初赛")
    assert isinstance(made, Scheme)

    assert [criterion.weight for criterion in made.criteria] == [fr("0.3"), fr("0.21"), fr("0.49")]
    assert (made.max, made.aspects[FORMER_ASPECT].max) == (100, 100)
    assert combined(made, {FORMER_ASPECT: "80", "A1.1": "100", "B1.1": "50"}).total == fr("24") + 21 + fr("24.5")


def test_marks_that_add_up_are_weighted_as_one() -> None:
    scheme = two_modules(ranking={"order": ["total:desc", "criterion:B:desc", "time:asc"]})
    made = with_former(scheme, field({"01": "80"}), fr("0.4"), "初赛")
    assert isinstance(made, Scheme)

    assert [str(key) for key in made.order] == ["total:desc", "subcriterion:B1:desc", "time:asc"]
    assert combined(made, {FORMER_ASPECT: "80", "A1.1": "100", "B1.1": "50"}).total == fr("32") + 90


def test_one_criterion_gets_what_is_left() -> None:
    made = with_former(scheme_of(), field({"01": "80"}), fr("0.4"), "初赛")
    assert isinstance(made, Scheme)

    assert [criterion.weight for criterion in made.criteria] == [fr("0.4"), fr("0.6")]


def test_a_criterion_of_several_forms_that_breaks_ties_must_be_named_anew() -> None:
    plain = written_of(ranking={"order": ["total:desc", "criterion:A:desc"]})
    plain["criteria"][0]["subcriteria"].append({"code": "A2", "title": "子项", "aspects": [{**MEASURED, "code": "M2"}]})
    plain["criteria"].append(
        {"code": "B", "title": "乙", "subcriteria": [{"code": "B1", "title": "子项", "aspects": [{**MEASURED, "code": "M3"}]}]}
    )
    scheme = read_scheme(plain)
    assert isinstance(scheme, Scheme)
    problems = with_former(scheme, field({"01": "80"}), fr("0.4"), "初赛")

    assert isinstance(problems, list)
    assert [(each.where, dict(each.facts)) for each in problems] == [("ranking.order", {"key": "criterion:A"})]


def test_without_a_weight_it_is_added_as_it_is() -> None:
    made = with_former(two_modules(), field({"01": "80.5"}), None, "初赛")

    assert combined(made, {FORMER_ASPECT: "80.5", "A1.1": "1", "B1.1": "2"}).total == fr("83.5")


@pytest.mark.parametrize("weight", ["0", "1", "-0.1", "1.5"])
def test_a_share_that_is_none_is_refused(weight: str) -> None:
    problems = with_former(scheme_of(), field({"01": "80"}), fr(weight), "初赛")

    assert isinstance(problems, list)
    assert problems[0].where == "weight"


def test_weights_cannot_do_without_one_and_codes_are_not_given_twice() -> None:
    assert isinstance(with_former(two_modules(("0.3", "0.7")), field({"01": "80"}), None, "初赛"), list)
    once = with_former(scheme_of(), field({"01": "80"}), None, "初赛")
    assert isinstance(once, Scheme)
    assert isinstance(with_former(once, field({"01": "80"}), None, "初赛"), list)


def test_a_total_that_rounding_lifts_over_the_full_mark_can_still_be_entered() -> None:
    scheme = scheme_of({**MEASURED, "max": "66.666"}, rounding={"places": 2, "stages": ["total"]})
    former = ranked(scheme, field_of(scheme, {"01": "66.666"}))
    made = with_former(scheme_of(), former, None, "初赛")
    assert isinstance(made, Scheme)

    assert carried_marks(former) == {"01": "66.67"}
    assert not worth(made.aspects[FORMER_ASPECT], {"*": "66.67"}, made.rounding, strict=False, competitor="07").problems


def test_entries_go_to_where_somebody_stands_now() -> None:
    marks = entered(field({"01": "80", "02": "70.25", "03": "1"}), {"12": "01", "05": "02"})

    assert [(one.competitor, one.aspect, one.judge, one.value) for one in marks] == [
        ("05", FORMER_ASPECT, "*", "70.25"),
        ("12", FORMER_ASPECT, "*", "80.00"),
    ]


@settings(deadline=None)
@given(schemes(), st.fractions(Fraction(1, 1000), Fraction(999, 1000), max_denominator=1000))
def test_what_is_carried_makes_a_sound_scheme_with_the_weight_that_was_named(scheme: Scheme, weight: Fraction) -> None:
    weight = Fraction(round(weight * 1000), 1000)
    made = with_former(scheme, field({"01": "80"}), weight, "初赛")
    if not isinstance(made, Scheme):
        assert [problem.where for problem in made] == ["ranking.order"]
        return

    assert read_scheme(write_scheme(made)) == made
    assert made.criteria[0].code == FORMER
    assert made.criteria[0].weight == weight
    assert set(made.aspects) == {FORMER_ASPECT, *scheme.aspects}
    assert sum(criterion.weight or 0 for criterion in made.criteria) == 1


def test_who_competes_without_award_goes_on_beside_only_where_he_is_as_good() -> None:
    totals = {"01": "90", "02": "80", "03": "80", "04": "70"}

    assert cut(field(totals, c03={"status": "no-award"}), 2).beside == ("03",)
    assert cut(field(totals, c04={"status": "no-award"}), 2).beside == ()
    assert cut(field(totals), 2).seats == 2
