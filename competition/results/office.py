"""Door: the office's page of an event's results: sign, unseal, approve, give notice, release, print. One act at a time."""

import re
from dataclasses import dataclass

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from competition.documents.ranking_table import Cells, named
from competition.documents.recognition import CAVEAT
from competition.events.duties import CHIEF, CHIEF_ROLE, roles
from competition.events.programme import event_by_code, round_of, season_of
from competition.events.stages import BY_NAME, ORDER, STAGES, perform, possible
from competition.events.tables import Event
from competition.judging.desk.tie_view import TieShown, ties_shown
from competition.judging.ties import tied
from competition.pages.forms import posted
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from competition.pages.site import AnyRequest, page
from competition.people.sessions import Signed, reader
from competition.results.bests import Bests, bests
from competition.results.delegations import Delegations, delegations
from competition.results.papers import FORMATS, Ground, ground
from competition.results.publication import approve, begin_notice, notice_of, period_of, release
from competition.results.signing import sign_off
from competition.results.unsealing import as_seen, by_two, confirm
from scoring.recognition import recognised

HERE = ("sign-off", "unseal", "approve", "announce", "notice", "release", "reopen-marking", "withdraw-notice")
STEPS = ("running", "recheck", "signed", "unsealed", "approved", "notice", "released")
TWO_NAMES = N_("审定要写明两个人，用顿号隔开。")
WITNESS = N_("解密要两个人在场：请写明另一个人的姓名。")
NOT_YOURS = N_("“{act}”由裁判长来做。")
OFFICES = N_("“{act}”由组织者来做。")
UNKNOWN = N_("没有“{act}”这个动作。请从页面上的按钮操作。")


@dataclass(frozen=True)
class ActButton:
    """An act that can be done now, and what it asks for."""

    name: str
    title: str
    asks: str
    label: str
    backward: bool


@dataclass(frozen=True)
class Office:
    """Where the results stand, what can be done, and the ranking with its names."""

    code: str
    title: str
    stage: str
    steps: tuple[tuple[str, str, str], ...]
    acts: tuple[ActButton, ...]
    cells: Cells
    complete: bool
    missing: tuple[str, ...]
    provenance: str
    signed: bool
    formats: tuple[str, ...]
    notice: str
    delegations: Delegations | None
    ties: tuple[TieShown, ...]
    bests: Bests | None
    caveat: str
    two: bool
    sealed: bool


ASKS = {
    "unseal": ("witness", N_("在场的另一个人")),
    "approve": ("approvers", N_("审定人（两人，用顿号隔开）和会议纪要号")),
    "release": ("reason", N_("提前公布的依据（公示期满不用填）")),
    "reopen-marking": ("reason", N_("退回的原因")),
    "withdraw-notice": ("reason", N_("撤回的原因")),
}


@get("/organise/{code:str}/results", right=CHIEF)
async def office(request: AnyRequest, code: FromPath[str]) -> Template:
    """The page."""
    event = await event_by_code(code)
    who = reader(request)
    on = as_seen(await ground(event, await season_of(event), request.app.state.settings, who.shown), organiser=who.organiser)
    missing = () if on.provenance.final else tuple(_(each.says, **each.facts) for each in on.ranking.problems[:8])
    formats = FORMATS if await notice_of(event.id) else FORMATS[:-1]
    shown = Office(
        code=event.code,
        title=event.title,
        stage=_(STAGES[event.stage]),
        steps=tuple(_step(event, stage) for stage in STEPS),
        acts=tuple(
            _button(act.name)
            for act in possible(event.stage)
            if act.name in HERE and (who.organiser or act.role == "chief") and not (act.name == "unseal" and by_two(event))
        ),
        cells=named(on.ranking, on.persons, say=_),
        complete=on.ranking.complete,
        missing=missing,
        provenance=on.provenance.line,
        signed=on.provenance.final,
        formats=formats,
        notice=await _notice_line(event),
        delegations=delegations(event, on.ranking, on.people) if on.people else None,
        ties=await _ties(event, on),
        bests=await bests(on.season, event, public=False) if on.people else None,
        caveat=_(CAVEAT) if recognised(on.ranking) else "",
        two=by_two(event) and event.stage == "signed",
        sealed=on.people == {},
    )
    return page(request, "results/office.html", shown)


async def _ties(event: Event, on: Ground) -> tuple[TieShown, ...]:
    """While marking goes on they are the desk's."""
    if event.stage == "running":
        return ()
    found = await tied((await round_of(event.id)).id, on.ranking, event.quota)
    return ties_shown(found, event.stage, names={label: one.name for label, one in on.people.items()})


@post("/organise/{code:str}/results/{act:str}", right=CHIEF, status_code=303)
async def act(request: AnyRequest, code: FromPath[str], act: FromPath[str]) -> Redirect:
    """One act; who does it and why is recorded."""
    data = await posted(request)
    if act not in HERE:
        raise Refusal(UNKNOWN, status=404, act=act)
    event = await event_by_code(code)
    await _perform(event, act, reader(request), {key: value.strip() for key, value in data.items()})
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
    return given.get(ASKS[name][0], "") if name in ASKS else ""


def _button(name: str) -> ActButton:
    asks, label = ASKS.get(name, ("", ""))
    return ActButton(name, _(BY_NAME[name].title), asks, _(label) if label else "", BY_NAME[name].backward)


def _step(event: Event, stage: str) -> tuple[str, str, str]:
    at, here = ORDER.index(event.stage), ORDER.index(stage)
    return _(STAGES[stage]), "done" if here < at else "live" if here == at else "", ""


async def _notice_line(event: Event) -> str:
    notice = await notice_of(event.id)
    if notice is None:
        return ""
    return _("公示 {period}，共 {days} 个工作日", period=period_of(notice), days=event.notice_days)


DOORS = [office, act]
