"""Door: the office's page of an event's results: sign, unseal, approve, give notice, release, print. One act at a time."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect

from competition.documents.fonts import wanting
from competition.documents.ranking_table import Cells, named
from competition.documents.recognition import CAVEAT
from competition.events.duties import CHIEF, CHIEF_ROLE, roles
from competition.events.programme import event_by_code, round_of, season_of
from competition.events.stages import BY_NAME, ORDER, PUBLISHED, STAGE_KINDS, STAGES, perform
from competition.events.tables import Event
from competition.judging.desk.tie_view import TieShown, ties_shown
from competition.judging.ties import Tied, tied
from competition.pages.errors import again
from competition.pages.forms import posted
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from competition.pages.site import AnyRequest, AnyResponse
from competition.people.sessions import Signed, reader
from competition.results.bests import Bests, bests
from competition.results.delegations import Delegations, delegations
from competition.results.next_acts import ASKS, HERE, Following, following
from competition.results.papers import FORMATS, Ground, ground
from competition.results.publication import approve, begin_notice, notice_of, period_of, release
from competition.results.signing import sign_off
from competition.results.unsealing import as_seen, by_two, confirm
from scoring.recognition import recognised

STEPS = ("running", "recheck", "signed", "unsealed", "approved", "announced", "notice", "released", "nominated", "archived")
# what many leave out is named only while an event is there
USUAL = frozenset(STEPS) - {"announced"}
TWO_NAMES = N_("审定要写明两个人，用顿号隔开。")
WITNESS = N_("解密要两个人在场：请写明另一个人的姓名。")
NOT_YOURS = N_("“{act}”由裁判长来做。")
OFFICES = N_("“{act}”由组织者来做。")
UNKNOWN = N_("没有“{act}”这个动作。请从页面上的按钮操作。")


@dataclass(frozen=True)
class Office:
    """Where the results stand, what can be done, and the ranking with its names."""

    code: str
    title: str
    stage: str
    kind: str
    steps: tuple[tuple[str, str, str], ...]
    next: Following
    cells: Cells
    missing: tuple[str, ...]
    hash: str
    revision: int | None
    rechecked: bool
    public: bool
    formats: tuple[str, ...]
    notice: str
    delegations: Delegations | None
    ties: tuple[TieShown, ...]
    bests: Bests | None
    caveat: str
    sealed: bool
    wanting: tuple[str, ...]
    refusal: str = ""


@get("/organise/{code:str}/results", right=CHIEF)
async def office(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """The page."""
    return await _shown(request, await event_by_code(code))


async def _shown(
    request: AnyRequest, event: Event, refused: Refusal | None = None, typed: Mapping[str, str] | None = None
) -> AnyResponse:
    """`typed`: act → what was in its form that was refused."""
    who = reader(request)
    on = as_seen(await ground(event, await season_of(event), request.app.state.settings, who.shown), organiser=who.organiser)
    undecided = await _undecided(event, on)
    says = _(refused.says, **refused.facts) if refused else ""
    public = await notice_of(event.id) is not None
    shown = Office(
        code=event.code,
        title=event.title,
        stage=_(STAGES[event.stage]),
        kind=STAGE_KINDS.get(event.stage, ""),
        steps=tuple(_step(event, stage) for stage in STEPS if stage in (event.stage, *USUAL)),
        next=await following(event, who, undecided, typed or {}),
        cells=named(on.ranking, on.persons, say=_),
        missing=() if on.provenance.final else tuple(_(each.says, **each.facts) for each in on.ranking.problems[:8]),
        hash=on.provenance.logbook[:12],
        revision=on.provenance.revision,
        rechecked=ORDER.index(event.stage) >= ORDER.index("recheck"),
        public=event.stage in PUBLISHED,
        formats=FORMATS if public else FORMATS[:-1],
        notice=await _notice_line(event),
        delegations=delegations(event, on.ranking, on.people) if on.people else None,
        ties=ties_shown(undecided, event.stage, names={label: one.name for label, one in on.people.items()}),
        bests=await bests(on.season, event, public=False) if on.people else None,
        caveat=_(CAVEAT) if recognised(on.ranking) else "",
        sealed=on.people == {},
        wanting=await asyncio.to_thread(wanting, request.app.state.settings.data / "fonts"),
        refusal=says,
    )
    return again(request, "results/office.html", shown, says, refused.status if refused else 200)


async def _undecided(event: Event, on: Ground) -> tuple[Tied, ...]:
    """The ties that matter; while marking goes on they are the desk's."""
    if event.stage == "running":
        return ()
    return await tied((await round_of(event.id)).id, on.ranking, event.quota)


@post("/organise/{code:str}/results/{act:str}", right=CHIEF, status_code=303)
async def act(request: AnyRequest, code: FromPath[str], act: FromPath[str]) -> AnyResponse:
    """One act; who does it and why is recorded. Refused, the page says why and keeps what was typed."""
    given = {key: value.strip() for key, value in (await posted(request)).items()}
    if act not in HERE:
        raise Refusal(UNKNOWN, status=404, act=act)
    event = await event_by_code(code)
    try:
        await _perform(event, act, reader(request), given)
    except Refusal as refused:
        return await _shown(request, await event_by_code(code), refused, {act: _given(act, given)})
    return Redirect(f"/organise/{event.code}/results", status_code=303)


async def _perform(event: Event, name: str, who: Signed, given: dict[str, str]) -> None:
    if BY_NAME[name].role == "chief" and not (who.organiser or CHIEF_ROLE in await roles(who.id, event.code)):
        raise Refusal(NOT_YOURS, status=403, act=_(BY_NAME[name].title))
    if BY_NAME[name].role == "organiser" and not (who.organiser or (name == "unseal" and by_two(event))):
        raise Refusal(OFFICES, status=403, act=_(BY_NAME[name].title))
    if name == "unseal" and by_two(event):
        await confirm(event, who)
    elif name == "sign-off":
        await sign_off(event, (await round_of(event.id)).id, who.name)
    elif name == "approve":
        await approve(event, who.name, _said(name, given))
    elif name == "notice":
        await begin_notice(event, await season_of(event), who.name)
    elif name == "release":
        await release(event, await season_of(event), who.name, given.get("reason", ""))
    else:
        await perform(event, name, who.name, _said(name, given))


def _said(name: str, given: dict[str, str]) -> str:
    if name == "unseal" and not given.get("witness"):
        raise Refusal(WITNESS)
    if name == "approve" and len([one for one in re.split("[、，,；;]", given.get("approvers", "")) if one.strip()]) < 2:
        raise Refusal(TWO_NAMES)
    return _given(name, given)


def _given(name: str, given: Mapping[str, str]) -> str:
    return given.get(ASKS[name][0], "") if name in ASKS else ""


def _step(event: Event, stage: str) -> tuple[str, str, str]:
    at, here = ORDER.index(event.stage), ORDER.index(stage)
    return _(STAGES[stage]), "done" if here < at else "live" if here == at else "", ""


async def _notice_line(event: Event) -> str:
    notice = await notice_of(event.id)
    if notice is None:
        return ""
    return _("公示 {period}，共 {days} 个工作日", period=period_of(notice), days=event.notice_days)


DOORS = [office, act]
