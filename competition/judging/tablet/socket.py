"""Door: the tablet's socket: decisions up, answers after the commit, numbered lines down; rights tried at every message."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from litestar import WebSocket, websocket
from litestar.exceptions import WebSocketDisconnect
from litestar.params import FromPath, FromQuery

from competition.events.programme import event_by_code, round_id_of
from competition.events.tables import Event
from competition.judging.authority import Author
from competition.judging.scorekeeper import keeper
from competition.judging.tablet import presence
from competition.judging.tablet.admission import Barred, admitted
from competition.judging.tablet.answering import answered, unreadable
from competition.judging.tablet.catching_up import came_since
from competition.judging.tablet.leases import described, elsewhere, named
from competition.judging.tablet.messages import RESTARTS, LeaseShown, Up, encode, read_up
from competition.live.frames import framed, put_of
from competition.pages import assets
from competition.pages.refusal import Refusal
from competition.pages.rights import PUBLIC, Right
from competition.people.sessions import COOKIE, Signed

# The handshake lets everybody in, so that who is signed out hears a close code and not a blocked socket.
EVERY_MESSAGE = Right("referee, at every message", PUBLIC.holds)
STILL_SECONDS = 4.0
# A socket whose other end takes nothing for so long is half open.
SEND_SECONDS = 10.0
RIGHTS_SECONDS = 1.0
ROUND_SECONDS = 5.0

AnySocket = WebSocket[Any, Any, Any]


@dataclass
class _Link:
    """One tablet on its socket."""

    socket: AnySocket
    # As it signed in, and whose event it is, taken once: each is asked for at every mark.
    token: str | None
    event: Event
    event_id: int
    code: str
    round: int
    number: int
    epoch: str
    device: str = ""
    about: str = ""
    elsewhere: LeaseShown | None = None
    sending: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def send(self, **message: object) -> None:
        said = encode(message)
        if self.sending.locked() or not put_of(self.socket.scope)(framed(said)):
            async with self.sending, asyncio.timeout(SEND_SECONDS):
                await self.socket.send_data(said, mode="text")

    async def greet(self, who: Signed, author: Author) -> None:
        book = await keeper().book(self.round)
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        self.elsewhere = await elsewhere(self.event_id, who, author, self.device, self.about)
        hello = {"number": book.number, "epoch": book.epoch, "now": now, "build": assets.build(), "author": author.name}
        await self.send(hello={**hello, "elsewhere": self.elsewhere})

    async def hear(self) -> None:
        """What the tablet sends, until it leaves."""
        while True:
            event: Any = await self.socket.receive()
            if event["type"] == "websocket.disconnect":
                return
            _who, author = await admitted(self.token, self.event_id)
            up = read_up(event.get("text") or event.get("bytes") or b"")
            presence.heard(self.code, author.name, up.unsent if up else None, self.device)
            if up is None:
                await self.send(answers=[unreadable()])
            elif up.author is not None and up.author != author.name:
                raise Barred(RESTARTS)
            else:
                await self._answer(up, author)

    async def _answer(self, up: Up, author: Author) -> None:
        if up.decisions:
            await self.send(answers=await answered(self.round, author, up))
        if up.ping is not None:
            await self.send(still=self.number)

    async def _tell_lease(self, who: Signed, author: Author) -> None:
        held = await elsewhere(self.event_id, who, author, self.device, self.about)
        if held != self.elsewhere:
            self.elsewhere = held
            await self.send(elsewhere=held)

    async def tell(self) -> None:
        """Lines as they come, and a sign of life while none do."""
        loop = asyncio.get_running_loop()
        tried = looked = float("-inf")
        while True:
            if loop.time() - looked > ROUND_SECONDS:
                looked = loop.time()
                if await round_id_of(self.event_id) != self.round:
                    # the event went on to a further round: the tablet comes again, and gets that one
                    raise Barred(RESTARTS)
            if loop.time() - tried > RIGHTS_SECONDS:
                who, author = await admitted(self.token, self.event_id)
                tried = loop.time()
                await self._tell_lease(who, author)
            book = await keeper().book(self.round)
            token = self.socket.cookies.get("csrftoken", "")
            told = await came_since(self.event, book, author, who, token, self.number, self.epoch)
            await self.send(**told)
            self.epoch, self.number = book.epoch, told.get("number", self.number)
            await keeper().shown.newer(self.round, self.number, STILL_SECONDS)


@websocket("/tablet/{code:str}/socket", right=EVERY_MESSAGE)
async def tablet_socket(
    socket: AnySocket,
    code: FromPath[str],
    since: FromQuery[int] = 0,
    epoch: FromQuery[str] = "",
    device: FromQuery[str] = "",
    about: FromQuery[str] = "",
) -> None:
    """A tablet's connection, from its greeting to its end."""
    device, about = named(device), described(about)
    await socket.accept()
    name = ""
    try:
        event, token = await event_by_code(code), socket.cookies.get(COOKIE)
        who, author = await admitted(token, event.id)
        link = _Link(socket, token, event, event.id, event.code, await round_id_of(event.id), since, epoch, device, about)
        await link.greet(who, author)
        name = author.name
        presence.came(event.code, name, device, about)
        await _both(link)
    except Barred as barred:
        await _close(socket, barred.code)
    except Refusal:
        await _close(socket, RESTARTS)
    except (TimeoutError, WebSocketDisconnect):
        await _close(socket, RESTARTS)
    finally:
        if name:
            presence.went(event.code, name, device)


async def _both(link: _Link) -> None:
    """Hears and tells at once; the first to end ends the other, and what ended it is said."""
    both = [asyncio.create_task(link.hear()), asyncio.create_task(link.tell())]
    try:
        done, _ = await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in both:
            task.cancel()
        await asyncio.gather(*both, return_exceptions=True)


async def _close(socket: AnySocket, code: int) -> None:
    with suppress(Exception):
        await socket.close(code=code)


DOORS = [tablet_socket]
