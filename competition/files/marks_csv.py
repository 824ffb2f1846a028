"""MARKS.csv in and out: bytes that may be anything, into sheets and every row that is wrong, with its line; and back.

What marks come to is scoring's. Must not know where the bytes came from, nor how a ranking is written.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from competition.files.marks_rows import COLUMNS, LOT, PENALTY, STATUS, TIME, WHOLE_ROW, checker
from scoring.amounts import amount, plain, whole_number
from scoring.aspects import AGREED, DIFFICULTY, NOT_ATTEMPTED, objection_to_ruling
from scoring.decisions import Penalty
from scoring.problems import N_, Problem
from scoring.ranking import Ranking
from scoring.scheme import Scheme
from scoring.sheet import RANKED, Sheet, written

Fault = tuple[int, Problem]


@dataclass(frozen=True, slots=True)
class Marks:
    """`faults`: line and problem; `sheets` hold what the other rows say; `rows`: where a competitor's aspect stands last;
    `doubtful`: competitor and aspect of a faulty row, so that nobody is told that it is missing as well."""

    sheets: tuple[Sheet, ...]
    faults: tuple[Fault, ...]
    rows: dict[tuple[str, str], int]
    doubtful: frozenset[tuple[str, str]]


@dataclass(slots=True)
class _Competitor:
    entries: dict[str, dict[str, str]] = field(default_factory=dict)
    stands: dict[str, str] = field(default_factory=dict)
    penalties: list[Penalty] = field(default_factory=list)


def read_marks(scheme: Scheme, data: bytes) -> Marks:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Marks((), ((line, Problem(WHOLE_ROW, N_("这一行不是 UTF-8，应存为 UTF-8"))),), {}, frozenset())
    faults: list[Fault] = []
    rows = _rows(text, faults)
    header = next(rows, None)
    if header is None or tuple(header[1]) != COLUMNS:
        line, found = header if header is not None else (1, [])
        wrong = Problem(
            WHOLE_ROW, N_("表头为 {found}，应为 {header}"), {"found": ",".join(found) or "（空）", "header": WHOLE_ROW}
        )
        return Marks((), tuple(faults) or ((line, wrong),), {}, frozenset())
    return _marks(scheme, rows, faults)


def _rows(text: str, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """With the line each begins on; blank lines are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            says = N_("这一行不是 CSV（{reason}），引号应成对，字段不应过长")
            faults.append((line, Problem(WHOLE_ROW, says, {"reason": str(error)})))
            continue
        if len(row) > 1 or any(cell.strip() for cell in row):
            yield line, row


def _marks(scheme: Scheme, rows: Iterator[tuple[int, list[str]]], faults: list[Fault]) -> Marks:
    check = checker(scheme)
    competitors: dict[str, _Competitor] = {}
    places: dict[tuple[str, str], int] = {}
    doubtful: set[tuple[str, str]] = set()
    for line, row in rows:
        wrong = _shape(row)
        if wrong is not None:
            faults.append((line, wrong))
            continue
        competitor, code, judge, value = row
        if competitor not in competitors:
            competitors[competitor] = _Competitor()
        key, who = (competitor, code), competitors[competitor]
        places[key] = line
        wrong = check(code, judge, value)
        twice = _twice(who, competitor, code, judge)
        if wrong is None and twice is None:
            _note(who, competitor, code, judge, value)
            continue
        doubtful.add(key)
        faults.extend((line, found) for found in (wrong, twice) if found is not None)
    faults.extend(_over_ruled(scheme, competitors, places))
    sheets = tuple(_sheet(scheme, label, competitors[label]) for label in sorted(competitors))
    return Marks(sheets, tuple(sorted(faults, key=lambda fault: fault[0])), places, frozenset(doubtful))


def _shape(row: list[str]) -> Problem | None:
    if len(row) != len(COLUMNS):
        return Problem(
            WHOLE_ROW, N_("这一行有 {count} 列，应有 {columns} 列"), {"count": str(len(row)), "columns": str(len(COLUMNS))}
        )
    if not row[0]:
        return Problem("competitor", N_("缺选手代号，应写明"))
    for column, cell in zip(COLUMNS, row, strict=True):
        if "\0" in cell:
            return Problem(column, N_("含有空字符（NUL），应删去"))
    return None


def _twice(who: _Competitor, competitor: str, code: str, judge: str) -> Problem | None:
    again = code in who.stands if code.startswith("@") else judge in who.entries.get(code, ())
    if not again:
        return None
    facts = {"competitor": competitor, "aspect": code, "judge": judge}
    return Problem("judge", N_("{competitor} 的 {aspect} 已有 {judge} 的一行，应只有一行"), facts)


def _note(who: _Competitor, competitor: str, code: str, judge: str, value: str) -> None:
    if code == PENALTY:
        who.penalties.append(Penalty(competitor, value, ""))
    elif code.startswith("@"):
        who.stands[code] = value
    elif code in who.entries:
        who.entries[code][judge] = value
    else:
        who.entries[code] = {judge: value}


def _over_ruled(scheme: Scheme, competitors: dict[str, _Competitor], places: dict[tuple[str, str], int]) -> Iterator[Fault]:
    """How much a ruling may be can hang on the competitor's coefficient, in a row before or behind it."""
    taking = [aspect for aspect in scheme.aspects.values() if aspect.difficulty]
    for label, who in competitors.items():
        for aspect in taking:
            entries = who.entries.get(aspect.code, {})
            if DIFFICULTY in entries and entries.get(AGREED, NOT_ATTEMPTED) != NOT_ATTEMPTED:
                wrong = objection_to_ruling(aspect, entries[AGREED], amount(entries[DIFFICULTY]))
                if wrong is not None:
                    yield places[label, aspect.code], wrong


def _sheet(scheme: Scheme, label: str, who: _Competitor) -> Sheet:
    stands = who.stands
    lot = whole_number(stands[LOT]) if LOT in stands else None
    status = stands.get(STATUS, RANKED)
    return written(scheme, label, who.entries, penalties=who.penalties, time=stands.get(TIME), lot=lot, status=status)


def told(marks: Marks, ranking: Ranking) -> tuple[Fault, ...]:
    """Everything that is wrong with the marks, by line; what is missing stands on line 1, a tie is told when nothing else is."""
    found = list(marks.faults)
    for problem in ranking.problems:
        key = (problem.facts.get("competitor", ""), problem.facts.get("aspect", ""))
        if "aspect" not in problem.facts:
            found.extend([] if marks.faults else [(1, problem)])
        elif not problem.missing:
            found.append((marks.rows[key], problem))
        elif key not in marks.doubtful and (key[0], STATUS) not in marks.doubtful:
            found.append((1, problem))
    return tuple(sorted(found, key=lambda fault: fault[0]))


def marks_csv(sheets: Iterable[Sheet]) -> bytes:
    """The same marks as MARKS.csv: what `read_marks` reads back to equal sheets."""
    into = io.StringIO()
    writer = csv.writer(into, lineterminator="\n")
    writer.writerow(COLUMNS)
    for sheet in sheets:
        label = sheet.competitor
        for code, entries in sheet.entries.items():
            writer.writerows((label, code, judge, value) for judge, value in entries.items())
        writer.writerows((label, PENALTY, AGREED, penalty.points) for penalty in sheet.penalties)
        stands = {TIME: sheet.time, LOT: sheet.lot, STATUS: sheet.status if sheet.status != RANKED else None}
        writer.writerows((label, code, AGREED, _text(value)) for code, value in stands.items() if value is not None)
    return into.getvalue().encode()


def _text(value: str | int | Fraction) -> str:
    return plain(value) if isinstance(value, Fraction) else str(value)
