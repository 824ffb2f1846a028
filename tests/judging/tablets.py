"""A tablet as a program: signed in, on its socket, knowing only the protocol."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from competition.people.sessions import COOKIE, begin
from competition.people.tables import Account


async def cookie_of(name: str, device: str = "tablet") -> str:
    """The sign-in cookie of an account."""
    account = await Account.objects().where(Account.name == name).first()
    assert account is not None
    return f"{COOKIE}={(await begin(account.id, device, secure=False)).value}"


class Tablet:
    """Frames up, frames down."""

    def __init__(self, link: ClientConnection) -> None:
        self.link = link

    async def says(self, **frame: object) -> None:
        await self.link.send(json.dumps(frame))

    async def hears(self, kind: str) -> Any:
        """The next frame of this kind; others are passed over."""
        while True:
            frame = json.loads(await self.link.recv())
            if kind in frame:
                return frame[kind]

    async def decides(self, *decisions: dict[str, Any]) -> list[dict[str, Any]]:
        await self.says(decisions=decisions)
        return list(await self.hears("answers"))


@asynccontextmanager
async def tablet(
    address: str, code: str, cookie: str, since: int = 0, epoch: str = "", origin: str | None = None, device: str = ""
) -> AsyncIterator[Tablet]:
    where = f"{address.replace('http', 'ws')}/tablet/{code}/socket?since={since}&epoch={epoch}&device={device}"
    async with connect(where, additional_headers={"cookie": cookie}, origin=origin, proxy=None) as link:  # type: ignore[arg-type]
        yield Tablet(link)
