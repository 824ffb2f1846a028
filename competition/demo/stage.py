"""Door: the stage: four live pages side by side, and the ways into each without a password. Only a demo has it."""

import json
from dataclasses import dataclass
from typing import Any

from litestar import get
from litestar.params import FromPath
from litestar.response import Redirect, Response, Template

from competition.demo.programme import VISITORS_FORM
from competition.demo.seeding import visitor
from competition.demo.show import on_stage
from competition.events.programme import round_of, season, zone
from competition.events.tables import Event
from competition.judging.standings import standing
from competition.pages.language import N_, _
from competition.pages.refusal import Missing
from competition.pages.rights import PUBLIC
from competition.pages.site import AnyRequest, page
from competition.people.sessions import Signed, begin
from competition.registration.tables import Registration
from competition.results.names import names

ROLES = ("referee", "chief", "organiser", "hall", "competitor", "registration", "notice", "released")
NO_ROLE = N_("没有这个角色。请从演示台进入。")


@dataclass(frozen=True)
class Frame:
    """One of the four screens: where it is, and how large its page is."""

    key: str
    title: str
    address: str
    width: int
    height: int


@dataclass(frozen=True)
class Stage:
    """The event on the stage, its four screens, and what the script begins with."""

    title: str
    code: str
    frames: dict[str, Frame]
    boot: str
    zone: str


@get("/stage", right=PUBLIC)
async def stage(request: AnyRequest) -> Template:
    """The stage; whoever comes is the visitor, who may do everything here."""
    event = await on_stage()
    frames = {one.key: one for one in await _frames(event)}
    boot = {"event": event.code, "form": VISITORS_FORM, "frames": {key: one.address for key, one in frames.items()}}
    shown = page(request, "demo/stage.html", Stage(event.title, event.code, frames, json.dumps(boot), zone(await season())))
    await _let_in(request, shown)
    return shown


@get("/demo/as/{role:str}", right=PUBLIC)
async def enter(request: AnyRequest, role: FromPath[str]) -> Response[object]:
    """Straight to a role's page."""
    if role not in ROLES:
        raise Missing(NO_ROLE)
    event = await on_stage()
    frames = {one.key: one.address for one in await _frames(event)}
    ways = {
        "referee": frames["tablet"],
        "chief": f"/desk/{event.code}",
        "hall": frames["hall"],
        "competitor": frames["phone"],
        "organiser": "/organise",
        "registration": "/register/WY",
        "notice": "/results/WEB",
        "released": "/results/PR",
    }
    there = Redirect(ways[role])
    await _let_in(request, there)
    return there


async def _frames(event: Event) -> list[Frame]:
    return [
        Frame("tablet", _("裁判的平板"), f"/tablet/{event.code}", 1180, 820),
        Frame("hall", _("现场大屏"), f"/hall/{event.code}", 1920, 1080),
        Frame("desk", _("裁判长台"), f"/desk/{event.code}?view=compact", 1440, 900),
        Frame("phone", _("选手的手机"), f"/r/{await _competitor(event)}", 390, 1250),
    ]


async def _competitor(event: Event) -> str:
    """The personal link of who is best so far."""
    round_id = (await round_of(event.id)).id
    _number, ranking = await standing(round_id)
    people = await names(event.id, round_id)
    best = people[ranking.standings[0].competitor].registration
    row = await Registration.select(Registration.link).where(Registration.id == best).first()
    return str(row["link"]) if row else ""


async def _let_in(request: AnyRequest, answer: Response[Any]) -> None:
    account, now = await visitor(), request.scope.get("user")
    if not isinstance(now, Signed) or now.id != account.id:
        answer.set_cookie(await begin(int(account.id), "desk", secure=request.url.scheme == "https"))


DOORS = [stage, enter]
