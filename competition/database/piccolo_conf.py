"""What Piccolo asks for by this name: the engine, and which rooms keep tables. Importing it imports those rooms.

The rooms are named by text alone: this room must not know what they keep.
"""

from pathlib import Path

from piccolo.conf.apps import AppRegistry

from competition.database.engine import DB

ROOMS = ("people", "events", "registration", "floor", "judging", "results", "awards", "city", "audit")
KEEPING = [room for room in ROOMS if (Path(__file__).parents[1] / room / "piccolo_app.py").exists()]
APP_REGISTRY = AppRegistry(apps=[f"competition.{room}.piccolo_app" for room in KEEPING])

__all__ = ["APP_REGISTRY", "DB"]
