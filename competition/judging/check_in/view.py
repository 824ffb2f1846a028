"""The check-in list of a session: every station with its competitor's name, what he is at, and what may be pressed.

Names are here: no scoring referee comes to this room's doors. Decides nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from competition.floor.stations import Placed
from competition.judging.clock_face import digits
from competition.judging.clocks import Clocks
from competition.judging.scorekeeper import Book
from competition.judging.standings import STATUS_WORDS, begun
from competition.pages.language import N_, _
from scoring.decisions import Status, Substitution
from scoring.tally import Tally, session_of

ABSENT_YET, HERE, LATE, DONE = N_("未到"), N_("已检录"), N_("迟到"), N_("已完成")
REPORTED = N_("已报{status}，等裁判长确认")
ASKED, ALLOWED = N_("已报换人，等裁判长同意"), N_("已同意换人，请填新选手")


@dataclass(frozen=True)
class Hours:
    """When a session's check-in begins, when it starts, and from when on who comes is late; None: not fixed."""

    opens: datetime | None
    starts: datetime | None
    late: datetime | None
    running: bool

    @property
    def closed_at(self) -> datetime | None:
        """From here on only the chief lets anybody in: the clock has run for longer than the rule allows."""
        return self.late if self.running else None


@dataclass(frozen=True)
class Entrant:
    """A station and who stands there. `reported`: what waits for the chief; `unnamed`: the line of a substitution without a
    person; `used`: his time, once he has finished."""

    label: str
    station: str
    name: str
    unit: str
    number: str
    word: str
    kind: str
    at: str
    here: bool
    out: bool
    late: bool
    reported: str
    unnamed: int
    used: str
    marked: bool
    members: tuple[str, ...] = ()

    @property
    def waiting(self) -> bool:
        """Can he be checked in now?"""
        return not (self.here or self.out or self.reported or self.unnamed)


def hours_of(started: datetime | None, planned: datetime | None, before: int, grace: int) -> Hours:
    """The clock's own beginning counts, once it has begun; else the timetable's."""
    starts = started or planned
    if starts is None:
        return Hours(None, None, None, running=False)
    return Hours(starts - timedelta(minutes=before), starts, starts + timedelta(minutes=grace), running=started is not None)


def unnamed_lines(book: Book, named: frozenset[int]) -> Mapping[str, int]:
    """Substitutions that were decided and whose person is not named yet: label → line."""
    found: dict[str, int] = {}
    for line, decision in book.lines:
        held = book.meant(decision)
        if isinstance(held, Substitution):
            found[held.competitor] = line.number
    return {label: number for label, number in found.items() if number not in named}


def reports(book: Book) -> Mapping[str, str]:
    """What was reported of whom, and nobody has confirmed or dismissed yet."""
    found: dict[str, str] = {}
    for one in book.proposals.values():
        match one.decision:
            case Status(competitor=label, status=status):
                found[label] = _(REPORTED, status=_(STATUS_WORDS.get(status, status)))
            case Substitution(competitor=label):
                found[label] = _(ASKED)
    return found


def expected(placed: list[Placed], session: int) -> list[Entrant]:
    """The list before the round has begun: who is to come."""
    return [_expected(one) for one in placed if one.session == session]


def _expected(there: Placed) -> Entrant:
    one, nothing = there.competitor, (_(ABSENT_YET), "", "", False, False, False, "", 0, "", False)
    return Entrant(there.label, there.label, one.shown, one.delegation or one.employer, one.number, *nothing)


@dataclass(frozen=True)
class Ground:
    """All that the list is read from, at one moment."""

    book: Book
    clocks: Clocks
    hours: Hours
    now: datetime
    zone: tzinfo
    named: frozenset[int]


def entrants(ground: Ground, placed: list[Placed], session: int) -> list[Entrant]:
    """The list of a session, by station."""
    tally = begun(ground.book)
    told, unnamed = reports(ground.book), unnamed_lines(ground.book, ground.named)
    people = {one.label: one for one in placed}
    labels = [label for label in tally.sheets if session_of(label) == session]
    return [_entrant(ground, tally, label, people.get(label), told.get(label, ""), unnamed.get(label, 0)) for label in labels]


def _entrant(ground: Ground, tally: Tally, label: str, there: Placed | None, reported: str, unnamed: int) -> Entrant:
    sheet, here = tally.sheets[label], label in tally.arrived
    out = not sheet.placed
    late = not here and not out and ground.hours.late is not None and ground.now > ground.hours.late
    used = "" if sheet.time is None else digits(int(sheet.time))
    word, kind = _(ABSENT_YET), ""
    if out:
        word = _(STATUS_WORDS[sheet.status])
    elif unnamed:
        word, kind = _(ALLOWED), "clash"
    elif reported:
        word, kind = reported, "wait"
    elif used:
        word, kind = _(DONE), "done"
    elif here:
        word, kind = _(HERE), "done"
    elif late:
        word, kind = _(LATE), "wait"
    came = ground.clocks.came.get(label)
    one = there.competitor if there else None
    return Entrant(
        label=label,
        station=tally.moved.get(label, label),
        name=one.shown if one else "",
        unit=(one.delegation or one.employer) if one else "",
        number=one.number if one else "",
        word=word,
        kind=kind,
        at=f"{came.astimezone(ground.zone):%H:%M}" if came and here else "",
        here=here,
        out=out,
        late=late,
        reported=reported,
        unnamed=unnamed,
        used=used,
        marked=bool(sheet.entries),
        members=one.names if one and len(one.names) > 1 else (),
    )


def scanned(wanted: str) -> str:
    """What was typed; of a scanned address its end: a plate's station, a pass's contest number."""
    return wanted.strip().rstrip("/").rpartition("/")[2]


def found(listed: list[Entrant], wanted: str) -> list[Entrant]:
    """Those whose station, name, unit or contest number is meant."""
    text = scanned(wanted).casefold()
    if not text:
        return listed
    exact = [one for one in listed if text in (one.label.casefold(), one.label.lstrip("0"), one.number.casefold())]
    return exact or [one for one in listed if any(text in part.casefold() for part in (one.name, one.unit, one.number))]
