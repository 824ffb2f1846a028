"""Door: what is cut out and handed over before an event: referees' PIN cards, station plates, draw slips."""

from typing import Any

from litestar import get
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from competition.audit.chain import record
from competition.documents.cards import DrawSlip, PinCard, StationCard, draw_slips, pin_cards, station_cards
from competition.documents.fonts import MissingGlyph
from competition.events.duties import CHIEF_ROLE, CODING, REGISTRAR, seats
from competition.events.officials import POSTS
from competition.events.programme import event_by_code, round_of
from competition.events.tables import Event
from competition.floor.draw import label
from competition.floor.draws import NOBODY, NUMBERS, STATIONS, drawing, holds, last_draw
from competition.floor.stations import NO_SESSIONS, placed, sessions_of
from competition.pages.attachment import attachment
from competition.pages.language import N_, _
from competition.pages.refusal import Missing, Refusal
from competition.pages.site import AnyRequest
from competition.people.guards import ORGANISER
from competition.people.pins import cards
from competition.people.sessions import reader
from competition.settings import Settings, secret

NO_REFEREES = N_("还没有裁判，没有口令卡可打印。请先在“裁判”里添加。")
NO_GLYPH = N_("打印不了：{reason}。请把有这个字的字体放进数据文件夹的 fonts 里，再打印一次。")


@get("/organise/{code:str}/cards.pdf", right=ORGANISER)
async def print_cards(
    request: AnyRequest, code: FromPath[str], seat: FromQuery[int] = 0, account: FromQuery[int] = 0
) -> Response[bytes]:
    """A card for each official, or for the one at `seat` or of this `account`."""
    event = await event_by_code(code)
    settings: Settings = request.app.state.settings
    officials = [one for one in await seats(event.id) if one.seat == seat or one.account == account or not seat + account]
    known = await cards([one.account for one in officials], secret(settings, "pins"))
    if not known:
        raise Missing(NO_REFEREES)
    base = str(request.base_url).rstrip("/")
    printed = [
        PinCard(event.title, one.shown, _role(one.role, one.judge), f"{base}/t/{known[one.account][0]}", known[one.account][1])
        for one in officials
        if one.account in known
    ]
    await record(reader(request).name, "print-cards", event.code, {"cards": str(len(printed))})
    return await _pdf(request, f"{event.code}-cards.pdf", pin_cards, printed)


@get("/organise/{code:str}/station-cards.pdf", right=ORGANISER)
async def print_station_cards(request: AnyRequest, code: FromPath[str]) -> Response[bytes]:
    """A plate for each station; of each session where there are several."""
    event = await event_by_code(code)
    base = str(request.base_url).rstrip("/")
    plates = [
        StationCard(name, event.title, session, f"{base}/floor/{event.code}/{name}") for name, session in await _labels(event)
    ]
    return await _pdf(request, f"{event.code}-station-cards.pdf", station_cards, plates)


@get("/organise/{code:str}/draw/slips.pdf", right=CODING)
async def print_slips(request: AnyRequest, code: FromPath[str]) -> Response[bytes]:
    """A slip for each place, to fold and to draw by hand."""
    return await _slips(request, code, STATIONS)


@get("/organise/{code:str}/numbers/slips.pdf", right=REGISTRAR)
async def print_number_slips(request: AnyRequest, code: FromPath[str]) -> Response[bytes]:
    """A slip for each contest number, likewise."""
    return await _slips(request, code, NUMBERS)


async def _slips(request: AnyRequest, code: str, kind: str) -> Response[bytes]:
    event = await event_by_code(code)
    there = (await drawing(event, kind)).slips.all
    if not there:
        raise Refusal(NOBODY if kind == NUMBERS else NO_SESSIONS)
    draws = "参赛编号" if kind == NUMBERS else "赛位号"
    return await _pdf(request, f"{event.code}-{kind}.pdf", draw_slips, [DrawSlip(text, event.title, draws) for text in there])


async def _labels(event: Event) -> list[tuple[str, str]]:
    """The labels in use after a draw, else of all places; and the session's name where there are several."""
    one = await round_of(event.id)
    there = await placed(event.id, one.id) if holds(event, await last_draw(one.id)) else []
    drawn = [(place.label, place.session) for place in there]
    sessions = await sessions_of(one.id)
    every = [
        (label(s.number, n, len(sessions), event.stations, one.number), s.number)
        for s in sessions
        for n in range(1, event.stations + 1)
    ]
    if not drawn and not every:
        raise Refusal(NO_SESSIONS)
    return [(name, _("第 {number} 场", number=number) if len(sessions) > 1 else "") for name, number in drawn or every]


def _role(role: str, judge: str) -> str:
    if role in POSTS:
        return _(POSTS[role].title)
    return f"{_('裁判长') if role == CHIEF_ROLE else _('裁判')} {judge}"


async def _pdf(request: AnyRequest, name: str, make: Any, given: list[Any]) -> Response[bytes]:
    settings: Settings = request.app.state.settings
    try:
        paper = await request.app.state.worker.build(make, given, settings.demo, settings.data / "fonts")
    except MissingGlyph as missing:
        raise Refusal(NO_GLYPH, reason=str(missing)) from missing
    return attachment(paper, name, look=True)


DOORS = [print_cards, print_station_cards, print_slips, print_number_slips]
