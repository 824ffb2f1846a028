"""Door: the draw before everybody: the seed's hash before, the seed after, and once results are out all it takes to draw again.

No name, no employer: a registration is a number, and those kept apart share a group's number.
"""

import json
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from litestar import get
from litestar.params import FromPath
from litestar.response import Response, Template

from competition.events.moments import stamp
from competition.events.programme import event_by_code, round_of, season_of
from competition.events.stages import PUBLISHED
from competition.events.tables import Event
from competition.floor.stations import PROGRAM, holds, last_draw
from competition.floor.tables import Draw
from competition.pages.attachment import attachment
from competition.pages.language import N_
from competition.pages.refusal import Missing
from competition.pages.rights import PUBLIC
from competition.pages.site import AnyRequest, page

NOT_YET = N_("“{event}”的抽签名单在公示以后公布。现在可以核对种子和哈希。")


@dataclass(frozen=True)
class DrawShown:
    """`method` is empty while nothing is announced; the seed stays empty until the draw is made."""

    code: str
    title: str
    season: str
    method: str
    at: str
    drawn: bool
    hash: str
    seed: str
    called: str
    out: bool


@get("/draw/{code:str}", right=PUBLIC)
async def public_draw(request: AnyRequest, code: FromPath[str]) -> Template:
    """How it was drawn, or will be."""
    event = await event_by_code(code)
    its, found = await season_of(event), await _that_holds(event)
    shown = DrawShown(event.code, event.title, its.name, "", "", False, "", "", "", False)
    if found is not None:
        result = _result(found)
        drawn, by_program = bool(result), found.method == PROGRAM
        shown = DrawShown(
            event.code,
            event.title,
            its.name,
            found.method,
            stamp(found.at, ZoneInfo(its.timezone)),
            drawn,
            found.seed_hash,
            found.seed if drawn else "",
            result.get("called", ""),
            by_program and "groups" in result and event.stage in PUBLISHED,
        )
    return page(request, "floor/public_draw.html", shown)


@get("/draw/{code:str}/draw.json", right=PUBLIC)
async def to_draw_again(code: FromPath[str]) -> Response[bytes]:
    """All that it takes, for `competition draw`."""
    event = await event_by_code(code)
    found = await _that_holds(event)
    result = _result(found) if found else {}
    if found is None or "groups" not in result or event.stage not in PUBLISHED:
        raise Missing(NOT_YET, event=event.title)
    told = {"event": event.code, "hash": found.seed_hash, "seed": found.seed, **result}
    return attachment(json.dumps(told, ensure_ascii=False, indent=1).encode(), f"{event.code}-draw.json")


async def _that_holds(event: Event) -> Draw | None:
    """The draw of the round that is on: announced, or made and holding."""
    found = await last_draw((await round_of(event.id)).id)
    return found if found is not None and (not found.result or holds(event, found)) else None


def _result(found: Draw) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(found.result) if found.result else {}
    return made


DOORS = [public_draw, to_draw_again]
