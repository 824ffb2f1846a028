"""Door: 抽签: typed from slips, or by the program in two steps: the hash is published, then the draw is made.

The same four doors twice: contest numbers, by who keeps the registrations; stations, by who codes. Where both are drawn, whoever
draws stations sees contest numbers and no name.
"""

from dataclasses import dataclass
from typing import Any

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from competition.events.duties import CODING, REGISTRAR
from competition.events.programme import event_by_code
from competition.events.stages import ACTS, BEFORE_DRAW, BEFORE_MARKING, STAGES
from competition.events.tables import Event
from competition.floor.draws import (
    NUMBERS,
    PROGRAM,
    STATIONS,
    announce_draw,
    draw_by_program,
    draw_by_slips,
    drawing,
    numbers_first,
    result_of,
    standing_draw,
)
from competition.floor.slips import places
from competition.floor.stations import Competitor, accepted, competitors, placed
from competition.pages.errors import again
from competition.pages.forms import posted
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from competition.pages.rights import Right
from competition.pages.site import AnyRequest, AnyResponse, page
from competition.people.sessions import reader

TEMPLATE = "floor/draw.html"
CHANGED = N_("选手名单刚刚变了，请核对后再提交。")
LONG = N_("现场报出的数最多 40 个字。")
PATHS = {NUMBERS: "/organise/{}/numbers", STATIONS: "/organise/{}/draw"}


@dataclass(frozen=True)
class SlipRow:
    """Who draws, and what stands on his slip. `proxy`: somebody else drew for him."""

    registration: int
    who: str
    more: str
    unit: str
    text: str
    problem: str
    proxy: bool


@dataclass(frozen=True)
class DrawPage:
    """The draw that holds, or that is announced; and the form of the slips. `both`: contest numbers are drawn too, and `first`
    says what of them is lacking."""

    code: str
    title: str
    root: str
    kind: str
    both: bool
    first: str
    open: bool
    rows: tuple[SlipRow, ...]
    sessions: int
    stations: int
    method: str
    drawn: bool
    seed_hash: str
    seed: str
    called: str
    refusal: str
    wrong: tuple[tuple[str, str], ...]

    @property
    def announced(self) -> bool:
        """The hash is out and the draw is not made."""
        return self.method == PROGRAM and not self.drawn


def doors(kind: str, right: Right) -> list[Any]:
    """The doors of one of the two draws."""
    path = PATHS[kind].format("{code:str}")

    @get(path, right=right)
    async def show(request: AnyRequest, code: FromPath[str]) -> Template:
        """What everybody has drawn, or how it will be drawn."""
        return page(request, TEMPLATE, await _page(await event_by_code(code), kind))

    @post(f"{path}/announce", right=right, status_code=303)
    async def announce(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
        """Step one: only the hash."""
        event = await event_by_code(code)
        try:
            await announce_draw(event, reader(request).name, kind)
        except Refusal as wrong:
            return await _refused(request, event, kind, wrong)
        return _back(event, kind)

    @post(f"{path}/program", right=right, status_code=303)
    async def draw_now(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
        """Step two: the draw."""
        event, called = await event_by_code(code), (await posted(request)).get("called", "").strip()
        try:
            if len(called) > 40:
                raise Refusal(LONG)
            await draw_by_program(event, reader(request).name, called, kind)
        except Refusal as wrong:
            return await _refused(request, event, kind, wrong)
        return _back(event, kind)

    @post(f"{path}/slips", right=right, status_code=303)
    async def type_slips(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
        """The draw by hand: a slip for everybody, none twice; else nothing is written and the form keeps what was typed."""
        event, form = await event_by_code(code), await posted(request)
        its = await drawing(event, kind)
        there = [entry.registration for entry in its.entries]
        typed = {one: form.get(f"place-{one}", "") for one in there}
        proxies = frozenset(one for one in there if form.get(f"proxy-{one}"))
        chosen, problems = places(typed, its.slips)
        try:
            if any(f"place-{one}" not in form for one in there):
                raise Refusal(CHANGED, status=409)
            if not problems:
                await draw_by_slips(event, reader(request).name, chosen, kind, proxies)
                return _back(event, kind)
        except Refusal as wrong:
            return await _refused(request, event, kind, wrong, typed, proxies)
        said = {int(problem.where): _(problem.says, **problem.facts) for problem in reversed(problems)}
        told = await _page(event, kind, typed, proxies, said)
        return again(request, TEMPLATE, told, told.wrong)

    return [show, announce, draw_now, type_slips]


def _back(event: Event, kind: str) -> Redirect:
    return Redirect(PATHS[kind].format(event.code), status_code=303)


async def _refused(
    request: AnyRequest,
    event: Event,
    kind: str,
    wrong: Refusal,
    typed: dict[int, str] | None = None,
    proxies: frozenset[int] = frozenset(),
) -> AnyResponse:
    titles = {*STAGES.values(), *(act.title for act in ACTS)}
    facts = {key: _(value) if isinstance(value, str) and value in titles else value for key, value in wrong.facts.items()}
    says = _(wrong.says, **facts)
    told = await _page(await event_by_code(event.code), kind, typed, proxies, refusal=says)
    return again(request, TEMPLATE, told, says, wrong.status)


async def _page(
    event: Event,
    kind: str,
    typed: dict[int, str] | None = None,
    proxies: frozenset[int] = frozenset(),
    wrong: dict[int, str] | None = None,
    refusal: str = "",
) -> DrawPage:
    its, drawn = await drawing(event, kind), await standing_draw(event, kind)
    result = result_of(drawn) if drawn else {}
    texts = typed if typed is not None else await _drawn(event, kind, its.round)
    others = proxies if typed is not None else frozenset(result.get("proxies", ()))
    there, blind = await _there(event, kind), kind == STATIONS and event.numbers_drawn
    rows = tuple(_row(each, blind, texts, wrong or {}, others) for each in there)
    return DrawPage(
        code=event.code,
        title=event.title,
        root=PATHS[kind].format(event.code),
        kind=kind,
        both=event.numbers_drawn,
        first=await _lacking(event) if kind == STATIONS else "",
        open=event.stage in (BEFORE_DRAW if kind == NUMBERS else BEFORE_MARKING) and (kind == STATIONS or event.numbers_drawn),
        rows=rows,
        sessions=its.slips.sessions,
        stations=its.slips.stations,
        method=drawn.method if drawn else "",
        drawn=bool(result),
        seed_hash=drawn.seed_hash if drawn else "",
        # told only once the draw is made
        seed=drawn.seed if drawn and result else "",
        called=result.get("called", ""),
        refusal=refusal,
        wrong=tuple((f"place-{row.registration}", f"{row.who}：{row.problem}") for row in rows if row.problem),
    )


async def _there(event: Event, kind: str) -> list[Competitor]:
    return await (accepted(event.id) if kind == NUMBERS else competitors(event.id))


async def _drawn(event: Event, kind: str, round_id: int) -> dict[int, str]:
    if kind == NUMBERS:
        return {one.registration: one.number for one in await accepted(event.id)}
    return {place.competitor.registration: place.label for place in await placed(event.id, round_id)}


async def _lacking(event: Event) -> str:
    try:
        await numbers_first(event)
    except Refusal as why:
        return _(why.says, **why.facts)
    return ""


def _row(one: Competitor, blind: bool, texts: dict[int, str], wrong: dict[int, str], proxies: frozenset[int]) -> SlipRow:
    who, more, unit = (one.number, "", "") if blind else (one.shown, "、".join(one.names) if one.team else "", one.apart)
    at = one.registration
    return SlipRow(at, who, more, unit, texts.get(at, ""), wrong.get(at, ""), at in proxies)


DOORS = [*doors(NUMBERS, REGISTRAR), *doors(STATIONS, CODING)]
