"""What Piccolo's migrations know of this room."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from competition.registration.tables import Member, Registration, Rule, Upload

APP_CONFIG = AppConfig(
    app_name="registration",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[Member, Registration, Rule, Upload],
    migration_dependencies=["competition.events.piccolo_app"],
)
