"""What is contested: seasons, events, rounds with their marking scheme, duties, and the acts that moved an event on."""

from piccolo.columns import Boolean, ForeignKey, Integer, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.constraints import Unique
from piccolo.table import Table

from competition.database import DB
from competition.people.tables import Account


class Season(Table, db=DB):
    """届次. Its official name may be long or double (…暨…); hosts stand in the order that papers keep, one a line."""

    id: Serial
    year = Integer()
    name = Text()
    name_en = Text(default="")
    hosts = Text(default="")
    tier = Varchar(20, default="district")
    office = Varchar(120, default="", help_text="受理部门")
    phone = Varchar(40, default="")
    address = Varchar(200, default="")
    timezone = Varchar(40, default="Asia/Shanghai")


class Industry(Table, db=DB):
    """行业."""

    id: Serial
    name = Varchar(60, unique=True)


class Category(Table, db=DB):
    """组别: 职工组, 学生组."""

    id: Serial
    name = Varchar(60, unique=True)


class Event(Table, db=DB):
    """赛项: one trade contested in a season."""

    id: Serial
    season = ForeignKey(Season, null=False, on_delete=OnDelete.restrict)
    code = Varchar(20, unique=True, help_text="in addresses and file names: A-Z, 0-9, hyphen")
    title = Varchar(120)
    title_en = Varchar(120, default="")
    occupation = Varchar(20, default="")
    industry = ForeignKey(Industry, null=True, default=None, on_delete=OnDelete.restrict)
    category = ForeignKey(Category, null=True, default=None, on_delete=OnDelete.restrict)
    team_size = Integer(default=1)
    delegations = Varchar(10, default="", help_text="delegation totals beside individuals: '', sum, mean")
    best = Integer(default=0, help_text="how many of a delegation count; 0: all")
    stage = Varchar(20, default="draft", index=True)
    display = Varchar(10, default="progress", help_text="live results: progress, stations, names, none")
    identity = Boolean(default=False, help_text="are identity numbers asked for at registration")
    capacity = Integer(default=0, help_text="0: no limit")
    quota = Integer(default=0, help_text="how many go up to the city; 0: none")
    registration_until = Timestamptz(null=True, default=None)
    starts_at = Timestamptz(null=True, default=None)
    minutes = Integer(default=180, help_text="length of a session")
    stations = Integer(default=0)
    duties = Varchar(10, default="simple", help_text="how much one person may do: simple, standard, strict")
    notice_depth = Varchar(10, default="winners", help_text="公示: winners, all, scores")
    notice_days = Integer(default=5, help_text="working days")
    check_in_minutes = Integer(default=30, help_text="检录 begins so long before a session")
    late_minutes = Integer(default=15, help_text="who comes later after its beginning has withdrawn")
    sessions_apart = Boolean(default=True, help_text="marks open session by session, and none is shown before the last is over")
    recheck = Boolean(default=True, help_text="复核: the ranking is signed once the forms that the rule names are rechecked")
    work_numbers = Boolean(default=False, help_text="成果号: referees see the number of the work, never the station")
    numbers_drawn = Boolean(default=False, help_text="参赛编号 by a draw before that of the stations; else as they are accepted")
    made_at = Timestamptz()


class Round(Table, db=DB):
    """轮次: what is marked: a scheme, its competitors, its sessions and one logbook."""

    id: Serial
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade)
    number = Integer(default=1)
    title = Varchar(60, default="")
    scheme = Text(default="", help_text="SCHEME.json; fixed by the Opening once marking has begun")
    seats = Integer(default=0, help_text="how many went on from the round before; 0: the first round")
    carry = Varchar(20, default="", help_text="the former total: '' dropped, plain added as it is, else its weight")

    round_number = Unique([event, number])


class Duty(Table, db=DB):
    """What an account does in an event. `seat` 2 marks as judge J2; no sub-criteria named means all."""

    id: Serial
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade)
    account = ForeignKey(Account, null=False, on_delete=OnDelete.restrict)
    role = Varchar(20, help_text="chief, referee, supervisor, clerk, floor, coding, registrar")
    seat = Integer(default=0)
    subcriteria = Text(default="", help_text="codes, separated by commas")
    employer = Varchar(120, default="", help_text="单位: for recusal; read by the coding referee and the organiser alone")
    reserve = Boolean(default=False, help_text="替补: marks only where one of the team does not")

    duty_once = Unique([event, account, role])


class StageAct(Table, db=DB):
    """A named act that moved an event from one stage to another."""

    id: Serial
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade)
    act = Varchar(30)
    was = Varchar(20)
    now = Varchar(20)
    by = Varchar(60)
    reason = Text(default="")
    at = Timestamptz()
