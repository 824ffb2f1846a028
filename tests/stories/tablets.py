"""A referee's tablet as a program of somebody else's: a card, an outbox, a bad line. It knows the protocol and nothing more."""

import asyncio
import json
import random
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage

PATIENCE = 60
GONE = (OSError, ConnectionClosed, InvalidHandshake, InvalidMessage)
BOOT = re.compile(r'<script type="application/json" id="boot">(.*?)</script>', re.DOTALL)
Frame = dict[str, Any]


class Tablet:
    """`cuts`: how often of a hundred the line drops with a batch under way; `again`: answered decisions are sent again, too,
    and always after a new connection, of which it has one at least."""

    def __init__(self, address: str, code: str, card: tuple[str, str], dice: random.Random, *, cuts: int = 0, again: int = 0):
        self.address, self.code, self.card, self.dice, self.cuts, self.again = address, code, card, dice, cuts, again
        self.cookie, self.epoch, self.number = "", "", 0
        self.waiting: dict[str, Frame] = {}
        self.sent: dict[str, Frame] = {}
        self.answers: dict[str, Frame] = {}
        self.frames: list[str] = []
        self.dropped = self.resent_unanswered = self.resent_answered = self.refused_links = 0

    async def sign_in(self) -> str:
        """The card's link and its PIN; who the answer says he is."""
        link, pin = self.card
        async with httpx.AsyncClient(base_url=self.address, trust_env=False) as page:
            await page.get(f"/t/{link}")
            token = {"x-csrftoken": page.cookies["csrftoken"], "accept": "application/json"}
            answer = await page.post(f"/t/{link}", data={"pin": pin}, headers=token)
            assert answer.status_code == 200, answer.text
            self.cookie = f"sid={page.cookies['sid']}"
        return str(answer.json()["author"])

    async def boot(self) -> Frame:
        """What the page begins with."""
        async with httpx.AsyncClient(base_url=self.address, trust_env=False) as page:
            answer = await page.get(f"/tablet/{self.code}", headers={"cookie": self.cookie, "accept": "text/html"})
        found = BOOT.search(answer.text)
        assert found, answer.text
        read: Frame = json.loads(found[1])
        return read

    def put(self, kind: str, body: Frame, parent: str | None = None) -> str:
        """One decision more into the outbox; its ref."""
        ref = str(UUID(int=self.dice.getrandbits(128), version=4))
        made_at = datetime.now(UTC).isoformat()
        self.waiting[ref] = {"ref": ref, "parent": parent, "kind": kind, "body": body, "made_at": made_at}
        return ref

    async def empty(self) -> None:
        """Until everything is answered, whatever happens to the line."""
        async with asyncio.timeout(PATIENCE):
            while self.waiting:
                try:
                    async with self.connected() as link:
                        await self._speak(link)
                except GONE:
                    self.refused_links += 1
                    await asyncio.sleep(0.05)

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[ClientConnection]:
        """On the socket, from where it was."""
        where = f"{self.address.replace('http', 'ws', 1)}/tablet/{self.code}/socket?since={self.number}&epoch={self.epoch}"
        async with connect(where, additional_headers={"cookie": self.cookie}, proxy=None, open_timeout=5) as link:
            hello = (await self._hear(link, "hello"))["hello"]
            self.epoch = self.epoch or hello["epoch"]
            yield link

    async def _speak(self, link: ClientConnection) -> None:
        """Batch after batch; after a new connection first what was answered before, if this tablet is of that kind."""
        if self.again and self.dropped:
            await self._ask_again(link)
        while self.waiting:
            refs = self.dice.sample(sorted(self.waiting), min(len(self.waiting), self.dice.randint(1, 24)))
            self.resent_unanswered += sum(ref in self.sent for ref in refs)
            self.sent |= {ref: self.waiting[ref] for ref in refs}
            await link.send(json.dumps({"decisions": [self.waiting[ref] for ref in refs]}, ensure_ascii=False))
            if self.dice.randrange(100) < self.cuts or (self.again and self.answers and not self.dropped):
                self.dropped += 1
                link.transport.abort()
                return
            self._answered(await self._hear(link, "answers"), refs)
            if self.dice.randrange(100) < self.again:
                await self._ask_again(link)

    async def _ask_again(self, link: ClientConnection) -> None:
        known = sorted(self.answers)
        refs = self.dice.sample(known, min(len(known), 4))
        if refs:
            self.resent_answered += len(refs)
            await link.send(json.dumps({"decisions": [self.sent[ref] for ref in refs]}, ensure_ascii=False))
            self._answered(await self._hear(link, "answers"), refs)

    def _answered(self, frame: Frame, refs: list[str]) -> None:
        """The same question has the same answer, for ever."""
        assert [answer["ref"] for answer in frame["answers"]] == refs
        for answer in frame["answers"]:
            assert self.answers.setdefault(answer["ref"], answer) == answer
            self.waiting.pop(answer["ref"], None)

    async def _hear(self, link: ClientConnection, kind: str) -> Frame:
        async with asyncio.timeout(PATIENCE):
            while True:
                text = str(await link.recv())
                self.frames.append(text)
                frame: Frame = json.loads(text)
                if "reset" in frame:
                    self.number, self.epoch = frame["reset"]["number"], frame["reset"]["epoch"]
                self.number = frame.get("number", self.number)
                if kind in frame:
                    return frame

    @property
    def entered(self) -> list[str]:
        """The refs that were acknowledged as written."""
        return [ref for ref, answer in self.answers.items() if answer["outcome"] == "entered"]

    @property
    def turned(self) -> list[Frame]:
        """The answers that were anything else."""
        return [answer for answer in self.answers.values() if answer["outcome"] != "entered"]
