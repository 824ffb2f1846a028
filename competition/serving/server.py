"""Serves the application on this machine's own database, or on the one that DATABASE_URL names."""

import asyncio
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from litestar import Litestar
from litestar.handlers.base import BaseRouteHandler
from litestar.types import ASGIApp

from competition.app import application
from competition.database.bundled import database_of
from competition.database.migrations import migrate
from competition.keeping.copying import Copying
from competition.live.whereabouts import whereabouts
from competition.pages.armour import armour
from competition.serving import logs
from competition.serving.memory import settle
from competition.serving.wire import Wire
from competition.settings import Settings

LARGEST_FRAME = 256 * 1024
Welcome = Callable[[str, str | None], None]


@contextmanager
def database(settings: Settings) -> Iterator[str]:
    """The address of a migrated database: DATABASE_URL's, or our own, which stops with us if we started it."""
    with database_of(settings) as url:
        asyncio.run(migrate(url))
        yield url


def serve(
    settings: Settings, more: Sequence[BaseRouteHandler] = (), welcome: Welcome | None = None, copy_to: Path | None = None
) -> None:
    """Serves until a signal comes; open sockets are told that the server restarts (1012)."""
    logs.configure()
    with database(settings) as url, copied(settings, url, copy_to) as copying:
        app = application(settings, url, more)
        whereabouts(settings.data, settings.host, settings.port)
        app.state.beside = copying.told if copying else None
        server = uvicorn.Server(configuration(app, settings))
        if welcome is not None:
            app.on_startup.append(_announcing(app, settings, welcome))
        settle()
        server.run()
    if not server.started:
        sys.exit(1)


@contextmanager
def copied(settings: Settings, url: str, folder: Path | None) -> Iterator[Copying | None]:
    """The copy beside, while the block runs."""
    if folder is None:
        yield None
        return
    copying = Copying(url, settings, folder.expanduser().absolute())
    copying.start()
    try:
        yield copying
    finally:
        copying.stop()


def _announcing(app: Litestar, settings: Settings, welcome: Welcome) -> Callable[[], None]:
    def announce() -> None:
        first = f"/welcome/{app.state.welcome}" if app.state.empty else None
        welcome(f"http://{settings.host}:{settings.port}", first)

    return announce


def configuration(app: ASGIApp, settings: Settings) -> uvicorn.Config:
    """uvicorn as measured: sans-io websockets with a short way out, no deflate (twice the work), a heartbeat for dead lines."""
    return uvicorn.Config(
        armour(app),
        host=settings.host,
        port=settings.port,
        loop="auto",
        http="httptools",
        ws=Wire,
        ws_max_size=LARGEST_FRAME,
        ws_per_message_deflate=False,
        ws_ping_interval=5,
        ws_ping_timeout=10,
        timeout_graceful_shutdown=3,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
    )
