"""The draw: only the seed decides, everybody gets one place, and colleagues stand apart where they can."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competition.floor.draw import Entry, TooFewPlaces, draw, hash_of, label

entries = st.lists(
    st.tuples(st.integers(1, 10_000), st.sampled_from(["", "青梧机电公司", "白鹭电气厂", "长桥物业公司", "石榴汽车服务公司"])),
    max_size=40,
    unique_by=lambda pair: pair[0],
).map(lambda pairs: [Entry(*pair) for pair in pairs])
seeds = st.text("0123456789abcdef", min_size=1, max_size=64)


def sessions_for(count: int, stations: int) -> int:
    return max(1, -(-count // stations))


@settings(max_examples=60)
@given(seeds, entries, st.integers(1, 12))
def test_everybody_gets_exactly_one_place_and_no_station_is_given_twice(seed: str, those: list[Entry], stations: int) -> None:
    sessions = sessions_for(len(those), stations)
    places = draw(seed, those, sessions, stations)
    assert sorted(place.registration for place in places) == sorted(entry.registration for entry in those)
    assert len({(place.session, place.station) for place in places}) == len(places)
    assert all(1 <= place.station <= stations and 1 <= place.session <= sessions for place in places)


@settings(max_examples=40)
@given(seeds, entries, st.randoms())
def test_the_same_seed_draws_the_same_whatever_the_order_of_the_list(seed: str, those: list[Entry], chance: object) -> None:
    stirred = list(those)
    chance.shuffle(stirred)  # type: ignore[attr-defined]
    assert draw(seed, stirred, 4, 10) == draw(seed, those, 4, 10)


@settings(max_examples=60)
@given(seeds, entries, st.integers(1, 12))
def test_colleagues_stand_side_by_side_only_where_it_cannot_be_helped(seed: str, those: list[Entry], stations: int) -> None:
    employer = {entry.registration: entry.apart or f"#{entry.registration}" for entry in those}
    places = draw(seed, those, sessions_for(len(those), stations), stations)
    for session in {place.session for place in places}:
        row = [employer[place.registration] for place in sorted(places) if place.session == session]
        if max(Counter(row).values()) <= (len(row) + 1) // 2:
            assert all(left != right for left, right in pairwise(row))


def test_an_employers_people_are_spread_over_the_sessions() -> None:
    those = [Entry(number, "青梧机电公司" if number <= 4 else f"单位{number}") for number in range(1, 13)]
    places = draw("seed", those, 2, 6)
    assert Counter(place.session for place in places if place.registration <= 4) == {1: 2, 2: 2}


def test_every_station_falls_to_everybody_about_equally_often() -> None:
    those = [Entry(number, "甲" if number <= 2 else f"单位{number}") for number in range(1, 7)]
    stations = Counter(
        place.station for turn in range(600) for place in draw(f"seed{turn}", those, 1, 6) if place.registration == 6
    )
    assert all(60 <= stations[station] <= 140 for station in range(1, 7))


def test_another_seed_draws_otherwise() -> None:
    those = [Entry(number) for number in range(1, 13)]
    assert draw("a", those, 1, 12) != draw("b", those, 1, 12)


def test_more_people_than_places_are_refused() -> None:
    with pytest.raises(TooFewPlaces):
        draw("seed", [Entry(number) for number in range(1, 8)], 2, 3)


def test_the_published_hash_is_the_seeds_sha256() -> None:
    assert hash_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_label_names_the_session_only_where_there_are_several() -> None:
    assert (label(1, 7, 1), label(2, 7, 2), label(1, 7, 1, stations=120)) == ("07", "2-07", "007")


def test_more_sessions_than_needed_share_the_competitors() -> None:
    places = draw("seed", [Entry(number) for number in range(1, 11)], 2, 12)
    assert Counter(place.session for place in places) == {1: 5, 2: 5}
