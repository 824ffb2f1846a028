"""Door: a referee's tablet signs in by the link on his card (or its QR) and his PIN."""

from dataclasses import dataclass

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response, Template

from competition.audit.chain import record
from competition.pages.errors import again, reads_pages
from competition.pages.forms import posted
from competition.pages.language import _
from competition.pages.refusal import Refusal
from competition.pages.rights import PUBLIC
from competition.pages.site import AnyRequest, AnyResponse, page
from competition.people.pins import holder, try_pin
from competition.people.sessions import begin
from competition.settings import secret


@dataclass(frozen=True)
class PinPage:
    """Whose card it is, and what was wrong with the last PIN."""

    link: str
    referee: str
    problem: str = ""


@get("/t/{link:str}", right=PUBLIC)
async def ask_pin(request: AnyRequest, link: FromPath[str]) -> Template:
    """Asks for the PIN of this card."""
    card, account = await holder(link)
    return page(request, "people/pin.html", PinPage(card.link, account.shown))


@post("/t/{link:str}", right=PUBLIC, status_code=303)
async def sign_in_tablet(request: AnyRequest, link: FromPath[str]) -> AnyResponse:
    """Tries the PIN; for a page of ours that waits with marks the answer is JSON."""
    data = await posted(request)
    key = secret(request.app.state.settings, "pins")
    try:
        account = await try_pin(link, data.get("pin", ""), key)
    except Refusal as wrong:
        _card, account = await holder(link)
        says = _(wrong.says, **wrong.facts)
        return again(request, "people/pin.html", PinPage(link, account.shown, says), says, wrong.status)
    await record(account.name, "tablet-sign-in", account.name)
    cookie = await begin(account.id, "tablet", secure=request.url.scheme == "https")
    if not reads_pages(request):
        return Response({"shown": account.shown, "author": account.name}, status_code=200, cookies=[cookie])
    return Redirect("/tablet", status_code=303, cookies=[cookie])


DOORS = [ask_pin, sign_in_tablet]
