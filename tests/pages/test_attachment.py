"""A file to take away has its name in Chinese, and is kept in no cache."""

from urllib.parse import unquote

from competition.pages.attachment import attachment


def test_a_chinese_name_is_said_as_it_stands_and_an_old_reader_still_knows_what_it_is() -> None:
    given = attachment(b"PK", '电工"甲"100%-成绩.xlsx').headers
    way, plain, full = given["content-disposition"].split("; ")

    assert (way, plain) == ("attachment", 'filename="file.xlsx"')
    assert full.startswith("filename*=UTF-8''")
    assert full.isascii()
    assert unquote(full.partition("''")[2]) == '电工"甲"100%-成绩.xlsx'
    assert given["cache-control"] == "no-store"


def test_what_is_printed_where_it_is_opened_has_its_name_too() -> None:
    paper = attachment(b"%PDF", "DG-day.pdf", look=True)

    assert paper.headers["content-disposition"] == "inline; filename=\"DG-day.pdf\"; filename*=UTF-8''DG-day.pdf"
    assert paper.media_type == "application/pdf"


def test_a_name_cannot_begin_another_header() -> None:
    assert "\n" not in attachment(b"", "a\r\nset-cookie: b.pdf").headers["content-disposition"]
