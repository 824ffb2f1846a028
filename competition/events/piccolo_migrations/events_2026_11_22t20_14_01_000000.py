"""Whoever keeps what he saw of somebody's duties is told when another process changes them."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.apps.migrations.tables import Migration

ID = "2026-11-22T20:14:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "duties are told"

UP = "create trigger duty_rights after insert or delete or update on duty for each row execute function rights_changed()"
DOWN = "drop trigger duty_rights on duty"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="events", description=DESCRIPTION)
    manager.add_raw(_up)
    manager.add_raw_backwards(_down)
    return manager


async def _up() -> None:
    await Migration.raw(UP)


async def _down() -> None:
    await Migration.raw(DOWN)
