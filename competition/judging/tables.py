"""The logbook, written by `judging.scorekeeper` alone and changed by nobody; what clerks keyed from paper; tablets' leases."""

from piccolo.columns import BigSerial, ForeignKey, Integer, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.constraints import Unique
from piccolo.table import Table

from competition.database import DB
from competition.events.tables import Event, Round
from competition.people.tables import Account


class Line(Table, db=DB):
    """One decision. `body` is text, byte for byte what is hashed (jsonb would reorder its keys)."""

    id: BigSerial
    round = ForeignKey(Round, null=False, on_delete=OnDelete.restrict)
    number = Integer()
    author = Varchar(60)
    reference = Varchar(64, db_column_name="ref")
    parent = Varchar(64, null=True, default=None)
    kind = Varchar(20)
    body = Text()
    at = Timestamptz()
    made_at = Timestamptz(null=True, default=None, help_text="when the author decided, by his device's clock")
    previous = Varchar(64)
    hash = Varchar(64)

    line_number = Unique([round, number])
    line_ref = Unique([round, author, reference])


class Keying(Table, db=DB):
    """A paper form as one clerk read it. Two that agree, or were settled against the paper, are entered in the logbook."""

    id: Serial
    round = ForeignKey(Round, null=False, on_delete=OnDelete.restrict)
    competitor = Varchar(20)
    subcriterion = Varchar(60)
    clerk = Varchar(60, help_text="the account's name")
    cells = Text(help_text="JSON: `aspect|judge` → value, `@signed|judge` → yes")
    settled = Text(default="", help_text="JSON, on the later of two: what the paper says where they differed")
    settled_by = Varchar(60, default="")
    outcome = Varchar(10, default="", index=True, help_text="'': open; entered, replaced, dropped")
    at = Timestamptz()


class Lease(Table, db=DB):
    """On which tablet a referee marks: one at a time. The others of his only look, until one takes over."""

    id: Serial
    event = ForeignKey(Event, null=False, on_delete=OnDelete.restrict)
    account = ForeignKey(Account, null=False, on_delete=OnDelete.cascade)
    device = Varchar(40, help_text="the tablet's own number")
    about = Varchar(120, default="", help_text="what it says of itself")
    since = Timestamptz()
    reason = Varchar(200, default="", help_text="why it took over; the record of acts keeps the earlier ones")

    lease_once = Unique([event, account])


class Settlement(Table, db=DB):
    """What was decided about a tie that an edge runs through. Where it put them in order, their lots stand in the logbook."""

    id: Serial
    round = ForeignKey(Round, null=False, on_delete=OnDelete.restrict)
    competitors = Text(help_text="labels, separated by commas")
    edges = Text(help_text="the awards and quotas that the tie lies across, separated by commas")
    way = Varchar(10, help_text="ruling, playoff, lot: in order; all, shared: left tied")
    reason = Text()
    by = Varchar(60)
    at = Timestamptz()
