"""Door: the referee's tablet: which events are his, and the page on which he marks."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec
from litestar import get
from litestar.params import FromPath
from litestar.response import Redirect, Template
from litestar.template.base import csrf_token

from competition.events.duties import (
    CHIEF_ROLE,
    CLERK_ROLE,
    CODING_ROLE,
    FLOOR_ROLE,
    REFEREE,
    REFEREE_ROLE,
    SUPERVISOR_ROLE,
    Seat,
    duties_of,
    events_as,
    seats,
)
from competition.events.presets import preset_of
from competition.events.programme import event_by_code, round_of
from competition.events.tables import Event
from competition.judging.authority import Author, author_of
from competition.judging.scorekeeper import Book, keeper
from competition.judging.tablet.sight import round_seen, signing_shown
from competition.judging.tablet.work_numbers import works_of
from competition.pages import assets
from competition.pages.site import AnyRequest, AnyResponse, page
from competition.people.guards import SIGNED_IN
from competition.people.sessions import Signed, reader
from competition.people.tables import TabletLink

# After so long without a touch the tablet asks for the PIN again.
IDLE_SECONDS = 10 * 60


@dataclass(frozen=True)
class TabletPage:
    """`boot` is JSON, safe inside a script block."""

    title: str
    boot: str
    practice: bool = False


@dataclass(frozen=True)
class TabletsPage:
    """The events of a referee who has several, or none."""

    events: tuple[Event, ...]


@get("/tablet", right=SIGNED_IN)
async def tablets(request: AnyRequest) -> AnyResponse:
    """The referee's events; straight on where there is one."""
    who = reader(request)
    found = [event for event in await duties_of(who.id) if marks(who, await seats(event.id))]
    if len(found) == 1:
        return Redirect(f"/tablet/{found[0].code}", status_code=303)
    if not found and (where := await his_desk(who)):
        return Redirect(where, status_code=303)
    return page(request, "judging/tablets.html", TabletsPage(tuple(found)))


@get("/tablet/{code:str}", right=REFEREE)
async def tablet(request: AnyRequest, code: FromPath[str]) -> Template:
    """The page on which he marks."""
    event = await event_by_code(code)
    who = reader(request)
    author = await author_of(who, event.id)
    assert author is not None
    book = await keeper().book((await round_of(event.id)).id)
    begin = await boot(event, book, author, who, csrf_token({"request": request}))
    demo = request.app.state.settings.demo
    # A demo's visitors share one seat, each on the stage in his own browser.
    begin |= {"idle": None if demo else IDLE_SECONDS, "lease": None if demo and who.organiser else begin["lease"]}
    return page(request, "judging/tablet.html", TabletPage(event.title, in_script(begin)))


def marks(who: Signed, everybody: list[Seat]) -> bool:
    """Has he a tablet in this event?"""
    return any(seat.account == who.id and seat.role in (REFEREE_ROLE, CHIEF_ROLE) for seat in everybody)


async def his_desk(who: Signed) -> str:
    """Where the card of an official without a seat leads; who supervises or codes is led to his latest event."""
    if who.device == "tablet" and await events_as(who.id, CLERK_ROLE):
        return "/papers"
    if await events_as(who.id, FLOOR_ROLE):
        return "/floor"
    for role, there in ((SUPERVISOR_ROLE, "supervise"), (CODING_ROLE, "coding")):
        if those := await events_as(who.id, role):
            return f"/{there}/{those[-1].code}"
    return ""


async def boot(event: Event, book: Book, author: Author, who: Signed, csrf: str) -> dict[str, Any]:
    """Where a tablet begins."""
    card = await TabletLink.select(TabletLink.link).where(TabletLink.account == who.id).first()
    return {
        "event": {"code": event.code, "title": event.title},
        "author": author.name,
        "shown": author.shown,
        "judge": author.judge,
        "round": book.round,
        "epoch": book.epoch,
        "number": book.number,
        "build": assets.build(),
        "link": f"/t/{card['link']}" if card and who.device == "tablet" else None,
        "socket": f"/tablet/{event.code}/socket",
        "post": f"/tablet/{event.code}/decisions",
        "lease": f"/tablet/{event.code}/lease",
        "signatures": f"/tablet/{event.code}/signatures",
        "signing": signing_shown(book, author, pin=preset_of(event.duties).pin),
        "csrf": csrf,
        "now": datetime.now(UTC).isoformat(timespec="seconds"),
        **(await works_of(book)).seen(round_seen(book, author)),
    }


def in_script(value: object) -> str:
    """JSON that cannot end a script block, whatever is written in it."""
    return msgspec.json.encode(value).decode().replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


DOORS = [tablets, tablet]
