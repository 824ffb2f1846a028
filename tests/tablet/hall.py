"""A hall with tablets: a season in a database of its own, the program as a process that can be killed, and real browsers."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from playwright.async_api import BrowserContext, Page

from competition.judging.tables import Line
from competition.people.pins import cards, give_link
from competition.people.tables import Account
from competition.settings import Settings, secret

PATIENCE = 40
COUNT = 20
STATIONS = tuple(f"{n:02}" for n in range(1, COUNT + 1))
MEASURED: list[dict[str, Any]] = [
    {"code": "A1.1", "title": "断电验电", "kind": "measurement", "award": "all-or-nothing", "max": "4"},
    {"code": "A1.2", "title": "接线与图纸一致", "kind": "measurement", "award": "value", "max": "100", "extra": ["漏接线 −2"]},
    {"code": "A1.3", "title": "线槽、盖板、扎带", "kind": "measurement", "award": "value", "max": "6", "step": "0.5"},
    {"code": "A1.4", "title": "端子压接", "kind": "measurement", "award": "deduct", "max": "4", "per": "1"},
]
GRADES = {"0": "达不到行业要求", "1": "达到要求，有交叉或松散", "2": "整齐，个别处弧度不一", "3": "横平竖直，可作样板"}
JUDGED: list[dict[str, Any]] = [
    {"code": "B1.1", "title": "布线工艺", "kind": "judgement", "judges": 2, "max": "30", "descriptors": GRADES},
    {"code": "B1.2", "title": "整体印象", "kind": "panel", "judges": 2, "max": "60", "step": "0.5"},
]
SCHEME: dict[str, Any] = {
    "format": 1,
    "title": "电工",
    "criteria": [
        {"code": "A", "title": "安装", "subcriteria": [{"code": "A1", "title": "配线", "aspects": MEASURED}]},
        {"code": "B", "title": "工艺", "subcriteria": [{"code": "B1", "title": "工艺评价", "aspects": JUDGED}]},
    ],
}


@dataclass
class Hall:
    """The program on its database; `kill` is a power cut at the server."""

    database: str
    data: Path
    cards: dict[str, tuple[str, str]] = field(default_factory=dict)
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Serves, on the same port as before."""
        self.port = self.port or _free_port()
        environment = os.environ | {"DATABASE_URL": self.database, "COMPETITION_DATA": str(self.data)}
        line = [sys.executable, "-m", "competition", "serve", "--port", str(self.port)]
        with (self.data.parent / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(line, env=environment, stdout=log, stderr=log, start_new_session=True)
        await until(self._answers, PATIENCE)

    async def _answers(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, (self.data.parent / "serve.log").read_text(encoding="utf-8")
        try:
            async with httpx.AsyncClient(trust_env=False) as visitor:
                return (await visitor.get(f"{self.address}/sign-in")).status_code == 200
        except httpx.TransportError:
            return False

    def kill(self, sign: signal.Signals = signal.SIGKILL) -> None:
        """Nothing is written any more, nobody is told."""
        if self.process is not None and self.process.poll() is None:
            os.kill(self.process.pid, sign)
            self.process.wait(30)

    async def give_cards(self) -> None:
        """A card for everybody who may take a tablet."""
        key = secret(Settings(data=self.data), "pins")
        accounts = await Account.select(Account.id, Account.name).order_by(Account.id)
        for account in accounts:
            await give_link(account["id"], key)
        known = await cards([account["id"] for account in accounts], key)
        self.cards = {account["name"]: known[account["id"]] for account in accounts}

    async def tablet(self, context: BrowserContext, name: str) -> Page:
        """Signs a referee in on a tablet and waits for his page."""
        page = await self.page(context)
        link, pin = self.cards[name]
        await page.goto(f"{self.address}/t/{link}")
        await page.fill("#pin", pin)
        await page.press("#pin", "Enter")
        await ready(page)
        return page

    async def page(self, context: BrowserContext) -> Page:
        """A page on which no error of script or policy goes by unseen."""
        page = await context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if "Content Security" in said.text else None)
        page.errors = errors  # type: ignore[attr-defined]
        return page


async def lines(kind: str = "mark") -> list[dict[str, Any]]:
    """What the logbook holds of this kind: the bodies, in order."""
    rows = await Line.select(Line.body).where(Line.kind == kind).order_by(Line.number)
    return [json.loads(row["body"]) for row in rows]


async def values(aspect: str) -> list[tuple[str, str]]:
    """Station and value of every mark of an aspect in the logbook."""
    return [(body["competitor"], body["value"]) for body in await lines() if body["aspect"] == aspect]


async def ready(page: Page) -> None:
    """The page has read what lies on the device."""
    await page.wait_for_selector("html[data-ready]")


async def sheltered(page: Page) -> None:
    """The service worker keeps the page."""
    await page.wait_for_selector("html[data-sheltered=true]")


def row(page: Page, station: str, aspect: str) -> str:
    """Where a mark stands on the page."""
    return f'tr[data-place^="{station}|{aspect}|"]:not(.spread)'


async def take_over(page: Page, reason: str) -> None:
    """On to this tablet, from the one on which he marked."""
    await page.locator("#elsewhere").wait_for(timeout=25_000)
    if not await page.locator("#lease-dialog").is_visible():
        await page.click("#take-over")
    await page.get_by_role("button", name=reason).click()
    await page.click("#lease .main")
    await page.locator("#elsewhere").wait_for(state="hidden")


async def go(page: Page, station: str, aspect: str) -> None:
    """To a row of the form, by hand."""
    if await page.locator("#station").inner_text() != station and not await page.locator("body.across").count():
        await page.locator("#strip button", has=page.locator(f"b:text-is('{station}')")).click()
    await page.click(f"{row(page, station, aspect)} button")


async def across(page: Page, aspect: str) -> None:
    """One aspect, all stations, from the first."""
    await go(page, STATIONS[0], aspect)
    await page.click("[value=across]")


async def enter(page: Page, value: str) -> None:
    """Digits and Enter, on a keyboard."""
    await page.keyboard.type(value)
    await page.keyboard.press("Enter")


async def state(page: Page, station: str, aspect: str, wanted: str) -> None:
    """Waits until a mark shows this state."""
    await page.wait_for_selector(f'{row(page, station, aspect)}[data-state="{wanted}"]', timeout=25_000)


async def until(holds: Callable[[], Awaitable[bool]], seconds: float = 25) -> None:
    async with asyncio.timeout(seconds):
        while not await holds():
            await asyncio.sleep(0.03)


async def entered(aspect: str, count: int, seconds: float = 40) -> list[tuple[str, str]]:
    """Waits for so many marks of an aspect in the logbook; then what is there."""

    async def there() -> bool:
        return len(await values(aspect)) >= count

    await until(there, seconds)
    return await values(aspect)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
