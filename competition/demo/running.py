"""The demo from outside: the server as a child that may lose its power, the robots beside it, and an end that leaves nothing."""

import asyncio
import json
import signal
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, Request, build_opener

from competition.demo.house import fresh
from competition.demo.power import Power, again
from competition.demo.robots.crew import Crew
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.settings import Settings, secret

COMES_UP_WITHIN = 60.0
NOT_UP = N_("演示的服务没有启动起来：\n{said}")
PORT_TAKEN = N_("端口 {port} 已被占用。换一个：competition demo --port 8001，或 make demo PORT=8001")


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line."""

    data: Path
    host: str = "127.0.0.1"
    port: int = 8000
    seed: int = 2026
    speed: float = 1.0
    whole: bool = False

    @property
    def address(self) -> str:
        """Where the robots find it."""
        return f"http://127.0.0.1:{self.port}"


@dataclass
class Running:
    """A server with its robots, on a part of the data folder."""

    wanted: Wanted
    settings: Settings
    power: Power
    crew: Crew

    async def call(self) -> dict[str, Any] | None:
        """The call sheet; None while the power is away."""
        return await asyncio.to_thread(_asked, self.wanted.address, secret(self.settings, "demo").hex())

    async def came_up(self) -> dict[str, Any]:
        """The first call sheet."""
        with suppress(TimeoutError):
            async with asyncio.timeout(COMES_UP_WITHIN):
                while self.power.on:
                    if (sheet := await self.call()) is not None:
                        return sheet
                    await asyncio.sleep(0.1)
        raise Refusal(NOT_UP, said=self.power.said())


@asynccontextmanager
async def running(wanted: Wanted) -> AsyncIterator[Running]:
    """One season, from its beginning until the block ends."""
    _free(wanted.host, wanted.port)
    settings = Settings(fresh(wanted.data), None, wanted.host, wanted.port, demo=True)
    settings.data.mkdir(mode=0o700)
    # the key is made here, before the server asks for it
    secret(settings, "demo")
    line = again("demo", "--server", "--data", str(settings.data), "--port", str(wanted.port), "--seed", str(wanted.seed))
    line += [*(["--lan"] if wanted.host != "127.0.0.1" else []), *(["--once"] if wanted.whole else [])]
    power = Power(line, settings.data / "server.log")
    crew = Crew(wanted.address, wanted.seed, wanted.speed)
    tasks = [asyncio.create_task(power.keep()), asyncio.create_task(crew.lose_lines())]
    try:
        yield Running(wanted, settings, power, crew)
    finally:
        tasks[1].cancel()
        crew.drop_all()
        await power.off()
        tasks[0].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def show_on(wanted: Wanted, welcome: Callable[[], None]) -> None:
    """Until it is stopped; from the beginning again when the visitor wishes it."""
    _stop_at_sigterm()
    first = True
    while True:
        async with running(wanted) as now:
            await now.came_up()
            if first:
                welcome()
            first = False
            await _perform(now)


async def _perform(now: Running) -> None:
    while now.power.on:
        sheet = await now.call()
        if sheet is not None:
            if sheet["again"]:
                return
            now.crew.call(sheet)
        await asyncio.sleep(min(1.0, 1 / now.wanted.speed) if sheet else 0.2)
    raise Refusal(NOT_UP, said=now.power.said())


def _asked(address: str, key: str) -> dict[str, Any] | None:
    opener = build_opener(ProxyHandler({}))
    try:
        with opener.open(Request(f"{address}/demo/call-sheet", headers={"x-demo-key": key}), timeout=10) as answer:  # noqa: S310
            read: dict[str, Any] = json.load(answer)
            return read
    except (URLError, OSError, ValueError):
        return None


def _free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise Refusal(PORT_TAKEN, port=port) from taken


def _stop_at_sigterm() -> None:
    task = asyncio.current_task()
    assert task is not None
    with suppress(NotImplementedError):
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
