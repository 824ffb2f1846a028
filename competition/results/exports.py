"""Door: an event's papers to download, for its officials and the organiser."""

from litestar import get
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from competition.audit.chain import record
from competition.events.duties import CHIEF
from competition.events.programme import event_by_code, season_of
from competition.pages.attachment import attachment
from competition.pages.site import AnyRequest
from competition.people.sessions import reader
from competition.results.papers import delegations_paper, ground, paper
from competition.results.unsealing import as_seen


@get("/organise/{code:str}/papers/ranking/{wanted:str}", right=CHIEF)
async def download(
    request: AnyRequest,
    code: FromPath[str],
    wanted: FromPath[str],
    reasons: FromQuery[bool] = False,
    revision: FromQuery[int | None] = None,
) -> Response[bytes]:
    """The ranking (pdf, xlsx, csv, json; `?reasons=1`: the json says why) or the public notice (docx). `?revision=`: an older
    one, for the files; it says on every page that it is replaced."""
    event = await event_by_code(code)
    who, settings = reader(request), request.app.state.settings
    on = as_seen(await ground(event, await season_of(event), settings, who.shown, revision), organiser=who.organiser)
    made = await paper(on, wanted, settings, request.app.state.worker, reasons=reasons)
    facts = {"format": wanted, "revision": str(on.provenance.revision or "")}
    await record(who.name, "export", event.code, facts | ({"void": "yes"} if on.provenance.outdated_by else {}))
    return attachment(made, f"{event.title}-{'公示' if wanted == 'docx' else '成绩'}.{wanted}")


@get("/organise/{code:str}/papers/delegations", right=CHIEF)
async def download_delegations(request: AnyRequest, code: FromPath[str]) -> Response[bytes]:
    """The delegations' totals as PDF."""
    event = await event_by_code(code)
    who, settings = reader(request), request.app.state.settings
    on = as_seen(await ground(event, await season_of(event), settings, who.shown), organiser=who.organiser)
    made = await delegations_paper(on, settings, request.app.state.worker)
    await record(who.name, "export", event.code, {"format": "delegations", "revision": str(on.provenance.revision or "")})
    return attachment(made, f"{event.title}-团体总分.pdf")


DOORS = [download, download_delegations]
