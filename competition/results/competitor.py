"""Door: a competitor's own page, on a phone, without script: how far he is; once published, his result and why this place."""

from dataclasses import dataclass
from typing import Any

from litestar import get
from litestar.params import FromPath
from litestar.response import Template

from competition.events.programme import called, event_by_code, round_of, rounds_of, season_of
from competition.events.stages import ORDER, PUBLISHED, RELEASED, STAGES
from competition.events.tables import Event, Season
from competition.pages.language import N_, _
from competition.pages.refusal import Missing
from competition.pages.rights import PUBLIC
from competition.pages.site import AnyRequest, page
from competition.registration.tables import Member, Registration
from competition.results.publication import corrected_on, day_of, notice_of
from competition.results.reasons import Result, result_of
from competition.results.signing import signed

UNKNOWN = N_("没有这个个人链接。请重新扫二维码，或向领队要。")
STATES = {
    "submitted": N_("已提交，等待审核"),
    "accepted": N_("已接收"),
    "returned": N_("已退回：{reason}"),
    "refused": N_("未通过：{reason}"),
}
STEPS = ("open", "drawn", "running", "recheck", "signed", "notice", "released")


@dataclass(frozen=True)
class Own:
    """Who, where he stands, and his result once it is public."""

    season: str
    event: str
    code: str
    name: str
    members: str
    unit: str
    number: str
    state: str
    returned: bool
    link: str
    steps: tuple[tuple[str, str, str], ...]
    result: Result | None
    released: bool
    office: str
    phone: str
    objections: str
    corrected: str


@get("/r/{link:str}", right=PUBLIC)
async def own(request: AnyRequest, link: FromPath[str]) -> Template:
    """The page behind a competitor's personal link."""
    registration = await Registration.objects(Registration.event).where(Registration.link == link).first()
    if registration is None:
        raise Missing(UNKNOWN)
    event = registration.event
    its = await season_of(event)
    names, unit = await _who(registration)
    result = await _result(event, registration.id)
    notice = await notice_of(event.id)
    shown = Own(
        season=called(its),
        event=event.title,
        code=event.code,
        name=registration.team or names,
        members=names if registration.team else "",
        unit=unit,
        number=registration.number,
        state=_(STATES[registration.state], reason=registration.reason),
        returned=registration.state == "returned",
        link=link,
        steps=tuple(_step(event, stage) for stage in STEPS),
        result=result,
        released=event.stage in RELEASED,
        office=its.office,
        phone=its.phone,
        objections=day_of(notice.last_day) if notice else "",
        corrected=await _corrected(event, its) if result else "",
    )
    return page(request, "results/competitor.html", shown)


async def _who(registration: Registration) -> tuple[str, str]:
    person: Any = Member.person
    mine = Member.registration == registration.id
    rows = await Member.select(person.name, person.employer.name).where(mine).order_by(Member.position)
    employers = dict.fromkeys(row["person.employer.name"] for row in rows if row["person.employer.name"])
    return "、".join(row["person.name"] for row in rows), "、".join(employers)


async def _result(event: Event, registration_id: int) -> Result | None:
    """Nothing at all before publication."""
    event = await event_by_code(event.code)
    if event.stage not in PUBLISHED:
        return None
    # who did not go on to the last round reads of the one that was his last
    for one in reversed(await rounds_of(event.id)):
        found = await signed(one.id)
        for label, named in found.people.items() if found else ():
            if named.registration == registration_id:
                assert found is not None
                return result_of(found, label)
    return None


async def _corrected(event: Event, its: Season) -> str:
    """The day on which the ranking was put right after the public had seen it."""
    day = await corrected_on(event, its, await signed((await round_of(event.id)).id))
    return day_of(day) if day else ""


def _step(event: Event, stage: str) -> tuple[str, str, str]:
    at, here = ORDER.index(event.stage), ORDER.index(stage)
    until = next((ORDER.index(later) for later in STEPS if ORDER.index(later) > here), len(ORDER))
    return _(STAGES[stage]), "done" if until <= at else "live" if here <= at else "", ""


DOORS = [own]
