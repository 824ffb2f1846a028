"""Door: 复核: the forms to look at with their marks, one press for a page of them; what is wrong goes back to its referees."""

from collections.abc import Awaitable
from dataclasses import dataclass

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect

from competition.events.duties import CHIEF
from competition.events.stages import STAGES
from competition.judging.desk.door import Desk, at
from competition.pages.errors import again
from competition.pages.forms import posted
from competition.pages.language import _
from competition.pages.refusal import Refusal
from competition.pages.site import AnyRequest, AnyResponse
from competition.people.accounts import shown_names
from competition.results.recheck import found_right, found_wrong, rechecking, return_wrong
from competition.results.recheck_view import View, view_of
from scoring.recheck import Form


@dataclass(frozen=True)
class RecheckPage:
    """`view` is None before marking has begun; `open`: the event is in its recheck; `asked`: its ranking waits for it."""

    code: str
    title: str
    stage: str
    open: bool
    asked: bool
    view: View | None
    refusal: str = ""


@get("/organise/{code:str}/recheck", right=CHIEF)
async def recheck(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """The forms that wait, and how far it is."""
    return await _shown(request, await at(request, code))


@post("/organise/{code:str}/recheck/right", right=CHIEF, status_code=303)
async def right(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """Nothing is wrong: with one form, or with all of the page."""
    there, data = await at(request, code), await posted(request)
    return await _done(request, there, found_right(there.event, there.round, there.author, _seen(data)))


@post("/organise/{code:str}/recheck/wrong", right=CHIEF, status_code=303)
async def wrong(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """One form is wrong, and how."""
    there, data = await at(request, code), await posted(request)
    act = found_wrong(there.event, there.round, there.author, _seen(data), data.get("why", ""))
    return await _done(request, there, act)


@post("/organise/{code:str}/recheck/return", right=CHIEF, status_code=303)
async def give_back(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """Marking opens again for what was found wrong."""
    there = await at(request, code)
    return await _done(request, there, return_wrong(there.event, there.round, there.author), f"/desk/{there.event.code}")


def _seen(data: dict[str, str]) -> dict[Form, str]:
    """The forms of the page, or the only one that is meant, each with the print of the marks that were shown."""
    numbers = [name.removeprefix("seen-") for name in data if name.startswith("seen-")]
    if data.get("only"):
        numbers = [number for number in numbers if number == data["only"]]
    return {(data.get(f"label-{n}", ""), data.get(f"form-{n}", "")): data[f"seen-{n}"] for n in numbers}


async def _done(request: AnyRequest, there: Desk, act: Awaitable[object], to: str = "") -> AnyResponse:
    try:
        await act
    except Refusal as refused:
        return await _shown(request, await at(request, there.event.code), refused)
    return Redirect(to or f"/organise/{there.event.code}/recheck", status_code=303)


async def _shown(request: AnyRequest, there: Desk, refused: Refusal | None = None) -> AnyResponse:
    event, view = there.event, None
    if there.teller is not None:
        names = await shown_names()
        view = view_of(await rechecking(there.round), there.book, there.teller, there.author, names)
    says = _(refused.says, **refused.facts) if refused else ""
    is_open = event.stage == "recheck"
    shown = RecheckPage(event.code, event.title, _(STAGES[event.stage]), is_open, event.recheck, view, says)
    return again(request, "results/recheck.html", shown, says, refused.status if refused else 200)


DOORS = [recheck, right, wrong, give_back]
