"""A 汇总表 between upload and confirmation: kept sealed, put right, and then, in one transaction, made into registrations."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from competition.audit.chain import record
from competition.database import DB
from competition.events.tables import Event
from competition.pages.language import N_
from competition.pages.refusal import Missing, Refusal
from competition.people.sealed import fingerprint, seal, unseal
from competition.people.tables import Person
from competition.registration.acceptance import REFUSED
from competition.registration.entering import add
from competition.registration.fields import check
from competition.registration.summary.checking import Known, Preview, preview
from competition.registration.summary.naming import EventAsked
from competition.registration.summary.reading import Row, Table
from competition.registration.tables import Member, Upload

KEPT = timedelta(days=7)  # numbers of people who never confirmed must not lie about
GONE = N_("这次导入已经不在了：超过 7 天没有确认，或不是您上传的。请重新上传。")
STILL = N_("还有 {count} 处要改，改好再导入；或者只导入可用的行。")
NOTHING = N_("没有可用的行，什么也没有写入。")


# What was put right, by row and field
Edits = Mapping[tuple[int, str], str]


@dataclass(frozen=True)
class Scope:
    """Where rows may go: the events that this reader may register for, and the one whose page this is."""

    events: tuple[EventAsked, ...]
    home: str
    today: date


@dataclass(frozen=True)
class Kept:
    """An upload with its rows."""

    id: int
    file: str
    table: Table
    imported: int


async def keep(event: Event, by: str, file: str, table: Table, scope: Scope, key: bytes) -> int:
    """Keeps the rows; not the column of identity numbers, where no event asks for them."""
    await Upload.delete().where(Upload.made_at < datetime.now(UTC) - KEPT)
    if not any(one.identity for one in scope.events):
        table = _without(table, "identity")
    made = Upload(event=event.id, by=by, file=file[:200], rows=_sealed(table, key), made_at=datetime.now(UTC))
    await made.save()
    return int(made.id)


async def kept(event: Event, upload: int, by: str, key: bytes) -> Kept:
    """An upload of one's own."""
    return _opened(await _mine(event, upload, by), key)


async def waiting(event: Event, by: str) -> list[tuple[int, str]]:
    """One's own uploads that wait to be confirmed."""
    its = (Upload.event == event.id) & (Upload.by == by) & (Upload.rows != "")
    rows = await Upload.select(Upload.id, Upload.file).where(its).order_by(Upload.id)
    return [(row["id"], row["file"]) for row in rows]


async def put_right(event: Event, upload: int, by: str, edits: Edits, key: bytes) -> None:
    """Keeps what was put right in cells."""
    async with DB.transaction():
        mine = await _mine(event, upload, by, held=True)
        table = _opened(mine, key).table
        mine.rows = _sealed(_corrected(table, edits), key) if mine.rows else ""
        await mine.save([Upload.rows])


async def forget(event: Event, upload: int, by: str) -> None:
    """Throws it away."""
    await Upload.delete().where((Upload.id == upload) & (Upload.event == event.id) & (Upload.by == by))


async def looked_at(table: Table, scope: Scope, key: bytes) -> Preview:
    """The rows, judged with what the records hold now."""
    return preview(table, scope.events, scope.home, await _known(table, scope, key), scope.today)


async def confirm(
    event: Event, upload: int, by: str, scope: Scope, key: bytes, edits: Edits | None = None, *, usable: bool = False
) -> int:
    """Makes the registrations, all or none; `usable`: those that are right, the others stay. Again does nothing again."""
    edits = edits or {}
    later: Edits = {}
    async with DB.transaction():
        mine = await _mine(event, upload, by, held=True)
        if not mine.rows:
            return 0
        table = _opened(mine, key).table
        if usable:
            # what the page counted as usable, not what a list below it happens to show
            counted = {number for one in (await looked_at(table, scope, key)).ready for number in one.rows}
            later = {cell: text for cell, text in edits.items() if cell[0] not in counted}
            edits = {cell: text for cell, text in edits.items() if cell[0] in counted}
        table = _corrected(table, edits)
        found = await looked_at(table, scope, key)
        if found.open and not usable:
            raise Refusal(STILL, count=found.open)
        taken = await _written(found, key)
        table = _corrected(table, later)
        rest = replace(table, rows=tuple(row for row in table.rows if row.number not in taken))
        mine.rows = _sealed(rest, key) if rest.rows else ""
        mine.imported += len(taken)
        await mine.save([Upload.rows, Upload.imported])
        await record(by, "import-registrations", event.code, {"rows": str(len(taken)), "left": str(len(rest.rows))})
    return len(taken)


async def _written(found: Preview, key: bytes) -> set[int]:
    """The registrations, made; from which rows."""
    if not found.ready:
        raise Refusal(NOTHING)
    events = {one.code: one for one in await Event.objects().where(Event.code.is_in([one.event for one in found.ready]))}
    for one in found.ready:
        await add(events[one.event], one.entry, key)
    return {number for one in found.ready for number in one.rows}


async def _mine(event: Event, upload: int, by: str, *, held: bool = False) -> Upload:
    query = Upload.objects().where((Upload.id == upload) & (Upload.event == event.id) & (Upload.by == by)).first()
    mine = await (query.lock_rows() if held else query)
    if mine is None:
        raise Missing(GONE)
    return mine


async def _known(table: Table, scope: Scope, key: bytes) -> Known:
    """What the records say of the numbers in the table, and who is in these events already."""
    typed = {check("identity", row.of("identity"), scope.today).value for row in table.rows if row.of("identity")}
    prints = {fingerprint(number, key): number for number in typed}
    people = (
        await Person.select(Person.name, Person.identity_key).where(Person.identity_key.is_in(list(prints))) if prints else []
    )
    its: Any = Member.registration
    who: Any = Member.person
    there = its.event.code.is_in([one.code for one in scope.events]) & (its.state != REFUSED)
    columns = (its.event.code, its.delegation.name, who.name, who.identity_key, who.employer.name, Member.employer.name)
    rows = await Member.select(*columns).where(there)
    numbers = {(row["registration.event.code"], prints.get(row["person.identity_key"] or "", "")) for row in rows}
    names = {
        (row["registration.event.code"], row["person.name"], unit): row["person.identity_key"] is not None
        for row in rows
        for unit in (row["employer.name"], row["person.employer.name"], row["registration.delegation.name"])
        if unit
    }
    owners = {prints[row["identity_key"]]: row["name"] for row in people}
    return Known(owners, frozenset(one for one in numbers if one[1]), names)


def _corrected(table: Table, edits: Edits) -> Table:
    mine: dict[int, dict[str, str]] = {}
    for (number, key), text in edits.items():
        mine.setdefault(number, {})[key] = text
    return replace(table, rows=tuple(replace(row, edits={**row.edits, **mine.get(row.number, {})}) for row in table.rows))


def _without(table: Table, key: str) -> Table:
    rows = tuple(replace(row, written={k: text for k, text in row.written.items() if k != key}) for row in table.rows)
    return Table({k: letter for k, letter in table.letters.items() if k != key}, rows)


def _sealed(table: Table, key: bytes) -> str:
    rows = [[row.number, row.written, row.edits] for row in table.rows]
    return seal(json.dumps({"letters": table.letters, "rows": rows}, ensure_ascii=False), key)


def _opened(upload: Upload, key: bytes) -> Kept:
    there = json.loads(unseal(upload.rows, key)) if upload.rows else {"letters": {}, "rows": []}
    table = Table(there["letters"], tuple(Row(*row) for row in there["rows"]))
    return Kept(upload.id, upload.file, table, upload.imported)
