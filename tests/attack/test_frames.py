"""Frames that nobody honest sends: deep, huge, binary, from a mad clock. Each fails alone; its neighbours notice nothing."""

import asyncio
import json
from typing import Any
from uuid import uuid4

import httpx
import pytest
from websockets.asyncio.client import connect

from competition.events.tables import Duty
from competition.judging.logbook import read, tried
from competition.judging.opening import open_round
from competition.judging.scorekeeper import keeper
from competition.people.sessions import end_all
from competition.people.tables import Account
from tests.judging.tablets import Tablet, cookie_of, tablet
from tests.judging.venue import Venue, a_venue, as_json, mark

DEEP = "[" * 50_000 + "]" * 50_000


@pytest.fixture
async def venue(address: str) -> Venue:
    made = await a_venue()
    await open_round(made.event, made.chief)
    return made


def entry(**odd: Any) -> dict[str, Any]:
    return as_json(mark("01", "B1.2", "J2", "5")) | odd


async def alive(link: Tablet) -> None:
    """This socket still takes a mark."""
    async with asyncio.timeout(10):
        (answer,) = await link.decides(as_json(mark("02", "B1.2", "J2", "6")))
    assert answer["outcome"] in ("entered", "same")


UNREADABLE: tuple[str | bytes, ...] = (
    b"\x00\xff\xfe",
    b"\xff" * 1000,
    DEEP,
    '{"decisions": [{"ref": "a", "kind": "mark", "body": ' + DEEP + "}]}",
    '{"decisions": [{"ref": "a", "kind": "mark", "body": {"competitor": "\\ud800"}}]}',
    json.dumps({"decisions": [{"ref": "a", "kind": "mark", "body": {}}] * 4000}),
    '{"decisions": null}',
    '{"unsent": 1e400}',
    "",
)
MAD_CLOCKS = ("9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999999Z", "2126-01-01T00:00:00Z")
OWN = {"competitor": "01", "aspect": "B1.2", "judge": "J2", "value": "5"}
ODD: tuple[dict[str, Any], ...] = (
    {"parent": "x" * 5000},
    {"parent": "a\x00b"},
    {"ref": "x" * 65},
    {"ref": "'; drop table line; --"},
    {"kind": "claim", "body": {"kind": "mark", "decision": {}, "why": "late", "says": "", "facts": {}}},
    {"kind": "opening", "body": {"scheme": "{}", "competitors": ["01"]}},
    {"body": OWN | {"note": "字" * 6_000}},
    {"body": OWN | {"value": "9" * 100_000}},
    {"body": OWN | {"competitor": "选手甲01"}},
    {"body": OWN | {"competitor": "2-01"}},
    {"body": OWN | {"judge": "J1"}},
)


async def test_a_frame_that_nobody_can_read_is_said_and_the_socket_lives(address: str, venue: Venue) -> None:
    async with tablet(address, "DG", await cookie_of("DG-J2")) as link:
        for frame in UNREADABLE:
            await link.link.send(frame)
            async with asyncio.timeout(10):
                (answer,) = await link.hears("answers")
            assert (answer["ref"], answer["outcome"]) == (None, "refused"), frame[:60]
        await alive(link)


async def test_a_mad_clock_costs_no_mark_and_not_the_others_in_its_batch(address: str, venue: Venue) -> None:
    async with tablet(address, "DG", await cookie_of("DG-J2")) as link:
        first = as_json(mark("03", "A1.2", "*", "5"))
        for value, made_at in enumerate(MAD_CLOCKS, 1):
            odd = as_json(mark(f"0{value}", "B1.2", "J2", "6")) | {"made_at": made_at}
            both = await link.decides(odd, first)
            assert [one["outcome"] for one in both] == ["entered", "refused"], made_at
        await alive(link)
    lines = await read(int(venue.round.id))
    assert len(tried(int(venue.round.id), lines)) == 1 + len(MAD_CLOCKS)


async def test_an_odd_decision_is_refused_alone(address: str, venue: Venue) -> None:
    async with tablet(address, "DG", await cookie_of("DG-J2")) as link:
        before = None
        for value, odd in enumerate(ODD, 1):
            sound = as_json(mark("03", "B1.2", "J2", str(value), parent=before))
            before = sound["ref"]
            odd_one, right = await link.decides(entry() | odd, sound)
            assert (odd_one["outcome"], right["outcome"]) == ("refused", "entered"), odd
            assert "损坏" not in odd_one["says"]
        await alive(link)


async def test_a_ref_belongs_to_its_author_and_its_body(address: str, venue: Venue) -> None:
    ref = str(uuid4())
    async with (
        tablet(address, "DG", await cookie_of("DG-J2")) as second,
        tablet(address, "DG", await cookie_of("DG-J3")) as third,
    ):
        first = as_json(mark("01", "B1.2", "J2", "5", ref=ref))
        assert [one["outcome"] for one in await second.decides(first, first)] == ["entered", "entered"]
        (other,) = await second.decides(as_json(mark("01", "B1.2", "J2", "6", ref=ref)))
        (another,) = await third.decides(as_json(mark("01", "B1.2", "J3", "6", ref=ref)))
    assert (other["outcome"], another["outcome"]) == ("refused", "entered")
    assert (await keeper().book(int(venue.round.id))).number == 3


async def test_who_lost_his_duty_is_heard_no_more_on_an_open_socket(address: str, venue: Venue) -> None:
    async with tablet(address, "DG", await cookie_of("DG-J2")) as link:
        await alive(link)
        gone = await Account.objects().where(Account.name == "DG-J2").first()
        assert gone is not None
        await Duty.delete().where(Duty.account == gone.id)
        await link.says(decisions=[entry()])
        await link.link.wait_closed()
        assert link.link.close_code == 4403
    assert (await keeper().book(int(venue.round.id))).number == 2


async def test_who_is_signed_out_elsewhere_hears_nothing_more(address: str, venue: Venue) -> None:
    async with tablet(address, "DG", await cookie_of("DG-J2")) as link:
        await link.hears("still")
        gone = await Account.objects().where(Account.name == "DG-J2").first()
        assert gone is not None
        await end_all(gone.id)
        await keeper().decide(int(venue.round.id), venue.referees[0], [mark("01", "A1.2", "*", "5")])
        async with asyncio.timeout(10):
            await link.link.wait_closed()
        assert link.link.close_code == 4401


async def test_noise_on_a_board_or_a_desk_ends_at_most_itself(address: str, venue: Venue, capfd: Any) -> None:
    cookie = {"cookie": await cookie_of("DG-chief", "desk")}
    for worth, path in ((5, "/hall/DG/socket"), (6, "/desk/DG/socket")):
        async with connect(address.replace("http", "ws") + path, additional_headers=cookie, proxy=None) as link:
            await link.recv()
            for noise in (b"\x00\xff", "x" * 100_000, "{"):
                await link.send(noise)
            await keeper().decide(int(venue.round.id), venue.referees[0], [mark(f"0{worth - 4}", "A1.2", "*", str(worth))])
            async with asyncio.timeout(10):
                await link.recv()
    assert "Traceback" not in capfd.readouterr().err


async def test_nonsense_about_where_one_was_starts_anew(address: str, venue: Venue) -> None:
    cookie = {"cookie": await cookie_of("DG-J2")}
    place = f"{address.replace('http', 'ws')}/tablet/DG/socket?"
    for query in ("since=-99", "since=" + "9" * 40, "since=1&epoch=%00%FF", "epoch=" + "e" * 4000):
        async with connect(place + query, additional_headers=cookie, proxy=None) as link, asyncio.timeout(10):
            assert "hello" in json.loads(await link.recv()), query
            assert "reset" in json.loads(await link.recv()), query


async def test_the_way_by_post_knows_the_same_bounds(address: str, venue: Venue) -> None:
    cookies = {"sid": (await cookie_of("DG-J2")).partition("=")[2]}
    async with httpx.AsyncClient(base_url=address, cookies=cookies, trust_env=False) as line:
        await line.get("/sign-in")
        headers = {"x-csrftoken": line.cookies["csrftoken"], "content-type": "application/json"}
        for body in ('{"decisions": [{"ref": "a", "kind": "mark", "body": ' + DEEP + "}]}", "[" * 10**6, "\x00", ""):
            answer = await line.post("/tablet/DG/decisions", content=body, headers=headers)
            assert (answer.status_code, answer.json()["answers"][0]["outcome"]) == (200, "refused")
        huge = await line.post("/tablet/DG/decisions", content=b" " * (21 * 1024 * 1024), headers=headers)
        assert huge.status_code == 413
