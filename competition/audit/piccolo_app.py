"""What Piccolo's migrations know of this room."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from competition.audit.tables import Act

APP_CONFIG = AppConfig(
    app_name="audit",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[Act],
    migration_dependencies=[],
)
