"""Door: what the public may read of an event: the public notice, then the released results. Plain HTML, no script, to print."""

from dataclasses import dataclass

from litestar import get
from litestar.params import FromPath
from litestar.response import Template

from competition.documents.public_notice import Awarded
from competition.documents.recognition import CAVEAT
from competition.events.programme import called, event_by_code, season_of
from competition.events.stages import PUBLISHED, RELEASED, STAGES
from competition.pages.language import N_, _
from competition.pages.refusal import Missing
from competition.pages.rights import PUBLIC
from competition.pages.site import AnyRequest, page
from competition.results.bests import Bests, bests
from competition.results.delegations import Delegations, delegations
from competition.results.papers import Ground, awarded, ground
from competition.results.publication import day_of, notice_of, period_of
from competition.results.teams import TeamLine, team_lines
from scoring.recognition import recognised

NO_TEAMS = N_("“{event}”没有可看的团体成绩。")
NOT_YET = N_("“{event}”的成绩还没有公示。公示后在这里可以看到。")


@dataclass(frozen=True)
class Published:
    """The public list: no deeper than the event says, and never more than names, units, places and awards."""

    title: str
    season: str
    stage: str
    released: bool
    lines: tuple[Awarded, ...]
    scores: bool
    period: str
    office: str
    phone: str
    address: str
    delegations: Delegations | None
    revision: int | None
    hash: str
    code: str
    teams: bool
    bests: Bests | None
    caveat: str
    corrected: str


@dataclass(frozen=True)
class Teams:
    """Every team or delegation with its members."""

    code: str
    title: str
    season: str
    rule: str
    lines: tuple[TeamLine, ...]


@get("/results/{code:str}", right=PUBLIC)
async def results(request: AnyRequest, code: FromPath[str]) -> Template:
    """The public list of an event."""
    on = await _public(request, code)
    event, its = on.event, on.season
    notice = await notice_of(event.id)
    period = "" if notice is None else period_of(notice)
    shown = Published(
        title=event.title,
        season=called(its),
        stage=_(STAGES[event.stage]),
        released=event.stage in RELEASED,
        lines=awarded(on, _),
        scores=event.notice_depth == "scores",
        period=period,
        office=its.office,
        phone=its.phone,
        address=its.address,
        delegations=delegations(event, on.ranking, on.people, scores=event.notice_depth == "scores"),
        revision=on.provenance.revision,
        hash=on.provenance.logbook[:12],
        code=event.code,
        teams=bool(team_lines(on)),
        bests=await bests(its, event, public=True),
        caveat=_(CAVEAT) if recognised(on.ranking) else "",
        corrected=day_of(on.corrected) if on.corrected else "",
    )
    return page(request, "results/published.html", shown)


@get("/results/{code:str}/teams", right=PUBLIC)
async def teams(request: AnyRequest, code: FromPath[str]) -> Template:
    """Each team with its members; each delegation with those whose marks make its total."""
    on = await _public(request, code)
    event, its, lines = on.event, on.season, team_lines(on)
    if not lines:
        raise Missing(NO_TEAMS, event=event.title)
    found = delegations(event, on.ranking, on.people)
    return page(request, "results/teams.html", Teams(event.code, event.title, called(its), found.rule if found else "", lines))


async def _public(request: AnyRequest, code: str) -> Ground:
    """What is signed, once the public may see it."""
    event = await event_by_code(code)
    if event.stage not in PUBLISHED:
        raise Missing(NOT_YET, event=event.title)
    return await ground(event, await season_of(event), request.app.state.settings, "")


DOORS = [results, teams]
