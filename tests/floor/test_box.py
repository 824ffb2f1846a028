"""The machine that serves: its address and its copy, at the desk and on the page for the day it dies."""

import json
from datetime import UTC, datetime
from pathlib import Path

from websockets.asyncio.client import connect

from competition.floor.box import copy_of
from competition.judging.opening import open_round
from competition.live import whereabouts as live
from competition.live.beside import BEHIND, GONE, WITH, CopyStatus
from competition.live.whereabouts import whereabouts
from tests.judging.tablets import cookie_of
from tests.judging.venue import a_venue
from tests.web import Browser, SignIn


def test_a_copy_is_said_to_be_late_when_it_is() -> None:
    told = CopyStatus("/media/usb", WITH, whole_at=100.0)
    gone = CopyStatus(
        "/media/usb", GONE, whole_at=100.0, lacking=12, says="“{folder}”不在，没有副本", facts={"folder": "/media/usb"}
    )

    assert (copy_of(told, 103.0).word, copy_of(told, 103.0).ago) == ("跟上", 3)
    assert (copy_of(told, 145.0).kind, copy_of(told, 145.0).ago) == ("wait", 45)
    assert copy_of(gone, 140.0).text == "“/media/usb”不在，没有副本；差 12 行"
    assert copy_of(CopyStatus("/media/usb", BEHIND), 1.0).text == "正在做第一份整份备份"
    assert copy_of(None).word == "没有"


def test_an_address_that_changed_is_said_until_it_is_back(tmp_path: Path) -> None:
    live.note(tmp_path, ("http://192.168.1.5:8000",))
    moved = live._look(tmp_path, "192.168.1.77", 8000)
    again = live._look(tmp_path, "192.168.1.77", 8000)
    back = live._look(tmp_path, "192.168.1.5", 8000)

    assert (moved.was, again.was, back.was) == ("http://192.168.1.5:8000", "http://192.168.1.5:8000", "")
    assert again.since is not None
    assert again.since <= datetime.now(UTC)
    assert whereabouts(tmp_path, "127.0.0.1", 8000).local


async def test_the_desk_and_the_spares_page_say_where_the_server_is(browser: Browser, signed_in: SignIn) -> None:
    venue = await a_venue()
    await open_round(venue.event, venue.chief)
    await signed_in("luo", organiser=True)
    spare = (await browser.get("/organise/spare")).text
    desk = (await browser.get("/desk/DG")).text

    assert "competition restore /media/usb" in spare
    assert "competition serve --host 0.0.0.0" in spare
    assert "没有开副本" in desk
    assert "<svg" in desk
    assert 'href="/organise/spare"' in desk


async def test_the_desks_bell_tells_of_the_box(address: str) -> None:
    venue = await a_venue()
    await open_round(venue.event, venue.chief)
    name = venue.chief.name
    headers = {"cookie": await cookie_of(name, "desk")}
    async with connect(address.replace("http", "ws") + "/desk/DG/socket", additional_headers=headers, proxy=None) as bell:
        told = json.loads(await bell.recv())

    assert told["box"].startswith("http://127.0.0.1:")
    assert told["ago"] is None
