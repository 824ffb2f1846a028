"""A case: a scheme, marks of people, and the places that they were published with."""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OWN = Path(__file__).parents[1] / "fixtures/cases"
# What is no referee's to enter: the row's aspect, or its value.
OFFICE = frozenset({"@time", "@penalty", "@status", "@lot"})


@dataclass(frozen=True)
class Row:
    """A line of MARKS.csv."""

    competitor: str
    aspect: str
    judge: str
    value: str

    def decision(self, label: str) -> tuple[str, dict[str, Any]]:
        """The decision that enters it, for whoever stands at this label."""
        who: dict[str, Any] = {"competitor": label}
        match self.aspect, self.judge, self.value:
            case "@time", _, seconds:
                return "time", who | {"seconds": seconds}
            case "@penalty", _, points:
                return "penalty", who | {"points": points, "reason": "超时"}
            case "@status", _, status:
                return "status", who | {"status": status, "reason": "未到场"}
            case aspect, "difficulty", value:
                return "difficulty", who | {"aspect": aspect, "value": value}
            case aspect, judge, "absent":
                return "absence", who | {"aspect": aspect, "judge": judge, "reason": "暂离"}
            case aspect, judge, value:
                return "mark", who | {"aspect": aspect, "judge": judge, "value": value}

    @property
    def by_chief(self) -> bool:
        """Is it the chief's to enter?"""
        return self.aspect in OFFICE or self.value == "absent"


@dataclass(frozen=True)
class Case:
    """`standings`: by competitor, as `competition rank` prints them, where the case says so much."""

    scheme: dict[str, Any]
    rows: tuple[Row, ...]
    places: Mapping[str, int | None]
    standings: tuple[dict[str, Any], ...]

    @property
    def competitors(self) -> list[str]:
        return sorted(self.places)

    @property
    def judges(self) -> list[str]:
        return sorted({row.judge for row in self.rows if row.judge.startswith("J")})


def read(folder: Path) -> Case:
    """The case in a folder."""
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    with (folder / "marks.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = tuple(Row(**row) for row in csv.DictReader(file))
    scheme = json.loads((folder / "scheme.json").read_text(encoding="utf-8"))
    return Case(scheme, rows, expected["place"], tuple(expected.get("standings", ())))
