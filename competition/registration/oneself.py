"""Door: anybody registers for himself, or his team, while registration is open; and mends what was sent back."""

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from asyncpg import UniqueViolationError
from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from competition.events.moments import today, until
from competition.events.programme import called, event_by_code, season_of
from competition.events.stages import STAGES
from competition.events.tables import Category, Event
from competition.pages.errors import again
from competition.pages.forms import posted
from competition.pages.language import N_, _
from competition.pages.refusal import Missing, Refusal
from competition.pages.rights import PUBLIC
from competition.pages.site import AnyRequest, AnyResponse, page
from competition.people.identity import Fault
from competition.registration.acceptance import RETURNED, SUBMITTED
from competition.registration.entering import enter, enter_again, known_faults, open_now
from competition.registration.entry import Entry, checked, typed
from competition.registration.form import FormPage, asked_of, wrong
from competition.registration.qr import drawn
from competition.registration.roll import Line, line_of
from competition.registration.sent_back import kept, refilled
from competition.registration.tables import Registration
from competition.settings import secret

UNKNOWN = N_("没有这个个人链接。请重新扫二维码，或向领队要。")
LINK = re.compile(r"[A-Za-z0-9_-]{22}")
BEFORE, UNTIL, LATER = N_("报名还没有开始"), N_("报名已于 {until} 截止"), N_("报名已经截止，赛项正在“{stage}”这一步")


@dataclass(frozen=True)
class ClosedPage:
    """Nobody can register now, and why."""

    title: str
    why: str
    link: str
    office: str
    phone: str


@dataclass(frozen=True)
class SentPage:
    """Sent; the personal link as an address and to scan."""

    code: str
    title: str
    name: str
    address: str
    path: str
    qr: str
    until: str


@get("/register/{code:str}", right=PUBLIC)
async def ask(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """The form, while registration is open."""
    event = await event_by_code(code)
    if not open_now(event, datetime.now(UTC)):
        return await _closed(request, event)
    return await _form(request, event, Entry({}, event.team_size), {}, secrets.token_urlsafe(16))


@post("/register/{code:str}", right=PUBLIC, status_code=303)
async def send(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """Makes the registration. The form carries the link that it will get: sent twice, it is still one."""
    data = await posted(request)
    event, link, key = await event_by_code(code), data.get("link", ""), secret(request.app.state.settings, "identity")
    link = link if LINK.fullmatch(link) else secrets.token_urlsafe(16)
    there = Redirect(f"/register/{event.code}/{link}", status_code=303)
    if await Registration.exists().where(Registration.link == link):
        return there
    if not open_now(event, datetime.now(UTC)):
        return await _closed(request, event, refused=True)
    as_typed = typed(data, event.team_size)
    entry, faults = checked(as_typed, asked_of(event), today(await season_of(event)))
    faults = faults or await known_faults(event.id, entry, key)
    if faults:
        return await _form(request, event, as_typed, faults, link)
    try:
        await enter(event, entry, key, link=link)
    except UniqueViolationError:
        # the same form, or the same person, at the very same moment: who came first is there already
        if not await Registration.exists().where(Registration.link == link):
            raise Refusal(N_("这次没有写入，请再提交一次。"), status=409) from None
    return there


@get("/register/{code:str}/{link:str}", right=PUBLIC)
async def look(request: AnyRequest, code: FromPath[str], link: FromPath[str]) -> AnyResponse:
    """Just sent: the personal link. Sent back: the form again. Else the competitor's own page."""
    event, line = await _mine(code, link)
    if line.state == SUBMITTED:
        return await _sent(request, event, line)
    if line.state != RETURNED:
        return Redirect(f"/r/{link}")
    if not open_now(event, datetime.now(UTC)):
        return await _closed(request, event, link=link)
    return await _form(request, event, refilled(line, event.team_size), {}, link, line)


@post("/register/{code:str}/{link:str}", right=PUBLIC, status_code=303)
async def mend(request: AnyRequest, code: FromPath[str], link: FromPath[str]) -> AnyResponse:
    """What was sent back is sent again."""
    data = await posted(request)
    event, line = await _mine(code, link)
    key, as_typed = secret(request.app.state.settings, "identity"), typed(data, event.team_size)
    if not open_now(event, datetime.now(UTC)):
        return await _closed(request, event, refused=True, link=link)
    entry, faults = checked(as_typed, asked_of(event, kept=kept(line, key)), today(await season_of(event)))
    faults = faults or await known_faults(event.id, entry, key, mine=line.id)
    if faults:
        return await _form(request, event, as_typed, faults, link, line)
    await enter_again(line.id, entry, key)
    return Redirect(f"/register/{event.code}/{link}", status_code=303)


async def _mine(code: str, link: str) -> tuple[Event, Line]:
    event = await event_by_code(code)
    line = await line_of(event.id, link)
    if line is None:
        raise Missing(UNKNOWN)
    return event, line


async def _form(
    request: AnyRequest, event: Event, entry: Entry, faults: dict[str, Fault], link: str, line: Line | None = None
) -> AnyResponse:
    its = await season_of(event)
    known = kept(line, secret(request.app.state.settings, "identity")) if line else {}
    group = await Category.objects().get(Category.id == event.category) if event.category else None
    shown = FormPage(
        event.code,
        event.title,
        f"/register/{event.code}/{link}" if line else f"/register/{event.code}",
        asked_of(event, kept=known),
        entry,
        season=called(its),
        category=group.name if group else "",
        until=until(event.registration_until, its),
        link=link,
        reason=line.reason if line else "",
        office=its.office,
        phone=its.phone,
        wrong=wrong(faults),
        kept=known,
    )
    return again(request, "registration/register.html", shown, shown.problems)


async def _closed(request: AnyRequest, event: Event, *, refused: bool = False, link: str = "") -> AnyResponse:
    its = await season_of(event)
    if event.stage == "draft":
        why = _(BEFORE)
    elif event.stage == "open":
        why = _(UNTIL, until=until(event.registration_until, its))
    else:
        why = _(LATER, stage=_(STAGES[event.stage]))
    shown = ClosedPage(event.title, why, link, its.office, its.phone)
    return again(request, "registration/closed.html", shown, why if refused else "", 409)


async def _sent(request: AnyRequest, event: Event, line: Line) -> Template:
    path = f"/r/{line.link}"
    address = str(request.base_url).rstrip("/") + path
    ends = until(event.registration_until, await season_of(event))
    return page(
        request, "registration/sent.html", SentPage(event.code, event.title, line.name, address, path, drawn(address), ends)
    )


DOORS = [ask, send, look, mend]
