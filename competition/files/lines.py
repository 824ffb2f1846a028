"""A problem with its place in a file: one line for whoever can mend it. Knows nothing of what the file says."""

from dataclasses import dataclass

from scoring.problems import Problem, printable


@dataclass(frozen=True, slots=True)
class Line:
    """`FILE:LINE: WHERE: what is wrong, what was expected`."""

    file: str
    number: int
    problem: Problem

    def __str__(self) -> str:
        return f"{printable(self.file)}:{self.number}: {printable(self.problem.where)}: {self.problem}"
