"""Door: the scheme editor: a tree to build act by act, its sums and problems beside it; kept only over what it was made from."""

from collections.abc import Mapping

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from competition.events.duties import seats
from competition.events.editing.acts import blank
from competition.events.editing.edit import Edited, edited
from competition.events.editing.keeping import CHANGED, Stale, fingerprint, keep_edited
from competition.events.editing.place import Raw, read_place, walk, written_place
from competition.events.editing.shown import EditorPage, differing, opened, told
from competition.events.panels import adapted, marking
from competition.events.programme import event_by_code, round_of
from competition.events.scheme_tree import tree
from competition.events.schemes import parsed, still_open
from competition.events.tables import Event
from competition.pages.errors import again
from competition.pages.forms import posted
from competition.pages.language import _
from competition.pages.site import AnyRequest, AnyResponse, page
from competition.people.guards import ORGANISER
from competition.people.sessions import reader
from scoring.problems import Problem
from scoring.scheme import Scheme, breaches, read_scheme, warnings, write_scheme

TEMPLATE = "events/editor.html"
LONGEST_NOTE = 60


@get("/organise/{code:str}/scheme/edit", right=ORGANISER)
async def show_editor(request: AnyRequest, code: FromPath[str]) -> Template:
    """The tree; `?at=` opens the form of one place."""
    event = await event_by_code(code)
    still_open(event)
    at = request.query_params.get("at", "")
    return page(request, TEMPLATE, await _page(event, at, saved="saved" in request.query_params))


@post("/organise/{code:str}/scheme/edit", right=ORGANISER, status_code=303)
async def edit_scheme(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """One act. What is wrong is said at its field, and what was typed stays; nothing is kept over somebody else's change."""
    event = await event_by_code(code)
    still_open(event)
    form = await posted(request)
    text = (await round_of(event.id)).scheme
    if fingerprint(text) != form.get("was"):
        return await _stale(request, event, form)
    made = edited(_written(event, text), form)
    if made.scheme is None:
        told_page = await _page(event, made.at, typed=form, problems=made)
        said = [(one.where, _(one.says, **one.facts)) for one in made.problems]
        return again(request, TEMPLATE, told_page, said)
    source = f"edit {form.get('do', 'save')} {form.get('at', '')}"[:LONGEST_NOTE]
    try:
        await keep_edited(event, made.scheme, reader(request).name, form["was"], made.moved, source)
    except Stale:
        return await _stale(request, event, form)
    return Redirect(f"/organise/{event.code}/scheme/edit?at={made.at}&saved=1#open", status_code=303)


async def _stale(request: AnyRequest, event: Event, form: Mapping[str, str]) -> AnyResponse:
    """What stands now, with what was typed beside it: to be kept over it knowingly, or let go."""
    raw = _written(event, (await round_of(event.id)).scheme)
    shown = await _page(event, _again(raw, form), typed=form, stale=_(CHANGED))
    return again(request, TEMPLATE, shown, shown.stale, 409)


def _again(raw: Raw, form: Mapping[str, str]) -> str:
    """Where the edited part stands now: found by its code."""
    at = form.get("at", "")
    place = read_place(at)
    if place is None:
        return at
    same = (there for there, each in walk(raw) if len(there) == len(place) and each["code"] == form.get("code-was"))
    return written_place(next(same, ()))


def _written(event: Event, text: str) -> Raw:
    """The scheme that stands, or an empty one to begin with."""
    return write_scheme(parsed(text) or _blank(event))


def _blank(event: Event) -> Scheme:
    made = read_scheme(blank(event.title))
    assert isinstance(made, Scheme)
    return made


async def _page(
    event: Event,
    at: str,
    *,
    typed: Mapping[str, str] | None = None,
    problems: Edited | None = None,
    saved: bool = False,
    stale: str = "",
) -> EditorPage:
    text = (await round_of(event.id)).scheme
    scheme = parsed(text) or _blank(event)
    raw = write_scheme(scheme)
    form = opened(raw, at, typed or {})
    teams = [one.subcriteria for one in await seats(event.id) if one.seat and not one.reserve]
    stands = [*warnings(scheme), *breaches(scheme), *(adapted(scheme, marking(teams)).problems if teams else ())]
    wrong: tuple[Problem, ...] = problems.problems if problems else ()
    return EditorPage(
        code=event.code,
        title=event.title,
        was=fingerprint(text),
        tree=tree(scheme),
        forms=len(scheme.subcriteria),
        aspects=len(scheme.aspects),
        judges=len(teams),
        opened=form,
        problems=told(raw, wrong, form.at if form else ""),
        notices=told(raw, stands, ""),
        at=form.at if form else "",
        saved=saved,
        stale=stale,
        standing=differing(opened(raw, at, {}), form) if stale else [],
        lost=_lost(typed or {}) if stale and form is None else [],
    )


def _lost(typed: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was typed for a part that is gone: to be read and copied."""
    return [
        (name, value) for name, value in typed.items() if value and name not in ("_csrf_token", "was", "at", "do", "code-was")
    ]


DOORS = [show_editor, edit_scheme]
