"""Whoever keeps what he saw of somebody's rights is told when another process takes them away."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.apps.migrations.tables import Migration

ID = "2026-11-22T20:14:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "rights are told"

# The channel is that of competition/live/bell.py; what is written in one transaction rings once.
UP = (
    """
create function rights_changed() returns trigger language plpgsql as $$
begin
    perform pg_notify('rights', '');
    return null;
end $$""",
    """
create trigger account_rights after delete or update of name, shown, organiser on account
for each row execute function rights_changed()""",
    "create trigger sign_in_rights after delete or update on sign_in for each row execute function rights_changed()",
)
DOWN = (
    "drop trigger sign_in_rights on sign_in",
    "drop trigger account_rights on account",
    "drop function rights_changed()",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="people", description=DESCRIPTION)
    manager.add_raw(_up)
    manager.add_raw_backwards(_down)
    return manager


async def _up() -> None:
    for statement in UP:
        await Migration.raw(statement)


async def _down() -> None:
    for statement in DOWN:
        await Migration.raw(statement)
