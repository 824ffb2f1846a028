"""A robot's way to pages: signing in with the link and PIN of a card, and reading a page's JSON. Plain HTTP with cookies."""

import asyncio
import json
import re
from dataclasses import dataclass
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, ProxyHandler, Request, build_opener

PATIENCE = 10.0
BOOT = re.compile(r'<script type="application/json" id="boot">(.*?)</script>', re.DOTALL)


@dataclass(frozen=True)
class Card:
    """What a referee was handed: the event, his link and his PIN."""

    event: str
    link: str
    pin: str


class Dismissed(Exception):
    """There is nothing for this referee here any more."""


class SignedOut(Exception):
    """The sign-in has run out, or the place was set up anew."""


class Errands:
    """One browser, so to speak. `address` is where the system answers, without a slash at the end."""

    def __init__(self, address: str) -> None:
        self.address, self._jar = address, CookieJar()
        self._opener: OpenerDirector = build_opener(ProxyHandler({}), HTTPCookieProcessor(self._jar))

    @property
    def cookies(self) -> str:
        """As a socket's handshake carries them."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self._jar)

    async def sign_in(self, card: Card) -> None:
        """Gives the PIN of the card."""
        await self.fetch(f"/t/{card.link}")
        await self.fetch(f"/t/{card.link}", {"pin": card.pin})

    async def boot(self, event: str) -> dict[str, Any]:
        """What the tablet's page begins with."""
        text = (await self.fetch(f"/tablet/{event}", accept="text/html")).decode()
        found = BOOT.search(text)
        if found is None:
            # led elsewhere: to the sign-in
            raise SignedOut
        read: dict[str, Any] = json.loads(found[1])
        return read

    async def fetch(self, path: str, fields: dict[str, str] | None = None, accept: str = "application/json") -> bytes:
        """A page's bytes; with `fields` a form is posted."""
        return await asyncio.to_thread(self._fetch, path, fields, accept)

    def _fetch(self, path: str, fields: dict[str, str] | None, accept: str) -> bytes:
        headers = {"accept": accept}
        if fields is not None:
            headers["x-csrftoken"] = next((cookie.value or "" for cookie in self._jar if cookie.name == "csrftoken"), "")
        body = None if fields is None else urlencode(fields).encode()
        try:
            with self._opener.open(Request(f"{self.address}{path}", body, headers), timeout=PATIENCE) as answer:  # noqa: S310
                read: bytes = answer.read()
                return read
        except HTTPError as refused:
            if refused.code == 401:
                raise SignedOut from refused
            if refused.code in (403, 404):
                raise Dismissed(path) from refused
            raise
