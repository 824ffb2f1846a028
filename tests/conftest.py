"""What every test may ask for: a database of its own, of which nothing stays behind.

And what is left uncollected where it cannot be run: said in the report, with what to install.
"""

import asyncio
import itertools
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest
from hypothesis import settings as examples

from competition.database import close_pool, open_pool
from competition.database.bundled import bundled
from competition.database.migrations import migrate
from tests.counts import counted
from tests.left_out import left_out

# A law is not broken because the machine is busy: Hypothesis's fifth of a second an example is nobody's promise.
examples.register_profile("unhurried", deadline=None)
examples.load_profile("unhurried")

pytest_plugins = ["tests.web", "tests.served"]

# durability is shown where it is promised, in tests/database; here it would only cost time
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
MIGRATED = "migrated"
_numbers = itertools.count(1)
LEFT_OUT = pytest.StashKey[dict[str, str]]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what this machine cannot run; where a browser is a must, its want is an error."""
    wanted = {mark: why for mark, why in left_out().items() if any(item.get_closest_marker(mark) for item in items)}
    if "browser" in wanted and os.environ.get("COMPETITION_BROWSER") == "required":
        raise pytest.UsageError(wanted["browser"])
    gone = [item for item in items if any(item.get_closest_marker(mark) for mark in wanted)]
    if gone:
        config.hook.pytest_deselected(items=gone)
        items[:] = [item for item in items if item not in set(gone)]
    config.stash[LEFT_OUT] = wanted


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """What was counted; and what was left out, and what to install for it."""
    for told in counted(terminalreporter.stats.get("passed", ())):
        terminalreporter.write_line(told)
    for why in config.stash.get(LEFT_OUT, {}).values():
        terminalreporter.write_line(why, yellow=True)


def _named(url: str, name: str) -> str:
    return url.replace("/competition?", f"/{name}?")


async def _told(url: str, *statements: str) -> None:
    link = await asyncpg.connect(_named(url, "postgres"))
    try:
        for statement in statements:
            await link.execute(statement)
    finally:
        await link.close()


@pytest.fixture(scope="session")
def database_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The bundled PostgreSQL of this run of the tests, with one migrated database that the others are copied from."""
    with bundled(Path(tmp_path_factory.mktemp("data")), QUICK) as url:
        asyncio.run(_told(url, f"CREATE DATABASE {MIGRATED}"))
        asyncio.run(migrate(_named(url, MIGRATED)))
        yield url


@pytest.fixture
async def database_url(database_server: str) -> AsyncIterator[str]:
    """A migrated database of this test's own, for whoever opens it himself: a server process, or several."""
    name = f"test_{next(_numbers)}"
    await _told(database_server, f"CREATE DATABASE {name} TEMPLATE {MIGRATED} STRATEGY file_copy")
    yield _named(database_server, name)
    await _told(database_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[str]:
    """The same with the engine's pool open on it, in the test's own loop."""
    await open_pool(database_url)
    yield database_url
    await close_pool()
