"""A text frame as it goes over the wire, made once for however many it is written to; and how a socket takes one.

A server's frames carry no mask (RFC 6455, 5.2). Must not know what is said in them.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Put: TypeAlias = Callable[[bytes], bool]
"""Writes a frame now; False where the other end is slow or gone: then nothing is written."""

PUT = "competition.put"
"""The ASGI extension under which our server offers it."""
FINAL_TEXT, SHORT, LONG, SHORT_MOST, LONG_MOST = 0x81, 126, 127, 125, 65535


def framed(text: bytes) -> bytes:
    """The frame of a whole message."""
    size = len(text)
    if size <= SHORT_MOST:
        return bytes((FINAL_TEXT, size)) + text
    if size <= LONG_MOST:
        return bytes((FINAL_TEXT, SHORT)) + size.to_bytes(2, "big") + text
    return bytes((FINAL_TEXT, LONG)) + size.to_bytes(8, "big") + text


def put_of(scope: Mapping[str, Any]) -> Put:
    """How frames are written to the socket of this scope."""
    put: Put = scope["extensions"][PUT]
    return put
