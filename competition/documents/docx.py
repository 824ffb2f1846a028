"""Text papers as the office edits them on: DOCX set by GB/T 9704-2012, naming the fonts of Windows.

Never a red head, a document number or a seal: the office adds them by hand, and the place (印位) is left. Must not know
what a paper says.
"""

import io
from collections.abc import Sequence
from datetime import UTC, date

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from competition.documents.fonts import find
from competition.documents.page import Provenance
from competition.documents.text import balanced

BODY, TITLE, HEADING, NUMBER = "仿宋_GB2312", "方正小标宋简体", "黑体", "宋体"
LINE = Pt(28.95)  # 22 lines in 225 mm
TITLE_ROOM = 440.0  # points, 20 characters of 22 pt


def office_paper(title: str, source: Provenance) -> Paper:
    """An empty one: its sheet, its fonts, what it was made from, and its marks on every page."""
    paper = Document()
    about = paper.core_properties
    about.title, about.author, about.comments, about.language = title, source.maker, source.line, "zh-CN"
    if source.made_at:
        about.created = about.modified = source.made_at.astimezone(UTC).replace(tzinfo=None)
    style = paper.styles["Normal"]
    _font(style, BODY, 16)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing_rule, style.paragraph_format.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    style.paragraph_format.widow_control = False
    # 28 characters of 16 pt in 156 mm: a quarter of a point closer. Each office program reads a grid of characters its own way.
    closer = OxmlElement("w:spacing")
    closer.set(qn("w:val"), "-5")
    style.element.get_or_add_rPr().insert_element_before(closer, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")
    for language in paper.styles.element.iter(qn("w:lang")):
        # Else punctuation is set as in Japan or the West
        language.set(qn("w:eastAsia"), "zh-CN")
    _sheet(paper)
    if marks := "　".join((*source.marks, *filter(None, [source.warning]))):
        for head in (paper.sections[0].header, paper.sections[0].even_page_header):
            _run(head.paragraphs[0], marks, HEADING, 16)
            head.paragraphs[0].alignment = ALIGN.CENTER
    return paper


def _sheet(paper: Paper) -> None:
    """A4, 天头 37 mm, 订口 28 mm, 版心 156 x 225 mm, 22 lines of 28 characters; odd pages number right, even left."""
    sheet = paper.sections[0]
    sheet.page_width, sheet.page_height = Mm(210), Mm(297)
    sheet.top_margin, sheet.left_margin, sheet.right_margin, sheet.bottom_margin = Mm(37), Mm(28), Mm(26), Mm(35)
    sheet.header_distance, sheet.footer_distance = Mm(15), Mm(24)
    paper.settings.odd_and_even_pages_header_footer = True
    for foot, align in ((sheet.footer, ALIGN.RIGHT), (sheet.even_page_footer, ALIGN.LEFT)):
        _number(foot.paragraphs[0], align)


def _number(place: Paragraph, align: ALIGN) -> None:
    place.alignment = align
    place.paragraph_format.left_indent = place.paragraph_format.right_indent = Pt(14)
    _run(place, "— ", NUMBER, 14)
    for kind, words in (("begin", ""), ("", " PAGE "), ("separate", ""), ("text", "1"), ("end", "")):
        run = _run(place, words if kind == "text" else "", NUMBER, 14)
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif not kind:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = words
            run._r.append(code)
    _run(place, " —", NUMBER, 14)


def _font(where: object, name: str, size: float) -> None:
    """Both names: without eastAsia Word sets the Chinese in another face."""
    where.font.name, where.font.size = name, Pt(size)  # type: ignore[attr-defined]
    fonts = where.element.get_or_add_rPr().get_or_add_rFonts()  # type: ignore[attr-defined]
    for each in ("eastAsia", "hAnsi", "cs"):
        fonts.set(qn(f"w:{each}"), name)


def _run(paragraph: Paragraph, text: str, name: str, size: float) -> Run:
    run = paragraph.add_run(text)
    _font(run, name, size)
    return run


def heading(paper: Paper, title: str) -> None:
    """In the middle, over as many lines of like length as it takes."""
    place = paper.add_paragraph()
    place.alignment = ALIGN.CENTER
    place.paragraph_format.line_spacing = Pt(34)
    place.paragraph_format.space_after = LINE
    for number, line in enumerate(balanced(find(), title, "title", 22, TITLE_ROOM)):
        if number:
            place.add_run().add_break()
        _run(place, line, TITLE, 22)


def body(paper: Paper, text: str, *, apart: bool = False, with_next: bool = False) -> None:
    """A paragraph; `apart`: after an empty line; `with_next`: on one page with what follows."""
    place = paper.add_paragraph()
    place.paragraph_format.first_line_indent = Pt(32)
    if apart:
        place.paragraph_format.space_before = LINE
    place.paragraph_format.keep_with_next = with_next or None
    _run(place, text, BODY, 16)


def annex(paper: Paper, title: str) -> None:
    """What follows is annexed: on a page of its own."""
    head = paper.add_paragraph()
    head.paragraph_format.page_break_before = True
    _run(head, "附件", HEADING, 16)
    head.paragraph_format.space_after = LINE
    heading(paper, title)


def small(paper: Paper, text: str) -> None:
    """A line that is there to be looked up, not to be read."""
    _run(paper.add_paragraph(), text, NUMBER, 9)


def signed(paper: Paper, hosts: tuple[str, ...], dated: date) -> None:
    """The hosts in their order, the date four characters in from the right; two lines above stay free for the seals."""
    lines = ["", "", *hosts, day_of(dated)]
    for number, text in enumerate(lines, 1):
        last = number == len(lines)
        place = paper.add_paragraph()
        place.alignment = ALIGN.RIGHT
        place.paragraph_format.right_indent = Pt(64 if last else 32)
        place.paragraph_format.keep_with_next = not last
        place.paragraph_format.keep_together = True
        _run(place, text, BODY, 16)


def table(paper: Paper, heads: list[str], rows: Sequence[Sequence[str]], widths: list[int]) -> None:
    """Widths in mm. Its head stands on every page, and no row breaks in two."""
    table = paper.add_table(rows=1 + len(rows), cols=len(heads))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Mm(wide)
    for number, (line, row) in enumerate(zip([heads, *rows], table.rows, strict=True)):
        row_format = row._tr.get_or_add_trPr()
        row_format.append(OxmlElement("w:cantSplit"))
        if number == 0:
            row_format.append(OxmlElement("w:tblHeader"))
        for text, cell, wide in zip(line, row.cells, widths, strict=True):
            cell.width = Mm(wide)
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
            place = cell.paragraphs[0]
            place.alignment = ALIGN.LEFT if number and wide > 60 else ALIGN.CENTER
            place.paragraph_format.line_spacing = Pt(22)
            _run(place, text, BODY if number else HEADING, 14)


def day_of(each: date) -> str:
    """2026年11月22日, in every language: the paper is Chinese."""
    return f"{each.year}年{each.month}月{each.day}日"


def bytes_of(paper: Paper) -> bytes:
    """The file."""
    into = io.BytesIO()
    paper.save(into)
    return into.getvalue()
