"""The logbook's table. Only `judging.scorekeeper` writes it; nobody changes a line."""

from piccolo.columns import BigSerial, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.constraints import Unique
from piccolo.table import Table

from competition.database import DB
from competition.events.tables import Round


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
