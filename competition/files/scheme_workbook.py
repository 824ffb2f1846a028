"""A marking scheme out of any workbook we know: CIS or our own; checked by the rules of schemes, all faults with their cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from competition.files.cis import is_cis, read_cis
from competition.files.reading import Reading
from competition.files.scheme_template import is_template, read_template
from competition.files.workbook import open_workbook
from scoring.problems import Problem
from scoring.scheme import Scheme, read_scheme, warnings


def read_scheme_workbook(data: bytes) -> Reading:
    """The scheme in the form of SCHEME.json and sound, or every problem; warnings do not stand in its way."""
    sheets = open_workbook(data)
    if isinstance(sheets, Problem):
        return Reading(None, (sheets,))
    if is_template(sheets):
        return _checked(read_template(sheets))
    if is_cis(sheets):
        return _checked(read_cis(sheets))
    unknown = Problem("", "认不出这个工作簿：没有 CIS 的“CIS Marking Scheme Import”表，也没有本系统模板的“评分点 Aspects”表")
    return Reading(None, (unknown,))


def _checked(reading: Reading) -> Reading:
    """What the rules of a scheme say besides, where the reading itself has not spoken of the same cell."""
    if reading.draft is None:
        return reading
    scheme = read_scheme(reading.draft)
    if isinstance(scheme, Scheme):
        return replace(reading, warnings=(*reading.warnings, *_at_cells(reading, warnings(scheme))))
    told = {problem.where for problem in reading.problems}
    more = tuple(problem for problem in _at_cells(reading, scheme) if problem.where not in told)
    return replace(reading, scheme=None, problems=(*reading.problems, *more))


def _at_cells(reading: Reading, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(replace(problem, where=reading.cell_of(problem.where)) for problem in problems)
