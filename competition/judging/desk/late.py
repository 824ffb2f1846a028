"""Door: marks that came after their round was over: read by the chief, and let be. They change nothing any more."""

from dataclasses import dataclass
from uuid import uuid4

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from competition.events.duties import CHIEF
from competition.events.programme import event_by_code, round_numbered
from competition.judging.carrying import name_of
from competition.judging.desk.door import Desk, at, teller_of
from competition.judging.desk.todo import Todo, claims, late_of
from competition.judging.logbook import Dismissal
from competition.judging.opening import said
from competition.pages.forms import posted, whole
from competition.pages.language import N_
from competition.pages.site import AnyRequest, page

LET_BE = N_("本轮结束以后才到，不改成绩")


@dataclass(frozen=True)
class Late:
    """One of them: in which round it was made, the line that keeps it, and what it says."""

    round: int
    name: str
    number: int
    told: Todo


@dataclass(frozen=True)
class LatePage:
    code: str
    title: str
    rows: tuple[Late, ...]
    ref: str


@get("/desk/{code:str}/late", right=CHIEF)
async def late(request: AnyRequest, code: FromPath[str]) -> Template:
    """Marks that came after their round was over."""
    there = await at(request, code)
    return page(request, "judging/late.html", LatePage(there.event.code, there.event.title, await _rows(there), str(uuid4())))


async def _rows(there: Desk) -> tuple[Late, ...]:
    found = []
    for one, book in await late_of(there.event, there.round):
        told = claims(book, await teller_of(there.event, book), there.event.code)
        found += [Late(one.number, name_of(one), number, each) for number, each in zip(book.claims, told, strict=True)]
    return tuple(found)


@post("/desk/{code:str}/late", right=CHIEF, status_code=303)
async def let_be(request: AnyRequest, code: FromPath[str]) -> Redirect:
    """Seen; it stays in the logbook of its round."""
    data, event = await posted(request), await event_by_code(code)
    there = await at(request, code)
    one = await round_numbered(event.id, whole(data.get("round", "")))
    await said(one.id, there.author, Dismissal(whole(data.get("number", "")), LET_BE), ref=data.get("ref") or None)
    return Redirect(f"/desk/{event.code}/late", status_code=303)


DOORS = [late, let_be]
