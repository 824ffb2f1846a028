"""What reading a marking scheme out of a workbook comes to: the scheme in the form of SCHEME.json, and what is wrong.

Everything wrong is found in one go, each with its cell. It must not know which layout was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from competition.files.workbook import Sheet
from scoring.problems import Problem

Scheme = dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """`scheme` is None when there are problems, `draft` is as far as it could be read all the same;
    `cells` says where each JSON path of it stands."""

    scheme: Scheme | None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)
    draft: Scheme | None = None

    def cell_of(self, path: str) -> str:
        """The cell of a JSON path, or of the nearest thing around it that has one."""
        while path:
            if path in self.cells:
                return self.cells[path]
            path = path[: max(path.rfind("."), path.rfind("["))] if "." in path or "[" in path else ""
        return self.cells.get("", "")


@dataclass
class Findings:
    """Gathers problems and warnings while a sheet is read, and remembers which cell said what."""

    sheet: Sheet
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)

    def problem(self, row: int, column: int | None, says: str, /, **facts: str) -> None:
        self.problems.append(Problem(self.sheet.where(row, column), says, facts))

    def warning(self, row: int, column: int | None, says: str, /, **facts: str) -> None:
        self.warnings.append(Problem(self.sheet.where(row, column), says, facts))

    def stands(self, path: str, row: int, column: int | None) -> None:
        self.cells.setdefault(path, self.sheet.where(row, column))

    def reading(self, scheme: Scheme | None) -> Reading:
        return Reading(None if self.problems else scheme, tuple(self.problems), tuple(self.warnings), self.cells, scheme)
