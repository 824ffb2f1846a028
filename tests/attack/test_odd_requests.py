"""Odd requests at every door: broken characters, NUL, wrong types, giant numbers. Never our own fault (500)."""

import re
from pathlib import Path

import asyncpg
import httpx
import pytest

from competition.app import application
from competition.judging.opening import open_round
from competition.judging.schema import Address, addresses
from competition.settings import Settings
from tests.judging.venue import Venue, a_venue
from tests.web import Browser, SignIn

KNOWN = {
    "code": "DG",
    "wanted": "pdf",
    "link": "nobody",
    "token": "guessed",
    "label": "01",
    "form": "A1",
    "act": "withdraw-notice",
}
# NUL, half a character, bytes that are no UTF-8, a number that no column holds, a line end, a way up, a name too long
ODD = ("%00", "%ED%A0%80", "%FF%FE", "9" * 30, "%0d%0aX-A:%20b", "..%2f..%2fetc", "é" * 300)
FIELDS = """
    name password pin to back act do kind competitor aspect judge value note reason ref parent number take subcriterion session
    points seconds status approvers witness quota was called title code display seat full link text rows employer name-1 phone-1
    sex-1 identity-1 team leader liaison delegation year hosts office phone address referees people date start minutes c-1-name
    c-99999999999999999999-name place-1
"""
DEEP = b"[" * 50_000 + b"]" * 50_000
NAMED = b'Content-Disposition: form-data; name="sheet"; filename="\x00.xlsx"'
BODIES = (
    ("application/json", b'{"decisions": [{"ref": "a", "kind": "mark", "body": ' + DEEP + b"}]}"),
    ("text/plain", b"\xff\xfe\x00"),
    ("multipart/form-data; boundary=x", b"--x\r\n" + NAMED + b"\r\n\r\nPK\x03\x04\r\n--x--\r\n"),
    ("multipart/form-data", b"no boundary"),
    ("application/x-www-form-urlencoded; charset=utf-16", b"name=a"),
)
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
async def venue(browser: Browser, signed_in: SignIn) -> Venue:
    """A running event, read by its organiser, who may pass most doors."""
    made = await a_venue()
    await open_round(made.event, made.chief)
    await signed_in()
    await browser.get("/sign-in")
    return made


@pytest.fixture
def doors(tmp_path: Path) -> list[Address]:
    found = addresses(application(Settings(data=tmp_path / "other"), "postgresql:///nothing"))
    return [one for one in found if one.method in ("GET", "POST") and "sign-out" not in one.path]


def filled(path: str, odd: str = "") -> str:
    """The address with what is known; or with `odd` in its last hole."""
    holes = re.findall(r"\{(\w+)(?::\w+)?\}", path)
    for at, hole in enumerate(holes):
        value = odd if odd and at == len(holes) - 1 else KNOWN.get(hole, "1")
        path = re.sub(r"\{" + hole + r"(?::\w+)?\}", value, path, count=1)
    return path


async def broken(browser: Browser, method: str, path: str, kind: str = FORM, content: bytes = b"") -> list[tuple[str, str]]:
    """What was answered with our own fault, or with a traceback."""
    headers = {"x-csrftoken": browser.cookies["csrftoken"], "content-type": kind}
    answer = await browser.request(method, httpx.URL(path), content=content, headers=headers)
    return [(method, path[:90])] if answer.status_code == 500 or "Traceback" in answer.text else []


async def test_odd_addresses_and_questions(browser: Browser, venue: Venue, doors: list[Address]) -> None:
    names = ("to", "back", "view", "seat", "saved", "state", "page", "do", "error")
    found = []
    for one in doors:
        for odd in ODD if "{" in one.path and not one.path.startswith("/s/") else ("%00",):
            found += await broken(browser, one.method, filled(one.path, odd))
        for odd in ODD[:4] if one.method == "GET" else ():
            found += await broken(browser, "GET", f"{filled(one.path)}?{'&'.join(f'{name}={odd}' for name in names)}")

    assert found == []


async def test_odd_forms_and_bodies(browser: Browser, venue: Venue, doors: list[Address]) -> None:
    acts = ("", "&act=start", "&do=create", "&kind=return&competitor=01&subcriterion=A1")
    forms = ["&".join(f"{name}={odd}" for name in FIELDS.split()) for odd in ODD[:4]]
    found = []
    for one in doors:
        if one.method == "POST":
            for act in acts if "desk" in one.path or "quick" in one.path else acts[:1]:
                for form in forms:
                    found += await broken(browser, "POST", filled(one.path), FORM, (form + act).encode())
            for kind, body in BODIES:
                found += await broken(browser, "POST", filled(one.path), kind, body)

    assert found == []


async def test_a_foreign_cookie_is_nobodys_and_a_guessed_welcome_is_not_there(browser: Browser) -> None:
    for cookie in (b"sid=\xff\xfe; lang=\xe4", b"sid=", b"csrftoken=\xff", b"lang=../../etc; large=on; sid=" + b"a" * 5000):
        assert (await browser.get("/season", headers=[(b"cookie", cookie)])).status_code == 200, cookie
    for token in ("guessed", "%C3%A9", "%00", "%FF", "a" * 4000):
        assert (await browser.get(f"/welcome/{token}")).status_code in (400, 404), token


async def test_an_act_whose_reason_no_table_can_hold_moves_nothing_or_all(
    browser: Browser, venue: Venue, database_url: str
) -> None:
    link = await asyncpg.connect(database_url)
    try:
        await browser.fill("/organise/DG/results/reopen-marking", reason="a\x00b")
        await browser.fill("/desk/DG/stage", act="reopen", reason="a\x00b")
        seen = await link.fetchrow(
            "select stage, (select count(*) from stage_act), (select count(*) from act where act = 'start') from event"
        )
        assert tuple(seen or ()) == ("running", 1, 1)
    finally:
        await link.close()
