"""评分表: a sub-criterion of one station, or of one work, on paper: a box for every mark, the number large, a QR to its entry.

No name stands on it, and none is known here: a station, the judges' labels, the aspects.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.units import mm

from competition.documents.cards import code
from competition.documents.day.ruled import SIZE, box, heading, signed
from competition.documents.page import SOFT, Paper
from competition.documents.text import width, wrap

QR, MAX, LEAST, MOST = 24 * mm, 13 * mm, 11 * mm, 20 * mm
HINT = "空白不是 0：没有做写“未做”，没有评的裁判写“缺”。改动处划线重写并签名。"
SCAN = "录分员扫码录入"


@dataclass(frozen=True)
class FormAspect:
    """A line of the form. `judged`: a box for each judge, else one for all; `levels`: what 0 to 3 stand for."""

    code: str
    title: str
    rule: str
    max: str
    judged: bool
    difficulty: bool = False
    levels: tuple[str, ...] = ()


@dataclass(frozen=True)
class MarkingForm:
    """`label` empty: a spare one, the number is written by hand. `what`: a station's, or a work's."""

    event: str
    session: str
    label: str
    code: str
    title: str
    max: str
    link: str
    judges: tuple[str, ...]
    aspects: tuple[FormAspect, ...]
    what: str = "赛位"


def draw_marking(paper: Paper, form: MarkingForm, y: float) -> None:
    """One form; it begins at the top of a page."""
    y = _head(paper, form, y)
    widths = _widths(paper, len(form.judges))
    y = _columns(paper, form, widths, y)
    for aspect in form.aspects:
        lines = _lines(paper, aspect, widths[0])
        high = max(LEAST, sum(size * 1.35 for _text, size in lines) + 8)
        if y - high < paper.area.bottom + 2:
            y = _columns(paper, form, widths, paper.turn())
        y = _aspect(paper, form, aspect, lines, widths, y, high)
    y = paper.paragraph(y - 5, HINT, "kai", 9, 1.4)
    signed(paper, (*(f"裁判 {judge}" for judge in form.judges), "裁判长", "日期"), y)


def _head(paper: Paper, form: MarkingForm, y: float) -> float:
    top = y
    left, right = paper.area.left, paper.area.right
    code(paper, form.link, right - QR, top - QR, QR)
    paper.write(right - QR / 2, top - QR - 8, SCAN, "body", 7.5, "centre", SOFT)
    box(paper, left, top, QR + 6 * mm, QR, 1.2)
    middle = left + (QR + 6 * mm) / 2
    paper.write(middle, top - 13, form.what, "body", 9, "centre", SOFT)
    size = min(34.0, 34 * (QR + 2 * mm) / max(width(paper.fonts, form.label or "—", "heading", 34), 1))
    paper.write(middle, top - QR / 2 - size * 0.42, form.label, "heading", size, "centre")
    whole = paper.area
    # between the station's box and the QR, however long the event's name is
    paper.area = replace(whole, left=left + QR + 8 * mm, width=whole.width - 2 * (QR + 8 * mm))
    y = heading(paper, form.event, "评分表", form.session, top)
    paper.area = whole
    return min(y, top - QR - 14) - 2


def _widths(paper: Paper, judges: int) -> tuple[float, float, float]:
    """Of the aspect, of its highest mark, of each judge's box."""
    each = max(min(MOST, (paper.area.width * 0.58 - MAX) / max(judges, 1)), 8 * mm)
    return paper.area.width - MAX - each * max(judges, 1), MAX, each


def _columns(paper: Paper, form: MarkingForm, widths: tuple[float, float, float], y: float) -> float:
    high = 8 * mm
    left, name = paper.area.left, f"{form.code}　{form.title}（满分 {form.max}）"
    for text, wide in ((name, widths[0]), ("满分", widths[1]), *((judge, widths[2]) for judge in form.judges)):
        box(paper, left, y, wide, high)
        size = min(SIZE, SIZE * (wide - 4) / max(width(paper.fonts, text, "heading", SIZE), 1))
        paper.write(left + wide / 2, y - high / 2 - size * 0.36, text, "heading", size, "centre")
        left += wide
    return y - high


def _lines(paper: Paper, aspect: FormAspect, wide: float) -> list[tuple[str, float]]:
    room = wide - 8
    texts = [(f"{aspect.code}　{aspect.title}", SIZE), (aspect.rule, 8.0), *((level, 8.0) for level in aspect.levels)]
    if aspect.difficulty:
        texts.append(("难度系数：________", SIZE))
    return [(line, size) for text, size in texts if text for line in wrap(paper.fonts, text, "body", size, room)]


def _aspect(
    paper: Paper,
    form: MarkingForm,
    aspect: FormAspect,
    lines: Sequence[tuple[str, float]],
    widths: tuple[float, float, float],
    y: float,
    high: float,
) -> float:
    left, at = paper.area.left, y - (high - sum(size * 1.35 for _text, size in lines)) / 2
    box(paper, left, y, widths[0], high)
    for text, size in lines:
        paper.write(left + 4, at - size, text, "body", size, grey=SOFT if size < SIZE else 0.1)
        at -= size * 1.35
    left += widths[0]
    box(paper, left, y, widths[1], high)
    paper.write(left + widths[1] / 2, y - high / 2 - 4, aspect.max, "body", SIZE, "centre")
    left += widths[1]
    count = len(form.judges) or 1
    boxes = [widths[2]] * count if aspect.judged else [widths[2] * count]
    for wide in boxes:
        box(paper, left, y, wide, high)
        left += wide
    if not aspect.judged:
        paper.write(left - 3, y - high + 3.5, "共同登录", "body", 7, "right", SOFT)
    return y - high
