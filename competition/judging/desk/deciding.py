"""Door: what the chief decides at his desk. Every act is a plain form; after it the page is read anew."""

from collections.abc import Awaitable

from litestar import post
from litestar.params import FromPath
from litestar.response import Redirect

from competition.events.duties import CHIEF
from competition.judging.desk import acts
from competition.judging.desk.door import Desk, at, show_competitor, show_desk, show_form
from competition.judging.desk.places import show_places
from competition.judging.opening import finish_round, open_round, reopen_round
from competition.judging.standings import standing
from competition.judging.ties import decided
from competition.pages.forms import posted, way_back, whole
from competition.pages.language import _
from competition.pages.refusal import Refusal
from competition.pages.site import AnyRequest, AnyResponse


async def done(request: AnyRequest, there: Desk, data: dict[str, str], act: Awaitable[object]) -> AnyResponse:
    """Back to where the form stood; what was refused is said there."""
    back = way_back(f"/desk/{there.event.code}", data.get("back", ""))
    try:
        await act
    except Refusal as wrong:
        return await _said_there(request, there.event.code, back, _(wrong.says, **wrong.facts))
    return Redirect(back, status_code=303)


async def _said_there(request: AnyRequest, code: str, back: str, problem: str) -> AnyResponse:
    there = await at(request, code)
    parts = back.split("?")[0].split("#")[0].split("/")[3:]
    match parts:
        case ["form", label, form]:
            return show_form(request, there, label, form, problem)
        case ["competitor", label]:
            return show_competitor(request, there, label, problem)
        case _:
            return await show_desk(request, there, problem, compact="view=compact" in back)


@post("/desk/{code:str}/decide", right=CHIEF, status_code=303)
async def decide(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """One decision of the chief; the form's fields are the decision's."""
    data = await posted(request)
    there = await at(request, code)
    return await done(request, there, data, acts.decide(there.round, there.author, data))


@post("/desk/{code:str}/settle", right=CHIEF, status_code=303)
async def settle(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """A conflict: take what was claimed, or leave what stands."""
    data = await posted(request)
    there = await at(request, code)
    number = whole(data.get("number", ""))
    act = acts.settle(there.round, there.author, there.book, number, data.get("take") == "yes", data.get("reason", "").strip())
    return await done(request, there, data, act)


@post("/desk/{code:str}/accept-all", right=CHIEF, status_code=303)
async def accept_all(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """Accepts all signed forms."""
    data = await posted(request)
    there = await at(request, code)
    return await done(request, there, data, acts.accept_all(there.round, there.author, there.book))


@post("/desk/{code:str}/stage", right=CHIEF, status_code=303)
async def stage(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """Begins, ends, or goes back to marking."""
    data = await posted(request)
    there = await at(request, code)
    act: Awaitable[object]
    match data.get("act"):
        case "start":
            act = open_round(there.event, there.author)
        case "finish":
            act = finish_round(there.event, there.author)
        case _:
            act = reopen_round(there.event, there.author, data.get("reason", ""))
    return await done(request, there, data, act)


@post("/desk/{code:str}/opened", right=CHIEF, status_code=303)
async def open_or_close(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """Marking of a session, of a form, or of both together, opened or stopped by one press in the matrix."""
    data = await posted(request)
    there = await at(request, code)
    return await done(request, there, data, acts.switch(there.round, there.author, there.book, data))


@post("/desk/{code:str}/ties", right=CHIEF, status_code=303)
async def decide_tie(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """A tie that matters: put in order by lots, or left tied; with a reason."""
    data = {name: value.strip() for name, value in (await posted(request)).items()}
    there = await at(request, code)
    try:
        _number, ranking = await standing(there.round)
        await decided(there.event, there.round, ranking, there.author, data)
    except Refusal as wrong:
        problem = _(wrong.says, **wrong.facts)
        return await show_places(request, there.event, data | {"problem": problem}, wrong.status)
    back = "/organise/{}/results" if data.get("back") == "office" else "/desk/{}/places"
    return Redirect(back.format(there.event.code), status_code=303)


DOORS = [decide, settle, accept_all, stage, open_or_close, decide_tie]
