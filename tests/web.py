"""The application under test: in process for pages, on a real socket for what lives on one. Both in the test's own loop."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import httpx
import pytest
import uvicorn
from litestar import Litestar

from competition.app import application
from competition.people.accounts import make_account
from competition.people.sessions import COOKIE, begin
from competition.people.tables import Account
from competition.serving.server import configuration
from competition.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A data folder of this test's own."""
    return Settings(data=tmp_path / "data", port=0)


@pytest.fixture
async def address(database_url: str, settings: Settings) -> AsyncIterator[str]:
    """A real server on a free port, in this loop; the tables can be reached at the same time."""
    app: Litestar = application(settings, database_url)
    server = uvicorn.Server(configuration(app, settings))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        assert not serving.done(), serving.exception()
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    await serving


class Browser(httpx.AsyncClient):
    """A visitor with cookies, who fills in forms as a browser does: the page's token goes along."""

    async def fill(self, path: str, *, at: str | None = None, files: object = None, **fields: object) -> httpx.Response:
        """Posts a form to `path`; its token is that of the page `at` (the same address if not named)."""
        if "csrftoken" not in self.cookies:
            await self.get(at or "/sign-in")
        token = {"x-csrftoken": self.cookies["csrftoken"]}
        return await self.post(path, data=fields, headers=token, files=files)  # type: ignore[arg-type]


@pytest.fixture
async def browser(address: str) -> AsyncIterator[Browser]:
    """Nobody in particular, reading pages."""
    async with Browser(base_url=address, headers={"accept": "text/html"}, trust_env=False) as visitor:
        yield visitor


SignIn = Callable[..., Awaitable[Account]]


@pytest.fixture
def signed_in(browser: Browser) -> SignIn:
    """Signs the browser in as a new account: `await signed_in("luo", organiser=True)`."""

    async def sign_in(name: str = "luo", shown: str = "罗知微", *, organiser: bool = True, device: str = "desk") -> Account:
        account = await make_account(name, shown, None, organiser=organiser)
        browser.cookies.set(COOKIE, (await begin(account.id, device, secure=False)).value or "")
        return account

    return sign_in
