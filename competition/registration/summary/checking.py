"""Each cell of a 汇总表 mended and judged: what is right, what was put right, what must be, what has to be asked. Pure.

Comes out as entries that could be registered, and notes by cell for the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from competition.pages.language import N_
from competition.people.identity import Fault
from competition.registration.entry import Entry
from competition.registration.fields import LEVELS, MISSING, NO_LEVEL, SEXES, WORDS, Checked, check, check_sex
from competition.registration.summary.naming import ASK, EventAsked, category_of, event_of
from competition.registration.summary.reading import Row, Table

CLASH, WAIT, DONE = "clash", "wait", "done"
COPIED, EDITED = N_("照上一行（合并的单元格）"), N_("已改好")
TWICE = N_("重复"), N_("第 {row} 行已有同一个人")
ALREADY = N_("已经报名"), N_("这个人已经报了这个赛项")
OTHER_NAME = N_("与姓名不一致"), N_("这个号码登记的姓名是“{name}”")
TEAM_SIZE = N_("人数不对"), N_("“{team}”队有 {count} 人，应为 {size} 人")
OWN = ("name", "sex", "identity", "phone", "level", "occupation", "leader", "liaison", "note", "team", "credit")
UNITS = ("unit", "employer", "delegation")


@dataclass(frozen=True)
class Known:
    """What the records hold of the numbers and names in the table."""

    owners: Mapping[str, str] = field(default_factory=dict)
    numbers: frozenset[tuple[str, str]] = frozenset()
    names: Mapping[tuple[str, str, str], bool] = field(default_factory=dict)  # event, name, unit: is his number known?


@dataclass(frozen=True)
class Note:
    """One cell that wants a look: `fault` is none where something was put right."""

    row: int
    key: str
    where: str
    name: str
    written: str
    value: str
    kind: str
    fault: Fault | None = None
    mended: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Ready:
    """What would become one registration, from which rows."""

    event: str
    entry: Entry
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Preview:
    """All of it."""

    rows: int
    ready: tuple[Ready, ...]
    notes: tuple[Note, ...]
    without_identity: bool = False

    @property
    def usable(self) -> int:
        """How many rows could be taken."""
        return sum(len(one.rows) for one in self.ready)

    @property
    def open(self) -> int:
        """How many cells have to be put right or answered."""
        return sum(note.kind != DONE for note in self.notes)


@dataclass
class _Judged:
    """A row while it is judged."""

    row: Row
    event: EventAsked | None
    found: dict[str, Checked]
    choices: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    @property
    def bad(self) -> bool:
        return any(one.fault for one in self.found.values())

    def value(self, key: str) -> str:
        return self.found[key].value if key in self.found else ""

    @property
    def unit(self) -> str:
        return self.value("employer") or self.value("unit") or self.value("delegation")

    @property
    def team(self) -> str:
        return self.value("team") or self.value("delegation") or self.unit

    def blame(self, key: str, fault: Fault) -> None:
        one = self.found.get(key, Checked(""))
        if not one.fault:
            self.found[key] = replace(one, fault=fault)


def preview(table: Table, events: tuple[EventAsked, ...], home: str, known: Known, today: date) -> Preview:
    """Every row judged by itself, then against the others and the records; teams put together."""
    unit = next((key for key in ("employer", "unit", "delegation") if key in table.letters), "unit")
    judged = [_row(row, events, home, today, unit) for row in table.rows]
    _against_each_other(judged)
    _against_records(judged, known)
    teams = _teams(judged)
    ready = [_ready(team) for team in teams if not any(one.bad for one in team)]
    notes = [note for one in judged for note in _notes(one, table)]
    dropped = any(one.event and not one.event.identity and one.row.of("identity") for one in judged)
    return Preview(len(judged), tuple(ready), tuple(notes), dropped)


def _row(row: Row, events: tuple[EventAsked, ...], home: str, today: date, unit: str) -> _Judged:
    event, asked = event_of(row.of("event"), row.of("category"), events, home)
    found = {key: check(key, row.of(key), today) for key in (*OWN, *UNITS) if row.of(key)}
    one = _Judged(row, event, found)
    one.found["event"] = asked.checked
    one.choices["event"] = asked.choices
    if event is not None:
        group = category_of(row.of("category"), event)
        one.found["category"], one.choices["category"] = group.checked, group.choices
    if not event or not event.identity:
        one.found.pop("identity", None)
    elif not one.value("identity"):
        one.blame("identity", MISSING)
    one.found["sex"] = check_sex(one.found.get("sex", Checked("")), one.found.get("identity", Checked("")))
    one.choices |= {"sex": tuple((sex, sex) for sex in SEXES), "level": tuple((level, level) for level in LEVELS)}
    if not one.value("name"):
        one.blame("name", MISSING)
    if not one.unit:
        one.blame(unit, MISSING)
    return one


def _against_each_other(judged: list[_Judged]) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for one in judged:
        if one.event is None or not one.value("name"):
            continue
        identity = one.value("identity")
        who = (one.event.code, identity) if identity else (one.event.code, one.value("name"), one.unit)
        first = seen.setdefault(who, one.row.number)
        if first != one.row.number:
            one.blame("name", Fault(*TWICE, {"row": first}))


def _against_records(judged: list[_Judged], known: Known) -> None:
    for one in judged:
        code, name, identity = one.event.code if one.event else "", one.value("name"), one.value("identity")
        owner = known.owners.get(identity)
        if owner is not None and owner != name:
            one.blame("identity", Fault(*OTHER_NAME, {"name": owner}))
            continue
        numbered = known.names.get((code, name, one.unit))
        # of two with different numbers the name proves nothing
        if (code, identity) in known.numbers or (numbered is not None and not (identity and numbered)):
            one.blame("name", Fault(*ALREADY))


def _teams(judged: list[_Judged]) -> list[list[_Judged]]:
    """Who goes together; each by himself in an event of individuals."""
    teams: dict[tuple[str, ...], list[_Judged]] = {}
    for one in judged:
        size = one.event.size if one.event else 1
        alone = (str(one.row.number),)
        teams.setdefault((one.event.code, one.team) if one.event and size > 1 else alone, []).append(one)
    for team in teams.values():
        event = team[0].event
        if event and event.size > 1 and len(team) != event.size:
            fault = Fault(*TEAM_SIZE, {"team": team[0].team, "count": len(team), "size": event.size})
            for one in team:
                one.blame("team", fault)
    return list(teams.values())


def _ready(team: list[_Judged]) -> Ready:
    first = team[0]
    assert first.event is not None
    delegation = first.value("delegation") or first.value("unit")
    fields = {"employer": first.unit, "delegation": delegation}
    fields |= {key: first.value(key) for key in ("leader", "liaison", "note", "credit")}
    if first.event.size > 1:
        fields["team"] = first.team
    for number, one in enumerate(team, 1):
        fields |= {f"{key}-{number}": one.value(key) for key in ("name", "sex", "identity", "phone", "level", "occupation")}
    return Ready(first.event.code, Entry(fields, len(team)), tuple(one.row.number for one in team))


def _notes(one: _Judged, table: Table) -> list[Note]:
    """What to look at in a row, in the order of its fields."""
    notes = []
    for key, cell in one.found.items():
        fault, mended = cell.fault, cell.mended
        written, edited = one.row.written.get(key, ""), one.row.edits.get(key)
        if not fault and not mended and edited is not None and edited != written:
            mended = (EDITED,) if key in one.row.written else (COPIED,)
        if not fault and (not mended or (not written and key == "sex")):
            continue
        kind = DONE if not fault else WAIT if fault.title in (ASK, NO_LEVEL[0]) else CLASH
        choices = one.choices.get(key, ()) if key in ("event", "category") or kind == WAIT or (key == "sex" and fault) else ()
        where, name = table.where(one.row, key), one.value("name") or "—"
        notes.append(Note(one.row.number, key, where, name, written, cell.value, kind, fault, mended, choices))
    return sorted(notes, key=lambda note: list(WORDS).index(note.key))
