"""Door: the tablet's service worker, at the root so that it may keep the tablet's pages; its build and its files."""

import json

from litestar import get
from litestar.response import Response

from competition.pages.assets import STATIC, address, build
from competition.pages.rights import PUBLIC

TABLET = (
    "tablet.js",
    "book.js",
    "entries.js",
    "hand.js",
    "idle.js",
    "kept.js",
    "keypad.js",
    "line.js",
    "marking.js",
    "outbox.js",
    "pad.js",
    "post.js",
    "rehearsal.js",
    "sheet.js",
    "shelf.js",
    "shelter.js",
    "signing.js",
    "talks.js",
    "window.js",
    "style.css",
    "tablet.css",
    "icon.svg",
)


@get("/sw.js", right=PUBLIC, sync_to_thread=False)
def worker() -> Response[str]:
    """A new build is a new worker: the browser compares the text."""
    files = [f"{address()}/{name}" for name in TABLET]
    source = (STATIC / "sw.js").read_text(encoding="utf-8")
    head = f"const BUILD = {json.dumps(build())}, FILES = {json.dumps(files)};\n"
    return Response(head + source, media_type="text/javascript", headers={"cache-control": "no-cache"})


DOORS = [worker]
