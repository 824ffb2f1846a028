"""Door: a 汇总表 is uploaded or pasted, looked through, put right in place, confirmed. Nothing is written before."""

from dataclasses import dataclass

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from competition.audit.chain import record
from competition.events.duties import REGISTRAR, REGISTRAR_ROLE, roles
from competition.events.moments import today
from competition.events.programme import event_by_code, events_of, season_of
from competition.events.stages import BEFORE_DRAW
from competition.events.tables import Category, Event
from competition.pages.attachment import attachment
from competition.pages.errors import again
from competition.pages.forms import posted, uploaded, whole
from competition.pages.language import N_, _
from competition.pages.refusal import Missing, Refusal
from competition.pages.site import AnyRequest, AnyResponse
from competition.people.sessions import Signed, reader
from competition.registration.entering import TOO_LATE
from competition.registration.fields import WORDS
from competition.registration.form import said
from competition.registration.summary.checking import DONE, Preview
from competition.registration.summary.keeping import Scope, confirm, forget, keep, kept, looked_at, put_right, waiting
from competition.registration.summary.naming import EventAsked
from competition.registration.summary.reading import pasted, read
from competition.registration.summary.shown import previewed
from competition.registration.summary.workbook import marked, template
from competition.settings import secret

KEYS = frozenset((*WORDS,))
NOTHING = N_("请选一个文件，或把表格粘贴到下面。")
PASTED = N_("粘贴的表格")


@dataclass(frozen=True)
class ImportPage:
    """Where a table comes in; what was pasted stays."""

    code: str
    title: str
    waiting: list[tuple[int, str]]
    identity: bool
    text: str = ""
    problem: str = ""


@get("/organise/{code:str}/registrations/import", right=REGISTRAR)
async def ask(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """Where a table comes in."""
    return await _ask(request, await event_by_code(code))


@post("/organise/{code:str}/registrations/import", right=REGISTRAR, status_code=303)
async def take(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """Reads and keeps it; says in one sentence why it cannot be read."""
    event, sheet = await event_by_code(code), await uploaded(request, "sheet")
    text = (await posted(request)).get("rows", "")
    try:
        scope = await _scope(request, event)
        if sheet is not None:
            name, table = sheet[0], read(*sheet)
        elif text.strip():
            name, table = _(PASTED), pasted(text)
        else:
            raise Refusal(NOTHING)
        made = await keep(event, reader(request).name, name, table, scope, _key(request))
    except Refusal as refusal:
        return await _ask(request, event, text, _(refusal.says, **refusal.facts), refusal.status)
    return Redirect(f"/organise/{event.code}/registrations/import/{made}", status_code=303)


@get("/organise/{code:str}/registrations/import/{upload:int}", right=REGISTRAR)
async def look(request: AnyRequest, code: FromPath[str], upload: FromPath[int]) -> AnyResponse:
    """What would be imported, and what wants mending."""
    return await _preview(request, await event_by_code(code), upload)


@post("/organise/{code:str}/registrations/import/{upload:int}", right=REGISTRAR, status_code=303)
async def act(request: AnyRequest, code: FromPath[str], upload: FromPath[int]) -> AnyResponse:
    """What was put right is kept first; then checked again, imported, or thrown away: `do` says which."""
    event, who, form = await event_by_code(code), reader(request).name, await posted(request)
    root, do = f"/organise/{event.code}/registrations", form.get("do", "check")
    if do == "forget":
        await forget(event, upload, who)
        return Redirect(f"{root}/import", status_code=303)
    edits, key = _edits(form), _key(request)
    if do not in ("all", "usable"):
        await put_right(event, upload, who, edits, key)
        return Redirect(f"{root}/import/{upload}", status_code=303)
    try:
        await confirm(event, upload, who, await _scope(request, event), key, edits, usable=do == "usable")
    except Missing:
        raise
    except Refusal as refusal:
        await put_right(event, upload, who, edits, key)
        return await _preview(request, event, upload, _(refusal.says, **refusal.facts), refusal.status)
    return Redirect(f"{root}/import/{upload}", status_code=303)


@get("/organise/{code:str}/registrations/import/{upload:int}/marked.xlsx", right=REGISTRAR)
async def download(request: AnyRequest, code: FromPath[str], upload: FromPath[int]) -> Response[bytes]:
    """One's own table back, its problems marked."""
    event, who = await event_by_code(code), reader(request).name
    mine = await kept(event, upload, who, _key(request))
    found = await looked_at(mine.table, await _scope(request, event), _key(request))
    values = {(note.row, note.key): note.value for note in found.notes if note.kind == DONE}
    problems = {(note.row, note.key): said(note.fault) for note in found.notes if note.fault}
    await record(who, "export", event.code, {"format": "import-marked", "rows": str(found.rows)})
    return attachment(
        marked(f"{event.title}汇总表（标出问题）", mine.table, values, problems), f"{event.title}汇总表-标出问题.xlsx"
    )


@get("/organise/{code:str}/registrations/template.xlsx", right=REGISTRAR)
async def blank(request: AnyRequest, code: FromPath[str]) -> Response[bytes]:
    """汇总表.xlsx to fill in."""
    event = await event_by_code(code)
    scope = await _scope(request, event)
    return attachment(template(f"{(await season_of(event)).name}报名汇总表", scope.events), f"{event.title}汇总表.xlsx")


def _key(request: AnyRequest) -> bytes:
    return secret(request.app.state.settings, "identity")


async def _scope(request: AnyRequest, event: Event) -> Scope:
    """The season's events that are not drawn yet and that this reader looks after."""
    if event.stage not in BEFORE_DRAW:
        raise Refusal(TOO_LATE, status=409)
    who = reader(request)
    groups = {row["id"]: row["name"] for row in await Category.select()}
    there = [one for one in await events_of(event.season) if one.stage in BEFORE_DRAW and await _looks_after(who, one)]
    asked = tuple(
        EventAsked(one.code, one.title, one.title_en, groups.get(one.category, ""), one.identity, one.team_size) for one in there
    )
    return Scope(asked, event.code, today(await season_of(event)))


async def _looks_after(who: Signed, event: Event) -> bool:
    return who.organiser or REGISTRAR_ROLE in await roles(who.id, event.code)


async def _ask(request: AnyRequest, event: Event, text: str = "", problem: str = "", status: int = 422) -> AnyResponse:
    there = await waiting(event, reader(request).name)
    shown = ImportPage(event.code, event.title, there, event.identity, text, problem)
    return again(request, "registration/import.html", shown, problem, status)


async def _preview(request: AnyRequest, event: Event, upload: int, problem: str = "", status: int = 422) -> AnyResponse:
    mine = await kept(event, upload, reader(request).name, _key(request))
    found, titles = Preview(0, (), ()), {}
    if mine.table.rows:
        scope = await _scope(request, event)
        titles = {one.code: one.title for one in scope.events}
        found = await looked_at(mine.table, scope, _key(request))
    return again(request, "registration/preview.html", previewed(event, mine, found, titles, problem), problem, status)


def _edits(form: dict[str, str]) -> dict[tuple[int, str], str]:
    """`c-12-phone`: what was put right in row 12."""
    parts = {name: name.split("-") for name in form if name.startswith("c-")}
    known = {name: at for name, at in parts.items() if len(at) == 3 and whole(at[1], -1) >= 0 and at[2] in KEYS}
    return {(whole(at[1]), at[2]): form[name] for name, at in known.items()}


DOORS = [ask, take, look, act, download, blank]
