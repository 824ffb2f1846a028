"""What the hall sees of a round: the standing's frame with as much of it as the event shows, and names only where it says so.

Marks that are not shown are not in the frame at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from competition.results.names import Named

LIVE = frozenset({"running", "recheck"})


@dataclass(frozen=True)
class Show:
    """How an event shows its live results, and whose labels they are."""

    mode: str
    title: str
    people: Mapping[str, Named]


def shown(frame: dict[str, Any], show: Show) -> dict[str, Any]:
    """The frame that leaves for the hall."""
    rows = [] if show.mode == "none" else [_row(row, show) for row in frame["rows"]]
    if show.mode == "progress":
        rows.sort(key=lambda row: row["label"])
    return {**frame, "mode": show.mode, "title": show.title, "rows": rows}


def _row(row: dict[str, Any], show: Show) -> dict[str, Any]:
    if show.mode == "progress":
        return {"place": None, "was": None, "label": row["label"], "name": "", "unit": "", "forms": row["forms"], "total": ""}
    one = show.people.get(row["label"]) if show.mode == "names" else None
    if one is None:
        return row
    return {**row, "label": "", "name": one.name, "unit": one.unit}


encode = msgspec.json.Encoder().encode
__all__ = ["LIVE", "Show", "encode", "shown"]
