"""Door: a referee is not there: his absence at a form in one press, or another takes his seat and all that is unsigned."""

from litestar import post
from litestar.params import FromPath

from competition.database import DB
from competition.events.duties import CHIEF
from competition.events.handing_over import NO_RESERVE, take_seat
from competition.judging.desk.awaited import awaited, reserves
from competition.judging.desk.deciding import done
from competition.judging.desk.door import NO_FORM, Desk, at
from competition.judging.opening import said
from competition.judging.standings import begun
from competition.pages.forms import posted, whole
from competition.pages.language import N_
from competition.pages.refusal import Missing, Refusal
from competition.pages.site import AnyRequest, AnyResponse
from competition.settings import secret
from scoring.decisions import Absence, Handover

NO_REASON = N_("请写明为什么交接。")
NOBODY = N_("这张表已经不等这位裁判了。请刷新页面再看。")
BEFORE = N_("比赛还没有开始，换裁判请到“裁判”页。")


@post("/desk/{code:str}/absent", right=CHIEF, status_code=303)
async def absent(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """He does not mark this form: wherever it waits for him, with one reason."""
    data, there = await posted(request), await at(request, code)
    return await done(request, there, data, _absent(there, data))


async def _absent(there: Desk, data: dict[str, str]) -> None:
    label, code, reason = data.get("competitor", ""), data.get("subcriterion", ""), data.get("reason", "").strip()
    tally = begun(there.book)
    if label not in tally.sheets or code not in tally.scheme.subcriteria:
        raise Missing(NO_FORM)
    waiting = awaited(there.book, there.author, label, code).who
    lacking = [aspect for one in waiting if one.judge == data.get("judge") for aspect, _title in one.aspects]
    judged = [aspect for aspect in lacking if tally.scheme.aspects[aspect].judged]
    if not judged:
        raise Refusal(NOBODY, status=409)
    for aspect in judged:
        await said(there.round, there.author, Absence(label, aspect, data["judge"], reason))


@post("/desk/{code:str}/handover", right=CHIEF, status_code=303)
async def hand_over(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """His seat is another's, with all that is unsigned: in the logbook and among the duties, or not at all."""
    data, there = await posted(request), await at(request, code)
    pins = secret(request.app.state.settings, "pins")
    return await done(request, there, data, _hand_over(there, data, pins))


async def _hand_over(there: Desk, data: dict[str, str], pins: bytes) -> None:
    reason = data.get("reason", "").strip()
    if not reason:
        raise Refusal(NO_REASON)
    if there.book.tally is None:
        raise Refusal(BEFORE, status=409)
    seat, reserve = (whole(data.get(name, "")) for name in ("seat", "reserve"))
    if reserve and reserve not in dict(reserves(there.book, there.author.everybody)):
        raise Missing(NO_RESERVE)
    async with DB.transaction():
        was, now = await take_seat(there.event, seat, reserve, data.get("name", ""), there.author.name, pins)
        await said(there.round, there.author, Handover(was.judge, now.name, reason))


DOORS = [absent, hand_over]
