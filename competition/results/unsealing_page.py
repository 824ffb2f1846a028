"""Door: 解密: who coded (or organises) and a supervisor each confirm; the second press opens the codes, in reverse order."""

from dataclasses import dataclass

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect

from competition.events.duties import UNSEALERS
from competition.events.programme import event_by_code, round_of
from competition.events.stages import STAGES, UNSEALED
from competition.events.tables import Event
from competition.floor.tables import WorkNumber
from competition.pages.errors import again
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from competition.pages.site import AnyRequest, AnyResponse, page
from competition.people.sessions import Signed, reader
from competition.results.names import names
from competition.results.unsealing import CODING, PARTS, by_two, confirm, confirmed, parts_of

TEMPLATE = "results/unseal.html"
ORDER = (N_("成果号 → 赛位号"), N_("赛位号 → 参赛编号"), N_("参赛编号 → 姓名"))


@dataclass(frozen=True)
class UnsealPage:
    """`parts`: who confirms, and who has; `rows`: what was opened: work, station, contest number, name."""

    code: str
    title: str
    stage: str
    two: bool
    ready: bool
    opened: bool
    his: bool
    codes: bool
    parts: tuple[tuple[str, str], ...]
    order: tuple[str, ...]
    works: bool
    rows: tuple[tuple[str, str, str, str, str], ...]
    refusal: str = ""


@get("/unseal/{code:str}", right=UNSEALERS)
async def show(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """How far it is."""
    return page(request, TEMPLATE, await _page(await event_by_code(code), reader(request)))


@post("/unseal/{code:str}", right=UNSEALERS, status_code=303)
async def unseal(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """One of the two confirms."""
    event = await event_by_code(code)
    try:
        await confirm(event, reader(request))
    except Refusal as wrong:
        says = _(wrong.says, **wrong.facts)
        return again(request, TEMPLATE, await _page(event, reader(request), says), says, wrong.status)
    return Redirect(f"/unseal/{event.code}", status_code=303)


async def _page(event: Event, who: Signed, refusal: str = "") -> UnsealPage:
    there, his = await confirmed(event), await parts_of(event, who)
    opened = event.stage in UNSEALED
    round_id = (await round_of(event.id)).id
    works = {row["label"]: row["number"] for row in await WorkNumber.select().where(WorkNumber.round == round_id)}
    people = await names(event.id, round_id) if opened else {}
    mine = bool(set(his) - set(there)) and all(one.account != who.name for one in there.values())
    return UnsealPage(
        code=event.code,
        title=event.title,
        stage=_(STAGES[event.stage]),
        two=by_two(event),
        ready=event.stage == "signed",
        opened=opened,
        his=mine,
        codes=CODING in his,
        parts=tuple((_(word), there[part].shown if part in there else "") for part, word in PARTS.items()),
        order=tuple(_(step) for step in ORDER[0 if works else 1 :]),
        works=bool(works),
        rows=tuple((works.get(label, ""), label, one.number, one.name, one.unit) for label, one in sorted(people.items())),
        refusal=refusal,
    )


DOORS = [show, unseal]
