"""A page as GB/T 9704-2012 has it: margins, `— 1 —`, what the paper comes from, and what it is not yet.

Must not know what is written on it. 草稿 until it is signed off, 演示数据 in a demo, 已过期 once a later revision exists.
"""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from competition.documents.fonts import Fonts, Kind, MissingGlyph, runs
from competition.documents.text import balanced, width, wrap

CHINA = ZoneInfo("Asia/Shanghai")
INK, SOFT, RULE, MARK = 0.1, 0.4, 0.75, 0.915  # greys: a paper is copied and faxed
Align = Literal["left", "centre", "right"]


@dataclass(frozen=True)
class Provenance:
    """What a paper comes from. `final`: signed off. `outdated_by`: the later revision, where there is one."""

    revision: int | None = None
    made_at: datetime | None = None
    maker: str = ""
    logbook: str = ""
    final: bool = False
    demo: bool = False
    outdated_by: int | None = None

    @property
    def binding(self) -> bool:
        """Whether it goes out as it stands: then a character that no font has stops it."""
        return self.final and self.outdated_by is None

    @property
    def marks(self) -> tuple[str, ...]:
        marks = (("已过期", self.outdated_by is not None), ("草稿", not self.final), ("演示数据", self.demo))
        return tuple(word for word, holds in marks if holds)

    @property
    def line(self) -> str:
        parts = [
            *self.marks,
            f"修订 {self.revision}" if self.revision is not None else "",
            f"{moment(self.made_at)} 制" if self.made_at else "",
            f"制表 {self.maker}" if self.maker else "",
            f"日志 {self.logbook}" if self.logbook else "",
        ]
        return " · ".join(part for part in parts if part)

    @property
    def warning(self) -> str:
        return f"本件已过期，已被更正版代替：已有修订 {self.outdated_by}，以新件为准。" if self.outdated_by is not None else ""


@dataclass(frozen=True)
class Area:
    """The type area in points, from the lower left corner of the sheet."""

    left: float
    bottom: float
    width: float
    height: float
    sheet: tuple[float, float] = A4

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def top(self) -> float:
        return self.bottom + self.height


PORTRAIT = Area(28 * mm, 35 * mm, 156 * mm, 225 * mm)
# The sheet turned, its head at the binding edge (GB/T 9704, 横排表格)
LANDSCAPE = Area(36 * mm, 26 * mm, 225 * mm, 156 * mm, (A4[1], A4[0]))
WHOLE = Area(0, 0, A4[0], A4[1])


def moment(at: datetime) -> str:
    here = at.astimezone(CHINA)
    return f"{here.year}年{here.month}月{here.day}日 {here:%H:%M}"


class Paper:
    """Pages while they are written. It guards the canvas, and remembers which characters no font had."""

    def __init__(self, fonts: Fonts, title: str, provenance: Provenance, area: Area = PORTRAIT, foot: bool = True) -> None:
        self.fonts, self.title, self.provenance, self.area, self.foot = fonts, title, provenance, area, foot
        self.missing: dict[str, None] = {}
        self._bytes = io.BytesIO()
        # Else every page names Helvetica, which nothing embeds
        first = runs(fonts, "—", "body")[0].font
        self.canvas = Canvas(self._bytes, area.sheet, invariant=1, pageCompression=1, lang="zh-CN", initialFontName=first)
        self.canvas.setTitle(title)
        self.canvas.setAuthor(provenance.maker)
        self.canvas.setSubject(provenance.line)
        self.canvas.setCreator("skills-competition")
        self._dated()
        self._begin()

    def _dated(self) -> None:
        """The same paper is the same bytes: its date is that of what it says, not of the printing."""
        if self.provenance.made_at:
            here, stamp = self.provenance.made_at.astimezone(CHINA), self.canvas._doc._timeStamp
            stamp.YMDhms, stamp.dhh, stamp.dmm = here.timetuple()[:6], 8, 0

    def _begin(self) -> None:
        """The marks lie under the text, so that no figure is hidden by them."""
        marks = self.provenance.marks
        wide, high = self.area.sheet
        for number, word in enumerate(marks):
            size = min(100.0, 0.7 * wide / len(word))
            self.canvas.saveState()
            self.canvas.translate(wide / 2, high * (len(marks) - number) / (len(marks) + 1))
            self.canvas.rotate(30)
            self.write(0, -size / 3, word, "heading", size, "centre", MARK)
            self.canvas.restoreState()

    def write(
        self, x: float, y: float, text: str, kind: Kind = "body", size: float = 10.5, align: Align = "left", grey: float = INK
    ) -> None:
        """One line on its baseline, each character by the first font that has it."""
        x -= {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * width(self.fonts, text, kind, size)
        drawn = self.canvas.beginText(x, y)
        drawn.setFillGray(grey)
        for run in runs(self.fonts, text, kind):
            drawn.setFont(run.font, size)
            drawn.textOut(run.text)
            if run.missing:
                self.missing[run.missing] = None
        self.canvas.drawText(drawn)

    def rule(
        self, y: float, thick: float = 0.5, grey: float = INK, left: float | None = None, right: float | None = None
    ) -> None:
        self.canvas.setLineWidth(thick)
        self.canvas.setStrokeGray(grey)
        self.canvas.line(self.area.left if left is None else left, y, self.area.right if right is None else right, y)

    def paragraph(
        self, y: float, text: str, kind: Kind = "body", size: float = 10.5, lead: float = 1.6, align: Align = "left"
    ) -> float:
        """Writes downwards from y, over the page's end if need be; the height where the next may begin."""
        x = self.area.left + {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * self.area.width
        lines = balanced if kind == "title" else wrap
        for line in lines(self.fonts, text, kind, size, self.area.width):
            if y - size * lead < self.area.bottom:
                y = self.turn()
            self.write(x, y - size, line, kind, size, align)
            y -= size * lead
        return y

    def turn(self) -> float:
        """The next page; its running head says what it continues."""
        self._end()
        self._begin()
        if self.foot:
            self.write(self.area.left, self.area.top + 4 * mm, f"{self.title}（续）", "body", 9, grey=SOFT)
        return self.area.top

    def part(self, title: str, provenance: Provenance, area: Area = PORTRAIT, foot: bool = True) -> float:
        """A part of its own: on a new page, under its own title; the sheet stays upright."""
        self._end()
        self.title, self.provenance, self.area, self.foot = title, provenance, area, foot
        self._begin()
        return self.area.top

    def _end(self) -> None:
        if self.foot:
            self._number()
            self._source()
        self.canvas.showPage()

    def _number(self) -> None:
        """— 1 —: 7 mm under the type area, odd pages right, even pages left, one character in (GB/T 9704, 7.5)."""
        number = self.canvas.getPageNumber()
        odd = number % 2 == 1
        x = self.area.right - 14 if odd else self.area.left + 14
        self.write(x, self.area.bottom - 7 * mm - 7, f"— {number} —", "body", 14, "right" if odd else "left")

    def _source(self) -> None:
        y = self.area.bottom - 15 * mm
        absent = "、".join(f"U+{ord(each):04X}" for each in self.missing)
        warnings = (self.provenance.warning, f"〓 处缺字：{absent}。补上字体后再印。" if absent else "")
        for text, size, grey in (*((each, 9.0, INK) for each in warnings), (self.provenance.line, 7.0, SOFT)):
            for line in wrap(self.fonts, text, "body", size, self.area.width) if text else ():
                self.write(self.area.left, y, line, "body", size, grey=grey)
                y -= size * 1.3

    def done(self) -> bytes:
        self._end()
        if self.missing and self.provenance.binding:
            raise MissingGlyph(tuple(self.missing))
        self.canvas.save()
        return self._bytes.getvalue()
