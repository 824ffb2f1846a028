"""Door: an event's nominations to the city, and the 推荐汇总表. Full numbers only with a reason, and on record."""

from dataclasses import dataclass

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response, Template

from competition.audit.chain import record
from competition.city import nominations
from competition.city.nominations import CITY, FORWARD, STATES, next_up, nominees
from competition.city.sheet import summary_sheet
from competition.events.programme import event_by_code, round_of
from competition.pages.attachment import attachment
from competition.pages.forms import posted, whole
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from competition.pages.site import AnyRequest, page
from competition.people.guards import ORGANISER
from competition.people.sessions import reader
from competition.results.signing import signed
from scoring.amounts import shown

WHY = N_("要看完整的身份证号和电话，请写明用途；这会记录在案。")
FLAG = N_("按第 {revision} 版第 {was} 名推荐，更正后是第 {now} 名")
WHY_KEPT = N_("请写明名次更正以后为什么照原推荐。")
WHY_NOT = N_("请写明他为什么不参加。")
NUMBER = N_("名额要写成数字。")
KINDS = {"proposed": "wait", "confirmed": "live", "approved": "live", "reported": "done", "declined": "", "alternate": ""}


@dataclass(frozen=True)
class NomineeLine:
    """A nominee as the page shows him."""

    id: int
    position: int
    place: str
    name: str
    members: str
    unit: str
    total: str
    state: str
    word: str
    kind: str
    next: str
    reason: str
    flag: str


@dataclass(frozen=True)
class Nominations:
    """An event's nominations."""

    code: str
    title: str
    contest: str
    quota: int
    lines: tuple[NomineeLine, ...]
    tied: tuple[tuple[int, str], ...]


@get("/organise/{code:str}/nominations", right=ORGANISER)
async def show(request: AnyRequest, code: FromPath[str]) -> Template:
    """The page."""
    event = await event_by_code(code)
    found = await nominees(event)
    lines, waiting = tuple(_line(one) for one in found), next_up(found)
    tied = tuple((one.id, one.named.name) for one in waiting) if len(waiting) > 1 else ()
    return page(request, "city/nominations.html", Nominations(event.code, event.title, CITY, event.quota or 3, lines, tied))


@post("/organise/{code:str}/nominations", right=ORGANISER, status_code=303)
async def propose(request: AnyRequest, code: FromPath[str]) -> Redirect:
    """Proposes the first n."""
    data = await posted(request)
    event, quota = await event_by_code(code), data.get("quota", "").strip()
    if whole(quota, -1) < 0:
        raise Refusal(NUMBER)
    await nominations.propose(event, whole(quota), reader(request).name)
    return Redirect(f"/organise/{event.code}/nominations", status_code=303)


@post("/organise/{code:str}/nominations/{nomination:int}", right=ORGANISER, status_code=303)
async def move(request: AnyRequest, code: FromPath[str], nomination: FromPath[int]) -> Redirect:
    """One nominee one step on or back, or he declines."""
    data = await posted(request)
    event, by = await event_by_code(code), reader(request).name
    if data.get("do") == "decline":
        if not data.get("reason", "").strip():
            raise Refusal(WHY_NOT)
        instead = data.get("instead", "")
        chosen = whole(instead)
        await nominations.decline(event, nomination, data["reason"].strip(), by, chosen)
    elif data.get("do") == "keep":
        if not data.get("reason", "").strip():
            raise Refusal(WHY_KEPT)
        await nominations.keep(event, nomination, data["reason"].strip(), by)
    else:
        await nominations.step(event, nomination, data.get("was", ""), by, back=data.get("do") == "back")
    return Redirect(f"/organise/{event.code}/nominations", status_code=303)


@post("/organise/{code:str}/nominations.xlsx", right=ORGANISER, status_code=200)
async def download(request: AnyRequest, code: FromPath[str]) -> Response[bytes]:
    """推荐汇总表, masked; in full with a reason. A post, since taking it is an act on record."""
    data = await posted(request)
    event, who, reason = await event_by_code(code), reader(request), data.get("reason", "").strip()
    full = data.get("full") == "yes"
    if full and not reason:
        raise Refusal(WHY)
    made = await summary_sheet(event, request.app.state.settings, who.shown, full=full)
    found = await signed((await round_of(event.id)).id)
    facts = {"format": "nominations", "full": str(full), "reason": reason, "revision": str(found.revision if found else "")}
    await record(who.name, "export", event.code, facts)
    return attachment(made, f"{event.title}-推荐汇总表.xlsx")


def _line(one: nominations.Nominee) -> NomineeLine:
    total = "—" if one.standing.total is None else shown(one.standing.total, 2)
    following = FORWARD.get(one.state, "")
    return NomineeLine(
        id=one.id,
        position=one.position,
        place=str(one.standing.place or "—"),
        name=one.named.name,
        members="、".join(one.named.members),
        unit=one.named.unit,
        total=total,
        state=one.state,
        word=_(STATES[one.state]),
        kind=KINDS[one.state],
        next=_(STATES[following]) if following else "",
        reason=one.reason,
        flag=_(FLAG, revision=one.revision, was=one.was_place or "—", now=one.standing.place or "—") if one.flagged else "",
    )


DOORS = [show, propose, move, download]
