"""Door: the stage's buttons. Each does what it says with the rooms' own verbs, or with this process itself."""

import asyncio
from typing import Any

from litestar import post
from litestar.response import Response

from competition.demo.correction import Moved, correct
from competition.demo.power import at_once
from competition.demo.show import on_stage, show
from competition.demo.tending import next_now
from competition.events.programme import round_of
from competition.judging.authority import author_of
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from competition.pages.site import AnyRequest
from competition.people.guards import ORGANISER
from competition.people.sessions import reader
from competition.results.names import names

# long enough that the answer is out
LAST_WORD = 0.15
MARKED = N_("这一组已经结束登分，等下一组开始。")
CORRECTED = N_("{name} {title}：{was} 改为 {now}，总分 {total_was} → {total_now}")
MOVED = N_("{name} 第 {was} 名 → 第 {now} 名")
HURRIED = N_("机器裁判把剩下的分录完、签名，裁判长接收；然后签字、解密、审定、公示、公布。")


@post("/demo/power", right=ORGANISER, status_code=202)
async def power() -> dict[str, str]:
    """Cuts the power of the server."""
    asyncio.get_running_loop().call_later(LAST_WORD, at_once)
    return {}


@post("/demo/correct", right=ORGANISER, status_code=200)
async def correction(request: AnyRequest) -> Response[dict[str, Any]]:
    """Corrects a mark that moves places; says which mark moved whom."""
    event = await on_stage()
    if event.stage != "running":
        raise Refusal(MARKED, status=409)
    author = await author_of(reader(request), event.id)
    assert author is not None
    moved = await correct(event, author)
    people = await names(event.id, (await round_of(event.id)).id)
    return Response({"says": _told(moved, {label: one.name for label, one in people.items()}), "label": moved.label})


@post("/demo/publish", right=ORGANISER, status_code=202)
async def publish() -> dict[str, str]:
    """The event on the stage goes to its release as fast as all its steps allow."""
    event = await on_stage()
    show().publish.add(event.code)
    return {"says": _(HURRIED)}


@post("/demo/next", right=ORGANISER, status_code=202)
async def following() -> dict[str, str]:
    """The next group begins now."""
    await next_now()
    return {}


@post("/demo/again", right=ORGANISER, status_code=202)
async def again() -> dict[str, str]:
    """All from the beginning: whoever started the demo starts it anew."""
    show().again = True
    return {}


def _told(moved: Moved, people: dict[str, str]) -> list[str]:
    facts = {"was": moved.was, "now": moved.now, "total_was": moved.total_was, "total_now": moved.total_now}
    first = _(CORRECTED, name=people.get(moved.label, moved.label), title=moved.title, **facts)
    nearest = sorted(moved.places, key=lambda one: (one[0] != moved.label, one[2]))
    return [first, *(_(MOVED, name=people.get(label, label), was=was, now=now) for label, was, now in nearest)]


DOORS = [power, correction, publish, following, again]
