"""Door: the same batch as over the socket, where sockets are blocked; what came since goes back with the answers."""

from datetime import UTC, datetime
from typing import Any

from litestar import post
from litestar.params import FromPath
from litestar.response import Response

from competition.events.duties import REFEREE
from competition.events.programme import event_by_code, round_id_of
from competition.judging.authority import author_of
from competition.judging.scorekeeper import keeper
from competition.judging.tablet.answering import answered, unreadable
from competition.judging.tablet.catching_up import came_since
from competition.judging.tablet.leases import elsewhere, named
from competition.judging.tablet.messages import read_up
from competition.judging.tablet.presence import heard
from competition.pages import assets
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.pages.site import AnyRequest
from competition.people.sessions import reader

ANOTHER = N_("这台平板现在由另一位裁判登录，这些登分没有写入，仍在平板上。")


@post("/tablet/{code:str}/decisions", right=REFEREE, status_code=200)
async def decide_by_post(request: AnyRequest, code: FromPath[str]) -> Response[dict[str, Any]]:
    """The answers, after the commit; and what came since, for who asks."""
    event = await event_by_code(code)
    who = reader(request)
    author = await author_of(who, event.id)
    assert author is not None
    up = read_up(await request.body())
    if up is None:
        return Response({"answers": [unreadable()]})
    if up.author is not None and up.author != author.name:
        raise Refusal(ANOTHER, status=409)
    device, round_id = named(up.device), await round_id_of(event.id)
    heard(event.code, author.name, up.unsent, device, by_post=True)
    told: dict[str, Any] = {
        "answers": await answered(round_id, author, up),
        "elsewhere": await elsewhere(event.id, who, author, device, ""),
        "now": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "build": assets.build(),
    }
    if up.since is not None:
        book, token = await keeper().book(round_id), request.cookies.get("csrftoken", "")
        told |= await came_since(event, book, author, who, token, up.since, up.epoch)
    return Response(told)


DOORS = [decide_by_post]
