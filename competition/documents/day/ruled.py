"""A form to be filled in by hand: boxes with rules all around, high enough to write in, the heading on every page.

Must not know what is written in it. A column's share is its part of the width.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm

from competition.documents.fonts import Kind
from competition.documents.page import INK, SOFT, Paper
from competition.documents.text import width, wrap

HIGH, PAD, SIZE = 9 * mm, 3.0, 10.5


@dataclass(frozen=True)
class Ruled:
    """`blank`: how many empty rows follow; `foot`: who signs, each with room for a name."""

    title: str
    event: str
    session: str
    note: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...] = ()
    blank: int = 0
    foot: tuple[str, ...] = ()


def draw_ruled(paper: Paper, form: Ruled, y: float) -> None:
    """The whole form, downwards from y."""
    y = heading(paper, form.event, form.title, form.session, y)
    if form.note:
        y = paper.paragraph(y, form.note, "kai", 9.5, 1.5) - 4
    widths = shares(paper, [share for _heading, share in form.columns])
    heads = [head for head, _share in form.columns]
    y = row(paper, widths, heads, y, "heading")
    for cells in (*form.rows, *[("",) * len(heads)] * form.blank):
        high = height(paper, widths, cells)
        if y - high < paper.area.bottom + 2:
            y = row(paper, widths, heads, paper.turn(), "heading")
        y = row(paper, widths, cells, y)
    signed(paper, form.foot, y)


def heading(paper: Paper, event: str, title: str, session: str, y: float) -> float:
    """The event small, the form's name large, the session under it."""
    y = paper.paragraph(y, event, "kai", 12, 1.3, "centre")
    y = paper.paragraph(y - 2, title, "title", 20, 1.35, "centre")
    return (paper.paragraph(y, session, "body", 11, 1.4, "centre") if session else y) - 6


def shares(paper: Paper, parts: Sequence[int]) -> list[float]:
    """Widths in points."""
    return [part * paper.area.width / sum(parts) for part in parts]


def height(paper: Paper, widths: Sequence[float], cells: Sequence[str], least: float = HIGH) -> float:
    """How high the row gets."""
    lines = [len(wrap(paper.fonts, cell, "body", SIZE, wide - 2 * PAD)) for cell, wide in zip(cells, widths, strict=True) if cell]
    return max([least, *(count * SIZE * 1.3 + 6 for count in lines)])


def row(paper: Paper, widths: Sequence[float], cells: Sequence[str], y: float, kind: Kind = "body") -> float:
    """One row of boxes, each cell in the middle of its box; where the next begins."""
    high = height(paper, widths, cells, 8 * mm if kind == "heading" else HIGH)
    left = paper.area.left
    for cell, wide in zip(cells, widths, strict=True):
        box(paper, left, y, wide, high)
        lines = wrap(paper.fonts, cell, kind, SIZE, wide - 2 * PAD) if cell else []
        top = y - (high - len(lines) * SIZE * 1.3) / 2
        for number, line in enumerate(lines):
            paper.write(left + wide / 2, top - (number + 0.83) * SIZE * 1.3 + 1, line, kind, SIZE, "centre")
        left += wide
    return y - high


def box(paper: Paper, left: float, top: float, wide: float, high: float, thick: float = 0.5) -> None:
    """An empty box."""
    paper.canvas.setLineWidth(thick)
    paper.canvas.setStrokeGray(INK)
    paper.canvas.rect(left, top - high, wide, high)


def signed(paper: Paper, who: Sequence[str], y: float) -> None:
    """Lines for signatures, three beside each other; never alone on a page without their table."""
    y -= 10 * mm
    wide = paper.area.width / 3
    for number, name in enumerate(who):
        if number and number % 3 == 0:
            y -= 10 * mm
        if y < paper.area.bottom:
            y = paper.turn() - 10 * mm
        left = paper.area.left + number % 3 * wide
        paper.write(left, y, f"{name}：", "body", SIZE)
        begin = left + width(paper.fonts, f"{name}：", "body", SIZE)
        paper.rule(y - 2, 0.4, SOFT, begin, max(left + wide - 4 * mm, begin))
