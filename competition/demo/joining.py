"""Door: a phone in the hall takes a robot's seat: one page, one button. Only a demo has it."""

import time
from dataclasses import dataclass

from litestar import get, post
from litestar.response import Redirect, Template

from competition.demo.call_sheet import guests
from competition.demo.seeding import visitor
from competition.demo.show import on_stage, show
from competition.events.duties import Seat, seats
from competition.events.tables import Event
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.pages.rights import PUBLIC
from competition.pages.site import AnyRequest, page
from competition.people.sessions import begin

FULL = N_("裁判席都有人了，等一会儿再来；也可以先看大屏。")
DONE = N_("这一组已经结束登分，下一组马上开始，请稍等再来。")


@dataclass(frozen=True)
class Join:
    """The event, and how many seats are free."""

    title: str
    free: int


@get("/demo/join", right=PUBLIC)
async def join(request: AnyRequest) -> Template:
    """What the phone will be, and one button."""
    event = await on_stage()
    return page(request, "demo/join.html", Join(event.title, len(await _free(event))))


@post("/demo/join", right=PUBLIC, status_code=303)
async def take(request: AnyRequest) -> Redirect:
    """The robot steps aside; the phone is the referee."""
    event = await on_stage()
    if event.stage != "running":
        raise Refusal(DONE, status=409)
    free = await _free(event)
    if not free:
        raise Refusal(FULL, status=409)
    show().guests[free[0].name] = time.monotonic()
    cookie = await begin(free[0].account, "tablet", secure=request.url.scheme == "https")
    return Redirect(f"/tablet/{event.code}", status_code=303, cookies=[cookie])


async def _free(event: Event) -> list[Seat]:
    """Seats whose robot would step aside, the busiest first: all but the one at the stage."""
    own, taken = (await visitor()).id, guests(event.code)
    return [seat for seat in await seats(event.id) if seat.seat and seat.account != own and seat.name not in taken]


DOORS = [join, take]
