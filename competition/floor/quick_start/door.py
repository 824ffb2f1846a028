"""Door: 快速开赛, one page; what it would make stands beside it while it is filled in."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from litestar import get, post
from litestar.response import Redirect

from competition.events.lists import categories, industries
from competition.events.programme import masthead, season
from competition.floor.quick_start.create import create
from competition.floor.quick_start.known import UPLOADED, from_file, known, trade_of, trades
from competition.floor.quick_start.names import without_namesakes
from competition.floor.quick_start.plan import Known, Plan, planned
from competition.floor.quick_start.shown import Row, checked, rows, sentences
from competition.floor.quick_start.wanted import Wanted, fresh, wanted
from competition.pages.errors import again
from competition.pages.forms import posted, uploaded
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from competition.pages.site import AnyRequest, AnyResponse
from competition.people.guards import ORGANISER
from competition.people.sessions import reader
from competition.settings import secret
from scoring.problems import Problem

TEMPLATE = "floor/quick_start.html"
MOST_SHOWN = 10
ON_TOP = frozenset({"title", "trade", "date", "start", "minutes", "stations", "sessions", "referees", "people"})
AT_CELL = N_("{cell}：{says}")
AND_MORE = N_("还有 {count} 处。")


@dataclass(frozen=True)
class QuickStartPage:
    """The form as typed, and what it would make. `touched`: something was typed, so what is lacking may be said."""

    typed: Wanted
    plan: Plan
    rows: list[Row]
    trades: list[tuple[str, str]]
    categories: list[str]
    industries: list[str]
    touched: bool = False
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def notices(self) -> list[tuple[str, str]]:
        """What to look at once."""
        return sentences(self.plan.notices)

    @property
    def lacking(self) -> list[tuple[str, str]]:
        """What keeps it from being made."""
        return sentences(self.plan.problems)

    @property
    def wrong_below(self) -> bool:
        """Does a field under 更多设置 want mending?"""
        return bool(self.problems.keys() - ON_TOP)

    @property
    def checked(self) -> str:
        """What the scheme was found to be."""
        return checked(self.plan) if self.plan.scheme else ""


@get("/quick-start", right=ORGANISER)
async def ask(request: AnyRequest) -> AnyResponse:
    """The page before anything is typed."""
    there = await known()
    typed = replace(fresh(datetime.now(ZoneInfo(there.zone)).date()), trade=trades()[0][0])
    return await _page(request, typed, _plan(typed, there, []))


@post("/quick-start", right=ORGANISER, status_code=200)
async def start(request: AnyRequest) -> AnyResponse:
    """Shows what would be made, or makes it: `do` says which."""
    form = await posted(request)
    typed, wrong = _typed(form, await uploaded(request, "file"))
    there = await known()
    plan = _plan(typed, there, wrong)
    if form.get("do") != "create":
        return await _page(request, typed, plan, touched=True)
    if plan.problems:
        return await _page(request, typed, plan, touched=True, refused=True)
    try:
        event = await create(plan, typed, reader(request).name, secret(request.app.state.settings, "pins"))
    except Refusal as refusal:
        late = replace(plan, problems=(Problem("title", refusal.says, {k: str(v) for k, v in refusal.facts.items()}),))
        return await _page(request, typed, late, touched=True, refused=True)
    if plan.season_is_new:
        request.app.state.masthead = masthead(await season())
    return Redirect(f"/organise/{event.code}/ready", status_code=303)


def _typed(form: dict[str, str], sheet: tuple[str, bytes] | None) -> tuple[Wanted, list[Problem]]:
    """The fields, with an uploaded scheme read into its text, and what is wrong with that."""
    typed = wanted(form)
    if form.get("same"):
        typed = replace(typed, people=without_namesakes(typed.people, form["same"]))
    if sheet is None:
        return typed, []
    name, (text, problems) = sheet[0], from_file(*sheet)
    said = [Problem("file", AT_CELL, {"cell": one.where or name, "says": _(one.says, **one.facts)}) for one in problems]
    if len(said) > MOST_SHOWN:
        said = [*said[:MOST_SHOWN], Problem("file", AND_MORE, {"count": str(len(said) - MOST_SHOWN)})]
    return replace(typed, trade=UPLOADED, scheme=text, scheme_name=name), said


def _plan(typed: Wanted, there: Known, wrong: list[Problem]) -> Plan:
    trade, found = trade_of(typed)
    return planned(typed, trade, there, [*wrong, *found])


async def _page(request: AnyRequest, typed: Wanted, plan: Plan, *, touched: bool = False, refused: bool = False) -> AnyResponse:
    choices = trades()
    if typed.scheme:
        choices = [(UPLOADED, typed.scheme_name), *choices]
    first = dict(reversed(sentences(plan.problems))) if refused else {}
    shown = QuickStartPage(
        typed, plan, rows(plan, typed), choices, await categories() or [typed.category], await industries(), touched, first
    )
    return again(request, TEMPLATE, shown, shown.lacking if refused else "")


DOORS = [ask, start]
