"""What Piccolo's migrations know of this room."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from competition.events.tables import Category, Duty, Event, Industry, Round, Season, StageAct

APP_CONFIG = AppConfig(
    app_name="events",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[Category, Duty, Event, Industry, Round, Season, StageAct],
    migration_dependencies=["competition.people.piccolo_app"],
)
