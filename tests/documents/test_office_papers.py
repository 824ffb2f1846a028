"""What the office edits on: the 公示 as DOCX by the standard's measures, the 推荐汇总表 with identities as text."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree
from python_calamine import CalamineWorkbook

from competition.documents.nomination import Nominee, nomination_xlsx
from competition.documents.page import Provenance
from competition.documents.public_notice import Awarded, PublicNotice, public_notice_docx

NOTICE = PublicNotice(
    title="关于2026年示例区职业技能大赛电工赛项获奖名单的公示",
    hosts=("示例区人力资源和社会保障局", "示例区总工会"),
    event="2026年示例区职业技能大赛电工赛项",
    awarded=(Awarded("1", "李𬭚", "示例机电有限公司", "一等奖"), Awarded("2", "喆堃昇㐂䶮", "示例轨道有限公司", "二等奖")),
    begins=date(2026, 11, 23),
    ends=date(2026, 11, 27),
    working_days=5,
    accepts="示例区总工会生产保护部",
    phone="028-00000000",
    address="示例路1号",
    dated=date(2026, 11, 22),
    provenance=Provenance(12, datetime(2026, 11, 22, 7, 4, tzinfo=UTC), "周示例", "3f" * 32, final=True),
)
NOMINEE = Nominee(
    1, "示例机电", "电工", "职工组", "1", "99.75", "李𬭚", "男", "510107199001010018", "电工", "高级工", "13800000000", "周示例"
)  # fmt: skip


def opened(notice: PublicNotice) -> Paper:
    return Document(io.BytesIO(public_notice_docx(notice)))


def words(paper: Paper) -> list[str]:
    return [each.text for each in paper.paragraphs if each.text]


def test_the_sheet_has_the_measures_of_the_standard() -> None:
    sheet = opened(NOTICE).sections[0]

    assert (round(sheet.page_width.mm), round(sheet.page_height.mm)) == (210, 297)
    assert (round(sheet.top_margin.mm), round(sheet.left_margin.mm)) == (37, 28)
    area = (sheet.page_width - sheet.left_margin - sheet.right_margin, sheet.page_height - sheet.top_margin - sheet.bottom_margin)
    assert all(abs(given - wanted) < Mm(0.1) for given, wanted in zip(area, (Mm(156), Mm(225)), strict=True))


def test_fonts_are_named_for_chinese_text_too() -> None:
    paper = opened(NOTICE)
    title, body = paper.paragraphs[0].runs[0], paper.paragraphs[1].runs[0]

    assert title.font.size == Pt(22)
    assert title._r.rPr.rFonts.get(qn("w:eastAsia")) == "方正小标宋简体"
    assert body.font.size == Pt(16)
    assert body._r.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"


def test_the_notice_says_who_when_where_and_in_which_order() -> None:
    said = words(opened(NOTICE))

    assert said[0].replace("\n", "") == NOTICE.title
    assert any("自2026年11月23日起至2026年11月27日止，共5个工作日" in line for line in said)
    assert said[3:6] == ["受理部门：示例区总工会生产保护部", "联系电话：028-00000000", "联系地址：示例路1号"]
    assert said[7:10] == ["示例区人力资源和社会保障局", "示例区总工会", "2026年11月22日"]


def test_the_list_holds_place_name_unit_award_and_no_more() -> None:
    table = opened(NOTICE).tables[0]

    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["名次", "姓名", "单位", "奖项"],
        ["1", "李𬭚", "示例机电有限公司", "一等奖"],
        ["2", "喆堃昇㐂䶮", "示例轨道有限公司", "二等奖"],
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_note_opens_a_column_for_notes() -> None:
    table = opened(replace(NOTICE, awarded=(Awarded("1", "李𬭚", "示例机电", "一等奖", "女"),))).tables[0]

    assert [cell.text for cell in table.rows[0].cells] == ["名次", "姓名", "单位", "奖项", "备注"]


def test_the_page_number_is_a_field_between_dashes_on_odd_and_even_pages() -> None:
    paper = opened(NOTICE)

    for foot in (paper.sections[0].footer, paper.sections[0].even_page_footer):
        xml = etree.tostring(foot._element, encoding="unicode")
        assert foot.paragraphs[0].text == "— 1 —"
        assert " PAGE " in xml
        assert xml.index('fldCharType="begin"') < xml.index(" PAGE ") < xml.index('fldCharType="end"')


def test_the_head_says_what_the_paper_is_not_and_is_empty_on_a_signed_one() -> None:
    draft = opened(replace(NOTICE, provenance=Provenance(demo=True)))

    assert opened(NOTICE).sections[0].header.paragraphs[0].text == ""
    assert draft.sections[0].header.paragraphs[0].text == "草稿　演示数据"
    assert draft.sections[0].even_page_header.paragraphs[0].text == "草稿　演示数据"


def test_the_paper_carries_where_it_comes_from() -> None:
    paper = opened(NOTICE)

    assert paper.core_properties.comments == NOTICE.provenance.line
    assert words(paper)[-1] == NOTICE.provenance.line


def test_no_red_and_no_picture_is_ever_in_it() -> None:
    with zipfile.ZipFile(io.BytesIO(public_notice_docx(NOTICE))) as packed:
        assert not [name for name in packed.namelist() if "media/" in name]
        assert b"FF0000" not in packed.read("word/document.xml")


def test_identity_and_phone_are_text_in_the_summary_sheet() -> None:
    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(nomination_xlsx([NOMINEE])))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )
    sheet = dict(zip(rows[1], rows[2], strict=True))

    assert sheet["身份证号"] == "510107199001010018"
    assert sheet["联系电话"] == "13800000000"
    assert sheet["姓名"] == "李𬭚"
    assert (sheet["序号"], sheet["推荐顺序"], sheet["成绩"]) == (1, 1, 99.75)


def test_a_masked_identity_and_a_text_like_a_formula_stay_as_they_came() -> None:
    masked = replace(NOMINEE, identity="510107********0018", note="=HYPERLINK(1)", place="并列1")
    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(nomination_xlsx([masked])))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )
    sheet = dict(zip(rows[1], rows[2], strict=True))

    assert (sheet["身份证号"], sheet["备注"], sheet["名次"]) == ("510107********0018", "=HYPERLINK(1)", "并列1")


def test_the_summary_sheet_says_that_it_is_a_draft_or_a_demo() -> None:
    rows = CalamineWorkbook.from_filelike(
        io.BytesIO(nomination_xlsx([NOMINEE], "推荐汇总表", Provenance(demo=True)))
    ).get_sheet_by_index(0)

    assert rows.to_python()[0][0] == "【草稿】【演示数据】推荐汇总表"


def test_a_list_of_all_with_their_scores_is_called_so() -> None:
    everyone = (Awarded("1", "李𬭚", "示例机电", "一等奖", score="99.75"), Awarded("2", "王示例", "示例机电", score="60.00"))
    paper = opened(replace(NOTICE, awarded=everyone))

    assert [cell.text for cell in paper.tables[0].rows[0].cells] == ["名次", "姓名", "单位", "成绩", "奖项"]
    assert paper.tables[0].rows[2].cells[3].text == "60.00"
    assert f"附件：{NOTICE.event}成绩" in words(paper)
