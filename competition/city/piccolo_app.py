"""What Piccolo's migrations know of this room."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from competition.city.tables import Nomination

APP_CONFIG = AppConfig(
    app_name="city",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[Nomination],
    migration_dependencies=["competition.results.piccolo_app", "competition.registration.piccolo_app"],
)
