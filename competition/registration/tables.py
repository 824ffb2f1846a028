"""Who registered for what. A competitor is an accepted registration on the floor."""

from piccolo.columns import Boolean, ForeignKey, Integer, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.constraints import Unique
from piccolo.table import Table

from competition.database import DB
from competition.events.tables import Event
from competition.people.tables import Delegation, Employer, Person


class Registration(Table, db=DB):
    """报名: a person's, or a team's, in one event."""

    id: Serial
    event = ForeignKey(Event, null=False, on_delete=OnDelete.restrict)
    delegation = ForeignKey(Delegation, null=True, default=None, on_delete=OnDelete.restrict)
    team = Varchar(120, default="", help_text="a team's name; individuals have none")
    state = Varchar(12, default="submitted", help_text="submitted, accepted, returned, refused")
    reason = Text(default="")
    number = Varchar(20, default="", help_text="参赛编号, given on acceptance")
    link = Varchar(24, unique=True, help_text="the competitor's own page")
    no_award = Boolean(default=False)
    leader = Varchar(60, default="", help_text="领队")
    liaison = Varchar(60, default="", help_text="联络员")
    note = Text(default="")
    made_at = Timestamptz()


class Member(Table, db=DB):
    """Whom a registration is for: one person, or the team's in their order; and what was said of him in it.

    Only acceptance carries it over to the person: a form that anybody may send changes nobody's record.
    """

    id: Serial
    registration = ForeignKey(Registration, null=False, on_delete=OnDelete.cascade)
    person = ForeignKey(Person, null=False, on_delete=OnDelete.restrict)
    position = Integer(default=1)
    employer = ForeignKey(Employer, null=True, default=None, on_delete=OnDelete.restrict)
    sex = Varchar(3, default="")
    occupation = Varchar(60, default="", help_text="工种")
    level = Varchar(30, default="", help_text="技能等级")
    phone = Text(null=True, default=None, help_text="sealed")

    member_once = Unique([registration, person])


class Rule(Table, db=DB):
    """A condition of taking part in an event, and what follows for whoever does not meet it."""

    id: Serial
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade)
    kind = Varchar(12, help_text="unit, level, born, once, earlier")
    effect = Varchar(10, help_text="block, warn, no-award")
    value = Text(default="")

    rule_once = Unique([event, kind])


class Upload(Table, db=DB):
    """Rows of a 汇总表 between preview and confirmation; nothing of them counts before. Sealed: they hold numbers."""

    id: Serial
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade)
    by = Varchar(60)
    file = Varchar(200, default="")
    rows = Text()
    imported = Integer(default=0, help_text="how many of its rows have become registrations")
    made_at = Timestamptz()
