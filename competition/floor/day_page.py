"""Door: the papers of the day: all of them with one button, or each part, each session for itself."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime

from litestar import get
from litestar.params import FromPath, FromQuery
from litestar.response import Response, Template

from competition.audit.chain import record
from competition.documents.day import bound
from competition.documents.fonts import MissingGlyph, wanting
from competition.documents.page import Provenance
from competition.events.programme import event_by_code
from competition.floor.day import PARTS, days, ground, parts, unprintable
from competition.floor.papers import NO_GLYPH
from competition.pages.attachment import attachment
from competition.pages.language import N_, _
from competition.pages.refusal import Missing, Refusal
from competition.pages.site import AnyRequest, page
from competition.people.guards import ORGANISER
from competition.people.sessions import reader
from competition.settings import Settings

NO_PART = N_("没有这种材料。请从打印页选。")
FOR_WHOM = {
    "passes": N_("选手一人一张，有姓名；检录时扫码"),
    "sign-in": N_("会务用，有姓名"),
    "check-in": N_("检录用，有姓名"),
    "slips": N_("沿虚线裁开，折好再抽"),
    "plates": N_("放在赛位上"),
    "forms": N_("每个赛位每个子项一张，只有赛位号；二维码通向这张表的录入页"),
    "record": N_("现场裁判用，只有赛位号"),
    "penalties": N_("现场裁判用，只有赛位号"),
    "spares": N_("每个子项两张空白，赛位号手写"),
}
FOR_WORKS = {
    "forms": N_("每件作品每个子项一张，只有成果号；二维码通向这张表的录入页"),
    "spares": N_("每个子项两张空白，成果号手写"),
}


@dataclass(frozen=True)
class PrintPage:
    """What can be printed: name, words, for whom, and how many in each session; `lacking`: why a part cannot be yet; `wanting`:
    faces that this machine has not."""

    code: str
    title: str
    parts: list[tuple[str, str, str]]
    sessions: list[tuple[int, str, int, int]]
    lacking: dict[str, str]
    wanting: tuple[str, ...]


@get("/organise/{code:str}/print", right=ORGANISER)
async def choose(request: AnyRequest, code: FromPath[str]) -> Template:
    """All papers of the day."""
    event = await event_by_code(code)
    whom = FOR_WHOM | (FOR_WORKS if event.work_numbers else {})
    there = [(name, _(word), _(whom[name])) for name, word in PARTS.items()]
    sessions, lacking = list[tuple[int, str, int, int]](), dict[str, str]()
    try:
        found, made = await days(event), await ground(event, "")
        sessions = [(day.number, day.shown, len(day.people), len(day.labels)) for day in found]
        lacking = {name: _(why.says, **why.facts) for name in PARTS if (why := unprintable(made, found, name))}
    except Refusal as wrong:
        lacking = {"": _(wrong.says, **wrong.facts)}
    faces = await asyncio.to_thread(wanting, request.app.state.settings.data / "fonts")
    return page(request, "floor/print.html", PrintPage(event.code, event.title, there, sessions, lacking, faces))


@get("/organise/{code:str}/day.pdf", right=ORGANISER)
async def print_day(
    request: AnyRequest, code: FromPath[str], part: FromQuery[str] = "", session: FromQuery[int] = 0
) -> Response[bytes]:
    """All of them in the order they are handed out, or one part; of all sessions or one."""
    event = await event_by_code(code)
    settings: Settings = request.app.state.settings
    wanted = [part] if part else list(PARTS)
    sessions = [day for day in await days(event) if session in (0, day.number)]
    if not set(wanted) <= set(PARTS) or not sessions:
        raise Missing(NO_PART)
    made = parts(await ground(event, str(request.base_url).rstrip("/")), sessions, wanted)
    who = reader(request)
    origin = Provenance(made_at=datetime.now(UTC), maker=who.shown, final=True, demo=settings.demo)
    title = f"{event.title} {PARTS[part] if part else '当日材料'}"
    try:
        paper = await request.app.state.worker.build(bound, title, made, origin, settings.data / "fonts")
    except MissingGlyph as missing:
        raise Refusal(NO_GLYPH, reason=str(missing)) from missing
    await record(who.name, "print-day", event.code, {"part": part or "all", "session": str(session)})
    return attachment(paper, f"{event.code}-{part or 'day'}.pdf", look=True)


DOORS = [choose, print_day]
