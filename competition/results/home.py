"""Door: the season's home page. Within ten seconds it says what this is, what goes on now, and where to go."""

from dataclasses import dataclass

from litestar import get
from litestar.response import Redirect, Template

from competition.events.moments import day, moment, today
from competition.events.programme import called, events_of, round_of, season
from competition.events.stages import BEFORE_DRAW, BEFORE_MARKING, PUBLISHED, RELEASED, STAGE_KINDS, STAGES
from competition.events.tables import Event, Season
from competition.floor.stations import accepted_count, competitors
from competition.judging.logbook import Damaged
from competition.judging.scorekeeper import keeper
from competition.judging.standings import Progress, progress_of
from competition.pages.language import N_, _
from competition.pages.rights import PUBLIC
from competition.pages.site import AnyRequest, AnyResponse, page
from competition.results.publication import notice_of
from competition.results.working_days import elapsed

# the stage's state: shape and colour


@dataclass(frozen=True)
class EventLine:
    """One event: where it is, how far, what comes next."""

    code: str
    title: str
    stage: str
    kind: str
    done: int
    of: int
    progress: str
    next: str
    link: str
    link_word: str


@dataclass(frozen=True)
class Home:
    """The season and its events; `day` is the reader's date with its weekday."""

    name: str
    hosts: str
    day: str
    events: tuple[EventLine, ...]
    running: int
    office: str
    phone: str


@get("/", right=PUBLIC)
async def front(request: AnyRequest) -> AnyResponse:
    """The season; in a demo the stage; on an empty database a hint where to begin."""
    if request.app.state.settings.demo:
        return Redirect("/stage")
    return await _home(request)


@get("/season", right=PUBLIC)
async def home(request: AnyRequest) -> Template:
    """The season's home page."""
    return await _home(request)


async def _home(request: AnyRequest) -> Template:
    current = await season()
    if current is None:
        return page(request, "results/home.html", Home(_("职业技能竞赛"), "", "", (), 0, "", ""))
    lines = tuple([await _line(event, current) for event in await events_of(current.id)])
    running = sum(line.kind == "live" for line in lines)
    hosts = "、".join(current.hosts.split("\n")) if current.hosts else ""
    shown = Home(called(current), hosts, day(today(current)), lines, running, current.office, current.phone)
    return page(request, "results/home.html", shown)


async def _line(event: Event, current: Season) -> EventLine:
    done, of, word = await _progress(event, current)
    link, link_word = _way(event)
    title = event.title
    stage = STAGES[event.stage]
    following = await _next(event, current)
    return EventLine(event.code, title, _(stage), STAGE_KINDS.get(event.stage, ""), done, of, word, following, link, link_word)


async def _progress(event: Event, current: Season) -> tuple[int, int, str]:
    if event.stage in BEFORE_DRAW:
        accepted = await accepted_count(event.id)
        of = event.capacity or accepted or 1
        return accepted, of, _("已接收 {accepted} / {of}", accepted=accepted, of=of)
    if event.stage == "drawn":
        return 0, 1, _("{count} 名选手已编排", count=len(await competitors(event.id)))
    if event.stage == "notice" and (notice := await notice_of(event.id)):
        gone = elapsed(notice.first_day, today(current), event.notice_days)
        if not gone:
            first, days = notice.first_day, event.notice_days
            return 0, days, _("{month}月{day}日起 {days} 个工作日", month=first.month, day=first.day, days=days)
        return gone, event.notice_days, _("第 {gone} 个工作日，共 {days} 个", gone=gone, days=event.notice_days)
    forms = await _forms(event)
    return forms.done, forms.of, _("评分表 {done} / {of}", done=forms.done, of=forms.of)


async def _forms(event: Event) -> Progress:
    """As the public may see it: not further than the board while it is frozen. A damaged round must not take the others along."""
    try:
        seen = (await keeper().book((await round_of(event.id)).id)).public
    except Damaged:
        return Progress(0, 0)
    return progress_of(seen[1]) if seen else Progress(0, 0)


async def _next(event: Event, current: Season) -> str:
    if event.stage == "open" and event.registration_until:
        return _("{when} 截止报名", when=moment(event.registration_until, current.timezone))
    if event.stage in BEFORE_MARKING and event.starts_at:
        return _("{when} 开赛", when=moment(event.starts_at, current.timezone))
    if event.stage == "notice" and (notice := await notice_of(event.id)):
        return _("{month}月{day}日 期满后公布", month=notice.last_day.month, day=notice.last_day.day)
    return _(FOLLOWS.get(event.stage, ""))


FOLLOWS = {
    "running": N_("正在登分"),
    "recheck": N_("复核后由裁判长签字"),
    "signed": N_("解密、审定"),
    "unsealed": N_("组委会审定"),
    "approved": N_("公示"),
    "released": N_("可查成绩"),
    "nominated": N_("已推荐上报"),
}


def _way(event: Event) -> tuple[str, str]:
    if event.stage == "open":
        return f"/register/{event.code}", _("去报名")
    if event.stage in PUBLISHED:
        return f"/results/{event.code}", _("看成绩") if event.stage in RELEASED else _("看公示")
    return ("", "") if event.stage in BEFORE_MARKING else (f"/hall/{event.code}", _("看大屏"))


DOORS = [front, home]
