"""Every address names its right, and keeps it: whoever is not signed in gets in nowhere but where the public may."""

import re
from pathlib import Path

import pytest
import websockets

from competition.app import doors
from competition.judging.schema import Address, addresses
from competition.pages.rights import Right
from competition.settings import Settings
from tests.judging.venue import a_venue
from tests.web import Browser, SignIn

KNOWN = {"code": "DG", "wanted": "pdf", "link": "nobody", "token": "guessed", "label": "01", "subcriterion": "A1"}


def _filled(path: str) -> str:
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda hole: KNOWN.get(hole[1], "1"), path)


def test_every_door_names_its_right() -> None:
    open_doors = [str(handler.paths) for handler in doors() if not isinstance(handler.opt.get("right"), Right)]

    assert open_doors == []


async def _addresses(tmp_path: Path) -> tuple[Address, ...]:
    from competition.app import application

    return addresses(application(Settings(data=tmp_path), "postgresql:///nothing"))


async def test_who_is_not_signed_in_passes_no_door_but_the_public_ones(browser: Browser, tmp_path: Path) -> None:
    await a_venue()
    await browser.get("/sign-in")
    token = {"x-csrftoken": browser.cookies["csrftoken"], "accept": "application/json"}
    passed = []
    for one in await _addresses(tmp_path):
        if one.right == "public" or one.method not in ("GET", "POST"):
            continue
        answer = await browser.request(one.method, _filled(one.path), headers=token)
        if answer.status_code not in (401, 403):
            passed.append((one.path, one.method, answer.status_code))

    assert passed == []


async def test_a_referee_of_another_event_passes_no_door_of_this_one(browser: Browser, signed_in: SignIn, tmp_path: Path) -> None:
    await a_venue()
    await signed_in("stranger", "外人", organiser=False, device="tablet")
    await browser.get("/sign-in")
    token = {"x-csrftoken": browser.cookies["csrftoken"], "accept": "application/json"}
    passed = []
    for one in await _addresses(tmp_path):
        if "{code" not in one.path or one.right == "public" or one.method not in ("GET", "POST"):
            continue
        answer = await browser.request(one.method, _filled(one.path), headers=token)
        if answer.status_code != 403:
            passed.append((one.path, one.method, answer.status_code))

    assert passed == []


async def test_a_post_without_the_pages_token_is_refused(browser: Browser) -> None:
    answer = await browser.post("/sign-in", data={"name": "luo", "password": "x"}, headers={"accept": "application/json"})

    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_socket_from_another_sites_page_is_refused(address: str) -> None:
    await a_venue()
    target = address.replace("http", "ws") + "/hall/DG/socket"
    with pytest.raises(websockets.InvalidStatus, match="403"):
        await websockets.connect(target, proxy=None, origin=websockets.Origin("http://elsewhere.example"))


async def test_every_page_is_armoured(browser: Browser) -> None:
    for path in ("/season", "/sign-in", "/nothing-here"):
        headers = (await browser.get(path)).headers
        policy = headers["content-security-policy"]

        assert "script-src 'self'" in policy
        assert "style-src 'self'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"


async def test_the_schema_shows_every_address_to_those_who_are_signed_in(
    browser: Browser, signed_in: SignIn, tmp_path: Path
) -> None:
    await signed_in(organiser=False)
    page = (await browser.get("/schema")).text
    missing = [one.path for one in await _addresses(tmp_path) if one.path not in page]

    assert missing == []
    assert "An empty workbook of ours" in page
    assert "Wrap a given callable" not in page
