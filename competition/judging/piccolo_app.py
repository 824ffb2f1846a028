"""What Piccolo's migrations know of this room."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from competition.judging.tables import Keying, Lease, Line, Settlement

APP_CONFIG = AppConfig(
    app_name="judging",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[Line, Keying, Lease, Settlement],
    migration_dependencies=["competition.events.piccolo_app", "competition.people.piccolo_app"],
)
