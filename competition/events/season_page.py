"""Door: the season that is on: its name, its hosts in their order, the office that receives objections, and the small lists."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from litestar import get, post
from litestar.response import Redirect, Template

from competition.events.programme import masthead, season
from competition.events.seasons import SeasonForm, change_season, season_form, season_shown
from competition.pages.errors import again
from competition.pages.forms import posted
from competition.pages.language import _
from competition.pages.site import AnyRequest, AnyResponse, page
from competition.people.guards import ORGANISER
from competition.people.sessions import reader


@dataclass(frozen=True)
class SeasonPage:
    """The form, and what is wrong with it."""

    form: SeasonForm
    problems: dict[str, str] = field(default_factory=dict)
    saved: bool = False


@get("/organise/season", right=ORGANISER)
async def show_season(request: AnyRequest) -> Template:
    """What stands on every paper."""
    now = datetime.now(ZoneInfo("Asia/Shanghai"))
    shown = SeasonPage(await season_shown(await season(), now.year), saved="saved" in request.query_params)
    return page(request, "events/season.html", shown)


@post("/organise/season", right=ORGANISER, status_code=303)
async def keep_season(request: AnyRequest) -> AnyResponse:
    """Changes it."""
    wished = season_form(await posted(request))
    problems = await change_season(await season(), wished, reader(request).name)
    if problems:
        said = {problem.where: _(problem.says, **problem.facts) for problem in problems}
        return again(request, "events/season.html", SeasonPage(wished, said), said.items())
    request.app.state.masthead = masthead(await season())
    return Redirect("/organise/season?saved=1", status_code=303)


DOORS = [show_season, keep_season]
