"""The tables of every room, brought up to what this program expects: all at once or not at all.

After a change in `competition/ROOM/tables.py` (no database need run):

    PICCOLO_CONF=competition.database.piccolo_conf .venv/bin/piccolo migrations new ROOM --auto

Constraints share one namespace with all tables: name them after theirs (`line_number`).

Once released, a migration is never changed or deleted: the next one mends it. One that must manage its own transaction
(wrap_in_transaction=False) is not provided for. Must not know what the tables are for.
"""

import contextlib
import importlib
import io
import os
import pkgutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from types import ModuleType

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.apps.migrations.tables import Migration
from piccolo.conf.apps import AppConfig

from competition.database.engine import DB, close_pool, open_pool, url
from competition.database.unavailable import DatabaseUnavailable
from competition.settings import N_

CONF = "competition.database.piccolo_conf"
# any number, as long as it is the same for all who migrate
ONE_AT_A_TIME = 7_301_945_220_611


@dataclass(frozen=True)
class Step:
    room: str
    name: str
    module: ModuleType


async def migrate(address: str) -> list[str]:
    """Runs what has not run yet, and names it; whoever else migrates at the same time waits, and finds nothing to do."""
    # where Piccolo looks for the engine, and would print that it found none
    os.environ["PICCOLO_CONF"] = CONF
    async with _opened(address), DB.transaction():
        await Migration.raw("select pg_advisory_xact_lock({})", ONE_AT_A_TIME)
        await Migration.create_table(if_not_exists=True)
        done = {(row["app_name"], row["name"]) for row in await Migration.select(Migration.app_name, Migration.name)}
        known = list(steps())
        _refuse_newer(done, known)
        due = [step for step in known if (step.room, step.name) not in done]
        for step in due:
            await _run(step)
        return [f"{step.room} {step.name}" for step in due]


def steps() -> Iterator[Step]:
    """In the order in which they may run: a room after those whose tables it points at, then by the time of making."""
    rooms = {app.app_name: app for app in importlib.import_module(CONF).APP_REGISTRY.app_configs.values()}
    graph = {name: sorted(each.app_name for each in app.migration_dependency_app_configs) for name, app in sorted(rooms.items())}
    for room in TopologicalSorter(graph).static_order():
        yield from sorted(_of(rooms[room]), key=lambda step: step.name)


def _of(app: AppConfig) -> Iterator[Step]:
    folder = Path(app.resolved_migrations_folder_path)
    for found in pkgutil.iter_modules([str(folder)]):
        module = importlib.import_module(f"competition.{app.app_name}.{folder.name}.{found.name}")
        yield Step(app.app_name, module.ID, module)


async def _run(step: Step) -> None:
    manager = await step.module.forwards()
    if isinstance(manager, MigrationManager):
        with contextlib.redirect_stdout(io.StringIO()):
            await manager.run()
    await Migration.insert(Migration(name=step.name, app_name=step.room))


def _refuse_newer(done: set[tuple[str, str]], known: list[Step]) -> None:
    unknown = sorted(done - {(step.room, step.name) for step in known})
    if unknown:
        says = N_("数据库由另一个（更新的）版本建立，本程序不认识其中的“{unknown}”；请升级本程序，或用 --data 换一个数据文件夹。")
        raise DatabaseUnavailable(says, unknown="、".join(" ".join(each) for each in unknown))


@asynccontextmanager
async def _opened(address: str) -> AsyncIterator[None]:
    """The pool that is open already, or one for this alone."""
    if DB.pool is not None and url() == address:
        yield
        return
    await open_pool(address, connections=1)
    try:
        yield
    finally:
        await close_pool()
