"""Migrations: all rooms, in order, all or nothing, one at a time; and they make what the tables say."""

import subprocess
import sys
from types import SimpleNamespace

import pytest
from piccolo.apps.migrations.commands.new import AutoMigrationManager
from piccolo.columns import Varchar
from piccolo.table import Table

from competition.database import DB, DatabaseUnavailable, close_pool, migrations, open_pool
from competition.database.migrations import Step, migrate, steps
from competition.database.piccolo_conf import APP_REGISTRY, ROOMS
from tests.database.clusters import ask

MIGRATING = (
    "import asyncio, sys; from competition.database.migrations import migrate; print(len(asyncio.run(migrate(sys.argv[1]))))"
)


@pytest.fixture
async def empty(database_server: str, database_url: str) -> str:
    """This test's own database with nothing in it."""
    await ask(database_url, "drop schema public cascade")
    await ask(database_url, "create schema public")
    return database_url


@pytest.mark.parametrize("room", sorted(APP_REGISTRY.app_configs))
async def test_the_migrations_of_a_room_make_what_its_tables_say(room: str) -> None:
    app = APP_REGISTRY.app_configs[room]
    changes = await AutoMigrationManager().get_alter_statements(app)
    assert [statement for change in changes for statement in change.statements] == [], f"piccolo migrations new {room} --auto"


async def test_every_table_of_every_room_is_there(database: str) -> None:
    for app in APP_REGISTRY.app_configs.values():
        for table in app.table_classes:
            assert await table.count() == 0


def test_a_room_comes_after_those_whose_tables_it_points_at() -> None:
    order = list(dict.fromkeys(step.room for step in steps()))
    assert set(order) <= set(ROOMS)
    for app in APP_REGISTRY.app_configs.values():
        pointed = {
            key._foreign_key_meta.resolved_references for table in app.table_classes for key in table._meta.foreign_key_columns
        }
        for other in APP_REGISTRY.app_configs.values():
            if other is not app and pointed & set(other.table_classes):
                assert order.index(other.app_name) < order.index(app.app_name)


def test_three_that_migrate_at_once_do_it_once(empty: str) -> None:
    command = [sys.executable, "-W", "error", "-c", MIGRATING, empty]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    told = [program.communicate(timeout=60) for program in started]
    assert sorted(int(out) for out, _ in told) == [0, 0, len(list(steps()))]
    assert [error for _, error in told] == ["", "", ""]


async def test_it_is_quiet_and_leaves_the_pool_as_it_was(empty: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert len(await migrate(empty)) == len(list(steps()))
    assert DB.pool is None
    await open_pool(empty)
    assert await migrate(empty) == []
    assert DB.pool is not None
    await close_pool()
    assert capfd.readouterr() == ("", "")


async def test_one_that_fails_undoes_all_of_this_time(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Half(Table, db=DB):
        name = Varchar()

    async def forwards() -> None:
        await Half.create_table()
        raise ZeroDivisionError

    known = [*steps(), Step("people", "9999", SimpleNamespace(forwards=forwards))]  # type: ignore[arg-type]
    monkeypatch.setattr(migrations, "steps", lambda: iter(known))
    with pytest.raises(ZeroDivisionError):
        await migrate(empty)
    assert await ask(empty, "select count(*) from information_schema.tables where table_schema = 'public'") == 0


async def test_a_database_of_a_newer_program_is_refused_and_untouched(database_url: str) -> None:
    await ask(database_url, "insert into migration (name, app_name) values ('2099-01-01T00:00:00:000000', 'people')")
    with pytest.raises(DatabaseUnavailable) as said:
        await migrate(database_url)
    assert "people 2099-01-01" in str(said.value)
    assert DB.pool is None
