"""Door: what is pressed at the check-in desk. Every act is a plain form; after it the page is read anew."""

from litestar import post
from litestar.params import FromPath
from litestar.response import Redirect

from competition.events.duties import FLOOR
from competition.events.moments import today
from competition.events.programme import season_of
from competition.floor.standing_in import stand_in
from competition.judging.check_in.acts import ALLOW_FIRST, NO_STATION, allow_another, press
from competition.judging.check_in.door import Here, at, show_list, show_one
from competition.judging.check_in.view import unnamed_lines
from competition.judging.standings import begun
from competition.pages.forms import posted, way_back, whole
from competition.pages.language import _
from competition.pages.refusal import Missing, Refusal
from competition.pages.site import AnyRequest, AnyResponse
from competition.people.identity import Fault
from competition.people.sessions import reader
from competition.registration.entering import known_faults
from competition.registration.entry import Asked, Entry, checked, typed
from competition.registration.form import wrong
from competition.settings import secret


@post("/floor/{code:str}/act", right=FLOOR, status_code=303)
async def act(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """One press."""
    data = await posted(request)
    here = await at(request, code)
    back = way_back(f"/floor/{here.floor.event.code}", data.get("back", ""))
    try:
        await press(here.floor, here.hours, data)
    except Missing:
        raise
    except Refusal as refused:
        return await _said_there(request, await at(request, code), back, _(refused.says, **refused.facts))
    return Redirect(back, status_code=303)


async def _said_there(request: AnyRequest, here: Here, back: str, problem: str) -> AnyResponse:
    path, _mark, asked = back.partition("?")
    label = path.split("/")[3] if path.count("/") == 3 else ""
    if label and here.floor.book.tally is not None and label in here.floor.book.tally.sheets:
        return await show_one(request, here, label, problem)
    return await show_list(request, here, whole(asked.removeprefix("session=")), "", problem)


@post("/floor/{code:str}/{label:str}/substitute", right=FLOOR, status_code=303)
async def substitute(request: AnyRequest, code: FromPath[str], label: FromPath[str]) -> AnyResponse:
    """Who stands there now: named once the chief has agreed; the organiser does both in one press."""
    data = await posted(request)
    here = await at(request, code)
    floor, event = here.floor, here.floor.event
    if label not in begun(floor.book).sheets:
        raise Missing(NO_STATION, label=label[:20])
    key = secret(request.app.state.settings, "identity")
    entry, faults = await _entered(here, data, key)
    if faults:
        return await show_one(request, here, label, typed=data, wrong=wrong(faults))
    position, reason = data.get("position", ""), data.get("reason", "").strip()
    try:
        number = unnamed_lines(floor.book, floor.named).get(label, 0)
        if not number:
            if not floor.author.chief:
                raise Refusal(ALLOW_FIRST, status=409, label=label)
            number = await allow_another(floor, label, reason, data.get("ref", ""))
        by, place = reader(request).name, whole(position, 1)
        await stand_in(event, floor.round, label, number, entry, key, by, position=place, reason=reason)
    except Refusal as refused:
        return await show_one(request, await at(request, code), label, _(refused.says, **refused.facts), data)
    return Redirect(f"/floor/{event.code}/{label}", status_code=303)


async def _entered(here: Here, data: dict[str, str], key: bytes) -> tuple[Entry, dict[str, Fault]]:
    """The new person as he was typed: a name and a unit, and a number where the event asks for one."""
    event = here.floor.event
    asked = Asked(1, event.identity, phone=False)
    entry, faults = checked(typed(data, 1), asked, today(await season_of(event)))
    return entry, faults or await known_faults(event.id, entry, key)


DOORS = [act, substitute]
