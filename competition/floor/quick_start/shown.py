"""A plan in words, as the preview shows it. Knows the plan and the reader's language; writes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from competition.floor.quick_start.plan import Plan, SessionPlan
from competition.floor.quick_start.wanted import Wanted
from competition.pages.language import N_, _
from scoring.amounts import shown
from scoring.problems import Problem

DISPLAYS = {
    "progress": N_("只显示进度，不显示分数"),
    "stations": N_("只显示赛位号和分数"),
    "names": N_("显示姓名和分数"),
    "none": N_("不显示"),
}


@dataclass(frozen=True)
class Row:
    """A line of the preview: the word, what stands out, the rest."""

    word: str
    strong: str
    rest: str


def rows(plan: Plan, typed: Wanted) -> list[Row]:
    """What will be made, line by line."""
    found = [
        Row(_("赛项"), plan.title or "—", _kind(plan, typed)),
        Row(_("编号"), "", plan.code),
        Row(_("届次"), "", _("{season}（新建）", season=plan.season) if plan.season_is_new else plan.season),
        _entrants(plan),
        Row(_("场次"), str(len(plan.sessions)), _("场　{times}", times=times(plan.sessions))),
        Row(_("赛位"), str(plan.stations), _("个　{sizes}", sizes=_sizes(plan))),
    ]
    if plan.scheme:
        facts = {"each": len(plan.entrants), "forms": plan.forms * len(plan.entrants), "maximum": plan.maximum}
        found.append(Row(_("评分表"), str(plan.forms), _("张 × {each} = {forms} 张，满分 {maximum}", **facts)))
    found += [Row(_("裁判"), str(len(plan.seats)), _referees(plan)), Row(_("奖项"), "", _awards(plan))]
    return [*found, Row(_("大屏"), "", _(DISPLAYS.get(typed.display, DISPLAYS["progress"])))]


def times(sessions: Iterable[SessionPlan]) -> str:
    """08:30–11:30，13:00–16:00; the date where it changes."""
    said, day = [], None
    for session in sessions:
        clock = f"{session.starts_at:%H:%M}–{session.ends_at:%H:%M}"
        date = session.starts_at.date()
        said.append(clock if date == day else _("{month}月{day}日 {clock}", month=date.month, day=date.day, clock=clock))
        day = date
    return _("，").join(said[:8]) + ("…" if len(said) > 8 else "") if said else _("先填日期")


def sentences(problems: Iterable[Problem]) -> list[tuple[str, str]]:
    """Field and sentence of each."""
    return [(problem.where, _(problem.says, **problem.facts)) for problem in problems]


def checked(plan: Plan) -> str:
    """What the scheme was found to be."""
    if plan.weights is not None:
        return _("评分标准检查通过，权重合计 {sum}。", sum=shown(plan.weights * 100, 2))
    return _("评分标准检查通过，满分 {maximum}。", maximum=plan.maximum)


def _kind(plan: Plan, typed: Wanted) -> str:
    kind = _("个人赛") if plan.team_size == 1 else _("团体赛，{size} 人一队", size=plan.team_size)
    category = typed.category.strip()
    return kind + _("，") + category if category else kind


def _entrants(plan: Plan) -> Row:
    facts = {"people": plan.people, "employers": plan.employers}
    if plan.team_size > 1:
        return Row(_("选手"), str(len(plan.entrants)), _("队，{people} 人，{employers} 个单位", **facts))
    return Row(_("选手"), str(plan.people), _("人，{employers} 个单位", **facts))


def _sizes(plan: Plan) -> str:
    if len(plan.sessions) == 1:
        return _("一场同时比")
    sizes = [_("第 {number} 场 {count} 个", number=session.number, count=session.entrants) for session in plan.sessions]
    return _("，").join(sizes[:4]) + ("…" if len(sizes) > 4 else "")


def _referees(plan: Plan) -> str:
    said = _("人，各一个平板口令")
    if plan.drops:
        return said + _("；去掉最高、最低各一个")
    if plan.panels and 0 < len(plan.seats) < 5:
        return said + _("；不足 5 人，不去最高、最低分")
    return said


def _awards(plan: Plan) -> str:
    return _("，").join(f"{name} {count}" for name, count in plan.awards) or _("评分标准里没有写奖项")
