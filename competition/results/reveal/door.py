"""Door: the reveal from the chief's hand: how, one step on, one step back, hold one back alone, end."""

import json
from dataclasses import dataclass, field

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect

from competition.events.duties import CHIEF
from competition.events.programme import event_by_code, round_of
from competition.events.stages import STAGES
from competition.events.tables import Event
from competition.judging.scorekeeper import Book, keeper
from competition.pages.errors import again
from competition.pages.forms import posted, whole
from competition.pages.language import N_, _
from competition.pages.refusal import Missing, Refusal
from competition.pages.site import AnyRequest, AnyResponse
from competition.people.sessions import reader
from competition.results.reveal import acts
from competition.results.reveal.board import Source, current, how_of, plan_of, source
from competition.results.reveal.plan import STATION, How, Step, presses, tied_across, whence
from competition.results.tables import Reveal

TEMPLATE = "results/reveal.html"
UNKNOWN = N_("没有“{act}”这个动作。请从页面上的按钮操作。")
WHOLE = N_("全部获奖名单")


@dataclass(frozen=True)
class Press:
    """What one press shows: its title, and who."""

    title: str
    who: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class Line:
    """One who could be held back. `crosses`: tied across the edge of an award."""

    label: str
    place: int
    who: str
    unit: str
    award: str
    crosses: bool
    held: str


@dataclass(frozen=True)
class RevealPage:
    """Before it begins, what it would be made from; then the steps."""

    code: str
    title: str
    stage: str
    on: bool
    revision: int
    possible: bool
    prizes: bool
    step: int = 0
    of: int = 0
    steps: tuple[Press, ...] = ()
    lines: tuple[Line, ...] = ()
    typed: dict[str, str] = field(default_factory=dict)
    refusal: str = ""


@get("/organise/{code:str}/reveal", right=CHIEF)
async def show(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """The page."""
    return await _answer(request, await event_by_code(code))


@post("/organise/{code:str}/reveal/{act:str}", right=CHIEF, status_code=303)
async def act(request: AnyRequest, code: FromPath[str], act: FromPath[str]) -> AnyResponse:
    """One act of the chief's."""
    event, data = await event_by_code(code), await posted(request)
    book = await keeper().book((await round_of(event.id)).id)
    try:
        await _do(event, book, act, data, reader(request).name)
    except Missing:
        raise
    except Refusal as wrong:
        return await _answer(request, event, data, _(wrong.says, **wrong.facts), wrong.status)
    return Redirect(f"/organise/{event.code}/reveal", status_code=303)


async def _do(event: Event, book: Book, act: str, data: dict[str, str], by: str) -> None:
    at = whole(data.get("at", ""), -1)
    match act:
        case "begin":
            units = tuple(line.strip() for line in data.get("units", "").splitlines() if line.strip())
            how = How(data.get("mode", ""), data.get("who") == "everybody", "scores" in data, units)
            await acts.begin(event, book, how, "clear" in data, by)
        case "next" | "back":
            await acts.go(event, book, at, by, back=act == "back")
        case "hold":
            await acts.hold(event, book, data.get("label", ""), data.get("reason", ""), by)
        case "unhold":
            await acts.unhold(event, book, data.get("label", ""), by)
        case "end":
            await acts.end(event, book, by)
        case _:
            raise Missing(UNKNOWN, act=act[:40])


async def _answer(
    request: AnyRequest, event: Event, typed: dict[str, str] | None = None, refusal: str = "", status: int = 409
) -> AnyResponse:
    book = await keeper().book((await round_of(event.id)).id)
    found = await current(event, book)
    shown = _running(event, *found, typed or {}, refusal) if found else await _before(event, book, typed or {}, refusal)
    return again(request, TEMPLATE, shown, refusal, status)


async def _before(event: Event, book: Book, typed: dict[str, str], refusal: str) -> RevealPage:
    on = await source(event, book) if book.tally is not None else None
    prizes = on is not None and any(one.award for one in on.ranking.standings)
    revision = on.revision if on else 0
    return RevealPage(
        event.code,
        event.title,
        _(STAGES[event.stage]),
        False,
        revision,
        on is not None,
        prizes,
        typed=typed,
        refusal=refusal,
        lines=_lines(on, {}) if on else (),
    )


def _running(event: Event, row: Reveal, on: Source, typed: dict[str, str], refusal: str) -> RevealPage:
    plan, how = plan_of(row, on), how_of(row)
    last = presses(plan, how)
    shown = [_press(step, row.step, at) for at, step in enumerate(plan, 1)]
    if last > len(plan):
        shown.append(Press(_(WHOLE), (), _kind(row.step, last)))
    return RevealPage(
        code=event.code,
        title=event.title,
        stage=_(STAGES[event.stage]),
        on=True,
        revision=on.revision,
        possible=True,
        prizes=any(one.award for one in on.ranking.standings),
        step=row.step,
        of=last,
        steps=tuple(shown),
        lines=_lines(on, json.loads(row.held)),
        typed=typed,
        refusal=refusal,
    )


def _press(step: Step, now: int, at: int) -> Press:
    return Press(step.title, tuple(f"{row.name} {row.unit}".strip() for row in step.rows), _kind(now, at))


def _kind(now: int, at: int) -> str:
    return "live" if at == now else "done" if at < now else ""


def _lines(on: Source, held: dict[str, str]) -> tuple[Line, ...]:
    across, found = tied_across(on.ranking), []
    for one in on.ranking.standings:
        if one.place is not None:
            named = on.people.get(one.competitor)
            who, unit = (named.name, whence(named)) if named else (_(STATION, label=one.competitor), "")
            label = one.competitor
            found.append(Line(label, one.place, who, unit, one.award or "", label in across, held.get(label, "")))
    return tuple(found)


DOORS = [show, act]
