"""Standings are the lines, folded: from nothing, at a line, and as the public may see them."""

import msgspec
import pytest

from competition.judging.scorekeeper import Scorekeeper
from competition.judging.standings import encoded, frame, missing, rank_of, ranking_at, standing
from competition.pages.refusal import Refusal
from scoring.decisions import Freeze, Penalty, Withdrawal
from tests.judging.venue import LABELS, Venue, a_venue, mark, opening, sent


async def test_the_standing_is_what_comes_of_all_lines_from_nothing(kept: Scorekeeper, venue: Venue) -> None:
    one, leader = venue.round.id, venue.referees[0]
    seen = {}
    for label, value in zip(LABELS, ("5", "4.5", "6", "0"), strict=True):
        await kept.decide(one, leader, [mark(label, "A1.2", "*", value, ref=f"r{label}")])
        seen[(await standing(one))[0]] = (await standing(one))[1]
    await kept.decide(one, venue.chief, [sent(Penalty("03", "2", "超时"))])
    await kept.decide(one, leader, [sent(Withdrawal("02", "A1.2", "*"), "r02")])

    number, now = await standing(one)
    assert number == 7
    assert now == await ranking_at(one, number)
    assert [(each.competitor, each.place) for each in now.standings[:2]] == [("01", 1), ("03", 2)]
    for at, ranking in seen.items():
        assert await ranking_at(one, at) == ranking
    with pytest.raises(Refusal, match="第 8 行"):
        await ranking_at(one, 8)


async def test_undo_restores_the_standing(kept: Scorekeeper, venue: Venue) -> None:
    one, leader = venue.round.id, venue.referees[0]
    await kept.decide(one, leader, [mark("01", "A1.2", "*", "5")])
    _, before = await standing(one)
    await kept.decide(one, leader, [mark("02", "A1.2", "*", "6", ref="a")])
    await kept.decide(one, leader, [sent(Withdrawal("02", "A1.2", "*"), "a")])
    assert (await standing(one))[1] == before


async def test_a_freeze_leaks_nothing(kept: Scorekeeper, venue: Venue) -> None:
    one, leader = venue.round.id, venue.referees[0]
    await kept.decide(one, leader, [mark("01", "A1.2", "*", "5")])
    await kept.decide(one, venue.chief, [sent(Freeze(True))])
    book = await kept.book(one)
    frozen = [encoded(frame(book, mode, "电工")) for mode in ("progress", "stations", "names", "none")]
    await kept.decide(one, leader, [mark("02", "A1.2", "*", "6"), mark("01", "A1.1", "*", "yes")])
    await kept.decide(one, venue.chief, [sent(Freeze(True))])
    await kept.decide(one, leader, [mark("03", "A1.2", "*", "6")])

    assert [encoded(frame(book, mode, "电工")) for mode in ("progress", "stations", "names", "none")] == frozen
    assert frame(book, "stations", "电工").number == 3
    assert (await standing(one))[0] == 7
    await kept.decide(one, venue.chief, [sent(Freeze(False))])
    assert frame(book, "stations", "电工").number == 8
    assert [row.label for row in frame(book, "stations", "电工").rows][:2] == ["01", "02"]


async def test_a_board_shows_marks_only_where_the_event_says_so(kept: Scorekeeper, venue: Venue) -> None:
    await kept.decide(venue.round.id, venue.referees[0], [mark("03", "A1.2", "*", "5"), mark("01", "A1.2", "*", "4")])
    book = await kept.book(venue.round.id)
    names = dict.fromkeys(LABELS, ("周望舒", "青梧机电公司"))
    shown = {mode: frame(book, mode, "电工", names) for mode in ("progress", "stations", "names", "none")}
    assert [(row.label, row.place, row.total) for row in shown["progress"].rows] == [(label, None, "") for label in LABELS]
    assert [(row.label, row.place, row.total, row.name) for row in shown["stations"].rows[:2]] == [
        ("03", 1, "5.00", ""),
        ("01", 2, "4.00", ""),
    ]
    assert shown["names"].rows[0].name == "周望舒"
    assert shown["none"].rows == ()
    assert [row.total for row in shown["stations"].rows[2:]] == ["", ""], "nothing yet is not 0"


async def test_a_board_of_forty_is_4_kilobytes_or_less(kept: Scorekeeper) -> None:
    venue = await a_venue(labels=("01",))
    labels = tuple(f"{n:02d}" for n in range(1, 41))
    await kept.decide(venue.round.id, venue.chief, [opening(venue, labels)])
    await kept.decide(venue.round.id, venue.referees[0], [mark(label, "A1.2", "*", "5.5") for label in labels])
    board = encoded(frame(await kept.book(venue.round.id), "stations", "电工"))
    assert len(board) <= 4096
    assert msgspec.json.decode(board)["rows"][0]["place"] == 1


async def test_what_is_missing_is_listed(kept: Scorekeeper, venue: Venue) -> None:
    before = len(await missing(venue.round.id))
    await kept.decide(venue.round.id, venue.referees[0], [mark("01", "A1.1", "*", "yes")])
    assert len(await missing(venue.round.id)) == before - 1
    tally = (await kept.book(venue.round.id)).tally
    assert tally is not None
    assert not rank_of(tally).complete
