"""From a signed ranking to the public: approval, public notice, release. Each is a named act of a named role.

Must not know how a page or a paper looks.
"""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from competition.database import DB
from competition.events.hindrances import hinders
from competition.events.moments import today
from competition.events.programme import round_of
from competition.events.stages import PUBLISHED, perform
from competition.events.tables import Event, Season, StageAct
from competition.judging.ties import none_waiting
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from competition.results.signing import Signed, signed
from competition.results.tables import Notice
from competition.results.working_days import notice_period

UNSIGNED = N_("裁判长还没有签字，不能公示。")
NO_NOTICE = N_("还没有公示就要公布：请在原因里写明依据。")
TOO_EARLY = N_("公示期到 {last} 才满。要提前公布，请在原因里写明依据。")


def day_of(date: date) -> str:
    """2026年11月22日."""
    return _("{year}年{month}月{day}日", year=date.year, month=date.month, day=date.day)


def period_of(notice: Notice) -> str:
    """From when to when objections are heard."""
    return _("{first} 至 {last}", first=day_of(notice.first_day), last=day_of(notice.last_day))


async def corrected_on(event: Event, season: Season, found: Signed | None) -> date | None:
    """The day of the erratum that made this revision, where an older one was public."""
    if found is None or not found.second:
        return None
    shown: Any = StageAct.now
    out = (StageAct.event == event.id) & shown.is_in(sorted(PUBLISHED))
    first = await StageAct.objects().where(out).order_by(StageAct.id).first()
    if first is None or first.at > found.made_at:
        return None
    return found.made_at.astimezone(ZoneInfo(season.timezone)).date()


@hinders("approve")
async def could_approve(event: Event) -> None:
    """Refuses while a tie across the edge of an award or a quota is undecided."""
    round_id = (await round_of(event.id)).id
    if event.stage == "unsealed" and (found := await signed(round_id)) is not None:
        await none_waiting(round_id, found.ranking, event.quota)


async def approve(event: Event, by: str, approvers: str) -> None:
    """审定."""
    await could_approve(event)
    await perform(event, "approve", by, approvers)


async def begin_notice(event: Event, season: Season, by: str) -> Notice:
    """公示 of the signed ranking, for the event's number of working days from the next one on."""
    ranking = await signed((await round_of(event.id)).id)
    if ranking is None:
        raise Refusal(UNSIGNED, status=409)
    first, last = notice_period(today(season), event.notice_days)
    async with DB.transaction():
        await perform(event, "notice", by)
        notice = Notice(event=event.id, snapshot=ranking.id, first_day=first, last_day=last, made_at=datetime.now(UTC))
        await notice.save()
    return notice


async def notice_of(event_id: int) -> Notice | None:
    """The event's latest notice; none while it is withdrawn."""
    standing: Any = Notice.event.stage
    stands = (Notice.event == event_id) & standing.is_in(sorted(PUBLISHED))
    return await Notice.objects().where(stands).order_by(Notice.id, ascending=False).first()


async def release(event: Event, season: Season, by: str, reason: str = "") -> None:
    """公布. Without a notice, or before it has run its days, only with a reason, which is recorded."""
    notice = await notice_of(event.id) if event.stage == "notice" else None
    if not reason.strip():
        if notice is None:
            raise Refusal(NO_NOTICE)
        if today(season) <= notice.last_day:
            raise Refusal(TOO_EARLY, last=day_of(notice.last_day))
    await perform(event, "release", by, reason)
