"""Door: 设备自检: is this tablet, phone or computer fit to mark on? The browser tries itself; the socket only answers.

Knows nobody and no event: it is tried before anybody signs in.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from litestar import WebSocket, get, websocket
from litestar.exceptions import WebSocketDisconnect
from litestar.response import Template

from competition.judging.tablet.messages import encode
from competition.pages.language import N_, _
from competition.pages.rights import PUBLIC
from competition.pages.site import AnyRequest, page

# What is tried, in this order; the words of each outcome are the page's.
CHECKS = (
    ("browser", N_("浏览器")),
    ("storage", N_("本机存储")),
    ("database", N_("本机数据库")),
    ("room", N_("剩余空间")),
    ("socket", N_("实时连接")),
    ("clock", N_("时钟")),
    ("shelter", N_("断网时重新打开")),
    ("screen", N_("屏幕")),
    ("battery", N_("电量")),
    ("unsent", N_("还没有上传的")),
)
MOST = 4  # questions of one visitor


@dataclass(frozen=True)
class SelfTest:
    """What is tried, by its short name and its word."""

    checks: tuple[tuple[str, str], ...]


@get("/selftest", right=PUBLIC)
async def selftest(request: AnyRequest) -> Template:
    """The page that tries the device on which it is open."""
    return page(request, "judging/selftest.html", SelfTest(tuple((name, _(word)) for name, word in CHECKS)))


@websocket("/selftest/socket", right=PUBLIC)
async def there_and_back(socket: WebSocket[Any, Any, Any]) -> None:
    """Says what time it is here, a few times."""
    await socket.accept()
    with suppress(WebSocketDisconnect):
        for _n in range(MOST):
            await socket.receive_data(mode="text")
            await socket.send_data(encode({"now": datetime.now(UTC).isoformat(timespec="milliseconds")}), mode="text")
        await socket.close()


DOORS = [selftest, there_and_back]
