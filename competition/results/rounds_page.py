"""Door: an event's rounds: what each came to, who would go on to a further one, and the press that makes it. Labels only."""

from collections.abc import Mapping
from dataclasses import dataclass

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from competition.events.duties import CHIEF
from competition.events.programme import event_by_code, round_numbered, round_of, rounds_of
from competition.events.stages import BY_NAME, STAGES, known
from competition.events.tables import Event
from competition.floor.stations import sessions_of
from competition.judging.carrying import DROPPED, PLAIN, name_of
from competition.judging.desk.door import teller_of
from competition.judging.desk.story import Told, latest
from competition.judging.reasons import printed, titled
from competition.judging.scorekeeper import keeper
from competition.judging.standings import begun, standing, status_word
from competition.pages.errors import again
from competition.pages.forms import posted, posted_all, whole
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from competition.pages.site import AnyRequest, AnyResponse, page
from competition.people.guards import ORGANISER
from competition.people.sessions import reader
from competition.results.rounds import Wish, add_round, cancel_round, carry_of, outlook
from competition.results.rounds_view import Preview, RoundLine, lines_of, preview_of
from scoring.ranking import Ranking

TEMPLATE, SHARE = "results/rounds.html", "share"
WHOLE = N_("晋级人数要是一个整数。")


@dataclass(frozen=True)
class Typed:
    """The form as it was filled in."""

    seats: str = ""
    carry: str = DROPPED
    percent: str = "30"
    name: str = ""
    former: str = ""
    declined: tuple[str, ...] = ()
    beside: bool = False


@dataclass(frozen=True)
class RoundsPage:
    """The rounds so far; `ending`: the last one has ended and another may follow; then the form, and what would come of it.
    `untimed`: nobody has said yet when the round that is on begins."""

    code: str
    title: str
    stage: str
    rounds: tuple[RoundLine, ...]
    ending: bool
    cancellable: bool
    untimed: bool
    typed: Typed
    preview: Preview | None = None
    refusal: str = ""


@dataclass(frozen=True)
class FormerPage:
    """A round that is over: its ranking and its logbook."""

    code: str
    title: str
    name: str
    parts: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[str, ...], str, str], ...]
    told: tuple[Told, ...]


@get("/organise/{code:str}/rounds", right=ORGANISER)
async def rounds(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """The rounds; with the form's fields in the address also who would go on."""
    event, asked = await event_by_code(code), request.query_params
    typed = await _typed(event, asked, asked.getall("declined", []))
    try:
        seen = preview_of(await outlook(event, _wish(typed)), typed.declined) if "seats" in asked else None
    except Refusal as wrong:
        return await _shown(request, event, typed, None, wrong)
    return await _shown(request, event, typed, seen)


@post("/organise/{code:str}/rounds", right=ORGANISER, status_code=303)
async def add(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """The further round comes to be."""
    event = await event_by_code(code)
    typed = await _typed(event, await posted(request), await posted_all(request, "declined"))
    try:
        await add_round(event, _wish(typed), reader(request).name)
    except Refusal as wrong:
        return await _shown(request, await event_by_code(code), typed, None, wrong)
    return Redirect(f"/organise/{event.code}/draw", status_code=303)


@post("/organise/{code:str}/rounds/cancel", right=ORGANISER, status_code=303)
async def cancel(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """Back to the round before, with a reason."""
    event = await event_by_code(code)
    try:
        await cancel_round(event, reader(request).name, (await posted(request)).get("reason", ""))
    except Refusal as wrong:
        return await _shown(request, await event_by_code(code), await _typed(event, {}, []), None, wrong)
    return Redirect(f"/organise/{event.code}/rounds", status_code=303)


@get("/organise/{code:str}/rounds/{number:int}", right=CHIEF)
async def former(request: AnyRequest, code: FromPath[str], number: FromPath[int]) -> Template:
    """One round, to read."""
    event = await event_by_code(code)
    one = await round_numbered(event.id, number)
    _line, ranking = await standing(one.id)
    book = await keeper().book(one.id)
    told = latest(book, await teller_of(event, book), book.number)
    parts = tuple(titled(each.title, each.title_en) for each in begun(book).scheme.criteria)
    shown = FormerPage(event.code, event.title, name_of(one), parts, _rows(ranking), tuple(told))
    return page(request, "results/round.html", shown)


def _rows(ranking: Ranking) -> tuple[tuple[str, str, tuple[str, ...], str, str], ...]:
    scheme = ranking.scheme
    return tuple(
        (
            str(one.place or "—"),
            one.competitor,
            tuple(printed(scheme, one.criteria.get(each.code)) for each in scheme.criteria),
            printed(scheme, one.total),
            status_word(one.status),
        )
        for one in ranking.standings
    )


async def _typed(event: Event, form: Mapping[str, str], declined: list[str]) -> Typed:
    current = await round_of(event.id)
    names = (_("初赛"), _("决赛")) if current.number == 1 else (name_of(current), _("决赛"))
    how = form.get("carry", DROPPED)
    return Typed(
        form.get("seats", "").strip(),
        how if how in (DROPPED, PLAIN, SHARE) else DROPPED,
        form.get("percent", "30").strip(),
        form.get("name", names[1]).strip(),
        form.get("former", current.title or names[0]).strip(),
        tuple(sorted(set(declined))),
        form.get("beside") == "on",
    )


def _wish(typed: Typed) -> Wish:
    seats = whole(typed.seats, -1)
    if seats < 0:
        raise Refusal(WHOLE)
    carry = carry_of(typed.carry, typed.percent)
    return Wish(seats, carry, typed.name, typed.former, frozenset(typed.declined), typed.beside)


async def _shown(
    request: AnyRequest, event: Event, typed: Typed, preview: Preview | None, refused: Refusal | None = None
) -> AnyResponse:
    there = await rounds_of(event.id)
    says = _(refused.says, **refused.facts) if refused else ""
    cancels = BY_NAME["cancel-round"]
    shown = RoundsPage(
        event.code,
        event.title,
        _(STAGES[event.stage]),
        await lines_of(there),
        event.stage in BY_NAME["next-round"].was,
        cancellable := event.stage in cancels.was and known(cancels, len(there)),
        cancellable and any(one.starts_at is None for one in await sessions_of(there[-1].id)),
        typed,
        preview,
        says,
    )
    return again(request, TEMPLATE, shown, says, refused.status if refused else 200)


DOORS = [rounds, add, cancel, former]
