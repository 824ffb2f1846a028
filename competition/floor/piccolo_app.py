"""What Piccolo's migrations know of this room."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from competition.floor.tables import Advance, Draw, Placement, PlannedRecusal, Replacement, Session, WorkNumber

APP_CONFIG = AppConfig(
    app_name="floor",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[Advance, Draw, Placement, PlannedRecusal, Replacement, Session, WorkNumber],
    migration_dependencies=["competition.registration.piccolo_app"],
)
