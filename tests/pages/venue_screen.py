"""A venue's big screen on a loopback port: the real page and script, and a line that sends what a test says."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.http11 import Request, Response

from competition.pages.armour import POLICY
from tests.pages.drawn import STATIC, drawn

TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
NAMES = ["顾堃", "林喆", "欧阳砚秋", "沈昇", "买买提·艾山", "周望舒", "许砚", "程不语", "陆一苇", "何临川", "秦照", "段星野"]


def row(place: int, label: str, total: str, was: int | None = None, forms: str = "2 / 5", name: str = "") -> dict[str, object]:
    """One line of a frame."""
    unit = "青梧机电公司" if name else ""
    return {"place": place, "was": was, "label": label, "name": name, "unit": unit, "forms": forms, "total": total}


def frame(number: int, rows: list[dict[str, object]], mode: str = "stations", **more: object) -> dict[str, Any]:
    """A whole frame."""
    told = {"frozen": False, "title": "电工　实时排名", "note": "第 1 场，11:50 收卷", "progress": {"done": 23, "of": 45}}
    return told | {"number": number, "mode": mode, "rows": rows} | more


def stations(count: int) -> list[dict[str, object]]:
    """So many stations in their order."""
    return [row(at, f"{at:02}", f"{100 - at}.00", at) for at in range(1, count + 1)]


@dataclass(frozen=True)
class Shown:
    """The page of the big screen."""

    frame: dict[str, Any]
    socket: str = "/hall/socket"
    zone: str = "Asia/Shanghai"
    now: str = ""
    works: bool = False


@dataclass
class Screen:
    """Sends frames to whoever watches; `latest` is what a new watcher gets first."""

    latest: dict[str, Any]
    drawn_first: dict[str, Any]
    watching: list[ServerConnection] = field(default_factory=list)
    joined: int = 0
    silent: bool = False
    port: int = 0

    async def send(self, message: dict[str, Any]) -> None:
        """Everybody gets it, and whoever comes later."""
        if "rows" in message:
            self.latest = message
        for watcher in self.watching:
            await watcher.send(json.dumps(message))

    async def watch(self, line: ServerConnection) -> None:
        """A watcher comes, and stays until it leaves."""
        self.joined += 1
        self.watching.append(line)
        try:
            if not self.silent:
                await line.send(json.dumps(self.latest))
            await line.wait_closed()
        finally:
            self.watching.remove(line)

    def answer(self, _line: ServerConnection, request: Request) -> Response | None:
        """The page and its files; anything that wants to become a websocket goes on."""
        if "Upgrade" in request.headers:
            return None
        name = request.path.removeprefix("/s/")
        if request.path.startswith("/s/"):
            return _file((STATIC / name).read_bytes(), TYPES[name.rpartition(".")[2]])
        return _file(drawn("results/hall.html", Shown(self.drawn_first)).encode(), "text/html; charset=utf-8")

    async def open(self) -> Server:
        """Listens; again on the same port after it was closed."""
        server = await serve(self.watch, "127.0.0.1", self.port, process_request=self.answer, compression=None)
        self.port = next(iter(server.sockets)).getsockname()[1]
        return server


def _file(body: bytes, kind: str) -> Response:
    headers = Headers({"Content-Type": kind, "Content-Length": str(len(body)), "Content-Security-Policy": POLICY})
    return Response(HTTPStatus.OK, "OK", headers, body)


@asynccontextmanager
async def screen(first: dict[str, Any]) -> AsyncIterator[Screen]:
    """A big screen that is open."""
    opened = Screen(first, first)
    async with await opened.open():
        yield opened
