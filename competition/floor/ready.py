"""Door: right after the quick start: what stands now, what to print, and where the competition begins."""

from dataclasses import dataclass

from litestar import get
from litestar.params import FromPath
from litestar.response import Template

from competition.events.duties import seats
from competition.events.programme import event_by_code, round_of
from competition.floor.draws import last_draw
from competition.floor.stations import accepted_count, placed, sessions_of
from competition.pages.site import AnyRequest, page
from competition.people.guards import ORGANISER

# an address that only this machine has: on a card it opens nothing
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class ReadyPage:
    """The event as it was made."""

    code: str
    title: str
    competitors: int
    referees: list[tuple[str, str]]
    sessions: int
    labels: list[str]
    seed_hash: str
    seed: str
    host: str
    unreachable: bool


@get("/organise/{code:str}/ready", right=ORGANISER)
async def ready(request: AnyRequest, code: FromPath[str]) -> Template:
    """What stands, and what next."""
    event = await event_by_code(code)
    one = await round_of(event.id)
    drawn = await last_draw(one.id)
    there = [place.label for place in await placed(event.id, one.id)]
    officials = [(seat.judge, seat.shown) for seat in await seats(event.id) if seat.seat]
    shown = ReadyPage(
        event.code,
        event.title,
        await accepted_count(event.id),
        officials,
        len(await sessions_of(one.id)),
        there,
        drawn.seed_hash if drawn else "",
        drawn.seed if drawn and there else "",
        request.url.netloc,
        (request.url.hostname or "") in LOOPBACK,
    )
    return page(request, "floor/ready.html", shown)


DOORS = [ready]
