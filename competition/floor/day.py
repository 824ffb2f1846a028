"""The papers of a day of competition, session by session, in the order they are handed out.

Names stand on the registers of the office alone; what a referee or a clerk holds knows stations.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from competition.documents.cards import DrawSlip, StationCard
from competition.documents.day import FormAspect, MarkingForm, Part, Ruled
from competition.events.duties import Seat, seats
from competition.events.programme import round_of, season_of
from competition.events.scheme_words import rule
from competition.events.schemes import parsed
from competition.events.tables import Event
from competition.floor.draw import label
from competition.floor.stations import NO_SESSIONS, Competitor, Placed, competitors, holds, last_draw, placed, sessions_of
from competition.pages.language import N_, language
from competition.pages.refusal import Refusal
from scoring.amounts import plain
from scoring.aspects import Aspect
from scoring.scheme import Scheme, Subcriterion

NO_SCHEME = N_("还没有评分标准，印不出评分表。请先导入或填写评分标准。")
PARTS = {
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
    """What all papers of the event are made from. `at`: where the QR of a form leads, before `/station/form`."""

    event: Event
    scheme: Scheme | None
    everybody: tuple[Seat, ...]
    at: str


@dataclass(frozen=True)
class Day:
    """A session: when, who comes, and the labels of its places; before a draw all come and every place is there."""

    number: int
    shown: str
    people: tuple[Competitor, ...]
    stations: dict[int, str]
    labels: tuple[str, ...]


async def ground(event: Event, base: str) -> Ground:
    """The event as it stands."""
    current = await round_of(event.id)
    return Ground(event, parsed(current.scheme), tuple(await seats(event.id)), f"{base}/papers/{event.code}")


async def days(event: Event) -> list[Day]:
    """Its sessions in order."""
    one = await round_of(event.id)
    sessions, zone = await sessions_of(one.id), ZoneInfo((await season_of(event)).timezone)
    there = await placed(event.id, one.id) if holds(event, await last_draw(one.id)) else []
    if not sessions or not (there or event.stations):
        raise Refusal(NO_SESSIONS)
    everybody = await competitors(event.id)
    found = []
    for each in sessions:
        own = [place for place in there if place.session == each.number]
        every = tuple(label(each.number, n, len(sessions), event.stations, one.number) for n in range(1, event.stations + 1))
        people = _by_number(own) if there else tuple(everybody)
        labels = tuple(place.label for place in own) if there else every
        stations = {place.competitor.registration: place.label for place in own}
        found.append(Day(each.number, _shown(each.number, len(sessions), each.starts_at, zone), people, stations, labels))
    return found


def _by_number(own: Sequence[Placed]) -> tuple[Competitor, ...]:
    # by contest number: the order of a register must not tell the order of the stations
    return tuple(sorted((place.competitor for place in own), key=lambda one: one.number))


def _shown(number: int, count: int, at: datetime | None, zone: ZoneInfo) -> str:
    parts = [f"第 {number} 场"] if count > 1 else []
    if at is not None:
        here = at.astimezone(zone)
        parts.append(f"{here.year}年{here.month}月{here.day}日 {here:%H:%M}")
    return "　".join(parts)


def parts(made: Ground, sessions: Sequence[Day], wanted: Sequence[str]) -> list[Part]:
    """The wanted papers of each session, one session after the other; spare forms last."""
    if made.scheme is None and {"forms", "spares"} & set(wanted):
        raise Refusal(NO_SCHEME)
    # papers are Chinese, whoever prints them
    spoken = language.set("zh")
    try:
        return _parts(made, sessions, wanted)
    finally:
        language.reset(spoken)


def _parts(made: Ground, sessions: Sequence[Day], wanted: Sequence[str]) -> list[Part]:
    found = [_part(made, day, name) for day in sessions for name in PARTS if name in wanted and name != "spares"]
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
            session, desk = day.shown.split("　")[0] if "场" in day.shown else "", made.at.replace("/papers/", "/floor/")
            return Part(title, tuple(StationCard(one, event, session, f"{desk}/{one}") for one in day.labels))
        case "forms":
            return Part(title, tuple(_forms(made, day.shown, day.labels)))
        case "record":
            return Part(title, (_record(event, day),))
        case _:
            return Part(title, (_penalties(event, day),))


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
    assert made.scheme is not None
    return [_form(made, session, one, form) for form in made.scheme.subcriteria.values() for one in labels]


def _form(made: Ground, session: str, station: str, form: Subcriterion) -> MarkingForm:
    """Blind: the station, the judges' labels, and where a clerk keys it; a spare one leads to the list."""
    judges = tuple(seat.judge for seat in made.everybody if seat.marks(form.code))
    most = max((aspect.judges for aspect in form.aspects if aspect.judged), default=0)
    columns = judges or tuple(f"J{n}" for n in range(1, max(most, 1) + 1))
    link = f"{made.at}/form/{station}/{form.code}" if station else made.at
    aspects = tuple(_aspect(aspect) for aspect in form.aspects if aspect.annulled is None)
    return MarkingForm(made.event.title, session, station, form.code, form.title, plain(form.max), link, columns, aspects)


def _aspect(aspect: Aspect) -> FormAspect:
    levels = tuple(f"{level}　{text}" for level, text in aspect.descriptors)
    return FormAspect(aspect.code, aspect.title, rule(aspect), plain(aspect.max), aspect.judged, aspect.difficulty, levels)
