"""推荐汇总表.xlsx: the summary sheet that goes up to the city with the nominees, first to last.

Identity and phone come in as they may be shown, masked or whole; a cell of them is always text: a spreadsheet would
turn 18 digits into a float.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from competition.documents.page import Provenance
from competition.documents.ranking_table import Cells, Head
from competition.documents.ranking_xlsx import workbook, write_titled

HEADS = (
    *(Head(title, "figure") for title in ("序号", "推荐顺序")),
    Head("代表队/单位", "unit"),
    Head("赛项"),
    Head("组别"),
    Head("名次", "figure"),
    Head("成绩", "figure"),
    *(Head(title) for title in ("姓名", "性别", "身份证号", "工种", "技能等级", "联系电话", "领队", "联络员")),
    Head("备注", "note"),
)


@dataclass(frozen=True)
class Nominee:
    order: int  # 推荐顺序
    unit: str
    event: str
    category: str
    place: str
    score: str
    name: str
    sex: str
    identity: str
    occupation: str
    level: str
    phone: str
    leader: str = ""
    liaison: str = ""
    note: str = ""


def nomination_xlsx(nominees: Sequence[Nominee], title: str = "推荐汇总表", provenance: Provenance | None = None) -> bytes:
    source = provenance or Provenance()
    rows = tuple(_row(number, each) for number, each in enumerate(nominees, 1))
    into = io.BytesIO()
    with workbook(into, title, source) as book:
        write_titled(book, book.add_worksheet("推荐汇总表"), Cells(HEADS, rows), title, (), source)
    return into.getvalue()


def _row(number: int, each: Nominee) -> tuple[str, ...]:
    first = (str(number), str(each.order), each.unit, each.event, each.category, each.place, each.score, each.name, each.sex)
    return (*first, each.identity, each.occupation, each.level, each.phone, each.leader, each.liaison, each.note)
