"""The papers of a day of competition, session by session, in the order they are handed out.

Names stand on the registers of the office alone; what a referee or a clerk holds knows stations.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from competition.documents.cards import DrawSlip, Pass, StationCard
from competition.documents.day import FormAspect, MarkingForm, Part, Ruled
from competition.events.duties import Seat, seats
from competition.events.programme import round_of, season_of
from competition.events.scheme_words import rule
from competition.events.schemes import parsed
from competition.events.tables import Event
from competition.floor.draw import label
from competition.floor.draws import holds, last_draw
from competition.floor.stations import NO_SESSIONS, Competitor, Placed, competitors, placed, sessions_of
from competition.floor.works import lacking, works
from competition.pages.language import N_, language
from competition.pages.refusal import Refusal
from scoring.amounts import plain
from scoring.aspects import Aspect
from scoring.scheme import Scheme, Subcriterion

NO_SCHEME = N_("还没有评分标准，印不出评分表。请先导入或填写评分标准。")
NO_NUMBERS = N_("还有 {count} 个选手没有参赛编号，印不出参赛证。请先抽参赛编号。")
PARTS = {
    "passes": N_("参赛证"),
    "sign-in": N_("签到表"),
    "check-in": N_("检录表"),
    "slips": N_("抽签条"),
    "plates": N_("赛位牌"),
    "forms": N_("评分表"),
    "record": N_("赛场记录表"),
    "penalties": N_("扣分记录"),
    "spares": N_("备用评分表"),
}
OFFICE = "本表有姓名，由会务、检录（加密）人员保管，不交给评分裁判。"
NO_SCORES = "只写赛位号，不写姓名；选手签赛位号确认，本表不写得分。"
SPARES, RECORDED, PENALTIES, LATE = 2, 6, 14, 3


@dataclass(frozen=True)
class Ground:
    """What all papers of the event are made from. `works`: label → number, where forms may not know a station; `lacking`: why
    there are none yet. `base`: where QRs lead."""

    event: Event
    season: str
    scheme: Scheme | None
    everybody: tuple[Seat, ...]
    works: Mapping[str, str]
    lacking: Refusal | None
    base: str


@dataclass(frozen=True)
class Day:
    """A session: when, who comes, and the labels of its places; before a draw all come and every place is there. `sure`: as much
    of when as a competitor may be told already."""

    number: int
    shown: str
    sure: str
    people: tuple[Competitor, ...]
    stations: dict[int, str]
    labels: tuple[str, ...]


async def ground(event: Event, base: str) -> Ground:
    """The event as it stands."""
    current, season = await round_of(event.id), await season_of(event)
    numbers = await works(current.id) if event.work_numbers else {}
    without = await lacking(event, current.id)
    return Ground(event, season.name, parsed(current.scheme), tuple(await seats(event.id)), numbers, without, base)


async def days(event: Event) -> list[Day]:
    """Its sessions in order."""
    one = await round_of(event.id)
    sessions, zone = await sessions_of(one.id), ZoneInfo((await season_of(event)).timezone)
    there = await placed(event.id, one.id) if holds(event, await last_draw(one.id)) else []
    if not sessions or not (there or event.stations):
        raise Refusal(NO_SESSIONS)
    everybody, found = await competitors(event.id), []
    dates = {_date(each.starts_at, zone) for each in sessions}
    for each in sessions:
        own = [place for place in there if place.session == each.number]
        every = tuple(label(each.number, n, len(sessions), event.stations, one.number) for n in range(1, event.stations + 1))
        people = _by_number(own) if there else tuple(everybody)
        labels = tuple(place.label for place in own) if there else every
        stations = {place.competitor.registration: place.label for place in own}
        shown = _shown(each.number, len(sessions), each.starts_at, zone)
        sure = shown if there or len(sessions) == 1 else min(dates) if len(dates) == 1 else ""
        found.append(Day(each.number, shown, sure, people, stations, labels))
    return found


def _by_number(own: Sequence[Placed]) -> tuple[Competitor, ...]:
    # by contest number: the order of a register must not tell the order of the stations
    return tuple(sorted((place.competitor for place in own), key=lambda one: one.number))


def _shown(number: int, count: int, at: datetime | None, zone: ZoneInfo) -> str:
    parts = [f"第 {number} 场"] if count > 1 else []
    if at is not None:
        parts.append(f"{_date(at, zone)} {at.astimezone(zone):%H:%M}")
    return "　".join(parts)


def _date(at: datetime | None, zone: ZoneInfo) -> str:
    here = at.astimezone(zone) if at else None
    return f"{here.year}年{here.month}月{here.day}日" if here else ""


def unprintable(made: Ground, sessions: Sequence[Day], part: str) -> Refusal | None:
    """What this part still lacks, and where that is done."""
    if part in ("forms", "spares") and made.scheme is None:
        return Refusal(NO_SCHEME)
    if part == "forms":
        return made.lacking
    unnumbered = {one.registration for day in sessions for one in day.people if not one.number}
    return Refusal(NO_NUMBERS, count=len(unnumbered)) if unnumbered and part == "passes" else None


def parts(made: Ground, sessions: Sequence[Day], wanted: Sequence[str]) -> list[Part]:
    """The wanted papers of each session, one session after the other; passes first, spare forms last."""
    for name in wanted:
        if (why := unprintable(made, sessions, name)) is not None:
            raise why
    # papers are Chinese, whoever prints them
    spoken = language.set("zh")
    try:
        return _parts(made, sessions, wanted)
    finally:
        language.reset(spoken)


def _parts(made: Ground, sessions: Sequence[Day], wanted: Sequence[str]) -> list[Part]:
    found = [Part(PARTS["passes"], _passes(made, sessions))] if "passes" in wanted else []
    apart = ("passes", "spares")
    found += [_part(made, day, name) for day in sessions for name in PARTS if name in wanted and name not in apart]
    if "spares" in wanted:
        found.append(Part(PARTS["spares"], tuple(form for form in _forms(made, "", ("",)) for _copy in range(SPARES))))
    return [part for part in found if part.items]


def _part(made: Ground, day: Day, name: str) -> Part:
    event, title = made.event.title, PARTS[name] + (f"　{day.shown}" if day.shown else "")
    match name:
        case "sign-in":
            return Part(title, (_signing_in(event, day),))
        case "check-in":
            return Part(title, (_checking_in(event, day),))
        case "slips":
            return Part(title, tuple(DrawSlip(one, event) for one in day.labels))
        case "plates":
            session, desk = day.shown.split("　")[0] if "场" in day.shown else "", _desk(made)
            return Part(title, tuple(StationCard(one, event, session, f"{desk}/{one}") for one in day.labels))
        case "forms":
            return Part(title, tuple(_forms(made, day.shown, day.labels)))
        case "record":
            return Part(title, (_record(event, day),))
        case _:
            return Part(title, (_penalties(event, day),))


def _desk(made: Ground) -> str:
    return f"{made.base}/floor/{made.event.code}"


def _passes(made: Ground, sessions: Sequence[Day]) -> tuple[Pass, ...]:
    """One for each person, once, whichever session is his."""
    there = {one.registration: (one, day.sure) for day in reversed(sessions) for one in day.people}
    # a pass lies open on a table: where the event codes its competitors it says no employer
    coded = made.event.work_numbers or made.event.numbers_drawn
    return tuple(
        Pass(
            made.season,
            made.event.title,
            one.number,
            name,
            "" if coded else one.team or one.delegation or one.employer,
            when,
            f"{_desk(made)}/{one.number}",
        )
        for one, when in sorted(there.values(), key=lambda pair: pair[0].number)
        for name in one.names
    )


def _signing_in(event: str, day: Day) -> Ruled:
    columns = (("序号", 5), ("参赛编号", 9), ("姓名", 11), ("单位或代表队", 20), ("签到时间", 9), ("本人签名", 12))
    people = [(one, name) for one in day.people for name in one.names]
    rows = tuple(
        (str(n), one.number, name, one.team or one.delegation or one.employer, "", "") for n, (one, name) in enumerate(people, 1)
    )
    return Ruled("签到表", event, day.shown, OFFICE, columns, rows, LATE, ("会务", "日期"))


def _checking_in(event: str, day: Day) -> Ruled:
    columns = (("参赛编号", 9), ("选手", 13), ("身份核验", 8), ("工具核验", 8), ("赛位号", 8), ("检录时间", 9), ("备注", 11))
    rows = tuple((one.number, one.shown, "", "", day.stations.get(one.registration, ""), "", "") for one in day.people)
    note = OFFICE + "迟到 15 分钟按弃权登记。"
    return Ruled("检录表", event, day.shown, note, columns, rows, 0, ("检录", "监督", "日期"))


def _record(event: str, day: Day) -> Ruled:
    columns = (("赛位", 6), ("开始", 7), ("结束", 7), ("中断起止、原因", 18), ("补时", 6), ("选手签赛位号", 10), ("现场裁判", 9))
    rows = tuple((one, "", "", "", "", "", "") for one in day.labels)
    return Ruled("赛场记录表", event, day.shown, NO_SCORES, columns, rows, RECORDED, ("现场裁判", "裁判长", "日期"))


def _penalties(event: str, day: Day) -> Ruled:
    columns = (("赛位", 6), ("时间", 7), ("违规事项", 22), ("扣分", 6), ("选手签赛位号", 10), ("现场裁判", 9))
    return Ruled("扣分记录", event, day.shown, NO_SCORES, columns, (), PENALTIES, ("现场裁判", "裁判长", "日期"))


def _forms(made: Ground, session: str, labels: Sequence[str]) -> list[MarkingForm]:
    """By station; by number where works have numbers, without the session, so that neither order nor heading tells a station."""
    assert made.scheme is not None
    called = sorted(made.works.get(one, one) for one in labels)
    return [_form(made, "" if made.works else session, one, form) for form in made.scheme.subcriteria.values() for one in called]


def _form(made: Ground, session: str, called: str, form: Subcriterion) -> MarkingForm:
    """Blind: the station or the work, the judges' labels, and where a clerk keys it; a spare one leads to the list."""
    judges = tuple(seat.judge for seat in made.everybody if seat.marks(form.code))
    most = max((aspect.judges for aspect in form.aspects if aspect.judged), default=0)
    columns = judges or tuple(f"J{n}" for n in range(1, max(most, 1) + 1))
    pile, what = f"{made.base}/papers/{made.event.code}", "成果号" if made.event.work_numbers else "赛位"
    link = f"{pile}/form/{quote(called, safe='')}/{form.code}" if called else pile
    aspects = tuple(_aspect(aspect) for aspect in form.aspects if aspect.annulled is None)
    title = made.event.title
    return MarkingForm(title, session, called, form.code, form.title, plain(form.max), link, columns, aspects, what)


def _aspect(aspect: Aspect) -> FormAspect:
    levels = tuple(f"{level}　{text}" for level, text in aspect.descriptors)
    return FormAspect(aspect.code, aspect.title, rule(aspect), plain(aspect.max), aspect.judged, aspect.difficulty, levels)
