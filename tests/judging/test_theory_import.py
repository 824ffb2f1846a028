"""Marks from an exam system: looked through row by row, entered only where nothing stands, never silently over another."""

import io

import pytest
import xlsxwriter

from competition.judging.scorekeeper import keeper
from competition.judging.theory.matching import Known, _meant
from competition.judging.theory.reading import Row, pasted, read
from competition.pages.refusal import Refusal
from competition.people.accounts import make_account
from scoring.decisions import Status
from tests.judging.test_paper_entry import sit
from tests.judging.venue import Venue, a_venue, mark, opening, sent
from tests.web import Browser

AT = "/organise/DG/theory"
KNOWN = Known(
    frozenset({"01", "02", "03"}), {"DG001": "01", "DG002": "02"}, {"张三": ("01", "03"), "李四": ("02",)}, {"x": "02"}.get
)


def whose(*cells: str, headed: bool = False) -> str:
    return _meant(Row(1, cells, "90", headed), KNOWN)[0]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("赛位号\t姓名\t理论成绩\n01\t张三\t92.50\n", [(("01", "张三"), "92.50")]),
        ("序号,参赛编号,成绩\n1,DG001,88\n\n2,DG002,\n", [(("DG001",), "88"), (("DG002",), "")]),
        ("01 92\n02 缺考\n03 ８８", [(("01",), "92"), (("02",), "缺考"), (("03",), "88")]),
    ],
)
def test_a_sheet_is_read_with_headings_and_without(text: str, rows: list[tuple[tuple[str, ...], str]]) -> None:
    assert [(row.who, row.mark) for row in pasted(text)] == rows


def test_a_workbook_and_what_is_none(tmp_path: object) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.add_worksheet().write_row(0, 0, ["理论考试成绩"])
        book.get_worksheet_by_name("Sheet1").write_row(2, 0, ["姓名", "卷面成绩"])  # type: ignore[union-attr]
        book.get_worksheet_by_name("Sheet1").write_row(3, 0, ["张三", 92.5])  # type: ignore[union-attr]
    assert [(row.number, row.who, row.mark) for row in read(made.getvalue())] == [(4, ("张三",), "92.5")]
    with pytest.raises(Refusal, match="没有看出哪一列是成绩"):
        pasted("张三\n李四")


def test_nobody_is_guessed() -> None:
    assert [whose("7"), whose("1"), whose("DG002"), whose("李四", "青梧机电公司")] == ["", "01", "02", "02"]
    assert whose("张三") == "", "two are called so"
    assert whose("DG001", "张三") == "01"
    assert whose("DG002", "张三") == "", "the two cells are two people"
    assert whose("DG009", "李四", headed=True) == "", "a wrong number under its heading"


@pytest.fixture
async def venue(browser: Browser) -> Venue:
    made = await a_venue()
    await make_account("luo", "罗知微", None, organiser=True)
    await sit(browser, "luo")
    leader = made.referees[0]
    lines = [opening(made)]
    await keeper().decide(made.round.id, made.chief, [*lines, sent(Status("04", "absent", "未到场"))])
    await keeper().decide(made.round.id, leader, [mark("02", "A1.2", "*", "5"), mark("01", "A1.1", "*", "yes")])
    return made


SHEET = "姓名\t成绩\n选手甲01\t5.50\n选手甲02\t4\n选手甲03\t5.3\n无此人\t3\n选手甲04\t2"


async def test_every_row_says_what_becomes_of_it_and_nothing_is_entered_before(browser: Browser, venue: Venue) -> None:
    number = (await keeper().book(venue.round.id)).number
    shown = await browser.fill(AT, at=AT, aspect="A1.2", rows=SHEET)
    assert shown.status_code == 200
    for words in (
        "可导入 1，已有相同 0，已有不同 1，有问题 3",
        "已登 5，不会覆盖",
        "应从 0 起以 0.5 为一档",
        "没有这个选手",
        "缺考",
    ):
        assert words in shown.text, words
    assert (await keeper().book(venue.round.id)).number == number


async def test_what_can_be_is_entered_signed_and_accepted_by_another(browser: Browser, venue: Venue) -> None:
    done = await browser.fill(AT, at=AT, aspect="A1.2", do="enter", kept="01\t5.5\n02\t4", signed="yes")
    assert "已写入 1 个成绩" in done.text
    book = await keeper().book(venue.round.id)
    assert (book.heads["01", "A1.2", "*"].value, book.heads["02", "A1.2", "*"].value) == ("5.5", "5")
    assert (book.heads["01", "A1.2", "*"].author, book.claims) == ("luo", {})
    assert book.tally is not None
    assert book.tally.form("01", "A1").state == "signed"
    again = await browser.fill(AT, aspect="A1.2", do="enter", kept="01\t5.5")
    assert "已写入 0 个成绩" in again.text
    assert (await browser.fill(AT, aspect="B1.1", rows=SHEET)).status_code == 422
    assert (await browser.fill(AT, aspect="A1.2", rows="")).status_code == 422
