"""Door: the tablets of an event: the chief sees each, when it was last heard and what it still holds; a referee takes over."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Response, Template

from competition.events.duties import CHIEF, REFEREE, Seat, seats
from competition.events.moments import clock
from competition.events.programme import event_by_code, season_of
from competition.judging.tablet.leases import Held, described, holders, named, take_over
from competition.judging.tablet.presence import Tablet, changed, devices
from competition.pages.forms import posted
from competition.pages.language import N_, _
from competition.pages.site import AnyRequest, page
from competition.people.sessions import reader

MARKS, LOOKS, AWAY, NEVER = N_("登分中"), N_("只能看"), N_("未连接"), N_("还没有登录")


@dataclass(frozen=True)
class Row:
    """A tablet; without one, the referee who has none yet."""

    judge: str
    shown: str
    about: str
    word: str
    kind: str
    heard: str
    unsent: int
    why: str = ""


@dataclass(frozen=True)
class DevicesPage:
    code: str
    title: str
    rows: tuple[Row, ...]
    unsent: int


@get("/desk/{code:str}/devices", right=CHIEF)
async def tablets_here(request: AnyRequest, code: FromPath[str]) -> Template:
    """Every tablet that was heard since the program started, by referee."""
    event = await event_by_code(code)
    marking = [seat for seat in await seats(event.id) if seat.seat > 0]
    held, here = await holders(event.id, [seat.account for seat in marking]), devices(event.code)
    zone = ZoneInfo((await season_of(event)).timezone)
    rows = tuple(row for seat in marking for row in _rows(seat, held.get(seat.account), here, zone))
    return page(request, "judging/devices.html", DevicesPage(event.code, event.title, rows, sum(row.unsent for row in rows)))


def _rows(seat: Seat, held: Held | None, here: dict[tuple[str, str], Tablet], zone: ZoneInfo) -> list[Row]:
    his = {device: tablet for (name, device), tablet in here.items() if name == seat.name}
    if held is not None:
        his.setdefault(held.device, Tablet(about=held.about))
    if not his:
        return [Row(seat.judge, seat.shown, "", _(NEVER), "", "—", 0)]
    holds = held.device if held else ""
    order = sorted(his.items(), key=lambda one: (one[0] != holds, one[0]))
    return [_row(seat, tablet, device == holds or not device, held, zone) for device, tablet in order]


def _row(seat: Seat, tablet: Tablet, holds: bool, held: Held | None, zone: ZoneInfo) -> Row:
    word, kind = (AWAY, "wait") if not tablet.here else (MARKS, "done") if holds else (LOOKS, "live")
    why = held.reason if held and holds else ""
    return Row(
        seat.judge,
        seat.shown,
        tablet.about,
        _(word),
        kind,
        clock(tablet.heard, zone) if tablet.heard else "—",
        tablet.unsent,
        why,
    )


@post("/tablet/{code:str}/lease", right=REFEREE, status_code=200)
async def take_this_tablet(request: AnyRequest, code: FromPath[str]) -> Response[dict[str, None]]:
    """From now on he marks on this one; the other is told at its next sign of life."""
    event, data = await event_by_code(code), await posted(request)
    device, about = named(data.get("device", "")), described(data.get("about", ""))
    await take_over(event, reader(request), device, about, data.get("reason", "")[:200])
    changed(event.code)
    return Response({"elsewhere": None})


DOORS = [tablets_here, take_this_tablet]
