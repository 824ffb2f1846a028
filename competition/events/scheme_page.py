"""Door: an event's marking scheme: read as a tree with its sums, replaced after a preview, printed, downloaded."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response, Template

from competition.audit.chain import record
from competition.events.duties import seats
from competition.events.editing.keeping import fingerprint, keep_edited
from competition.events.panels import adapted, marking
from competition.events.programme import event_by_code, round_of
from competition.events.scheme_list import listed
from competition.events.scheme_sources import others, source_named, trades
from competition.events.scheme_tree import Tree, tree
from competition.events.schemes import keep_scheme, parsed, read_file, written
from competition.events.stages import BEFORE_MARKING
from competition.events.tables import Event
from competition.files.cis import cis_obstacles, cis_workbook
from competition.files.scheme_json import scheme_json
from competition.files.scheme_template import scheme_workbook, template_workbook
from competition.pages.attachment import attachment
from competition.pages.errors import again
from competition.pages.forms import posted, uploaded
from competition.pages.language import N_, _
from competition.pages.refusal import Missing, Refusal
from competition.pages.site import AnyRequest, AnyResponse, page
from competition.people.guards import ORGANISER
from competition.people.sessions import reader
from scoring.problems import Problem
from scoring.scheme import Scheme, breaches, warnings, write_scheme

TEMPLATE = "events/scheme.html"
NO_SCHEME = N_("这个赛项还没有评分标准。")
NOTHING = N_("请选一个工种、一个赛项，或选一个文件。")
NO_FORMAT = N_("没有“{name}”这个下载。请从评分标准页上的按钮下载。")
DOWNLOADS: Mapping[str, Callable[[Scheme], bytes]] = {
    "scheme.json": lambda scheme: scheme_json(scheme).encode(),
    "scheme.xlsx": lambda scheme: scheme_workbook(write_scheme(scheme)),
    "cis.xlsx": lambda scheme: cis_workbook(write_scheme(scheme)),
}
NOT_CIS = N_("这份评分标准不能写成 CIS 表格：{reason}。可以下载本系统的表格。")


@dataclass(frozen=True)
class SchemePage:
    """The scheme that stands, or (`preview`) the one that would replace it, as text to be confirmed."""

    code: str
    title: str
    open: bool
    tree: Tree | None
    trades: list[tuple[str, str]]
    others: list[tuple[str, str]]
    warnings: list[tuple[str, str]]
    problems: list[tuple[str, str]] = field(default_factory=list)
    preview: str = ""
    was: str = ""
    source: str = ""
    saved: bool = False
    cis: bool = False


@get("/organise/{code:str}/scheme", right=ORGANISER)
async def show(request: AnyRequest, code: FromPath[str]) -> Template:
    """The tree and its sums."""
    event = await event_by_code(code)
    scheme = parsed((await round_of(event.id)).scheme)
    return page(request, TEMPLATE, await _page(event, scheme, saved="saved" in request.query_params))


@post("/organise/{code:str}/scheme", right=ORGANISER, status_code=303)
async def replace_scheme(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """Shows what would replace it, or (`do` = keep) replaces it."""
    event = await event_by_code(code)
    form = await posted(request)
    standing = parsed((await round_of(event.id)).scheme)
    source = form.get("source", "")[:120]
    if form.get("do") == "keep":
        read = read_file(source, form.get("scheme", "").encode())
        if read.scheme:
            return await _kept(request, event, read.scheme, source, form.get("was", ""))
    else:
        sheet = await uploaded(request, "file")
        if sheet:
            source, read = sheet[0], read_file(*sheet)
        else:
            chosen = await source_named(event, form.get("from", ""), form.get("trade", ""))
            if chosen is None:
                told = await _page(event, standing, problems=[Problem("", NOTHING)])
                return again(request, TEMPLATE, told, told.problems)
            source, read = chosen[0], read_file(chosen[0], chosen[1].encode())
    if read.scheme is None:
        told = await _page(event, standing, problems=read.problems, source=source)
        return again(request, TEMPLATE, told, told.problems)
    made = await _for_referees(event, read.scheme)
    told = await _page(event, made, warned=read.warnings, preview=written(made), source=source)
    return page(request, TEMPLATE, told)


@get("/organise/{code:str}/scheme/print", right=ORGANISER)
async def print_view(request: AnyRequest, code: FromPath[str]) -> Template:
    """The whole of it as a list for A4."""
    event = await event_by_code(code)
    scheme = parsed((await round_of(event.id)).scheme)
    if scheme is None:
        raise Missing(NO_SCHEME)
    return page(request, "events/scheme_print.html", listed(event.code, event.title, scheme))


@get("/organise/{code:str}/scheme/{name:str}", right=ORGANISER)
async def download(request: AnyRequest, code: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """SCHEME.json, our workbook, or a CIS workbook."""
    event = await event_by_code(code)
    scheme = parsed((await round_of(event.id)).scheme)
    if scheme is None:
        raise Missing(NO_SCHEME)
    if name not in DOWNLOADS:
        raise Missing(NO_FORMAT, name=name[:40])
    if name == "cis.xlsx" and (obstacles := cis_obstacles(write_scheme(scheme))):
        raise Refusal(NOT_CIS, reason=_(obstacles[0].says, **obstacles[0].facts))
    await record(reader(request).name, "download-scheme", event.code, {"file": name})
    return attachment(DOWNLOADS[name](scheme), f"{event.code}-{name}")


@get("/organise/scheme-template.xlsx", right=ORGANISER, sync_to_thread=True)
def template() -> Response[bytes]:
    """An empty workbook of ours, with an example."""
    return attachment(template_workbook(), "scheme-template.xlsx")


async def _kept(request: AnyRequest, event: Event, scheme: Scheme, source: str, was: str) -> AnyResponse:
    """`was`: over which it was previewed; a program that names none replaces whatever stands."""
    try:
        if was:
            await keep_edited(event, scheme, reader(request).name, was, {}, source)
        else:
            await keep_scheme(event, scheme, reader(request).name, source)
    except Refusal as late:
        standing = parsed((await round_of(event.id)).scheme)
        fresh = await event_by_code(event.code)
        told = await _page(fresh, standing, problems=[Problem("", late.says)])
        return again(request, TEMPLATE, told, told.problems, late.status)
    return Redirect(f"/organise/{event.code}/scheme?saved=1", status_code=303)


async def _for_referees(event: Event, scheme: Scheme) -> Scheme:
    """With as many judges as there are; where there are none yet, as it came."""
    teams = [one.subcriteria for one in await seats(event.id) if one.seat and not one.reserve]
    return adapted(scheme, marking(teams)).scheme if teams else scheme


async def _page(
    event: Event,
    scheme: Scheme | None,
    *,
    problems: Sequence[Problem] = (),
    warned: Sequence[Problem] = (),
    preview: str = "",
    source: str = "",
    saved: bool = False,
) -> SchemePage:
    found = {(each.where, _(each.says, **each.facts)) for each in warned}
    if scheme:
        teams = [one.subcriteria for one in await seats(event.id) if one.seat and not one.reserve]
        stands = [*warnings(scheme), *breaches(scheme), *(adapted(scheme, marking(teams)).problems if teams else ())]
        found |= {(each.where, _(each.says, **each.facts)) for each in stands}
    return SchemePage(
        code=event.code,
        title=event.title,
        open=event.stage in BEFORE_MARKING,
        tree=tree(scheme) if scheme else None,
        trades=trades(),
        others=await others(event),
        warnings=sorted(found),
        problems=[(each.where, _(each.says, **each.facts)) for each in problems],
        preview=preview,
        was=fingerprint((await round_of(event.id)).scheme),
        source=source,
        saved=saved,
        cis=scheme is not None and not cis_obstacles(write_scheme(scheme)),
    )


DOORS = [show, replace_scheme, print_view, download, template]
