"""Against strangers: forged forms, foreign pages, foreign script, and doors that forgot to say whose they are."""

import re

import httpx
import pytest
import websockets
from litestar import get

from competition.app import application, doors
from competition.pages.rights import PUBLIC, Right
from competition.people.sessions import COOKIE
from competition.settings import Settings
from tests.web import Browser, SignIn


async def test_a_form_without_its_token_is_refused(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    await browser.get("/sign-in")
    bare = await browser.post("/sign-out")
    forged = await browser.post("/sign-out", data={"_csrf_token": "0" * 128})

    assert (bare.status_code, forged.status_code) == (403, 403)


async def test_every_answer_forbids_foreign_script_and_frames(browser: Browser) -> None:
    for path in ("/sign-in", "/nowhere", "/register/NO", "/season"):
        headers = (await browser.get(path)).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "frame-ancestors 'self'" in policy
        assert not re.search(r"unsafe|\*|https?:", policy)
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


async def test_a_socket_from_another_site_is_turned_away(browser: Browser, signed_in: SignIn, address: str) -> None:
    await signed_in()
    place = address.replace("http", "ws") + "/tablet/DG/socket"
    cookie = {"cookie": f"{COOKIE}={browser.cookies[COOKIE]}"}
    with pytest.raises(websockets.InvalidStatus) as refused:
        async with websockets.connect(place, origin="https://evil.example", additional_headers=cookie):  # type: ignore[arg-type]
            pass

    assert refused.value.response.status_code == 403


def test_every_door_says_whose_it_is() -> None:
    silent = [sorted(door.paths) for door in doors() if not isinstance(door.opt.get("right"), Right)]

    assert silent == []


@pytest.mark.usefixtures("database")
async def test_a_door_that_says_nothing_is_closed_to_everybody(settings: Settings, database_url: str) -> None:
    @get("/forgotten", sync_to_thread=False)
    def forgotten() -> str:
        return "open"

    @get("/open", right=PUBLIC, sync_to_thread=False)
    def opened() -> str:
        return "open"

    app = application(settings, database_url, [forgotten, opened])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as visitor:
        assert (await visitor.get("/open")).text == "open"
        assert (await visitor.get("/forgotten")).status_code == 401


async def test_who_has_no_right_is_told_so_and_who_is_nobody_is_asked_to_sign_in(browser: Browser, signed_in: SignIn) -> None:
    nobody = await browser.get("/quick-start")
    await signed_in("gu", "顾堃", organiser=False)
    without = await browser.get("/quick-start")

    assert nobody.headers["location"] == "/sign-in?to=/quick-start"
    assert without.status_code == 403
    assert "这一页不对您开放" in without.text


async def test_an_answer_for_a_program_says_the_same_as_a_problem(browser: Browser) -> None:
    answer = await browser.get("/quick-start", headers={"accept": "application/json"})

    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
    assert answer.json()["status"] == 401
