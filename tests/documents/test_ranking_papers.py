"""One ranking, many formats: the same strings in each, and a paper that says what it is."""

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from competition.documents.fonts import MissingGlyph
from competition.documents.page import Provenance
from competition.documents.ranking_pdf import Publication, ranking_pdf
from competition.documents.ranking_table import Cells, Person, exact, named, plain
from competition.documents.ranking_xlsx import ranking_xlsx
from scoring.problems import Problem
from tests.documents.rankings import RARE, UNITS, a_ranking, a_scheme, a_standing, an_absent, fonts_of, read_paper, some_people

SIGNED = Provenance(12, datetime(2026, 11, 22, 7, 4, tzinfo=UTC), "周示例", "3f" * 32, final=True)
RAREST = "\U0002c48d"


def shown_cells(workbook: bytes, cells: Cells, first: int) -> list[list[str]]:
    """A sheet's rows as a person sees them: numbers by the decimals that the table has."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_index(0).to_python(skip_empty_area=False)[first:]
    return [
        [
            f"{value:.{len(text.partition('.')[2])}f}" if isinstance(value, float) else str(value)
            for value, text in zip(row, line, strict=True)
        ]
        for row, line in zip(rows, cells.rows, strict=False)
    ]


def test_the_columns_are_those_of_the_contract() -> None:
    table = exact(a_ranking(1, an_absent("17")))

    assert ",".join(table.titles) == "place,tied,competitor,total,criterion:A,criterion:B,time,decided_by,award,scale,status"
    assert table.rows == (
        ("1", "false", "01", "99.75", "29.89", "69.86", "5400.25", "criterion:B", "一等奖", "699", "ranked"),
        ("", "false", "17", "", "", "", "", "", "", "", "absent"),
    )


def test_the_workbook_without_names_shows_the_contracts_table_to_the_last_digit() -> None:
    ranking = a_ranking(40, an_absent("99"))
    table = exact(ranking)

    workbook = ranking_xlsx(ranking)

    assert shown_cells(workbook, table, 1) == [list(row) for row in table.rows]


def test_medals_have_a_sheet_of_their_own_and_the_contracts_stays_as_it_is(tmp_path: Path) -> None:
    ranking = replace(a_ranking(4), scheme=replace(a_scheme(), profile="worldskills"))
    workbook = ranking_xlsx(ranking)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_name("medals").to_python()

    assert shown_cells(workbook, exact(ranking), 1) == [list(row) for row in exact(ranking).rows]
    assert rows[2][rows[1].index("奖牌")] == "金牌"
    assert "官方公式没有公布" in read_paper(ranking_pdf(ranking), tmp_path, "-raw")


def test_a_label_stays_text_and_a_mark_is_a_number() -> None:
    formula = a_standing(2, competitor="=1+1")

    rows = CalamineWorkbook.from_filelike(io.BytesIO(ranking_xlsx(a_ranking(1, formula)))).get_sheet_by_index(0).to_python()

    assert rows[1][2] == "01"
    assert rows[2][2] == "=1+1"
    assert rows[1][3] == 99.75


def test_the_paper_and_the_workbook_hold_the_same_strings(tmp_path: Path) -> None:
    ranking = a_ranking(30, an_absent("99"))
    people = some_people(ranking)
    table = named(ranking, people)

    words = read_paper(ranking_pdf(ranking, people, provenance=SIGNED), tmp_path, "-raw").split()
    seen = shown_cells(ranking_xlsx(ranking, people, provenance=SIGNED), table, 2)

    assert seen == [list(row) for row in table.rows]
    for row in exact(ranking).rows:
        assert all(words.count(figure) for figure in (row[3], row[4], row[5]) if figure)


def test_names_are_copied_from_the_paper_as_they_were_written(tmp_path: Path) -> None:
    ranking = a_ranking(8)
    people = {label: replace(person, unit="示例机电") for label, person in some_people(ranking).items()}

    text = read_paper(ranking_pdf(ranking, people, provenance=SIGNED), tmp_path)

    for name in RARE:
        assert text.count(name) == 2


def test_a_long_unit_is_whole_though_it_takes_two_lines(tmp_path: Path) -> None:
    ranking = a_ranking(5)
    people = {each.competitor: Person("李𬭚", UNITS[1] * 2, "DG001") for each in ranking.standings}

    text = re.sub(r"\s", "", read_paper(ranking_pdf(ranking, people, provenance=SIGNED), tmp_path, "-raw"))

    assert text.count(UNITS[1]) == 10


def test_every_font_is_embedded_and_can_be_copied_from(tmp_path: Path) -> None:
    ranking = a_ranking(8)

    fonts = fonts_of(ranking_pdf(ranking, some_people(ranking)), tmp_path)

    assert len(fonts) >= 2
    assert {(font["emb"], font["uni"]) for font in fonts} == {("yes", "yes")}


def test_the_heading_stands_on_every_page(tmp_path: Path) -> None:
    ranking = a_ranking(120)

    text = read_paper(ranking_pdf(ranking, some_people(ranking)), tmp_path)
    pages = text.rstrip("\f").split("\f")

    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert "参赛编号" in page
        assert "总成绩" in page
        assert f"—{number}—" in page.replace(" ", "")


@pytest.mark.parametrize(
    ("provenance", "marks"),
    [
        (SIGNED, set()),
        (Provenance(), {"草稿"}),
        (replace(SIGNED, demo=True), {"演示数据"}),
        (replace(SIGNED, outdated_by=13), {"已过期", "已有修订 13"}),
        (Provenance(demo=True), {"草稿", "演示数据"}),
    ],
)
def test_a_paper_says_what_it_is_not_yet(provenance: Provenance, marks: set[str], tmp_path: Path) -> None:
    text = read_paper(ranking_pdf(a_ranking(), provenance=provenance), tmp_path)

    assert {mark for mark in ("草稿", "演示数据", "已过期", "已有修订 13") if mark in text} == marks


def test_a_paper_carries_where_it_comes_from(tmp_path: Path) -> None:
    text = read_paper(ranking_pdf(a_ranking(), provenance=SIGNED), tmp_path)

    assert f"修订 12 · 2026年11月22日 15:04 制 · 制表 周示例 · 日志 {'3f' * 32}" in text


def test_the_same_paper_is_the_same_bytes() -> None:
    ranking = a_ranking()

    assert ranking_pdf(ranking, some_people(ranking), provenance=SIGNED) == ranking_pdf(
        ranking, some_people(ranking), provenance=SIGNED
    )


def test_a_ranking_that_is_not_whole_is_a_draft_whoever_signed_it(tmp_path: Path) -> None:
    problem = Problem("aspect", "赛位 {label} 缺 {aspect}", {"label": "03", "aspect": "B1.1"}, missing=True)
    partial = replace(a_ranking(), complete=False, problems=(problem,))

    text = read_paper(ranking_pdf(partial, provenance=SIGNED), tmp_path)

    assert "草稿" in text
    assert "赛位 03 缺 B1.1" in text


def test_a_name_that_no_font_has_stops_the_final_paper_and_marks_the_draft(tmp_path: Path) -> None:
    ranking = a_ranking(1)
    people = {"01": Person(f"赵{RAREST}", "示例机电")}

    with pytest.raises(MissingGlyph) as told:
        ranking_pdf(ranking, people, provenance=SIGNED)
    text = read_paper(ranking_pdf(ranking, people), tmp_path)

    assert told.value.characters == (RAREST,)
    assert "赵〓" in text
    assert "U+2C48D" in text


def test_a_public_list_may_hold_only_who_won_and_no_scores(tmp_path: Path) -> None:
    ranking = a_ranking(8)

    table = named(ranking, some_people(ranking), only_awarded=True, scores=False)

    assert table.titles == ("名次", "参赛编号", "姓名", "单位", "奖项")
    assert [row[0] for row in table.rows] == ["1", "2", "3"]


def test_before_the_unsealing_a_list_has_no_empty_columns_for_names() -> None:
    assert named(a_ranking(8), {}, scores=False).titles == ("名次", "赛位", "奖项")


def test_by_labels_alone_the_paper_says_all_in_words() -> None:
    tied = [a_standing(each, place=5, tied=True, decided_by=None) for each in (5, 6)]

    table = plain(a_ranking(4, *tied, a_standing(7, status="no-award", decided_by="time"), an_absent("99")))

    assert table.titles[:4] == ("名次", "赛位", "理论知识（30%）", "实际操作（70%）")
    assert table.rows[0][6] == "实际操作"
    assert table.rows[4][-1] == "并列"
    assert table.rows[6][6] == "用时"
    assert table.rows[6][-1] == "参赛不计奖"
    assert table.rows[7] == ("—", "99", "—", "—", "—", "", "", "", "", "缺考")


def test_notice_hosts_and_lines_to_sign_stand_under_the_table(tmp_path: Path) -> None:
    out = Publication(
        "电工赛项成绩公示表",
        notes=("公示期：5个工作日",),
        signers=("登分人", "复核人"),
        hosts=("示例区总工会",),
        dated=date(2026, 11, 22),
    )

    text = read_paper(ranking_pdf(a_ranking(), publication=out), tmp_path)

    for words in ("电工赛项成绩公示表", "公示期：5个工作日", "登分人：", "复核人：", "示例区总工会", "2026年11月22日"):
        assert words in text


@pytest.mark.parametrize(
    "label", ["=1+1", "\x01\x02", "甲" * 300, "W" * 300, "😀\u200d🔧", "a\nb\tc", " ", "ئابلىز", "x" * 40000]
)
def test_no_label_is_too_strange_for_a_paper(label: str, tmp_path: Path) -> None:
    strange = a_ranking(1, a_standing(2, competitor=label))

    assert "99.75" in read_paper(ranking_pdf(strange), tmp_path)
    assert shown_cells(ranking_xlsx(strange), exact(strange), 1)[0] == list(exact(strange).rows[0])


def test_nobody_ranked_is_a_paper_too(tmp_path: Path) -> None:
    assert "名次" in read_paper(ranking_pdf(a_ranking(0)), tmp_path)
    assert "名次" in read_paper(ranking_pdf(a_ranking(0), {}), tmp_path)
    assert shown_cells(ranking_xlsx(a_ranking(0)), exact(a_ranking(0)), 1) == []
