"""Door: an event's referees: who sits where, who is chief, who marks what; a new card when one is lost."""

from dataclasses import dataclass, field
from typing import Any

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from competition.events.duties import CHIEF_ROLE, Seat, seats
from competition.events.officials import POSTS, Post, officials
from competition.events.panels import adapted, marking
from competition.events.programme import event_by_code, round_of
from competition.events.referees import (
    LONG_EMPLOYER,
    NONE,
    Wish,
    add_referee,
    assign,
    employers,
    make_chief,
    new_card,
    remove_referee,
)
from competition.events.schemes import parsed
from competition.events.stages import BEFORE_MARKING
from competition.events.tables import Event
from competition.pages.errors import again
from competition.pages.forms import posted, posted_all, whole
from competition.pages.language import N_, _
from competition.pages.refusal import Missing, Refusal
from competition.pages.site import AnyRequest, AnyResponse, page
from competition.people.guards import ORGANISER
from competition.people.sessions import reader
from competition.settings import secret
from scoring.scheme import Scheme, breaches

TEMPLATE = "events/referees.html"
NO_ACT = N_("没有“{act}”这个动作。请从页面上的按钮操作。")


@dataclass(frozen=True)
class SeatRow:
    """A referee, and for each sub-criterion whether he marks it."""

    seat: int
    judge: str
    name: str
    account: str
    chief: bool
    marks: list[tuple[str, bool]]
    employer: str
    reserve: bool


@dataclass(frozen=True)
class OfficialRow:
    """Somebody without a seat."""

    id: int
    name: str
    account: str
    title: str
    does: str
    page: str


@dataclass(frozen=True)
class RefereesPage:
    """All seats; what the scheme says to so many referees."""

    code: str
    title: str
    open: bool
    subcriteria: list[tuple[str, str]]
    rows: list[SeatRow]
    lacking: list[str]
    officials: list[OfficialRow]
    posts: list[tuple[str, str]]
    typed: str = ""
    unit: str = ""
    official: str = ""
    role: str = ""
    problems: dict[str, str] = field(default_factory=dict)
    refusal: str = ""
    fresh: int = 0
    fresh_official: int = 0


@get("/organise/{code:str}/referees", right=ORGANISER)
async def show(request: AnyRequest, code: FromPath[str]) -> Template:
    """Who sits where."""
    seat, official = (whole(request.query_params.get(name, "")) for name in ("card", "official"))
    return page(request, TEMPLATE, await shown_page(await event_by_code(code), fresh=seat, fresh_official=official))


@post("/organise/{code:str}/referees", right=ORGANISER, status_code=303)
async def share_out(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """Who marks which sub-criteria."""
    event = await event_by_code(code)
    every = [name for name, _title in _subcriteria(await _scheme(event))]
    wishes = []
    form, spare = await posted(request), await posted_all(request, "reserve")
    for one in [seat for seat in await seats(event.id) if seat.seat]:
        codes = [name for name in await posted_all(request, one.judge) if name in every]
        reserve = one.judge in spare if "reserves" in form else None
        wishes.append(Wish(one.seat, () if codes == every else tuple(codes) or NONE, reserve, form.get(f"employer-{one.judge}")))
    try:
        await assign(event, wishes, reader(request).name)
    except Refusal as wrong:
        says = _(wrong.says, **wrong.facts)
        return again(request, TEMPLATE, await shown_page(event, refusal=says), says, wrong.status)
    return Redirect(f"/organise/{event.code}/referees", status_code=303)


@post("/organise/{code:str}/referees/add", right=ORGANISER, status_code=303)
async def add(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """One more."""
    event = await event_by_code(code)
    form, by, pins = await posted(request), reader(request).name, secret(request.app.state.settings, "pins")
    name, unit = form.get("name", ""), form.get("employer", "")
    try:
        await add_referee(event, name, by, pins, employer=unit, reserve=form.get("reserve") == "yes")
    except Refusal as wrong:
        said = {"employer" if wrong.says == LONG_EMPLOYER else "name": _(wrong.says, **wrong.facts)}
        shown = await shown_page(event, typed=name, unit=unit, problems=said)
        return again(request, TEMPLATE, shown, said.items(), wrong.status)
    return Redirect(f"/organise/{event.code}/referees", status_code=303)


@post("/organise/{code:str}/referees/{seat:int}/{act:str}", right=ORGANISER, status_code=303)
async def change(request: AnyRequest, code: FromPath[str], seat: FromPath[int], act: FromPath[str]) -> AnyResponse:
    """A new card, another chief, or one less."""
    event = await event_by_code(code)
    by = reader(request).name
    try:
        if act == "card":
            await new_card(event, seat, by, secret(request.app.state.settings, "pins"))
            return Redirect(f"/organise/{event.code}/referees?card={seat}", status_code=303)
        if act == "chief":
            await make_chief(event, seat, by)
        elif act == "remove":
            await remove_referee(event, seat, by)
        else:
            raise Missing(NO_ACT, act=act[:40])
    except Refusal as wrong:
        says = _(wrong.says, **wrong.facts)
        return again(request, TEMPLATE, await shown_page(event, refusal=says), says, wrong.status)
    return Redirect(f"/organise/{event.code}/referees", status_code=303)


async def _scheme(event: Event) -> Scheme | None:
    return parsed((await round_of(event.id)).scheme)


def _subcriteria(scheme: Scheme | None) -> list[tuple[str, str]]:
    return [(sub.code, sub.title) for sub in scheme.subcriteria.values()] if scheme else []


async def shown_page(event: Event, **more: Any) -> RefereesPage:
    """The page as it is now; `more`: what was typed, refused, or is new."""
    scheme = await _scheme(event)
    codes = _subcriteria(scheme)
    there, units = [one for one in await seats(event.id) if one.seat], await employers(event.id)
    rows = [
        SeatRow(
            one.seat,
            one.judge,
            one.shown,
            one.name,
            one.role == CHIEF_ROLE,
            [(name, one.marks(name)) for name, _title in codes],
            units[one.seat],
            one.reserve,
        )
        for one in there
    ]
    lacking = []
    if scheme and there:
        made = adapted(scheme, marking([one.subcriteria for one in there if not one.reserve]))
        lacking = [_(each.says, **each.facts) for each in (*made.problems, *breaches(made.scheme))]
    is_open = event.stage in BEFORE_MARKING
    others = [_official(one, POSTS[one.role], event.code) for one in await officials(event.id)]
    posts = [(role, _(post.title)) for role, post in POSTS.items()]
    return RefereesPage(event.code, event.title, is_open, codes, rows, lacking, others, posts, **more)


def _official(one: Seat, post: Post, code: str) -> OfficialRow:
    return OfficialRow(one.account, one.shown, one.name, _(post.title), _(post.does), f"/{post.page}/{code}")


DOORS = [show, share_out, add, change]
