"""Events that can be registered for, entries as they are typed, and tables as units send them."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

import xlsxwriter

from competition.events.tables import Category, Event, Round, Season
from competition.registration.entry import Entry

KEY = b"k" * 32
IDENTITY = "34052419800101001X"
IDENTITIES = (IDENTITY, "510107199001010018", "51010719950505003X", "810000199001010019")
HEADINGS = [
    *("序号", "代表队/单位", "赛项", "组别", "姓名", "性别", "身份证号"),
    *("工种", "技能等级", "联系电话", "领队", "联络员", "备注"),
]


async def a_season() -> Season:
    season = Season(year=2026, name="2026年武侯区职业技能大赛", office="演示区总工会", phone="028-00000000")
    await season.save()
    return season


async def an_event(code: str = "DG", title: str = "电工", stage: str = "open", **more: object) -> Event:
    """In the season that is on, or a new one."""
    season = await Season.objects().first() or await a_season()
    made = Event(season=season.id, code=code, title=title, stage=stage, made_at=datetime.now(UTC), **more)  # type: ignore[arg-type]
    await made.save()
    await Round(event=made.id).save()
    return made


async def a_category(name: str = "职工组") -> int:
    category = Category(name=name)
    await category.save()
    return int(category.id)


def an_entry(name: str = "周望舒", employer: str = "青梧机电公司", **more: str) -> Entry:
    """One person's; `more`: other fields, a person's without their number."""
    fields = {"employer": employer, "name-1": name}
    fields |= {key if key in ("delegation", "leader", "liaison", "note") else f"{key}-1": text for key, text in more.items()}
    return Entry(fields, 1)


def a_book(rows: Sequence[Sequence[object]], headings: Sequence[str] = HEADINGS, title: str = "") -> bytes:
    """A workbook as a unit would send it: a title over the headings, if any."""
    into = io.BytesIO()
    with xlsxwriter.Workbook(into, {"in_memory": True}) as book:
        page = book.add_worksheet()
        top = 0
        if title:
            page.merge_range(0, 0, 0, len(headings) - 1, title)
            top = 1
        for number, row in enumerate([headings, *rows], top):
            for at, cell in enumerate(row):
                page.write(number, at, cell)
    return into.getvalue()
