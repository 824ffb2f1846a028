"""Who did what: one chain of acts. Actor and subject are text, so that the record outlives what it names."""

from piccolo.columns import BigSerial, Text, Timestamptz, Varchar
from piccolo.table import Table

from competition.database import DB


class Act(Table, db=DB):
    """One act. `hash` covers the line before it."""

    id: BigSerial
    at = Timestamptz()
    actor = Varchar(60)
    act = Varchar(40)
    subject = Varchar(200)
    facts = Text(default="{}")
    previous = Varchar(64)
    hash = Varchar(64, unique=True)
