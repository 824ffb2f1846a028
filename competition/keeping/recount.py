"""A second reading of a logbook: line by line into rows of MARKS.csv, and those through the reader of files and the rule book.

Shares with the scorekeeper's fold only what `rank` does with a sheet: a slip in that fold shows as a difference.
"""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from competition.documents.ranking import ranking_json
from competition.files.marks_csv import read_marks
from competition.files.marks_rows import COLUMNS, LOT, PENALTY, STATUS, TIME
from competition.judging.logbook import Line, scheme_in
from scoring.aspects import ABSENT, AGREED, DIFFICULTY, NOT_ATTEMPTED
from scoring.ranking import rank
from scoring.scheme import Scheme
from scoring.sheet import RANKED, written

Body = dict[str, Any]
# What changes no mark and no circumstance.
SILENT = frozenset(
    {
        *("closing", "reopening", "signature", "acceptance", "return", "freeze", "claim", "dismissal", "sign-off"),
        *("clock", "time-given", "check-in", "substitution", "move", "recusal", "handover", "reveal", "proposal", "approval"),
    }
)


class Unreadable(Exception):
    """A line that this reading cannot make a row of; its number."""


@dataclass
class Rows:
    """What stands where: (competitor, aspect, judge) → value, and the penalties, which add up."""

    scheme: Scheme | None = None
    competitors: tuple[str, ...] = ()
    marks: dict[tuple[str, str, str], str] = field(default_factory=dict)
    penalties: dict[str, list[str]] = field(default_factory=dict)
    proposed: dict[int, tuple[str, Body]] = field(default_factory=dict)

    def csv(self) -> bytes:
        """As a file of marks."""
        into = io.StringIO()
        writer = csv.writer(into, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((*place, value) for place, value in self.marks.items() if self._stands(place[1]))
        writer.writerows((who, PENALTY, AGREED, points) for who, those in self.penalties.items() for points in those)
        return into.getvalue().encode()

    def _stands(self, aspect: str) -> bool:
        """A changed scheme may have left an aspect behind."""
        return aspect.startswith("@") or (self.scheme is not None and self.scheme.aspect(aspect) is not None)


def recounted(lines: Iterable[Line], *, partial: bool = True) -> str:
    """The ranking that these lines come to, as the contract writes it. Unreadable where a line makes no row."""
    rows = Rows()
    for line in lines:
        try:
            read(rows, line.number, line.kind, json.loads(line.body))
        except (ValueError, KeyError, TypeError, AttributeError) as wrong:
            raise Unreadable(line.number) from wrong
    assert rows.scheme is not None
    marks = read_marks(rows.scheme, rows.csv())
    if marks.faults:
        raise ValueError(str(marks.faults[0][1]))
    sheets = {sheet.competitor: sheet for sheet in marks.sheets}
    everybody = [sheets.get(label) or written(rows.scheme, label) for label in rows.competitors]
    return ranking_json(rank(rows.scheme, everybody, partial=partial)).decode()


def read(rows: Rows, number: int, kind: str, body: Body) -> None:
    """One more line."""
    match kind:
        case "opening":
            rows.scheme, rows.competitors = scheme_in(body["scheme"]), tuple(body["competitors"])
        case "scheme-change":
            rows.scheme = scheme_in(body["scheme"])
        case "proposal":
            rows.proposed[number] = body["kind"], body["decision"]
        case "approval":
            read(rows, number, *rows.proposed.pop(body["proposal"]))
        case "withdrawal":
            _withdrawn(rows, body["competitor"], body["aspect"], body["judge"])
        case "penalty":
            rows.penalties.setdefault(body["competitor"], []).append(body["points"])
        case "status" if body["status"] in ("", RANKED):
            rows.marks.pop((body["competitor"], STATUS, AGREED), None)
        case _ if kind not in SILENT:
            rows.marks[_row(kind, body)] = _value(kind, body)


def _row(kind: str, body: Body) -> tuple[str, str, str]:
    who = body["competitor"]
    match kind:
        case "mark" | "absence" | "correction":
            return who, body["aspect"], body["judge"]
        case "difficulty":
            return who, body["aspect"], DIFFICULTY
        case "ruling" | "not-attempted":
            return who, body["aspect"], AGREED
        case "status" | "time" | "lot":
            return who, {"status": STATUS, "time": TIME, "lot": LOT}[kind], AGREED
        case _:
            raise ValueError(kind)


def _value(kind: str, body: Body) -> str:
    match kind:
        case "absence":
            return ABSENT
        case "not-attempted":
            return NOT_ATTEMPTED
        case "status":
            return str(body["status"])
        case "time":
            return str(body["seconds"])
        case "lot":
            return str(body["number"])
        case _:
            return str(body["value"])


def _withdrawn(rows: Rows, who: str, aspect: str, judge: str) -> None:
    if aspect == PENALTY:
        rows.penalties[who].pop()
    else:
        rows.marks.pop((who, aspect, AGREED if aspect.startswith("@") else judge), None)
