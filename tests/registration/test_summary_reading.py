"""汇总表 as they arrive: workbooks, CSV in either encoding, pasted with and without headings; and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competition.pages.refusal import Refusal
from competition.registration.summary.columns import key_of
from competition.registration.summary.reading import pasted, read
from tests.registration.builders import HEADINGS, a_book

ROW = [1, "青梧机电公司", "电工", "职工组", "周望舒", "男", "510107199001010018", "电工", "高级工", "13800000000", "", "", ""]


def test_a_workbook_with_a_title_and_a_signature_is_read_by_cells() -> None:
    table = read("汇总表.xlsx", a_book([ROW, ["填表人：罗知微"]], title="报名汇总表"))

    (row,) = table.rows
    assert (row.number, row.of("name"), row.of("identity")) == (3, "周望舒", "510107199001010018")
    assert table.where(row, "identity") == "G3"


@pytest.mark.parametrize("order", [HEADINGS[::-1], ["姓名", "工作单位", "手机号码"], ["备注", "选手姓名", "单 位"]])
def test_columns_stand_in_any_order_and_may_be_missing(order: list[str]) -> None:
    at = [key_of(heading) for heading in order]
    table = read(
        "x.xlsx",
        a_book([["周望舒" if key == "name" else "青梧机电公司" if key in ("unit", "employer") else "" for key in at]], order),
    )

    assert table.rows[0].of("name") == "周望舒"
    assert "青梧机电公司" in (table.rows[0].of("unit"), table.rows[0].of("employer"))


def test_a_number_that_a_spreadsheet_destroyed_is_shown_as_it_stands_there() -> None:
    table = read(
        "x.xlsx", a_book([["周望舒", "青梧", 510107199001010018.0, 13800000000]], ["姓名", "单位", "身份证号（18位）", "电话"])
    )

    assert table.rows[0].of("identity") == "5.10107E+17"
    assert table.rows[0].of("phone") == "13800000000"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_is_read_in_either_encoding_with_rare_characters(encoding: str) -> None:
    text = "姓名,单位,联系电话\r\n李𬭚,青梧机电公司,13800000000\r\n喆堃䶮,白鹭电气厂,\r\n"
    table = read("汇总表.csv", text.encode(encoding))

    assert [row.of("name") for row in table.rows] == ["李𬭚", "喆堃䶮"]


def test_a_merged_unit_holds_for_the_rows_below() -> None:
    table = read("x.xlsx", a_book([["青梧", "甲一"], ["", "甲二"], ["白鹭", "乙一"]], ["单位", "姓名"]))

    assert [row.of("employer") for row in table.rows] == ["青梧", "青梧", "白鹭"]
    assert table.rows[1].written == {"name": "甲二"}


def test_pasted_rows_without_headings_are_known_by_what_is_in_them() -> None:
    table = pasted(
        "1\t周望舒\t青梧机电公司\t男\t510107199001010018\t13800000000\t高级工\n2\t林喆\t白鹭电气厂\t女\t\t13900000000\t技师"
    )

    row = table.rows[0]
    found = {key: row.of(key) for key in ("name", "employer", "sex", "identity", "phone", "level")}
    assert list(found.values()) == ["周望舒", "青梧机电公司", "男", "510107199001010018", "13800000000", "高级工"]


@pytest.mark.parametrize(
    "text",
    ["周望舒 青梧机电公司\n林喆 白鹭电气厂", "周望舒，青梧机电公司\n林喆，白鹭电气厂", "周望舒　青梧机电公司\n林喆　白鹭电气厂"],
)
def test_a_list_out_of_a_message_is_read_too(text: str) -> None:
    assert [(row.of("name"), row.of("employer")) for row in pasted(text).rows] == [
        ("周望舒", "青梧机电公司"),
        ("林喆", "白鹭电气厂"),
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.xlsx", b""),
        ("x.xlsx", b"PK\x03\x04 broken"),
        ("x.xlsx", a_book([["a", "b"]], ["甲", "乙"])),
        ("x.xlsx", a_book([], ["姓名", "单位"])),
        ("x.csv", b"\xff\xfe\x00\x81\x00"),
        ("x.csv", "没有,表头\n".encode()),
        ("x.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600),
        ("x.csv", ("姓名,单位\n" + "甲乙,青梧\n" * 2001).encode()),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence(name: str, data: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        read(name, data)

    assert str(refused.value)


@given(st.binary(max_size=400), st.sampled_from(["x.csv", "x.xlsx", "x"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        table = read(name, data)
    except Refusal:
        return
    assert table.rows


@given(st.text(max_size=300))
def test_any_pasted_text_is_read_or_refused(text: str) -> None:
    try:
        table = pasted(text)
    except Refusal:
        return
    assert table.rows
