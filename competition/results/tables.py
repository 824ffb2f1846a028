"""What was signed off and shown: snapshots of a ranking, public notices, and the reveal in the hall."""

from piccolo.columns import Boolean, Date, ForeignKey, Integer, OnDelete, Serial, Text, Timestamptz, Varchar
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
    second = Varchar(60, default="", help_text="勘误: who confirmed it; empty: no erratum")
    made_at = Timestamptz()

    snapshot_revision = Unique([round, revision])


class Unsealing(Table, db=DB):
    """解密: one of the two who open the codes of a signed ranking together: who coded (or organises), and a supervisor."""

    id: Serial
    snapshot = ForeignKey(Snapshot, null=False, on_delete=OnDelete.cascade)
    part = Varchar(12, help_text="coding, supervisor")
    account = Varchar(60)
    shown = Varchar(60)
    at = Timestamptz()

    unsealing_part = Unique([snapshot, part])


class Notice(Table, db=DB):
    """公示: from when until when, counted in working days, and where objections go."""

    id: Serial
    event = ForeignKey(Event, null=False, on_delete=OnDelete.restrict)
    snapshot = ForeignKey(Snapshot, null=False, on_delete=OnDelete.restrict)
    first_day = Date()
    last_day = Date()
    made_at = Timestamptz()


class Reveal(Table, db=DB):
    """揭晓 of a round in the hall: from which ranking, how, and how far. Ended, it stays as it was left."""

    id: Serial
    round = ForeignKey(Round, null=False, unique=True, on_delete=OnDelete.restrict)
    snapshot = ForeignKey(Snapshot, null=True, default=None, on_delete=OnDelete.restrict, help_text="none: from the frozen board")
    number = Integer(help_text="the logbook's line whose ranking is revealed")
    mode = Varchar(10, help_text="tiers or places")
    everybody = Boolean(default=False, help_text="places: all who have one, not the winners alone")
    scores = Boolean(default=False, help_text="totals are shown")
    units = Text(default="", help_text="优秀组织奖: one a line, shown first")
    held = Text(default="{}", help_text="label → why it is held back, as JSON")
    step = Integer(default=0, help_text="0: nothing is revealed yet")
    running = Boolean(default=True)
    by = Varchar(60)
    made_at = Timestamptz()


class Recheck(Table, db=DB):
    """复核: one look at one form. Never changed: a later look is another row, and the last one of a form counts."""

    id: Serial
    round = ForeignKey(Round, null=False, on_delete=OnDelete.restrict)
    competitor = Varchar(20)
    subcriterion = Text()
    outcome = Varchar(12, help_text="right, wrong, corrected")
    old = Text(default="", help_text="marks found wrong, as JSON")
    new = Text(default="", help_text="marks found right, as JSON")
    why = Text(default="")
    line = Integer(help_text="the logbook's line then")
    everything = Boolean(default=False, help_text="with this one the error rate demands all")
    by = Varchar(60)
    at = Timestamptz()
