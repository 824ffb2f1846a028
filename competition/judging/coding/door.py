"""Door: the coding referee's page: who does not mark whom. Names and employers stand here: no referee who marks comes in."""

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect

from competition.events.duties import CODING, seats
from competition.events.programme import event_by_code, round_of
from competition.events.referees import employers
from competition.events.stages import AFTER_MARKING
from competition.events.tables import Event
from competition.floor.recusals import Pair, kin, plan, unplan
from competition.floor.stations import competitors, labels
from competition.floor.works import draw_works, type_works, without_works
from competition.judging.authority import author_of
from competition.judging.coding.view import coding_page, standing
from competition.judging.opening import said
from competition.judging.scorekeeper import keeper
from competition.pages.errors import again
from competition.pages.forms import posted
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from competition.pages.site import AnyRequest, AnyResponse, page
from competition.people.sessions import Signed, reader
from scoring.decisions import Recusal

TEMPLATE = "judging/coding.html"
OVER = N_("登分已经结束，不能再安排回避。")
UNKNOWN = N_("没有这位裁判或这位选手。请从页面上的按钮操作。")
NOT_DRAWN = N_("这位选手还没有赛位，先抽签再安排。")


@get("/coding/{code:str}", right=CODING)
async def show(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """Who is of whose employer."""
    return page(request, TEMPLATE, await coding_page(await event_by_code(code)))


@post("/coding/{code:str}/recuse", right=CODING, status_code=303)
async def recuse(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """One pair, or all that are proposed; `back`: this one marks after all."""
    event, data = await event_by_code(code), await posted(request)
    try:
        await _recuse(event, reader(request), data)
    except Refusal as wrong:
        says = _(wrong.says, **wrong.facts)
        return again(request, TEMPLATE, await coding_page(event, says), says, wrong.status)
    return Redirect(f"/coding/{event.code}", status_code=303)


async def _recuse(event: Event, who: Signed, data: dict[str, str]) -> None:
    current = await round_of(event.id)
    book = await keeper().book(current.id)
    if event.stage in AFTER_MARKING:
        raise Refusal(OVER, status=409)
    pairs, settled = await _meant(event, data), await standing(book, current.id)
    back = data.get("act") == "back"
    wanted = [pair for pair in pairs if (pair in settled) == back]
    if book.tally is None and back:
        for pair in wanted:
            await unplan(event, current.id, pair, who.name)
    elif book.tally is None:
        await plan(event, current.id, wanted, who.name)
    else:
        await _decide(event, current.id, who, wanted, recused=not back)


async def _decide(event: Event, round_id: int, who: Signed, pairs: list[Pair], *, recused: bool) -> None:
    author, where = await author_of(who, event.id), await labels(round_id)
    assert author is not None
    for pair in pairs:
        if pair.registration not in where:
            raise Refusal(NOT_DRAWN, status=409)
        await said(round_id, author, Recusal(where[pair.registration], f"J{pair.seat}", recused))


async def _meant(event: Event, data: dict[str, str]) -> list[Pair]:
    """What the form names: all of one employer, a pair, or a referee and a competitor."""
    there = await competitors(event.id)
    if data.get("act") == "all":
        return kin(await employers(event.id), there)
    seat, _dash, registration = data.get("pair", "").partition("-")
    seat, registration = seat or data.get("referee", ""), registration or data.get("competitor", "")
    found = [one.seat for one in await seats(event.id) if one.seat and str(one.seat) == seat]
    whose = [one.registration for one in there if str(one.registration) == registration]
    if not found or not whose:
        raise Refusal(UNKNOWN, status=404)
    return [Pair(found[0], whose[0])]


@post("/coding/{code:str}/works", right=CODING, status_code=303)
async def code_works(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """What the works are called: by the program, from slips, or not at all."""
    event, data, by = await event_by_code(code), await posted(request), reader(request).name
    round_id = (await round_of(event.id)).id
    try:
        match data.get("act"):
            case "program":
                await draw_works(event, round_id, by)
            case "slips":
                typed = {name.removeprefix("work-"): text for name, text in data.items() if name.startswith("work-")}
                await type_works(event, round_id, typed, by)
            case _:
                await without_works(event, round_id, by)
    except Refusal as wrong:
        says = _(wrong.says, **wrong.facts)
        return again(request, TEMPLATE, await coding_page(event, says), says, wrong.status)
    return Redirect(f"/coding/{event.code}#works", status_code=303)


DOORS = [show, recuse, code_works]
