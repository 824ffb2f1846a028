"""What Piccolo asks for by this name: the engine, and which rooms keep tables. Importing it imports those rooms.

The rooms are named by text alone: this room must not know what they keep.
"""

from piccolo.conf.apps import AppRegistry

from competition.database.engine import DB

ROOMS = ("people", "events", "registration", "floor", "judging", "results", "city", "audit")
APP_REGISTRY = AppRegistry(apps=[f"competition.{room}.piccolo_app" for room in ROOMS])

__all__ = ["APP_REGISTRY", "DB"]
