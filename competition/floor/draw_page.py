"""Door: 抽签: typed from slips, or by the program in two steps: the hash is published, then the draw is made."""

import json
from dataclasses import dataclass, field, replace

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from competition.events.programme import event_by_code, round_of
from competition.events.stages import ACTS, BEFORE_MARKING, STAGES
from competition.events.tables import Event
from competition.floor.slips import places
from competition.floor.stations import (
    PROGRAM,
    announce_draw,
    competitors,
    draw_by_program,
    draw_by_slips,
    holds,
    last_draw,
    placed,
    sessions_of,
)
from competition.pages.errors import again
from competition.pages.forms import posted
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from competition.pages.site import AnyRequest, AnyResponse, page
from competition.people.guards import ORGANISER
from competition.people.sessions import reader

TEMPLATE = "floor/draw.html"
CHANGED = N_("选手名单刚刚变了，请核对后再提交。")
LONG = N_("现场报出的数最多 40 个字。")


@dataclass(frozen=True)
class SlipRow:
    """A competitor, and where he stands."""

    registration: int
    number: str
    name: str
    employer: str
    label: str
    problem: str = ""
    members: str = ""


@dataclass(frozen=True)
class DrawPage:
    """The draw that holds, or that is announced; and the form of the slips."""

    code: str
    title: str
    open: bool
    rows: list[SlipRow]
    sessions: int
    stations: int
    method: str = ""
    drawn: bool = False
    seed_hash: str = ""
    seed: str = ""
    called: str = ""
    refusal: str = ""
    wrong: list[tuple[str, str]] = field(default_factory=list)

    @property
    def announced(self) -> bool:
        """The hash is out and the draw is not made."""
        return self.method == PROGRAM and not self.drawn


@get("/organise/{code:str}/draw", right=ORGANISER)
async def show(request: AnyRequest, code: FromPath[str]) -> Template:
    """Who stands where, or how it will be drawn."""
    return page(request, TEMPLATE, await _page(await event_by_code(code)))


@post("/organise/{code:str}/draw/announce", right=ORGANISER, status_code=303)
async def announce(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """Step one: only the hash."""
    event = await event_by_code(code)
    try:
        await announce_draw(event, (await round_of(event.id)).id, reader(request).name)
    except Refusal as wrong:
        return await _refused(request, event, wrong)
    return Redirect(f"/organise/{event.code}/draw", status_code=303)


@post("/organise/{code:str}/draw/program", right=ORGANISER, status_code=303)
async def draw_now(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """Step two: the draw."""
    event = await event_by_code(code)
    called = (await posted(request)).get("called", "").strip()
    try:
        if len(called) > 40:
            raise Refusal(LONG)
        await draw_by_program(event, (await round_of(event.id)).id, reader(request).name, called)
    except Refusal as wrong:
        return await _refused(request, event, wrong)
    return Redirect(f"/organise/{event.code}/draw", status_code=303)


@post("/organise/{code:str}/draw/slips", right=ORGANISER, status_code=303)
async def type_slips(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """The draw by hand: a place for everybody, none twice; else nothing is written and the form keeps what was typed."""
    event = await event_by_code(code)
    one = await round_of(event.id)
    form = await posted(request)
    there = [competitor.registration for competitor in await competitors(event.id)]
    typed = {registration: form.get(f"place-{registration}", "") for registration in there}
    chosen, problems = places(typed, len(await sessions_of(one.id)), event.stations, one.number)
    try:
        if any(f"place-{registration}" not in form for registration in there):
            raise Refusal(CHANGED, status=409)
        if not problems:
            await draw_by_slips(event, one.id, reader(request).name, chosen)
            return Redirect(f"/organise/{event.code}/draw", status_code=303)
    except Refusal as wrong:
        return await _refused(request, event, wrong, typed)
    said = {problem.where: _(problem.says, **problem.facts) for problem in reversed(problems)}
    told = await _page(event, typed=typed, said=said)
    return again(request, TEMPLATE, told, told.wrong)


async def _refused(request: AnyRequest, event: Event, wrong: Refusal, typed: dict[int, str] | None = None) -> AnyResponse:
    titles = {*STAGES.values(), *(act.title for act in ACTS)}
    facts = {key: _(value) if isinstance(value, str) and value in titles else value for key, value in wrong.facts.items()}
    says = _(wrong.says, **facts)
    told = await _page(await event_by_code(event.code), typed=typed, refusal=says)
    return again(request, TEMPLATE, told, says, wrong.status)


async def _page(
    event: Event, *, typed: dict[int, str] | None = None, said: dict[str, str] | None = None, refusal: str = ""
) -> DrawPage:
    one = await round_of(event.id)
    labels = {place.competitor.registration: place.label for place in await placed(event.id, one.id)}
    texts, wrong = typed or labels, said or {}
    rows = [
        SlipRow(
            each.registration,
            each.number,
            each.shown,
            each.apart,
            texts.get(each.registration, ""),
            wrong.get(str(each.registration), ""),
            "、".join(each.names) if each.team else "",
        )
        for each in await competitors(event.id)
    ]
    last = await last_draw(one.id)
    is_open = event.stage in BEFORE_MARKING
    errors = [(f"place-{row.registration}", f"{row.name}：{row.problem}") for row in rows if row.problem]
    count = len(await sessions_of(one.id))
    shown = DrawPage(event.code, event.title, is_open, rows, count, event.stations, refusal=refusal, wrong=errors)
    if last is None or (last.result and not holds(event, last)):
        return shown
    return _with_draw(shown, last.method, last.seed, last.seed_hash, last.result)


def _with_draw(shown: DrawPage, method: str, seed: str, seed_hash: str, result: str) -> DrawPage:
    """The seed is told only once the draw is made."""
    called = json.loads(result)["called"] if result else ""
    return replace(shown, method=method, drawn=bool(result), seed_hash=seed_hash, seed=seed if result else "", called=called)


DOORS = [show, announce, draw_now, type_slips]
