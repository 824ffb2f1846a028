"""Door: the draw before everybody: the seed's hash before, the seed after, and once results are out all it takes to draw again.

No name, no employer: a registration is a number, and those kept apart share a group's number.
"""

import json
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from litestar import get
from litestar.params import FromPath, FromQuery
from litestar.response import Response, Template

from competition.events.moments import stamp
from competition.events.programme import called, event_by_code, season_of
from competition.events.stages import PUBLISHED
from competition.events.tables import Event
from competition.floor.draws import NUMBERS, PROGRAM, STATIONS, result_of, standing_draw
from competition.pages.attachment import attachment
from competition.pages.language import N_
from competition.pages.refusal import Missing
from competition.pages.rights import PUBLIC
from competition.pages.site import AnyRequest, page

NOT_YET = N_("“{event}”的抽签名单在公示以后公布。现在可以核对种子和哈希。")


@dataclass(frozen=True)
class DrawShown:
    """One draw. `method` is empty while nothing is announced; the seed stays empty until the draw is made; `out`: its file may be
    had."""

    kind: str
    method: str = ""
    at: str = ""
    drawn: bool = False
    hash: str = ""
    seed: str = ""
    called: str = ""
    out: bool = False


@dataclass(frozen=True)
class DrawsPage:
    """An event's draws in their order: contest numbers, where they are drawn, then stations."""

    code: str
    title: str
    season: str
    draws: tuple[DrawShown, ...]


@get("/draw/{code:str}", right=PUBLIC)
async def public_draw(request: AnyRequest, code: FromPath[str]) -> Template:
    """How it was drawn, or will be."""
    event = await event_by_code(code)
    its = await season_of(event)
    kinds = (NUMBERS, STATIONS) if event.numbers_drawn else (STATIONS,)
    draws = tuple([await _shown(event, kind, ZoneInfo(its.timezone)) for kind in kinds])
    return page(request, "floor/public_draw.html", DrawsPage(event.code, event.title, called(its), draws))


async def _shown(event: Event, kind: str, zone: ZoneInfo) -> DrawShown:
    found = await standing_draw(event, kind)
    if found is None:
        return DrawShown(kind)
    result = result_of(found)
    return DrawShown(
        kind,
        found.method,
        stamp(found.at, zone),
        bool(result),
        found.seed_hash,
        found.seed if result else "",
        result.get("called", ""),
        found.method == PROGRAM and "groups" in result and event.stage in PUBLISHED,
    )


@get("/draw/{code:str}/draw.json", right=PUBLIC)
async def to_draw_again(code: FromPath[str], of: FromQuery[str] = STATIONS) -> Response[bytes]:
    """All that it takes, for `competition draw`."""
    event = await event_by_code(code)
    found = await standing_draw(event, NUMBERS if of == NUMBERS else STATIONS)
    result = result_of(found) if found else {}
    if found is None or "groups" not in result or event.stage not in PUBLISHED:
        raise Missing(NOT_YET, event=event.title)
    told = {"event": event.code, "hash": found.seed_hash, "seed": found.seed, **result}
    name = f"{event.code}-{'numbers' if of == NUMBERS else 'draw'}.json"
    return attachment(json.dumps(told, ensure_ascii=False, indent=1).encode(), name)


DOORS = [public_draw, to_draw_again]
