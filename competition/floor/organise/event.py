"""Door: one event of the organiser's: where it stands, what can be done now, and what it is."""

from dataclasses import dataclass, field

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from competition.events.duties import seats
from competition.events.hindrances import hindrance
from competition.events.lists import categories, industries
from competition.events.moments import moment
from competition.events.presets import PRESETS
from competition.events.programme import event_by_code, round_of, season_of
from competition.events.schemes import parsed
from competition.events.stages import ACTS, BEFORE_MARKING, BY_NAME, ORDER, STAGES, perform, possible
from competition.events.tables import Event, StageAct
from competition.floor.draws import holds, last_draw, unnumbered
from competition.floor.organise.details import Details, change_details, details, details_of
from competition.floor.stations import competitors, counts, placed, sessions_of
from competition.pages.errors import again
from competition.pages.forms import posted
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from competition.pages.site import AnyRequest, AnyResponse, page
from competition.people.accounts import shown_names
from competition.people.guards import ORGANISER
from competition.people.sessions import reader
from scoring.amounts import shown

HERE = frozenset({"open-registration", "close-registration", "reopen-registration", "archive"})
ELSEWHERE = {
    "draw": "/organise/{code}/draw",
    "start": "/desk/{code}",
    "finish": "/desk/{code}",
    "nominate": "/organise/{code}/nominations",
    "next-round": "/organise/{code}/rounds",
    "cancel-round": "/organise/{code}/rounds",
}
NOT_HERE = N_("“{act}”要在它自己的页面上做。")
UNKNOWN = N_("没有“{act}”这个动作。请从页面上的按钮操作。")


@dataclass(frozen=True)
class ActShown:
    """An act that can be done now: here by a button, or at `address`; `why`: what still stands in its way there."""

    name: str
    title: str
    backward: bool
    address: str
    why: str = ""


@dataclass(frozen=True)
class EventPage:
    """All of it at a glance, and the form of its details. `untimed`: sessions of which nobody has said when they begin."""

    code: str
    title: str
    stage: str
    steps: list[tuple[str, str, str]]
    acts: list[ActShown]
    story: list[tuple[str, str, str]]
    accepted: int
    submitted: int
    referees: int
    sessions: int
    untimed: int
    scheme: str
    numbers: bool
    unnumbered: int
    drawn: bool
    unplaced: int
    open: bool
    details: Details
    categories: list[str]
    industries: list[str]
    duties: list[tuple[str, str]]
    problems: dict[str, str] = field(default_factory=dict)
    refusal: str = ""
    saved: bool = False


@get("/organise/{code:str}", right=ORGANISER)
async def show(request: AnyRequest, code: FromPath[str]) -> Template:
    """Where the event stands."""
    event = await event_by_code(code)
    wished = await details_of(event, (await round_of(event.id)).id)
    return page(request, "floor/event.html", await _page(event, wished, saved="saved" in request.query_params))


@post("/organise/{code:str}/act", right=ORGANISER, status_code=303)
async def act(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """Moves the event on, or back with a reason."""
    event = await event_by_code(code)
    form = await posted(request)
    name, reason = form.get("act", ""), form.get("reason", "")
    try:
        if name not in BY_NAME:
            raise Refusal(UNKNOWN, act=name[:40])
        if name not in HERE:
            raise Refusal(NOT_HERE, act=_(BY_NAME[name].title))
        await perform(event, name, reader(request).name, reason)
    except Refusal as wrong:
        wished = await details_of(event, (await round_of(event.id)).id)
        says = _(wrong.says, **_said(wrong))
        told = await _page(await event_by_code(code), wished, refusal=says)
        return again(request, "floor/event.html", told, says, wrong.status)
    return Redirect(f"/organise/{event.code}", status_code=303)


@post("/organise/{code:str}/details", right=ORGANISER, status_code=303)
async def change(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """Changes what the event is; refused with a sentence at the field, and the form keeps what was typed."""
    event = await event_by_code(code)
    one = await round_of(event.id)
    wished = details(await posted(request), await details_of(event, one.id))
    problems = await change_details(event, one.id, wished, reader(request).name)
    if not problems:
        return Redirect(f"/organise/{event.code}?saved=1", status_code=303)
    said = {problem.where: _(problem.says, **problem.facts) for problem in reversed(problems)}
    told = await _page(await event_by_code(code), wished, problems=said)
    return again(request, "floor/event.html", told, reversed(said.items()))


def _said(wrong: Refusal) -> dict[str, object]:
    """The names of stages and acts in a refusal, in the reader's language."""
    titles = {*STAGES.values(), *(one.title for one in ACTS)}
    return {key: _(value) if isinstance(value, str) and value in titles else value for key, value in wrong.facts.items()}


async def _page(
    event: Event, wished: Details, *, problems: dict[str, str] | None = None, refusal: str = "", saved: bool = False
) -> EventPage:
    one = await round_of(event.id)
    accepted, submitted = await counts(event.id)
    sessions = await sessions_of(one.id)
    drawn = await last_draw(one.id)
    scheme = parsed(one.scheme)
    zone = (await season_of(event)).timezone
    names = await shown_names()
    acts = await StageAct.objects().where(StageAct.event == event.id).order_by(StageAct.id)
    return EventPage(
        code=event.code,
        title=event.title,
        stage=_(STAGES[event.stage]),
        steps=_steps(event.stage, {done.now: moment(done.at, zone) for done in acts}, entered=accepted > 0),
        # an act that leaves the stage as it is (a draw anew) has its button above
        acts=[await _shown(event, each.name) for each in possible(event.stage, one.number) if each.now != event.stage],
        story=[(moment(done.at, zone), _told(done, names), done.reason) for done in reversed(acts)],
        accepted=accepted,
        submitted=submitted,
        referees=len([seat for seat in await seats(event.id) if seat.seat]),
        sessions=len(sessions),
        untimed=sum(each.starts_at is None for each in sessions) if event.stage in BEFORE_MARKING else 0,
        scheme=_scheme(scheme.title, len(scheme.subcriteria), shown(scheme.max, scheme.rounding.places)) if scheme else "",
        numbers=event.numbers_drawn,
        unnumbered=await unnumbered(event),
        drawn=holds(event, drawn),
        unplaced=len(await competitors(event.id)) - len(await placed(event.id, one.id)) if holds(event, drawn) else 0,
        open=event.stage in BEFORE_MARKING,
        details=wished,
        duties=[(name, _("{word}：{says}", word=_(one.word), says=_(one.says))) for name, one in PRESETS.items()],
        categories=await categories(),
        industries=await industries(),
        problems=problems or {},
        refusal=refusal,
        saved=saved,
    )


def _scheme(title: str, forms: int, maximum: str) -> str:
    return _("{title}，{forms} 张评分表，满分 {maximum}", title=title, forms=forms, maximum=maximum)


def _told(done: StageAct, names: dict[str, str]) -> str:
    title = _(BY_NAME[done.act].title) if done.act in BY_NAME else done.act
    return _("{by}：{act}", by=names.get(done.by, done.by), act=title)


def _steps(stage: str, when: dict[str, str], *, entered: bool) -> list[tuple[str, str, str]]:
    """The year of the event: what was, what is, what comes; a step that was left out stays empty.
    Where competitors stand who came all at once (快速开赛), registration and review were not left out."""
    at, gone = ORDER.index(stage), {"draft", *when, *(("open", "closed") if entered else ())}
    kinds = ["done" if n < at and name in gone else "live" if n == at else "" for n, name in enumerate(ORDER)]
    return [
        (_(STAGES[name]), mark, when.get(name, "") if n <= at else "")
        for n, (name, mark) in enumerate(zip(ORDER, kinds, strict=True))
    ]


async def _shown(event: Event, name: str) -> ActShown:
    found, why = BY_NAME[name], await hindrance(event, name)
    address = "" if name in HERE else ELSEWHERE.get(name, "/organise/{code}/results").format(code=event.code)
    return ActShown(name, _(found.title), found.backward, address, _(why.says, **why.facts) if why else "")


DOORS = [show, act, change]
