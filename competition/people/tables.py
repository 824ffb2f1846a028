"""Who signs in, and who takes part: accounts, sign-ins, tablets' links, persons, employers, delegations.

Knows nothing of events: which role somebody has in one is `events.tables.Duty`.
"""

from piccolo.columns import Boolean, ForeignKey, Integer, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.constraints import Unique
from piccolo.table import Table

from competition.database import DB


class Account(Table, db=DB):
    """Somebody who signs in: by name and password, or, on a tablet, by link and PIN."""

    id: Serial
    name = Varchar(60, unique=True, help_text="what is typed at sign-in; the author of logbook lines")
    shown = Varchar(60, help_text="what others read")
    password = Varchar(200, null=True, default=None, help_text="argon2; none: by link and PIN only")
    organiser = Boolean(default=False, help_text="may set up events and sees everything of them")
    failures = Integer(default=0, help_text="wrong passwords since the last right one, from everywhere")


class Attempts(Table, db=DB):
    """The passwords tried for an account from one address: whoever tries wrong ones shuts himself out, and nobody else."""

    id: Serial
    account = ForeignKey(Account, null=False, on_delete=OnDelete.cascade)
    source = Varchar(64, help_text="an IPv4 address, or the /64 that an IPv6 one lies in")
    failures = Integer(default=0)
    locked_until = Timestamptz(null=True, default=None)
    at = Timestamptz(help_text="the last try; forgotten after a day")
    attempts_source = Unique([account, source])


class SignIn(Table, db=DB):
    """A browser that is signed in. Only the hash of its token is kept."""

    id: Serial
    token_hash = Varchar(64, unique=True)
    account = ForeignKey(Account, null=False, on_delete=OnDelete.cascade)
    device = Varchar(200, default="")
    made_at = Timestamptz()
    expires_at = Timestamptz()


class TabletLink(Table, db=DB):
    """The short link (QR) and PIN with which an account's tablet signs in. The PIN is sealed: a card can be printed again."""

    id: Serial
    account = ForeignKey(Account, null=False, on_delete=OnDelete.cascade, unique=True)
    link = Varchar(16, unique=True)
    pin = Text()
    failures = Integer(default=0)
    locked_until = Timestamptz(null=True, default=None)


class Employer(Table, db=DB):
    """单位."""

    id: Serial
    name = Varchar(120, unique=True)
    credit_code = Varchar(18, null=True, default=None)


class Delegation(Table, db=DB):
    """代表队: who sends; an employer, a street, an industrial union."""

    id: Serial
    name = Varchar(120, unique=True)


class Person(Table, db=DB):
    """人员: one record across the years. Identity number and phone are encrypted; the keyed hash finds the same person again."""

    id: Serial
    name = Varchar(60, index=True)
    sex = Varchar(3, default="")
    employer = ForeignKey(Employer, null=True, default=None, on_delete=OnDelete.restrict)
    identity = Text(null=True, default=None)
    identity_key = Varchar(64, null=True, default=None, unique=True)
    phone = Text(null=True, default=None)
    level = Varchar(30, default="")
    kind = Varchar(20, default="", help_text="职工 or 学生, 产业工人, 农民工")
