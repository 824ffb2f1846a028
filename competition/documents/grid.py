"""A table on paper: column widths from what is in them, long names wrap, figures stand in line, the heading on every page.

Thin rules and no stripes. Must not know what the table says.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from competition.documents.fonts import Fonts, Kind
from competition.documents.page import INK, LANDSCAPE, PORTRAIT, RULE, Align, Area, Paper
from competition.documents.text import width, wrap

PAD = 4.0  # points on either side of a cell
LEAD = 1.35
AIR = 4.0  # points above and below a row's text


@dataclass(frozen=True)
class Column:
    """A column. `figure`: aligned right as a block in the middle; `folds`: breaks into lines of so many characters at least."""

    heading: str
    align: Align = "centre"
    figure: bool = False
    folds: int = 0


@dataclass(frozen=True)
class Plan:
    """How a table is set: the size of its letters, each column's width, the widest figure of each."""

    area: Area
    size: float
    widths: tuple[float, ...]
    figures: tuple[float, ...]


def plan(
    fonts: Fonts, columns: Sequence[Column], rows: Sequence[Sequence[str]], areas: Sequence[Area] = (PORTRAIT, LANDSCAPE)
) -> Plan:
    """The first of: upright, a little smaller, then across and ever smaller; the last is squeezed until it fits."""
    tries = [(areas[0], size) for size in (10.5, 9.5)] + [(areas[-1], size) for size in (10.5, 9.0, 8.0, 7.0, 6.0)]
    for area, size in tries:
        natural, least = _natural(fonts, columns, rows, size), _least(fonts, columns, rows, size)
        if sum(least) <= area.width:
            return Plan(area, size, _share(columns, natural, least, area.width), _figures(fonts, columns, rows, size))
    squeezed = tuple(each * area.width / sum(least) for each in least)
    return Plan(area, size, squeezed, _figures(fonts, columns, rows, size))


def _natural(fonts: Fonts, columns: Sequence[Column], rows: Sequence[Sequence[str]], size: float) -> list[float]:
    """So wide that no cell breaks; a heading may always take two lines."""
    cells = [max((width(fonts, row[at], "body", size) for row in rows), default=0) for at in range(len(columns))]
    heads = [_half(fonts, column.heading, size) for column in columns]
    return [max(pair) + 2 * PAD for pair in zip(cells, heads, strict=True)]


def _least(fonts: Fonts, columns: Sequence[Column], rows: Sequence[Sequence[str]], size: float) -> list[float]:
    """A column that folds keeps so many characters a line; the others all that they hold."""
    natural = _natural(fonts, columns, rows, size)
    return [
        min(each, max(column.folds * size, _half(fonts, column.heading, size)) + 2 * PAD) if column.folds else each
        for column, each in zip(columns, natural, strict=True)
    ]


def _half(fonts: Fonts, heading: str, size: float) -> float:
    whole = width(fonts, heading, "heading", size)
    return whole if len(heading) <= 4 else max(whole / 2 + size, 2 * size)


def _share(columns: Sequence[Column], natural: list[float], least: list[float], room: float) -> tuple[float, ...]:
    """What is left over goes first to the columns that would fold, then to all alike."""
    want = sum(natural) - sum(least)
    given = min(1.0, (room - sum(least)) / want) if want > 0 else 0.0
    widths = [low + (full - low) * given for low, full in zip(least, natural, strict=True)]
    spare = (room - sum(widths)) / len(columns)
    return tuple(each + spare for each in widths)


def _figures(fonts: Fonts, columns: Sequence[Column], rows: Sequence[Sequence[str]], size: float) -> tuple[float, ...]:
    return tuple(
        max((width(fonts, row[at], "body", size) for row in rows), default=0) if column.figure else 0.0
        for at, column in enumerate(columns)
    )


def draw(paper: Paper, set_as: Plan, columns: Sequence[Column], rows: Sequence[Sequence[str]], y: float) -> float:
    """Writes the table downwards from y; the height where the next may begin."""
    y = _heading(paper, set_as, columns, y)
    for row in rows:
        lines = _folded(paper, set_as, row, "body")
        if y - _height(set_as, lines) < paper.area.bottom:
            paper.rule(y, 1.0)
            y = _heading(paper, set_as, columns, paper.turn())
        y = _row(paper, set_as, columns, lines, y, "body")
        paper.rule(y, 0.3, RULE)
    paper.rule(y, 1.0)
    return y


def _heading(paper: Paper, set_as: Plan, columns: Sequence[Column], y: float) -> float:
    lines = _folded(paper, set_as, [column.heading for column in columns], "heading")
    paper.rule(y, 1.0)
    y = _row(paper, set_as, [replace(column, figure=False) for column in columns], lines, y, "heading")
    paper.rule(y, 0.5, INK)
    return y


def _folded(paper: Paper, set_as: Plan, row: Sequence[str], kind: Kind) -> list[list[str]]:
    return [wrap(paper.fonts, cell, kind, set_as.size, wide - 2 * PAD) for cell, wide in zip(row, set_as.widths, strict=True)]


def _height(set_as: Plan, lines: list[list[str]]) -> float:
    return max(len(each) for each in lines) * set_as.size * LEAD + 2 * AIR


def _row(paper: Paper, set_as: Plan, columns: Sequence[Column], lines: list[list[str]], y: float, kind: Kind) -> float:
    """Every cell stands in the middle of its row's height."""
    high, left, step = _height(set_as, lines), paper.area.left, set_as.size * LEAD
    for column, cell, wide, figure in zip(columns, lines, set_as.widths, set_as.figures, strict=True):
        top = y - (high - len(cell) * step) / 2
        for number, line in enumerate(cell):
            x, align = _place(column, left, wide, figure)
            paper.write(x, top - number * step - (step + 0.72 * set_as.size) / 2, line, kind, set_as.size, align)
        left += wide
    return y - high


def _place(column: Column, left: float, wide: float, figure: float) -> tuple[float, Align]:
    if column.figure:
        return left + (wide + figure) / 2, "right"
    return left + {"left": PAD, "centre": wide / 2, "right": wide - PAD}[column.align], column.align
