"""What Piccolo's migrations know of this room."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from competition.people.tables import Account, Attempts, Delegation, Employer, Person, SignIn, TabletLink

APP_CONFIG = AppConfig(
    app_name="people",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[Account, Attempts, Delegation, Employer, Person, SignIn, TabletLink],
    migration_dependencies=[],
)
