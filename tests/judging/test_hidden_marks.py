"""What a tablet is told of the others' marks: nothing until the leader shows them to the team, then all of that aspect."""

import json
from typing import Any

from competition.judging.authority import Author
from competition.judging.scorekeeper import Scorekeeper
from competition.judging.tablet.sight import lines_seen, round_seen
from scoring.decisions import Absence, Reveal
from tests.judging.venue import Venue, mark, sent


async def heard(kept: Scorekeeper, venue: Venue, who: Author, since: int = 1) -> list[dict[str, Any]]:
    """The lines that his tablet gets: kind and what it says."""
    book = await kept.book(venue.round.id)
    return [{"kind": line.kind, **json.loads(bytes(line.body))} for line in lines_seen(book, who, since)]


async def told(kept: Scorekeeper, venue: Venue, who: Author, decision: Reveal) -> tuple[str, str]:
    (answer,) = await kept.decide(venue.round.id, who, [sent(decision)])
    return answer.outcome, answer.says


async def all_have_entered(kept: Scorekeeper, venue: Venue, *values: str) -> None:
    for judge, value in zip(venue.referees, values, strict=False):
        await kept.decide(venue.round.id, judge, [mark("01", "B1.1", judge.judge, value)])


async def test_only_the_leader_shows_and_only_when_all_have_entered(kept: Scorekeeper, venue: Venue) -> None:
    first, second, _third = venue.referees
    await all_have_entered(kept, venue, "2", "1")
    assert (await told(kept, venue, first, Reveal("01", "B1.1")))[0] == "refused"
    assert [line["judge"] for line in await heard(kept, venue, second)] == ["J2"]

    await kept.decide(venue.round.id, venue.chief, [sent(Absence("01", "B1.1", "J3", "身体不适"))])
    assert await told(kept, venue, second, Reveal("01", "B1.1")) == ("refused", "亮分由本组组长来做。")
    assert (await told(kept, venue, first, Reveal("01", "B1.1")))[0] == "entered"


async def test_what_is_shown_reaches_the_whole_team_and_what_is_entered_again_too(kept: Scorekeeper, venue: Venue) -> None:
    first, second, third = venue.referees
    await all_have_entered(kept, venue, "3", "2", "1")
    await kept.decide(venue.round.id, second, [mark("02", "B1.1", "J2", "3")])
    await told(kept, venue, first, Reveal("01", "B1.1"))

    place = {"competitor": "01", "aspect": "B1.1"}
    lines = await heard(kept, venue, third)
    assert {"kind": "reveal", **place, "open": True} in lines
    assert [(line["judge"], line["value"]) for line in lines if line["kind"] == "mark"] == [("J3", "1"), ("J1", "3"), ("J2", "2")]

    head = (await kept.book(venue.round.id)).heads["01", "B1.1", "J1"].ref
    await kept.decide(venue.round.id, first, [mark("01", "B1.1", "J1", "2", parent=head)])
    assert (await heard(kept, venue, third))[-1]["value"] == "2"


async def test_a_tablet_that_begins_later_begins_with_what_was_shown(kept: Scorekeeper, venue: Venue) -> None:
    first, _second, third = venue.referees
    await all_have_entered(kept, venue, "2", "2", "1")
    before = round_seen(await kept.book(venue.round.id), third)
    await told(kept, venue, first, Reveal("01", "B1.1"))
    now = round_seen(await kept.book(venue.round.id), third)

    assert [mark["judge"] for mark in before["marks"]] == ["J3"]
    assert [mark["judge"] for mark in now["marks"]] == ["J1", "J2", "J3"]
    assert (before["revealed"], now["revealed"]) == ([], [{"competitor": "01", "aspect": "B1.1", "open": False}])


async def test_a_mark_that_comes_after_what_was_shown_is_kept_for_the_chief(kept: Scorekeeper, venue: Venue) -> None:
    first, _second, third = venue.referees
    await all_have_entered(kept, venue, "2", "2", "1")
    await told(kept, venue, first, Reveal("01", "B1.1"))
    head = (await kept.book(venue.round.id)).heads["01", "B1.1", "J3"].ref
    (answer,) = await kept.decide(venue.round.id, third, [mark("01", "B1.1", "J3", "2", parent=head)])

    assert answer.outcome == "conflict"
    assert "已亮分" in answer.says
