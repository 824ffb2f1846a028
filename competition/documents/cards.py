"""Things cut out of a sheet: PIN cards, competitors' passes, station plates, draw slips. A4, cut along the thin lines.

Must not know who draws or who marks: each card is what is printed on it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import segno
from reportlab.lib.units import mm

from competition.documents.fonts import Fonts, Kind, find
from competition.documents.page import INK, MARK, RULE, SOFT, WHOLE, Paper, Provenance
from competition.documents.text import width, wrap

Card = TypeVar("Card")
FINAL = Provenance(final=True)


@dataclass(frozen=True)
class PinCard:
    """What a referee is handed: where to go, who he is there, and the PIN that says so."""

    event: str
    who: str  # the seat, `J3`, or the name
    role: str
    link: str
    pin: str


@dataclass(frozen=True)
class Pass:
    """参赛证: shown at check-in, kept away from stations. `unit` is empty where it may not be told; `link`: what is scanned."""

    season: str
    event: str
    number: str
    name: str
    unit: str
    when: str
    link: str


@dataclass(frozen=True)
class StationCard:
    """赛位牌: the plate on the station. No name stands on it; `link`: where a floor official checks in who stands there."""

    label: str
    event: str
    session: str = ""
    link: str = ""


@dataclass(frozen=True)
class DrawSlip:
    """抽签条: folded and drawn."""

    label: str
    event: str
    draws: str = "赛位号"


@dataclass(frozen=True)
class Box:
    """Where a card lies on its sheet."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.left + self.width / 2

    @property
    def top(self) -> float:
        return self.bottom + self.height


def pin_cards(cards: Sequence[PinCard], demo: bool = False, fonts: Path | None = None) -> bytes:
    return _sheets(cards, _pin_card, 2, 5, "裁判登录卡", demo, find(fonts))


def station_cards(cards: Sequence[StationCard], demo: bool = False, fonts: Path | None = None) -> bytes:
    return _sheets(cards, _station_card, 1, 2, "赛位牌", demo, find(fonts))


def draw_slips(slips: Sequence[DrawSlip], demo: bool = False, fonts: Path | None = None) -> bytes:
    return _sheets(slips, _draw_slip, 3, 9, "抽签条", demo, find(fonts))


def _sheets(
    cards: Sequence[Card], draw: Callable[[Paper, Box, Card], None], across: int, down: int, title: str, demo: bool, fonts: Fonts
) -> bytes:
    """A card is final: it is cut out and handed over, so a character that no font has stops it."""
    paper = Paper(fonts, title, FINAL, WHOLE, foot=False)
    _cut(paper, cards, draw, across, down, demo)
    return paper.done()


def cut_passes(paper: Paper, passes: Sequence[Pass], demo: bool) -> None:
    """Competitors' passes on a paper that has others before and behind."""
    _cut(paper, passes, _pass, 2, 4, demo)


def cut_plates(paper: Paper, cards: Sequence[StationCard], demo: bool) -> None:
    """Station plates, likewise."""
    _cut(paper, cards, _station_card, 1, 2, demo)


def cut_slips(paper: Paper, slips: Sequence[DrawSlip], demo: bool) -> None:
    """Draw slips, likewise."""
    _cut(paper, slips, _draw_slip, 3, 9, demo)


def _cut(
    paper: Paper, cards: Sequence[Card], draw: Callable[[Paper, Box, Card], None], across: int, down: int, demo: bool
) -> None:
    wide, high = (WHOLE.width - 24 * mm) / across, (WHOLE.height - 24 * mm) / down
    for number, card in enumerate(cards):
        place = number % (across * down)
        if number and not place:
            paper.turn()
        box = Box(12 * mm + place % across * wide, WHOLE.height - 12 * mm - (place // across + 1) * high, wide, high)
        paper.canvas.setLineWidth(0.3)
        paper.canvas.setStrokeGray(RULE)
        paper.canvas.setDash(3, 2)
        paper.canvas.rect(box.left, box.bottom, box.width, box.height)
        paper.canvas.setDash()
        if demo:
            _demo(paper, box)
        draw(paper, box, card)


def _demo(paper: Paper, box: Box) -> None:
    """On every card, not once a sheet: a cut card must still say it."""
    size = min(box.height * 0.45, box.width * 0.2)
    paper.write(box.middle, box.bottom + box.height * 0.3 - size * 0.36, "演示数据", "heading", size, "centre", MARK)


def _pin_card(paper: Paper, box: Box, card: PinCard) -> None:
    left, wide = box.left + 5 * mm, box.width - 40 * mm
    y = _lines(paper, left, box.top - 5 * mm, card.event, "body", 8.5, wide, SOFT, 2) - 3
    y = _lines(paper, left, y, card.who, "heading", _fitting(paper.fonts, card.who, "heading", 17, wide), wide, INK, 1)
    _lines(paper, left, y - 1, card.role, "body", 8.5, wide, SOFT, 1)
    paper.write(left, box.bottom + 14.5 * mm, "PIN", "body", 8.5, grey=SOFT)
    paper.write(
        left + 9 * mm, box.bottom + 14.5 * mm, card.pin, "heading", _fitting(paper.fonts, card.pin, "heading", 24, wide - 9 * mm)
    )
    link = _fitting(paper.fonts, card.link, "body", 9, box.width - 10 * mm)
    paper.write(left, box.bottom + 5 * mm, card.link, "body", link)
    code(paper, card.link, box.left + box.width - 33 * mm, box.top - 33 * mm, 28 * mm)


def _pass(paper: Paper, box: Box, card: Pass) -> None:
    left, right, wide = box.left + 5 * mm, box.left + box.width - 5 * mm, box.width - 40 * mm
    y = _lines(paper, left, box.top - 4 * mm, card.season, "body", 7.5, box.width - 10 * mm, SOFT, 2) - 1
    y = _lines(paper, left, y, card.event, "kai", 11, box.width - 10 * mm, INK, 2) - 5
    paper.rule(y, 0.5, left=left, right=right)
    qr = y - 3 * mm - 28 * mm
    code(paper, card.link, right - 28 * mm, qr, 28 * mm)
    y = _lines(paper, left, y - 2 * mm, card.name, "heading", 18, wide, INK, 2) - 2
    _lines(paper, left, y, card.unit, "body", 8.5, wide, SOFT, 2)
    low = box.bottom + 4 * mm
    paper.write(left, low, "参赛证　检录时出示，不带到赛位", "body", 7.5, grey=SOFT)
    _lines(paper, left, low + 7 * mm, card.when, "body", 9, box.width - 10 * mm, INK, 1)
    paper.write(left, low + 10 * mm, "参赛编号", "body", 8, grey=SOFT)
    number = _fitting(paper.fonts, card.number, "heading", 17, wide - 14 * mm)
    paper.write(left + 14 * mm, low + 10 * mm, card.number, "heading", number)


def _station_card(paper: Paper, box: Box, card: StationCard) -> None:
    y = _centred(paper, box, box.top - 12 * mm, card.event, "kai", 18)
    paper.rule(y - 6, 0.5, left=box.left + 25 * mm, right=box.left + box.width - 25 * mm)
    size = _fitting(paper.fonts, card.label, "heading", 190, box.width - 30 * mm)
    paper.write(box.middle, box.bottom + box.height * 0.47 - size * 0.36, card.label, "heading", size, "centre")
    paper.write(box.middle, box.bottom + 16 * mm, f"赛位　{card.session}" if card.session else "赛位", "body", 20, "centre", SOFT)
    if card.link:
        code(paper, card.link, box.left + box.width - 34 * mm, box.bottom + 8 * mm, 26 * mm)


def _draw_slip(paper: Paper, box: Box, slip: DrawSlip) -> None:
    _centred(paper, box, box.top - 3 * mm, slip.event, "body", 8)
    size = _fitting(paper.fonts, slip.label, "heading", 30, box.width - 8 * mm)
    paper.write(box.middle, box.bottom + box.height * 0.4 - size * 0.36, slip.label, "heading", size, "centre")
    paper.write(box.middle, box.bottom + 3 * mm, slip.draws, "body", 8, "centre", SOFT)


def _lines(paper: Paper, x: float, y: float, text: str, kind: Kind, size: float, room: float, grey: float, most: int) -> float:
    """A few lines downwards; where they are too many the letters shrink, nothing is cut off."""
    while len(lines := wrap(paper.fonts, text, kind, size, room)) > most and size > 5:
        size -= 0.5
    for line in lines if text else ():
        paper.write(x, y - size, line, kind, size, grey=grey)
        y -= size * 1.3
    return y


def _centred(paper: Paper, box: Box, y: float, text: str, kind: Kind, size: float) -> float:
    for line in wrap(paper.fonts, text, kind, size, box.width - 8 * mm):
        paper.write(box.middle, y - size, line, kind, size, "centre", SOFT)
        y -= size * 1.35
    return y


def _fitting(fonts: Fonts, text: str, kind: Kind, size: float, room: float) -> float:
    return min(size, size * room / max(width(fonts, text, kind, size), 1))


def code(paper: Paper, link: str, x: float, y: float, wide: float) -> None:
    """The QR drawn as squares: sharp at any size. A white border belongs to it; the card around is white too."""
    rows = list(segno.make_qr(link, error="m").matrix_iter(border=2))
    module = wide / len(rows)
    paper.canvas.setFillGray(1)
    paper.canvas.rect(x, y, wide, wide, stroke=0, fill=1)
    squares = paper.canvas.beginPath()
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                squares.rect(x + across * module, y + wide - (down + 1) * module, module, module)
    paper.canvas.setFillGray(0)
    paper.canvas.drawPath(squares, stroke=0, fill=1)
