"""Who goes up to the city's contest, from a signed snapshot."""

from piccolo.columns import ForeignKey, Integer, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.constraints import Unique
from piccolo.table import Table

from competition.database import DB
from competition.events.tables import Event
from competition.registration.tables import Registration
from competition.results.tables import Snapshot


class Nomination(Table, db=DB):
    """推荐: 拟推荐 → 单位确认 → 区级审定 → 已上报; alternates wait in their order."""

    id: Serial
    event = ForeignKey(Event, null=False, on_delete=OnDelete.restrict)
    snapshot = ForeignKey(Snapshot, null=False, on_delete=OnDelete.restrict)
    registration = ForeignKey(Registration, null=False, on_delete=OnDelete.restrict)
    contest = Varchar(120)
    position = Integer()
    state = Varchar(20, default="proposed", help_text="proposed, alternate, confirmed, approved, reported, declined")
    reason = Text(default="")
    made_at = Timestamptz()

    nomination_once = Unique([event, contest, registration])
