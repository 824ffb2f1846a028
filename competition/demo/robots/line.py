"""A tablet's line: decisions wait in an outbox until they are answered, whatever happens to the connection meanwhile.

Knows the socket's messages; not what a decision says.
"""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage

from competition.demo.robots.errands import Card, Dismissed, Errands, SignedOut

BATCH = 50
PAUSES = (0.2, 0.4, 0.8, 1.5)
SIGNED_OUT, NOT_HIS = 4401, 4403
Frame = dict[str, Any]


class Line:
    """Guards what is not answered yet. `heard` is called with every boot, answer and line."""

    def __init__(self, address: str, card: Card, heard: Callable[[str, Any], None]) -> None:
        self.card, self.errands, self._heard = card, Errands(address), heard
        self.outbox: dict[str, Frame] = {}
        self.acked: dict[str, int] = {}
        self.resent = 0
        self.connected = False
        self._sent: set[str] = set()
        self._number, self._epoch, self._signed_in = 0, "", False
        self._link: ClientConnection | None = None
        self._work, self._plugged = asyncio.Event(), asyncio.Event()
        self._plugged.set()
        # nothing waits for an answer
        self.empty = asyncio.Event()
        self.empty.set()

    def put(self, kind: str, body: Frame, parent: str | None = None) -> str:
        """One decision more; its ref."""
        ref = str(uuid4())
        made_at = datetime.now(UTC).isoformat()
        self.outbox[ref] = {"ref": ref, "kind": kind, "body": body, "parent": parent, "made_at": made_at}
        self.empty.clear()
        self._work.set()
        return ref

    def cut(self) -> None:
        """The line is torn, without a farewell; nothing comes or goes until `mend`."""
        self._plugged.clear()
        if self._link is not None:
            self._link.transport.abort()

    def mend(self) -> None:
        """The line is whole again."""
        self._plugged.set()

    async def hold(self) -> None:
        """Connects, and again, until there is nothing here for this referee."""
        failures = 0
        while True:
            await self._plugged.wait()
            try:
                await self._connected()
                failures = 0
            except Dismissed:
                return
            except SignedOut:
                self._signed_in = False
            except ConnectionClosed as closed:
                if closed.rcvd is not None and closed.rcvd.code == NOT_HIS:
                    return
                self._signed_in = not (closed.rcvd is not None and closed.rcvd.code == SIGNED_OUT)
            except (OSError, TimeoutError, InvalidHandshake, InvalidMessage):
                failures += 1
            await asyncio.sleep(PAUSES[min(failures, len(PAUSES) - 1)])

    async def look(self) -> None:
        """The page anew, as after a reload."""
        boot = await self.errands.boot(self.card.event)
        self._number, self._epoch = boot["number"], boot["epoch"]
        self._heard("boot", boot)

    async def _connected(self) -> None:
        if not self._signed_in:
            await self.errands.sign_in(self.card)
            await self.look()
            self._signed_in = True
        to = f"{self.errands.address.replace('http', 'ws', 1)}/tablet/{self.card.event}/socket"
        asked = f"{to}?since={self._number}&epoch={self._epoch}"
        cookie = {"Cookie": self.errands.cookies}
        async with connect(asked, additional_headers=cookie, proxy=None, compression=None, open_timeout=5) as link:
            self._link, self.connected = link, True
            sending = asyncio.create_task(self._send(link))
            try:
                async for frame in link:
                    self._take(json.loads(frame))
                # the iteration ends quietly at a normal close
                await link.recv()
            finally:
                self._link, self.connected = None, False
                sending.cancel()
                await asyncio.gather(sending, return_exceptions=True)

    def _take(self, frame: Frame) -> None:
        for answer in frame.get("answers", ()):
            self._answered(answer)
        if "reset" in frame:
            self._number, self._epoch = frame["reset"]["number"], frame["reset"]["epoch"]
            self._heard("boot", frame["reset"])
        for line in frame.get("lines", ()):
            self._heard("line", line)
        self._number = int(frame.get("number") or frame.get("still") or self._number)
        self._work.set()

    def _answered(self, answer: Frame) -> None:
        decision = self.outbox.pop(answer["ref"] or "", None)
        self._sent.discard(answer["ref"])
        if not self.outbox:
            self.empty.set()
        if decision is None:
            return
        if answer["outcome"] == "entered":
            self.acked[decision["ref"]] = answer["number"]
        self._heard("answer", (decision, answer))

    async def _send(self, link: ClientConnection) -> None:
        flight: tuple[str, ...] = ()
        while True:
            await self._work.wait()
            self._work.clear()
            if self.outbox and not any(ref in self.outbox for ref in flight):
                flight = tuple(islice(self.outbox, BATCH))
                self.resent += len(self._sent.intersection(flight))
                self._sent.update(flight)
                await link.send(json.dumps({"decisions": [self.outbox[ref] for ref in flight]}, ensure_ascii=False))
