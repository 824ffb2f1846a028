"""Door: officials without a seat are appointed, dismissed, given a new card; they stand on the referees' page."""

from litestar import post
from litestar.params import FromPath
from litestar.response import Redirect

from competition.events.officials import another_card, appoint, dismiss
from competition.events.programme import event_by_code
from competition.events.referees_page import NO_ACT, TEMPLATE, shown_page
from competition.pages.errors import again
from competition.pages.forms import posted
from competition.pages.language import _
from competition.pages.refusal import Missing, Refusal
from competition.pages.site import AnyRequest, AnyResponse
from competition.people.guards import ORGANISER
from competition.people.sessions import reader
from competition.settings import secret


@post("/organise/{code:str}/officials/add", right=ORGANISER, status_code=303)
async def add_official(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """One more."""
    event, form = await event_by_code(code), await posted(request)
    role, name = form.get("role", ""), form.get("official", "")
    try:
        await appoint(event, role, name, reader(request).name, secret(request.app.state.settings, "pins"))
    except Missing:
        raise
    except Refusal as wrong:
        said = {"official": _(wrong.says, **wrong.facts)}
        shown = await shown_page(event, official=name, role=role, problems=said)
        return again(request, TEMPLATE, shown, said.items(), wrong.status)
    return Redirect(f"/organise/{event.code}/referees#officials", status_code=303)


@post("/organise/{code:str}/officials/{account:int}/{act:str}", right=ORGANISER, status_code=303)
async def change_official(request: AnyRequest, code: FromPath[str], account: FromPath[int], act: FromPath[str]) -> AnyResponse:
    """A new card, or one less."""
    event, by = await event_by_code(code), reader(request).name
    match act:
        case "card":
            await another_card(event, account, by, secret(request.app.state.settings, "pins"))
            return Redirect(f"/organise/{event.code}/referees?official={account}#officials", status_code=303)
        case "remove":
            await dismiss(event, account, by)
            return Redirect(f"/organise/{event.code}/referees#officials", status_code=303)
        case _:
            raise Missing(NO_ACT, act=act[:40])


DOORS = [add_official, change_official]
