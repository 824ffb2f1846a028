"""Whatever a scoring referee can reach, by page, socket or error, names no competitor, no employer, no identity."""

import asyncio
import json
import random
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from litestar import Litestar
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from competition.app import application
from competition.events.tables import Duty
from competition.judging.schema import Address, addresses
from competition.people.masking import masked_identity, masked_phone
from competition.people.sealed import fingerprint, seal
from competition.people.tables import Person
from competition.registration.tables import Registration
from competition.settings import Settings, secret
from tests.judging.venue import SCHEME
from tests.stories.organising import at_the_desk, cards, quick_start
from tests.stories.tablets import Tablet
from tests.web import Browser, SignIn

PEOPLE = ["澹台雪", "澹台舟", "公西远", "公西晴", "羊舌青", "羊舌朗"]
EMPLOYERS = ["枕流轴承厂", "听涛酒家", "栖霞园林站"]
IDENTITY, PHONE = "510107199803150018", "13800000018"
LEADER, LIAISON, DELEGATION = "钟离领队", "钟离联络", "望江代表队"
# what the addresses are filled with: all of it is there, but for the competitors' own secret links; numbers are 1
THERE = {
    "code": "DG", "wanted": "json", "label": "01", "subcriterion": "B1", "form": "B1",
    "act": "sign-off", "name": "scheme.json", "switch": "on", "token": "guessed", "file_path": "tablet.js",
}  # fmt: skip
WRONG = ["/tablet/XX", "/nothing", "/r/nobodys-link", "/t/NOBODYS", "/desk/DG/form/99/B1", "/hall/XX", "/tablet/DG?since=x"]


@pytest.fixture
async def event(browser: Browser, signed_in: SignIn, settings: Settings) -> None:
    """A running event whose people are known as well as people can be."""
    await signed_in()
    people = [f"{name}\t{EMPLOYERS[n % 3]}\t{DELEGATION}" for n, name in enumerate(PEOPLE)]
    made = await quick_start(browser, SCHEME, people, 3, code="DG")
    assert made.status_code == 303, made.text
    key = secret(settings, "identity")
    known = {
        Person.identity: seal(IDENTITY, key),
        Person.identity_key: fingerprint(IDENTITY, key),
        Person.phone: seal(PHONE, key),
    }
    await Person.update(known).where(Person.name == PEOPLE[0])  # type: ignore[arg-type]
    await Registration.update({Registration.leader: LEADER, Registration.liaison: LIAISON}, force=True)
    await Duty.update({Duty.employer: EMPLOYERS[1]}).where(Duty.seat == 2)
    assert (await browser.fill("/coding/DG/recuse", at="/coding/DG", act="all")).status_code == 303
    await at_the_desk(browser, "DG", "stage", act="start")


@pytest.fixture
async def secrets() -> list[str]:
    """What may be nowhere."""
    links = [row["link"] for row in await Registration.select(Registration.link)]
    hidden = [IDENTITY, masked_identity(IDENTITY), PHONE, masked_phone(PHONE), LEADER, LIAISON, DELEGATION]
    return [*PEOPLE, *EMPLOYERS, *hidden, *links]


@pytest.fixture
async def referee(address: str, event: None, browser: Browser, tmp_path: Path) -> AsyncIterator[tuple[Tablet, Browser]]:
    """The second referee, signed in by his card: on his tablet, and in a browser with the same cookie."""
    tablet = Tablet(address, "DG", (await cards(browser, "DG", tmp_path))["J2"], random.Random(4))
    await tablet.sign_in()
    cookie = {"sid": tablet.cookie.partition("=")[2]}
    async with Browser(base_url=address, cookies=cookie, trust_env=False, follow_redirects=True) as reader:
        yield tablet, reader


def _asked(path: str, link: str) -> str:
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda hole: (THERE | {"link": link}).get(hole[1], "1"), path)


def told(answer: httpx.Response) -> str:
    """All that came: head and body, of a kind that can be read."""
    kind = answer.headers.get("content-type", "text/plain")
    assert kind.startswith(("text/", "application/json", "application/problem+json")), (answer.url, kind)
    return f"{answer.url} {answer.headers} {answer.text}"


async def _all(tmp_path: Path) -> tuple[Address, ...]:
    made: Litestar = application(Settings(data=tmp_path), "postgresql:///nothing")
    return addresses(made)


async def test_no_page_and_no_error_names_anybody(
    referee: tuple[Tablet, Browser], secrets: list[str], browser: Browser, tmp_path: Path
) -> None:
    tablet, reader = referee
    await reader.get("/sign-in")
    token = {"x-csrftoken": reader.cookies["csrftoken"]}
    texts: dict[str, str] = {}
    reached = []
    listed = [one for one in await _all(tmp_path) if one.method in ("GET", "POST") and one.path != "/sign-out"]
    for accept in ("text/html", "application/json"):
        for one in listed:
            path = _asked(one.path, tablet.card[0])
            answer = await reader.request(one.method, path, headers=token | {"accept": accept}, data={"pin": "000000"})
            texts[f"{one.method} {path} {accept}"] = told(answer)
            reached += [one.path] if answer.status_code == 200 else []
        for path in WRONG:
            texts[f"GET {path} {accept}"] = told(await reader.get(path, headers={"accept": accept}))
    named = {where: word for where, text in texts.items() for word in secrets if word in text}

    assert named == {}
    assert {"/tablet/{code:str}", "/hall/{code:str}", "/schema", "/season"} <= set(reached)
    organisers = (await browser.get("/organise/DG/results")).text
    assert all(name in organisers for name in PEOPLE), "the same search finds them where they may be"


async def test_no_frame_and_no_answer_names_anybody(
    referee: tuple[Tablet, Browser], secrets: list[str], browser: Browser, address: str
) -> None:
    tablet, reader = referee
    page = (await reader.get("/tablet/DG", headers={"accept": "text/html"})).text
    stations = json.loads(page.split('id="boot">')[1].split("</script>")[0])["stations"]
    his, deputed = ([one["label"] for one in stations if one.get("deputed", False) is asked] for asked in (False, True))
    assert (len(his), len(deputed)) == (4, 2), "those of his own house another marks"
    for label, value in ((his[0], "2"), (his[1], "9"), (deputed[0], "2"), ("99", "2")):
        tablet.put("mark", {"competitor": label, "aspect": "B1.1", "judge": "J2", "value": value})
    tablet.put("mark", {"competitor": his[0], "aspect": "B1.1", "judge": "J1", "value": "2"})
    tablet.put("status", {"competitor": "03", "status": "absent"})
    await tablet.empty()
    await at_the_desk(browser, "DG", "decide", kind="status", competitor="03", status="absent", reason="未到场")
    tablet.number, tablet.epoch, frames = 0, "", list[str]()
    async with asyncio.timeout(20), tablet.connected() as link:
        await link.send("not a frame")
        while not all(any(kind in json.loads(frame) for frame in frames) for kind in ("answers", "reset")):
            frames.append(str(await link.recv()))
    async with connect(f"{address.replace('http', 'ws')}/hall/DG/socket", proxy=None) as hall:
        frames.append(str(await hall.recv()))
    boot = (await reader.get("/tablet/DG", headers={"accept": "text/html"})).text
    batch = {"decisions": [*tablet.sent.values(), {"ref": "x"}]}
    posted = await reader.post("/tablet/DG/decisions", json=batch, headers={"x-csrftoken": reader.cookies["csrftoken"]})
    with pytest.raises(InvalidStatus):
        async with connect(
            f"{address.replace('http', 'ws')}/desk/DG/socket", additional_headers={"cookie": tablet.cookie}, proxy=None
        ):
            pass
    everything = [*tablet.frames, *frames, boot, posted.text]

    assert [word for word in secrets if any(word in text for text in everything)] == []
    assert [answer["outcome"] for answer in tablet.answers.values()].count("entered") == 1
