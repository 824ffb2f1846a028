"""汇总表.xlsx: the empty one to fill in, and an uploaded one with its problems marked. Every cell is text: no number is lost."""

import io
from collections.abc import Mapping, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from competition.registration.fields import LEVELS, SEXES, WORDS
from competition.registration.summary.naming import EventAsked
from competition.registration.summary.reading import Table

LOOK = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "num_format": "@"}
LINE = {"border": 1, "border_color": "#C4C9CF"}
KEYS = ("unit", "event", "category", "name", "sex", "identity", "occupation", "level", "phone", "leader", "liaison", "note")
WIDTHS = {
    "unit": 24,
    "event": 14,
    "category": 10,
    "name": 14,
    "sex": 6,
    "identity": 22,
    "occupation": 14,
    "level": 12,
    "phone": 15,
}
EMPTY_ROWS = 200
ADVICE = (
    "一行一人；标题和列名不要改，用不到的列可以删掉。",
    "身份证号、联系电话这两列已经设成文本，直接输入或“只粘贴值”，不要改成数字格式，否则后几位会丢。",
    "赛项、组别照下拉的写；空着的就是这张表所属的赛项。",
    "团体赛：同一队的人各占一行，“代表队/单位”写得一样。",
    "不收身份证号的赛项没有身份证号这一列，不要补。",
)


def template(title: str, events: Sequence[EventAsked]) -> bytes:
    """An empty one for these events."""
    keys = _columns(KEYS, any(event.identity for event in events))
    into = io.BytesIO()
    with xlsxwriter.Workbook(into, {"in_memory": True, "default_format_properties": LOOK}) as book:
        page = book.add_worksheet("汇总表")
        _heads(book, page, title, keys)
        cell = book.add_format({"num_format": "@", **LINE})
        for number in range(2, 2 + EMPTY_ROWS):
            for at in range(len(keys) + 1):
                page.write_blank(number, at, None, cell)
        _choices(page, keys, events)
        advice = book.add_worksheet("填写说明")
        advice.set_column(0, 0, 90)
        for number, line in enumerate(ADVICE):
            advice.write_string(number, 0, f"{number + 1}. {line}")
    return into.getvalue()


def marked(title: str, table: Table, values: Mapping[tuple[int, str], str], problems: Mapping[tuple[int, str], str]) -> bytes:
    """The rows as they stand now; cells that want mending are red, and the last column says what is wrong."""
    keys = [key for key in WORDS if key in table.letters or any((row.number, key) in problems for row in table.rows)]
    into = io.BytesIO()
    with xlsxwriter.Workbook(into, {"in_memory": True, "default_format_properties": LOOK}) as book:
        page = book.add_worksheet("汇总表")
        _heads(book, page, title, [*keys, "problem"])
        plain = book.add_format({"num_format": "@", **LINE})
        wrong = book.add_format({"num_format": "@", "bg_color": "#F9DEDC", "font_color": "#B3261E", **LINE})
        for at, row in enumerate(table.rows, 2):
            page.write_string(at, 0, str(row.number), plain)
            for column, key in enumerate(keys, 1):
                here = row.number, key
                page.write_string(at, column, values.get(here, row.of(key)), wrong if here in problems else plain)
            said = "；".join(f"{WORDS[key]}：{problems[row.number, key]}" for key in keys if (row.number, key) in problems)
            page.write_string(at, len(keys) + 1, said, wrong if said else plain)
    return into.getvalue()


def _columns(keys: Sequence[str], identity: bool) -> list[str]:
    return [key for key in keys if identity or key != "identity"]


def _heads(book: Workbook, page: Worksheet, title: str, keys: Sequence[str]) -> None:
    head = book.add_format({"bold": True, "align": "center", "text_wrap": True, "bg_color": "#F3F5F7", **LINE})
    page.merge_range(0, 0, 0, len(keys), title, book.add_format({"font_size": 16, "bold": True, "align": "center"}))
    page.set_row(0, 32)
    page.set_row(1, 24)
    text: Format = book.add_format({"num_format": "@"})
    page.set_column(0, 0, 6, text)
    page.write_string(1, 0, "序号", head)
    for at, key in enumerate(keys, 1):
        page.set_column(at, at, 48 if key == "problem" else WIDTHS.get(key, 12), text)
        page.write_string(1, at, "问题" if key == "problem" else WORDS[key], head)
    page.freeze_panes(2, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(1)


def _choices(page: Worksheet, keys: Sequence[str], events: Sequence[EventAsked]) -> None:
    """Lists to choose from, only where each fits into what a spreadsheet allows; other words may still be written."""
    lists = {
        "sex": list(SEXES),
        "level": list(LEVELS),
        "event": list(dict.fromkeys(event.title for event in events)),
        "category": list(dict.fromkeys(event.category for event in events if event.category)),
    }
    for key, words in lists.items():
        if words and len(",".join(words)) <= 255:
            at = keys.index(key) + 1
            page.data_validation(2, at, 1 + EMPTY_ROWS, at, {"validate": "list", "source": words, "error_type": "information"})
