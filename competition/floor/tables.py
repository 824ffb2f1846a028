"""What is fixed before anyone decides: sessions, draws, and which station a registration has.

`Placement` is the only way from a station's label to a person. What a scoring referee can reach must not read it.
"""

from piccolo.columns import ForeignKey, Integer, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.constraints import Unique
from piccolo.table import Table

from competition.database import DB
from competition.events.tables import Round
from competition.registration.tables import Registration


class Session(Table, db=DB):
    """场次."""

    id: Serial
    round = ForeignKey(Round, null=False, on_delete=OnDelete.cascade)
    number = Integer()
    starts_at = Timestamptz(null=True, default=None)
    minutes = Integer(default=180)

    session_number = Unique([round, number])


class Placement(Table, db=DB):
    """Session and station of a registration.

    `label` is what scoring and the logbook call the competitor: 07, or 2-07 where there are several sessions.
    """

    id: Serial
    round = ForeignKey(Round, null=False, on_delete=OnDelete.cascade)
    session = ForeignKey(Session, null=False, on_delete=OnDelete.cascade)
    registration = ForeignKey(Registration, null=False, on_delete=OnDelete.restrict)
    label = Varchar(20)

    placement_label = Unique([round, label])
    placement_registration = Unique([round, registration])


class Replacement(Table, db=DB):
    """换人: who stood at a station before, who stands there now. That it was so decided stands in the logbook, at this line."""

    id: Serial
    round = ForeignKey(Round, null=False, on_delete=OnDelete.cascade)
    label = Varchar(20)
    number = Integer(help_text="the line of the Substitution")
    was = ForeignKey(Registration, null=False, on_delete=OnDelete.restrict)
    now = ForeignKey(Registration, null=False, on_delete=OnDelete.restrict)
    by = Varchar(60)
    at = Timestamptz()

    replacement_once = Unique([round, number])


class Advance(Table, db=DB):
    """晋级: who goes on to a further round. Where he stood in the round before, his placement there tells."""

    id: Serial
    round = ForeignKey(Round, null=False, on_delete=OnDelete.cascade)
    registration = ForeignKey(Registration, null=False, on_delete=OnDelete.restrict)

    advance_once = Unique([round, registration])


class PlannedRecusal(Table, db=DB):
    """回避 before the round begins: by registration, so that it holds over another draw. The Opening makes decisions of it."""

    id: Serial
    round = ForeignKey(Round, null=False, on_delete=OnDelete.cascade)
    registration = ForeignKey(Registration, null=False, on_delete=OnDelete.cascade)
    judge = Varchar(20)
    by = Varchar(60)
    at = Timestamptz()

    recusal_once = Unique([round, registration, judge])


class WorkNumber(Table, db=DB):
    """成果号: what a handed-in work is called, and whose it is. Only who codes, and who unseals, may read it."""

    id: Serial
    round = ForeignKey(Round, null=False, on_delete=OnDelete.cascade)
    label = Varchar(20)
    number = Varchar(20)
    by = Varchar(60)
    at = Timestamptz()

    one_number_each = Unique([round, label])
    one_work_each = Unique([round, number])


class Draw(Table, db=DB):
    """抽签: by the program from a seed whose hash was published before, or typed from slips. Numbers are of the first round."""

    id: Serial
    round = ForeignKey(Round, null=False, on_delete=OnDelete.cascade)
    kind = Varchar(10, default="stations", help_text="what is drawn: numbers, stations")
    method = Varchar(10, help_text="program, slips")
    seed = Varchar(64, default="")
    seed_hash = Varchar(64, default="")
    result = Text(default="")
    by = Varchar(60)
    at = Timestamptz()
