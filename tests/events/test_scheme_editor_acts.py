"""Laws of the editor's acts: whatever is done to a tree, it reads back the same, and who is named stays named."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competition.events.editing.acts import add, blank, follow, into, move, recode, remove, tracked
from competition.events.editing.edit import edited
from competition.events.editing.place import Raw, codes, node, path, place_of, read_place, siblings, walk, written_place
from competition.events.editing.shown import every_field, opened
from scoring.problems import Problem
from scoring.scheme import Scheme, read_scheme, write_scheme
from tests.events.builders import ready

STARTS = {code: write_scheme(ready(code)) for code in ("DG", "PR", "WEB", "QC", "YL", "WY")}
PLACES = st.sampled_from(["", *(f"{i}" for i in range(3)), *(f"{i}.{j}" for i in range(3) for j in range(3)),
                          *(f"{i}.{j}.{k}" for i in range(3) for j in range(2) for k in range(3))])  # fmt: skip
WAYS = st.sampled_from(
    ["value", "all-or-nothing", "deduct", "count", "bands", "ranges", "choice", "distance", "judgement", "panel"]
)
ACTS = st.fixed_dictionaries(
    {"at": PLACES, "do": st.sampled_from(["save", "add", "up", "down", "remove", "into", "recode"])},
    optional={
        "into": PLACES,
        "way": WAYS,
        "title": st.text(max_size=8),
        "code": st.sampled_from(["A", "A1", "Z9", "A1.1", "@x"]),
    },
)
STARTED = st.sampled_from(sorted(STARTS))


@settings(deadline=None)
@given(STARTED, st.lists(ACTS, max_size=12))
def test_any_acts_leave_a_scheme_that_reads_back_the_same(code: str, those: list[dict[str, str]]) -> None:
    raw = copy.deepcopy(STARTS[code])
    for act in those:
        before = copy.deepcopy(raw)
        made = edited(raw, act)
        assert raw == before
        assert (made.scheme is None) == bool(made.problems)
        if made.scheme is None:
            continue
        raw = write_scheme(made.scheme)
        assert read_scheme(raw) == made.scheme
        assert made.at == "" or node(raw, read_place(made.at) or ()) is not None


@settings(deadline=None)
@given(STARTED, PLACES)
def test_up_then_down_is_nothing(code: str, at: str) -> None:
    raw = copy.deepcopy(STARTS[code])
    place = read_place(at) if at else None
    if place is None or node(raw, place) is None:
        return
    up = move(raw, place, -1)
    if up == place:
        assert place[-1] == 0
    else:
        assert move(raw, up, 1) == place
    assert raw == STARTS[code]


@settings(deadline=None)
@given(STARTED, PLACES)
def test_what_is_added_has_a_code_of_its_own_and_taking_it_away_is_nothing(code: str, at: str) -> None:
    raw = copy.deepcopy(STARTS[code])
    above = read_place(at) or ()
    if node(raw, above) is None or len(above) > 2:
        return
    new = add(raw, above)
    for level in range(3):
        assert len(set(codes(raw, level))) == len(codes(raw, level))
    assert isinstance(read_scheme(raw), Scheme)
    assert not isinstance(remove(raw, new), Problem)
    assert raw == STARTS[code]


@pytest.mark.parametrize("code", sorted(STARTS))
def test_the_form_as_it_is_shown_saves_to_the_same_scheme(code: str) -> None:
    raw = STARTS[code]
    for at in ["rules", "weights", *(written_place(place) for place, _part in walk(raw))]:
        form = opened(raw, at, {})
        assert form is not None
        typed = {one.name: one.value for one in every_field(form) if one.value}
        assert write_scheme(_sound(edited(raw, {"at": at, "do": "save", **typed}).scheme)) == raw, at


TEXT = st.text(st.characters(exclude_categories=["C"], exclude_characters="\u2028\u2029\x85"), min_size=1, max_size=9)


@settings(deadline=None)
@given(
    TEXT,
    TEXT.filter(lambda label: label != "not-attempted"),
    st.lists(TEXT, min_size=1, max_size=3),
    TEXT.filter(lambda code: code[0] != "@"),
)
def test_a_form_nobody_touched_changes_no_text(title: str, label: str, extra: list[str], name: str) -> None:
    raw: Raw = blank(title)
    aspect = raw["criteria"][0]["subcriteria"][0]["aspects"][0]
    aspect |= {"award": "choice", "choices": {label: "1", label + "（优）": "0"}, "extra": extra, "requirement": "一\n\n" + name}
    raw["awards"] = {"by": "share", "tiers": [[name, "0.125"]]}
    raw["sections"] = [{"code": name, "title": title, "weight": "10"}]
    standing = write_scheme(_sound_of(raw))
    for at in ("rules", "0.0.0"):
        form = opened(standing, at, {})
        assert form is not None
        typed = {one.name: one.value.replace("\n", "\r\n") for one in every_field(form) if one.value}
        assert write_scheme(_sound(edited(standing, {"at": at, **typed}).scheme)) == standing


def _sound_of(raw: Raw) -> Scheme:
    found = read_scheme(raw)
    assert isinstance(found, Scheme)
    return found


def _sound(scheme: Scheme | None) -> Scheme:
    assert scheme is not None
    return scheme


def test_the_ranking_follows_a_code_and_lets_go_of_what_is_gone() -> None:
    raw: dict[str, Any] = blank("试")
    add(raw, ())
    raw["ranking"] = {"order": ["criterion:B:desc", "aspect:A1.1:asc"], "ties": "shared"}
    before = tracked(raw)
    raw["criteria"][1]["code"] = "K"
    assert follow(raw, before) == {}
    assert raw["ranking"]["order"] == ["criterion:K:desc", "aspect:A1.1:asc"]
    before = tracked(raw)
    remove(raw, (0,))
    assert follow(raw, before) == {"A1": ""}
    assert raw["ranking"]["order"] == ["criterion:K:desc"]
    before = tracked(raw)
    recode(raw)
    assert follow(raw, before) == {"B1": "A1"}
    assert raw["ranking"]["order"] == ["criterion:A:desc"]


def test_the_last_one_stays_and_a_weight_is_given_away_first() -> None:
    raw = copy.deepcopy(STARTS["DG"])
    assert isinstance(remove(raw, (0,)), Problem)
    lonely = blank("试")
    assert isinstance(remove(lonely, (0, 0, 0)), Problem)
    assert raw == STARTS["DG"]


def test_an_aspect_moves_to_another_form_with_its_code() -> None:
    raw: Raw = blank("试")
    add(raw, (0, 0))
    second = add(raw, (0,))
    assert into(raw, (0, 0, 0), second) == (0, 1, 1)
    assert [each["code"] for each in siblings(raw, (0, 1, 0))] == ["A2.1", "A1.1"]
    assert isinstance(into(raw, (0, 0, 0), second), Problem)


@settings(deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=3), st.sampled_from(["max", "bands[0]", "title"]))
def test_a_problems_place_leads_back_to_its_part(place: list[int], key: str) -> None:
    assert place_of(f"{path(tuple(place))}.{key}") == (tuple(place), key)
    assert read_place(written_place(tuple(place))) == tuple(place)
