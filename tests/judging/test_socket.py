"""A tablet on its socket: answers after the commit, lines from where it was, rights at every message."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from competition.events.tables import Duty
from competition.judging.logbook import read
from competition.judging.scorekeeper import keeper
from competition.judging.tablet.presence import tablets
from competition.people.tables import Account, SignIn
from scoring.decisions import Closing, Return, Signature, Status
from tests.judging.tablets import Tablet, cookie_of, tablet
from tests.judging.venue import LABELS, Venue, a_venue, as_json, mark, opening, sent


@pytest.fixture
async def venue(address: str) -> Venue:
    made = await a_venue()
    await keeper().decide(made.round.id, made.chief, [opening(made)])
    return made


@pytest.fixture
async def team(address: str, venue: Venue) -> AsyncIterator[list[Tablet]]:
    """Three referees' tablets, greeted and given what they begin with."""
    async with AsyncExitStack() as open_links:
        found = []
        for referee in venue.referees:
            cookie = await cookie_of(referee.name)
            one = await open_links.enter_async_context(tablet(address, "DG", cookie))
            await one.hears("reset")
            found.append(one)
        yield found


async def test_an_answer_comes_after_the_commit_and_once_only(venue: Venue, team: list[Tablet]) -> None:
    entry = as_json(mark("01", "A1.2", "*", "5.5"))
    (first,) = await team[0].decides(entry)
    assert first == {"ref": entry["ref"], "outcome": "entered", "number": 2, "says": "", "head": None}
    assert [line.ref for line in await read(venue.round.id)] == ["opening", entry["ref"]]
    assert await team[0].decides(entry) == [first]
    assert len(await read(venue.round.id)) == 2


async def test_the_others_of_the_team_see_what_it_agreed_on_and_nobody_sees_another_judges_mark(team: list[Tablet]) -> None:
    await team[0].decides(as_json(mark("01", "A1.2", "*", "5")), as_json(mark("01", "B1.1", "J1", "2")))
    lines = await team[1].hears("lines")
    assert [(line["body"]["aspect"], line["mine"]) for line in lines] == [("A1.2", False)]
    await team[1].decides(as_json(mark("01", "B1.1", "J2", "3")))
    lines = await team[1].hears("lines")
    assert [(line["body"]["judge"], line["mine"]) for line in lines] == [("J2", True)]


async def test_a_tablet_that_comes_back_gets_what_it_missed(address: str, venue: Venue, team: list[Tablet]) -> None:
    await team[0].decides(*(as_json(mark(label, "A1.2", "*", "5")) for label in LABELS))
    epoch = (await keeper().book(venue.round.id)).epoch
    async with tablet(address, "DG", await cookie_of("DG-J2"), since=3, epoch=epoch) as back:
        assert (await back.hears("hello"))["number"] == 5
        assert [line["number"] for line in await back.hears("lines")] == [4, 5]


@pytest.mark.parametrize(("since", "epoch"), [(0, ""), (2, "another-history"), (99, None)])
async def test_a_tablet_of_another_history_begins_anew(address: str, venue: Venue, since: int, epoch: str | None) -> None:
    await keeper().decide(venue.round.id, venue.referees[0], [mark("01", "A1.2", "*", "5"), mark("01", "B1.1", "J1", "2")])
    own = (await keeper().book(venue.round.id)).epoch
    async with tablet(address, "DG", await cookie_of("DG-J2"), since=since, epoch=own if epoch is None else epoch) as back:
        boot = await back.hears("reset")
    assert (boot["epoch"], boot["number"], boot["judge"]) == (own, 3, "J2")
    assert [(m["aspect"], m["value"]) for m in boot["marks"]] == [("A1.2", "5")], "the mark of J1 is not for J2"
    assert "选手甲" not in json.dumps(boot, ensure_ascii=False)
    assert "青梧" not in json.dumps(boot, ensure_ascii=False)
    assert [a["judge"] for a in boot["forms"][0]["aspects"]] == [None, None]
    assert [a["judge"] for a in boot["forms"][1]["aspects"]] == ["J2", "J2"]


@pytest.mark.parametrize(
    "frame", ["", "{", "[]", '{"decisions": 7}', '{"decisions": [{"ref": 1}]}', b"\xff\xfe", '{"unsent": "x"}']
)
async def test_a_malformed_frame_is_objected_to_and_the_connection_lives_on(team: list[Tablet], frame: str | bytes) -> None:
    await team[0].link.send(frame)
    (answer,) = await team[0].hears("answers")
    assert (answer["ref"], answer["outcome"]) == (None, "refused")
    assert answer["says"]
    assert (await team[0].decides(as_json(mark("01", "A1.2", "*", "5"))))[0]["outcome"] == "entered"


async def test_who_is_signed_out_hears_so_at_his_next_message(venue: Venue, team: list[Tablet]) -> None:
    await SignIn.delete(force=True)
    await team[0].says(decisions=[as_json(mark("01", "A1.2", "*", "5"))])
    with pytest.raises(ConnectionClosed):
        await asyncio.wait_for(team[0].hears("answers"), 10)
    assert team[0].link.close_code == 4401
    assert len(await read(venue.round.id)) == 1


async def test_whose_duty_is_taken_away_enters_and_hears_nothing_more(venue: Venue, team: list[Tablet]) -> None:
    account = await Account.objects().where(Account.name == "DG-J1").first()
    assert account is not None
    await Duty.delete().where(Duty.account == account.id)
    await team[0].says(decisions=[as_json(mark("01", "A1.2", "*", "5"))])
    with pytest.raises(ConnectionClosed):
        await asyncio.wait_for(team[0].hears("answers"), 10)
    assert team[0].link.close_code == 4403
    assert len(await read(venue.round.id)) == 1


async def test_a_stranger_and_a_foreign_page_get_nowhere(address: str, venue: Venue) -> None:
    async with tablet(address, "DG", "sid=nobody") as stranger:
        with pytest.raises(ConnectionClosed):
            await stranger.hears("hello")
        assert stranger.link.close_code == 4401
    with pytest.raises(InvalidStatus):
        async with tablet(address, "DG", await cookie_of("DG-J1"), origin="https://elsewhere.example"):
            pass


async def test_closings_statuses_and_returns_come_down(venue: Venue, team: list[Tablet]) -> None:
    await team[0].decides(as_json(mark("01", "A1.1", "*", "yes")), as_json(mark("01", "A1.2", "*", "5")))
    await team[0].decides(as_json(sent(Signature("01", "A1", "J1"))))
    chief = [sent(Status("02", "absent")), sent(Return("01", "A1", "漏写扣分说明")), sent(Closing(0, "B1"))]
    await keeper().decide(venue.round.id, venue.chief, chief)
    seen: list[str] = []
    while "closing" not in seen:
        seen += [line["kind"] for line in await team[1].hears("lines")]
    assert seen == ["mark", "mark", "signature", "status", "return", "closing"] or seen[-3:] == ["status", "return", "closing"]


async def test_what_a_tablet_still_holds_is_known(team: list[Tablet]) -> None:
    await team[0].says(unsent=3)
    await team[0].says(ping=1)
    await team[0].hears("still")
    assert (tablets("DG")["DG-J1"].unsent, tablets("DG")["DG-J1"].connected) == (3, 1)


async def test_a_round_that_begins_reaches_the_tablets(address: str) -> None:
    waiting = await a_venue("HG")
    async with tablet(address, "HG", await cookie_of("HG-J1")) as early:
        await early.hears("still")
        await keeper().decide(waiting.round.id, waiting.chief, [opening(waiting)])
        boot = await asyncio.wait_for(early.hears("reset"), 10)
    assert [station["label"] for station in boot["stations"]] == list(LABELS)
