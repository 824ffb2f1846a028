"""Door: an event of an earlier season copied whole into the one that is on."""

import re
from dataclasses import dataclass, field

from litestar import get, post
from litestar.response import Redirect, Template

from competition.events.programme import called, event_by_code, season
from competition.events.tables import Event, Season
from competition.floor.organise.copying import Wished, copy_event, usual_code, usual_day
from competition.floor.quick_start.plan import BAD_CODE, CODE_TAKEN, LONG_TITLE, LONGEST_TITLE, NO_TITLE
from competition.floor.quick_start.wanted import day
from competition.pages.errors import again
from competition.pages.forms import posted
from competition.pages.language import N_, _
from competition.pages.refusal import Missing, Refusal
from competition.pages.site import AnyRequest, AnyResponse, page
from competition.people.guards import ORGANISER
from competition.people.sessions import reader
from competition.settings import secret
from scoring.problems import Problem

TEMPLATE = "floor/copy.html"
NOTHING = N_("还没有可以复制的赛项。先用“快速开赛”建一个。")


@dataclass(frozen=True)
class CopyPage:
    """Which event, and under which code, title and day it is made again."""

    season: str
    events: list[tuple[str, str]]
    source: str = ""
    code: str = ""
    title: str = ""
    date: str = ""
    referees: bool = False
    problems: dict[str, str] = field(default_factory=dict)


@get("/organise/copy", right=ORGANISER)
async def ask(request: AnyRequest) -> Template:
    """First which event (`?from=`), then how it is called and when it is."""
    current = await _season()
    source = request.query_params.get("from", "")
    if not source:
        return page(request, TEMPLATE, CopyPage(called(current), await _events()))
    event = await event_by_code(source)
    before = await Season.objects().get(Season.id == event.season) or current
    at = usual_day(event, before, current)
    code = usual_code(event.code, current.year, await _taken())
    title = event.title.replace(str(before.year), str(current.year))
    shown = CopyPage(called(current), await _events(), event.code, code, title, at.isoformat() if at else "")
    return page(request, TEMPLATE, shown)


@post("/organise/copy", right=ORGANISER, status_code=303)
async def copy(request: AnyRequest) -> AnyResponse:
    """Makes it, or says what is wrong and keeps what was typed."""
    current = await _season()
    form = await posted(request)
    event = await event_by_code(form.get("from", ""))
    problems, wished = await _wished(form, has_day=event.starts_at is not None)
    try:
        if not problems:
            pins = secret(request.app.state.settings, "pins")
            made = await copy_event(event, current, wished, reader(request).name, pins)
            return Redirect(f"/organise/{made.code}", status_code=303)
    except Refusal as late:
        problems = [Problem("code", late.says, {key: str(value) for key, value in late.facts.items()})]
    said = {problem.where: _(problem.says, **problem.facts) for problem in problems}
    typed = CopyPage(
        called(current),
        await _events(),
        event.code,
        form.get("code", ""),
        form.get("title", ""),
        form.get("date", ""),
        wished.referees,
        said,
    )
    return again(request, TEMPLATE, typed, said.items())


async def _wished(form: dict[str, str], *, has_day: bool) -> tuple[list[Problem], Wished]:
    problems: list[Problem] = []
    code, title = form.get("code", "").strip().upper(), form.get("title", "").strip()
    if not re.fullmatch(r"[A-Z0-9][A-Z0-9-]{0,19}", code):
        problems.append(Problem("code", BAD_CODE, {"code": code[:40]}))
    elif code in await _taken():
        problems.append(Problem("code", CODE_TAKEN, {"code": code}))
    if not title:
        problems.append(Problem("title", NO_TITLE))
    if len(title) > LONGEST_TITLE:
        problems.append(Problem("title", LONG_TITLE, {"count": str(len(title))}))
    wanted = form.get("date", "").strip()
    at = day(wanted, problems) if wanted or has_day else None
    return problems, Wished(code, title, at, form.get("referees") == "yes")


async def _season() -> Season:
    found = await season()
    if found is None:
        raise Missing(NOTHING)
    return found


async def _taken() -> frozenset[str]:
    return frozenset(row["code"] for row in await Event.select(Event.code))


async def _events() -> list[tuple[str, str]]:
    """The latest season first."""
    rows = await (
        Event.select(Event.code, Event.title, Event.season.year).order_by(Event.season.year, ascending=False).order_by(Event.code)
    )
    return [(row["code"], f"{row['season.year']}　{row['title']}　{row['code']}") for row in rows]


DOORS = [ask, copy]
