"""What was signed off and shown: snapshots of a ranking, and public notices."""

from piccolo.columns import Date, ForeignKey, Integer, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.constraints import Unique
from piccolo.table import Table

from competition.database import DB
from competition.events.tables import Event, Round


class Snapshot(Table, db=DB):
    """A ranking as it stood at a line of the logbook, with the names of that day. Papers are made from it."""

    id: Serial
    round = ForeignKey(Round, null=False, on_delete=OnDelete.restrict)
    revision = Integer()
    number = Integer(help_text="the logbook's line")
    head = Varchar(64, help_text="that line's hash")
    ranking = Text(help_text="contract section 5, as JSON")
    people = Text(help_text="label → name, unit, number, as JSON")
    hash = Varchar(64)
    by = Varchar(60)
    reason = Text(default="")
    made_at = Timestamptz()

    snapshot_revision = Unique([round, revision])


class Notice(Table, db=DB):
    """公示: from when until when, counted in working days, and where objections go."""

    id: Serial
    event = ForeignKey(Event, null=False, on_delete=OnDelete.restrict)
    snapshot = ForeignKey(Snapshot, null=False, on_delete=OnDelete.restrict)
    first_day = Date()
    last_day = Date()
    made_at = Timestamptz()
