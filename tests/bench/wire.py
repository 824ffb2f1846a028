"""A websocket client of a few lines, so that it is not the client that is measured: frames are encoded before they are sent.

Uncompressed, unfragmented, with a mask of zeros (RFC 6455 asks for a mask, not for a good one). Loopback only.
"""

import asyncio
import os
from base64 import b64encode
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
MASKED, SHORT, LONG = 0x80, 126, 127


def frame(text: bytes, kind: int = TEXT) -> bytes:
    """As it goes over the wire."""
    size = len(text)
    if size < SHORT:
        head = bytes((0x80 | kind, MASKED | size))
    elif size < 1 << 16:
        head = bytes((0x80 | kind, MASKED | SHORT)) + size.to_bytes(2, "big")
    else:
        head = bytes((0x80 | kind, MASKED | LONG)) + size.to_bytes(8, "big")
    return head + b"\0\0\0\0" + text


class Wire(asyncio.Protocol):
    """One connection; `heard` is given each text frame."""

    def __init__(self, request: bytes, heard: "Callable[[Wire, bytes], None]") -> None:
        self._request, self._heard, self._rest = request, heard, b""
        self.greeted, self.closed = False, False
        self.transport: Any = None

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        transport.write(self._request)

    def connection_lost(self, _error: Exception | None) -> None:
        self.closed = True

    def send(self, ready: bytes) -> None:
        """A frame that is encoded already."""
        self.transport.write(ready)

    def data_received(self, data: bytes) -> None:
        data = self._rest + data if self._rest else data
        at = 0
        if not self.greeted:
            end = data.find(b"\r\n\r\n")
            if end < 0:
                self._rest = data
                return
            if b" 101 " not in data[:20]:
                self.transport.close()
                return
            self.greeted, at = True, end + 4
        while (after := self._one(data, at)) is not None:
            at = after
        self._rest = data[at:]

    def _one(self, data: bytes, at: int) -> int | None:
        """Where the frame that begins here ends; None while it is not all there."""
        if len(data) - at < 2:
            return None
        size, begins = data[at + 1], at + 2
        if size >= SHORT:
            wide = 2 if size == SHORT else 8
            size, begins = int.from_bytes(data[begins : begins + wide], "big"), begins + wide
        if len(data) < begins + size:
            return None
        kind = data[at] & 0x0F
        if kind == TEXT:
            self._heard(self, data[begins : begins + size])
        elif kind == PING:
            self.transport.write(frame(data[begins : begins + size], PONG))
        elif kind == CLOSE:
            self.transport.close()
        return begins + size


async def wire(address: str, path: str, heard: Callable[[Wire, bytes], None], cookie: str = "") -> Wire:
    """A connection under way; it is `greeted` when the other end has agreed."""
    where = urlsplit(address)
    asked = [
        f"GET {path} HTTP/1.1", f"Host: {where.netloc}", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {b64encode(os.urandom(16)).decode()}", *([f"Cookie: {cookie}"] if cookie else []), "", "",
    ]  # fmt: skip
    request = "\r\n".join(asked).encode()
    _transport, made = await asyncio.get_running_loop().create_connection(
        lambda: Wire(request, heard), where.hostname, where.port
    )
    return made
