"""What speaks against what is decided on the floor: clocks, time given back, check-in, stations, recusals, handovers.

Knows no clock of its own: which act fits is told by the acts before it.
"""

from scoring.decisions import CheckIn, Clock, Handover, Move, Recusal, Substitution, TimeGiven
from scoring.problems import N_, Problem
from scoring.sheet import Sheet
from scoring.tally.said import no_reason, says
from scoring.tally.state import CLOCK, Tally, timed

OnTheFloor = Clock | TimeGiven | CheckIn | Substitution | Move | Recusal | Handover
# A day: nobody is given more back.
MOST_SECONDS = 86_400


def objection_on_the_floor(tally: Tally, decision: OnTheFloor) -> Problem | None:
    match decision:
        case Clock():
            return _clock(tally, decision)
        case Handover(judge=judge, account=account, reason=reason):
            unnamed = not judge or not account
            return says("judge", N_("应写明谁的评分交给谁")) if unnamed else no_reason(reason)
        case TimeGiven():
            return _time_given(tally, decision)
    sheet = tally.sheets.get(decision.competitor)
    if sheet is None:
        return says("competitor", N_("没有选手 {competitor}"), competitor=decision.competitor)
    match decision:
        case CheckIn():
            return _check_in(tally, sheet)
        case Substitution(reason=reason):
            return _substitution(tally, sheet) or no_reason(reason)
        case Move():
            return _move(tally, decision) or no_reason(decision.reason)
        case _:
            return _recusal(tally, sheet, decision)


def _clock(tally: Tally, decision: Clock) -> Problem | None:
    if decision.act not in CLOCK:
        names = "、".join(CLOCK)
        return says("act", N_("计时操作为 {act}，应为下列之一：{names}"), act=decision.act, names=names)
    if decision.session and decision.session not in tally.sessions:
        return says("session", N_("没有第 {session} 场"), session=str(decision.session))
    if decision.act == "restart" and not decision.session:
        return says("session", N_("误停的计时要逐场恢复"))
    if not timed(tally, decision):
        return says("act", N_("现在没有可以这样操作的场次计时"))
    # A pause waits for no words: why it stands still is said once it does.
    return no_reason(decision.reason) if decision.act in ("explain", "restart") else None


def _time_given(tally: Tally, decision: TimeGiven) -> Problem | None:
    if decision.competitor and decision.competitor not in tally.sheets:
        return says("competitor", N_("没有选手 {competitor}"), competitor=decision.competitor)
    if decision.session and decision.session not in tally.sessions:
        return says("session", N_("没有第 {session} 场"), session=str(decision.session))
    if not 0 < abs(decision.seconds) <= MOST_SECONDS:
        return says("seconds", N_("补时为 {seconds} 秒，应为不超过一天的整秒数"), seconds=str(decision.seconds))
    return no_reason(decision.reason)


def _check_in(tally: Tally, sheet: Sheet) -> Problem | None:
    if sheet.competitor in tally.arrived:
        return says("competitor", N_("{competitor} 已检录"), competitor=sheet.competitor)
    if not sheet.placed:
        return says("competitor", N_("{competitor} 已登记缺考或弃赛，应先恢复"), competitor=sheet.competitor)
    return None


def _substitution(tally: Tally, sheet: Sheet) -> Problem | None:
    if sheet.competitor in tally.arrived:
        return says("competitor", N_("{competitor} 已检录，不能再换人"), competitor=sheet.competitor)
    if sheet.entries:
        return says("competitor", N_("{competitor} 已有登分，不能再换人"), competitor=sheet.competitor)
    return None


def _move(tally: Tally, decision: Move) -> Problem | None:
    if not decision.station.strip():
        return says("station", N_("应写明换到哪个赛位"))
    there = decision.station in tally.sheets and decision.station not in tally.moved
    taken = there or decision.station in tally.moved.values()
    if decision.station != decision.competitor and taken:
        return says("station", N_("{station} 号赛位已有人"), station=decision.station)
    return None


def _recusal(tally: Tally, sheet: Sheet, decision: Recusal) -> Problem | None:
    facts = {"competitor": sheet.competitor, "judge": decision.judge}
    if ((sheet.competitor, decision.judge) in tally.recused) == decision.recused:
        return says("judge", N_("{competitor} 与 {judge} 的回避没有改动"), **facts)
    marked = any(decision.judge in entries for entries in sheet.entries.values())
    if decision.recused and marked:
        return says("judge", N_("{judge} 已给 {competitor} 登过分，应先撤回这些分"), **facts)
    return None
