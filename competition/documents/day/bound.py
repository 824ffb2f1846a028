"""Several parts bound into one PDF, in the order they are handed out: each begins on a new page and has its own heading.

Must not know whose day it is: a part is what is printed on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from competition.documents.cards import DrawSlip, Pass, StationCard, cut_passes, cut_plates, cut_slips
from competition.documents.day.marking import MarkingForm, draw_marking
from competition.documents.day.ruled import Ruled, draw_ruled
from competition.documents.fonts import find
from competition.documents.page import PORTRAIT, WHOLE, Paper, Provenance

Item = Ruled | MarkingForm | DrawSlip | StationCard | Pass


@dataclass(frozen=True)
class Part:
    """One kind of paper, `items` all of it. Forms and registers stand on a page each; slips, plates and passes are cut out."""

    title: str
    items: tuple[Item, ...]

    @property
    def cut(self) -> bool:
        """Is it cut out of whole sheets?"""
        return isinstance(self.items[0], DrawSlip | StationCard | Pass)


def bound(title: str, parts: Sequence[Part], provenance: Provenance, fonts: Path | None = None) -> bytes:
    """All parts; those without anything in them are left out."""
    there = [part for part in parts if part.items]
    paper: Paper | None = None
    for number, part in enumerate(there):
        # a card says 演示数据 itself, each for itself
        own = replace(provenance, demo=False) if part.cut else provenance
        area = WHOLE if part.cut else PORTRAIT
        for n, item in enumerate(part.items[:1] if part.cut else part.items):
            if paper is None:
                paper = Paper(find(fonts), _named(part, item), own, area, foot=not part.cut)
                paper.canvas.setTitle(title)
            else:
                paper.part(_named(part, item), own, area, foot=not part.cut)
            if not n:
                paper.canvas.bookmarkPage(f"part-{number}")
                paper.canvas.addOutlineEntry(part.title, f"part-{number}")
            _draw(paper, part, item, provenance.demo)
    assert paper is not None
    return paper.done()


def _named(part: Part, item: Item) -> str:
    if isinstance(item, MarkingForm):
        return f"评分表 {item.label} {item.code}"
    return item.title if isinstance(item, Ruled) else part.title


def _draw(paper: Paper, part: Part, item: Item, demo: bool) -> None:
    match item:
        case Ruled():
            draw_ruled(paper, item, paper.area.top)
        case MarkingForm():
            draw_marking(paper, item, paper.area.top)
        case DrawSlip():
            cut_slips(paper, [each for each in part.items if isinstance(each, DrawSlip)], demo)
        case StationCard():
            cut_plates(paper, [each for each in part.items if isinstance(each, StationCard)], demo)
        case Pass():
            cut_passes(paper, [each for each in part.items if isinstance(each, Pass)], demo)
