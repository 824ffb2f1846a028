"""What Piccolo's migrations know of this room."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from competition.results.tables import Notice, Recheck, Reveal, Snapshot, Unsealing

APP_CONFIG = AppConfig(
    app_name="results",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[Notice, Recheck, Reveal, Snapshot, Unsealing],
    migration_dependencies=["competition.judging.piccolo_app"],
)
