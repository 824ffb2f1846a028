"""What can be done next with an event's results: whose it is, what it asks for, what still stands in its way. Does nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from competition.events.hindrances import hindrance
from competition.events.moments import today
from competition.events.programme import season_of
from competition.events.stages import BEFORE_MARKING, Act, possible
from competition.events.tables import Event
from competition.judging.ties import Tied
from competition.pages.language import N_, _
from competition.people.sessions import Signed
from competition.results.publication import day_of, notice_of
from competition.results.unsealing import by_two
from competition.results.working_days import notice_period

HERE = ("sign-off", "unseal", "approve", "notice", "announce", "release", "reopen-marking", "withdraw-notice")
ELSEWHERE = {
    "finish": "/desk/{code}",
    "nominate": "/organise/{code}/nominations",
    "archive": "/organise/{code}",
}
# what an act asks for: the field, its label, what to write
ASKS = {
    "unseal": ("witness", N_("在场的另一人"), N_("解密要两个人在场")),
    "approve": ("approvers", N_("审定人"), N_("两人，用顿号隔开；会议纪要号写在后面")),
    "release": ("reason", N_("依据"), N_("如：组委会第 3 号纪要")),
    "reopen-marking": ("reason", N_("原因"), N_("退回一步会记入日志")),
    "withdraw-notice": ("reason", N_("原因"), N_("退回一步会记入日志")),
}
TIES_FIRST = N_("有并列待裁定。签字以前可以定先后；签字以后只能都给或名次并列。")
NOT_SHOWN = N_("不在大屏上揭晓的，在这里记下。")
PERIOD = N_("{first} 至 {last}，共 {days} 个工作日")
UNTIL = N_("公示到 {last} 为止，期满后公布。")
OVER = N_("公示期已满。")
SHOWS_NAMES = N_("解密以后，这里显示姓名和单位。")
EARLY, WITHOUT = N_("提前公布"), N_("不经公示直接公布")
BEFORE = N_("比赛还没有开始，还没有名次。")
ALL_DONE = N_("这个赛项已经走完。")
ORGANISERS, CHIEFS = N_("接下来由组织者做：{acts}。"), N_("接下来由裁判长做：{acts}。")


@dataclass(frozen=True)
class Next:
    """An act of this reader's. `folded`: seldom meant, so behind these words; `address`: it is done there, not here."""

    name: str
    title: str
    says: str = ""
    why: str = ""
    mended_at: str = ""
    address: str = ""
    folded: str = ""
    asks: str = ""
    label: str = ""
    hint: str = ""
    typed: str = ""


@dataclass(frozen=True)
class Following:
    """All that may come next; `says`: where nothing here is the reader's."""

    acts: tuple[Next, ...]
    says: str


async def following(event: Event, who: Signed, ties: Iterable[Tied], typed: Mapping[str, str]) -> Following:
    """`typed`: act → what was in its form that was refused."""
    acts = [act for act in possible(event.stage) if act.name in HERE or act.name in ELSEWHERE]
    acts.sort(key=lambda act: (act.backward, (*HERE, *ELSEWHERE).index(act.name)))
    undecided = any(one.settled is None for one in ties)
    mine = [await _next(event, act, typed, undecided=undecided) for act in acts if who.organiser or act.role == "chief"]
    if any(not one.folded for one in mine):
        return Following(tuple(mine), "")
    return Following(tuple(mine), await _waiting(event, [act for act in acts if not act.backward]))


async def _waiting(event: Event, acts: list[Act]) -> str:
    if last := await _runs_until(event):
        return _(UNTIL, last=day_of(last))
    if event.stage in BEFORE_MARKING:
        return _(BEFORE)
    if not acts:
        return _(ALL_DONE)
    whose = ORGANISERS if acts[0].role == "organiser" else CHIEFS
    return _(whose, acts=_(acts[0].title))


async def _next(event: Event, act: Act, typed: Mapping[str, str], *, undecided: bool) -> Next:
    asks, label, hint = ASKS.get(act.name, ("", "", ""))
    why = await hindrance(event, act.name)
    made = Next(
        act.name,
        _(act.title),
        why=_(why.says, **why.facts) if why else "",
        mended_at=why.at if why else "",
        address=ELSEWHERE.get(act.name, "").format(code=event.code),
        folded=_(act.title) if act.backward else "",
        asks=asks,
        label=_(label) if label else "",
        hint=_(hint) if hint else "",
        typed=typed.get(act.name, ""),
    )
    return await _told(event, made, undecided=undecided)


async def _told(event: Event, made: Next, *, undecided: bool) -> Next:
    """What is worth knowing before it is done."""
    match made.name:
        case "sign-off" if undecided:
            return replace(made, says=_(TIES_FIRST))
        case "unseal" if by_two(event):
            return replace(made, title=_("去解密（两人确认）"), address=f"/unseal/{event.code}", says=_(SHOWS_NAMES))
        case "unseal":
            return replace(made, says=_(SHOWS_NAMES))
        case "announce":
            return replace(made, says=_(NOT_SHOWN))
        case "notice":
            first, last = notice_period(today(await season_of(event)), event.notice_days)
            return replace(made, says=_(PERIOD, first=day_of(first), last=day_of(last), days=event.notice_days))
        case "release" if event.stage != "notice":
            return replace(made, folded=_(WITHOUT))
        case "release":
            return replace(made, folded=_(EARLY)) if await _runs_until(event) else replace(made, says=_(OVER), asks="")
    return made


async def _runs_until(event: Event) -> date | None:
    """The last day of a notice that still runs."""
    notice = await notice_of(event.id) if event.stage == "notice" else None
    return notice.last_day if notice and today(await season_of(event)) <= notice.last_day else None
