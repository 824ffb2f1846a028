"""Text papers as the office edits them on: DOCX set by GB/T 9704-2012, naming the fonts of Windows.

Never a red head, a document number or a seal: the office adds them by hand, and the place (印位) is left. Must not know
whom a paper is about.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
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

BODY, TITLE, HEADING, KAI, NUMBER = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
LINE = Pt(28.95)  # 22 lines in 225 mm
TITLE_ROOM = 440.0  # points, 20 characters of 22 pt


@dataclass(frozen=True)
class Awarded:
    """A line of a public list: no more than these is ever public (名单只列姓名、单位、赛项、名次)."""

    place: str
    name: str
    unit: str
    award: str = ""
    note: str = ""
    score: str = ""
    scale: str = ""
    members: str = ""

    @property
    def called(self) -> str:
        """A team with its members, in one text."""
        return f"{self.name}（{self.members}）" if self.members else self.name


@dataclass(frozen=True)
class PublicNotice:
    """A 公示: who gives notice, of whom, from when to when, and where one objects."""

    title: str
    hosts: tuple[str, ...]
    event: str
    awarded: tuple[Awarded, ...]
    begins: date
    ends: date
    working_days: int
    accepts: str
    phone: str
    address: str
    dated: date
    provenance: Provenance = field(default_factory=Provenance)
    corrected: date | None = None


def public_notice_docx(notice: PublicNotice) -> bytes:
    paper = _paper(notice.title, notice.provenance)
    _title(paper, notice.title)
    _body(paper, f"经组织竞赛、裁判评判和成绩复核，{notice.event}{_list(notice)}已经审定，现予以公示。")
    _body(
        paper,
        f"公示期自{_day(notice.begins)}起至{_day(notice.ends)}止，共{notice.working_days}个工作日。"
        "公示期间，任何单位和个人对公示内容有异议的，可以书面形式实名向受理部门反映，并附有关证明材料。",
    )
    if notice.corrected is not None:
        _body(paper, f"本名单已于{_day(notice.corrected)}更正，以本件为准，此前印发的各版作废。")
    _body(paper, f"受理部门：{notice.accepts}")
    _body(paper, f"联系电话：{notice.phone}")
    # The last lines go along with the signature: none stands on a page of its own
    _body(paper, f"联系地址：{notice.address}").paragraph_format.keep_with_next = True
    annexed = _body(paper, f"附件：{notice.event}{_list(notice)}").paragraph_format
    annexed.space_before, annexed.keep_with_next = LINE, True
    _signed(paper, notice.hosts, notice.dated)
    _annex(paper, notice)
    return _bytes(paper)


def _paper(title: str, source: Provenance) -> Paper:
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


def _title(paper: Paper, title: str) -> None:
    place = paper.add_paragraph()
    place.alignment = ALIGN.CENTER
    place.paragraph_format.line_spacing = Pt(34)
    place.paragraph_format.space_after = LINE
    for number, line in enumerate(balanced(find(), title, "title", 22, TITLE_ROOM)):
        if number:
            place.add_run().add_break()
        _run(place, line, TITLE, 22)


def _body(paper: Paper, text: str) -> Paragraph:
    place = paper.add_paragraph()
    place.paragraph_format.first_line_indent = Pt(32)
    _run(place, text, BODY, 16)
    return place


def _signed(paper: Paper, hosts: tuple[str, ...], dated: date) -> None:
    """The hosts in their order, the date four characters in from the right; two lines above stay free for the seals."""
    lines = ["", "", *hosts, _day(dated)]
    for number, text in enumerate(lines, 1):
        last = number == len(lines)
        place = paper.add_paragraph()
        place.alignment = ALIGN.RIGHT
        place.paragraph_format.right_indent = Pt(64 if last else 32)
        place.paragraph_format.keep_with_next = not last
        place.paragraph_format.keep_together = True
        _run(place, text, BODY, 16)


def _list(notice: PublicNotice) -> str:
    return "获奖名单" if all(each.award for each in notice.awarded) else "成绩"


def _annex(paper: Paper, notice: PublicNotice) -> None:
    head = paper.add_paragraph()
    head.paragraph_format.page_break_before = True
    _run(head, "附件", HEADING, 16)
    head.paragraph_format.space_after = LINE
    _title(paper, f"{notice.event}{_list(notice)}")
    columns = [
        ("名次", 16, [each.place for each in notice.awarded]),
        ("姓名", 28, [each.called for each in notice.awarded]),
        ("单位", 0, [each.unit for each in notice.awarded]),
        ("成绩", 22, [each.score for each in notice.awarded]),
        ("参考值", 18, [each.scale for each in notice.awarded]),
        ("奖项", 24, [each.award for each in notice.awarded]),
        ("备注", 24, [each.note for each in notice.awarded]),
    ]
    shown = [each for number, each in enumerate(columns) if number < 3 or any(each[2])]
    rest = 156 - sum(wide for _, wide, _ in shown)
    _table(
        paper,
        [head for head, _, _ in shown],
        list(zip(*(cells for _, _, cells in shown), strict=True)),
        [wide or rest for _, wide, _ in shown],
    )
    if notice.provenance.line:
        _run(paper.add_paragraph(), notice.provenance.line, NUMBER, 9)


def _table(paper: Paper, heads: list[str], rows: Sequence[Sequence[str]], widths: list[int]) -> None:
    table = paper.add_table(rows=1 + len(rows), cols=len(heads))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Mm(wide)
    for number, (line, row) in enumerate(zip([heads, *rows], table.rows, strict=True)):
        row_format = row._tr.get_or_add_trPr()
        # The heading on every page; a row never breaks in two
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


def _day(each: date) -> str:
    return f"{each.year}年{each.month}月{each.day}日"


def _bytes(paper: Paper) -> bytes:
    into = io.BytesIO()
    paper.save(into)
    return into.getvalue()
