"""The year of an event as one table of acts: who moves it from which stage to which.

Forward by a named act, backward only with a reason; the stages are those of the field, from 筹备 to 归档.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from competition.audit.chain import record
from competition.database import DB
from competition.events.tables import Event, Round, StageAct
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal

STAGES = {
    "draft": N_("筹备"),
    "open": N_("报名"),
    "closed": N_("审核"),
    "drawn": N_("编排"),
    "running": N_("比赛"),
    "recheck": N_("复核"),
    "signed": N_("签字"),
    "unsealed": N_("解密"),
    "approved": N_("审定"),
    "announced": N_("现场宣布"),
    "notice": N_("公示"),
    "released": N_("公布"),
    "nominated": N_("推荐"),
    "archived": N_("归档"),
}
ORDER = tuple(STAGES)
# how a stage looks, the same on every page: under way, on its way to the public, before the public
STAGE_KINDS = {"running": "live", "recheck": "wait", "signed": "wait", "unsealed": "wait", "approved": "wait"} | dict.fromkeys(
    ("notice", "announced", "released", "nominated", "archived"), "done"
)


@dataclass(frozen=True)
class Act:
    """A named act. `role`: whose it is; the organiser of a small event may do what is his or the office's."""

    name: str
    title: str
    was: tuple[str, ...]
    now: str
    role: str
    backward: bool = False
    # which rounds of an event know it: "first", "later", "" all
    rounds: str = ""


ACTS = (
    Act("open-registration", N_("开放报名"), ("draft",), "open", "organiser"),
    Act("close-registration", N_("截止报名"), ("open",), "closed", "organiser"),
    Act("draw", N_("完成抽签编排"), ("draft", "open", "closed", "drawn"), "drawn", "organiser"),
    Act("start", N_("开始比赛"), ("drawn",), "running", "chief"),
    Act("finish", N_("结束登分"), ("running",), "recheck", "chief"),
    Act("sign-off", N_("复核无误，裁判长签字"), ("recheck",), "signed", "chief"),
    Act("unseal", N_("解密"), ("signed",), "unsealed", "organiser"),
    Act("approve", N_("组委会审定"), ("unsealed",), "approved", "organiser"),
    Act("announce", N_("现场宣布"), ("approved",), "announced", "organiser"),
    Act("notice", N_("开始公示"), ("approved", "announced"), "notice", "organiser"),
    Act("release", N_("公布"), ("approved", "announced", "notice"), "released", "organiser"),
    Act("nominate", N_("推荐上报"), ("released",), "nominated", "organiser"),
    Act("archive", N_("归档"), ("released", "nominated"), "archived", "organiser"),
    Act("next-round", N_("进入下一轮"), ("recheck", "signed"), "closed", "organiser"),
    Act("reopen-registration", N_("重新开放报名"), ("closed", "drawn"), "open", "organiser", backward=True, rounds="first"),
    Act("cancel-round", N_("撤销这一轮"), ("closed", "drawn"), "recheck", "organiser", backward=True, rounds="later"),
    Act("reopen-marking", N_("退回登分"), ("recheck", "signed"), "running", "chief", backward=True),
    Act("withdraw-notice", N_("撤回公示"), ("notice",), "approved", "organiser", backward=True),
)
BY_NAME = {act.name: act for act in ACTS}


def _from(stage: str) -> frozenset[str]:
    return frozenset(ORDER[ORDER.index(stage) :])


# Until then nobody has his station.
BEFORE_DRAW = frozenset(ORDER) - _from("drawn")
# Until marking has begun, the scheme, the stations and the referees may change.
BEFORE_MARKING = frozenset(ORDER) - _from("running")
# From here on the marks are in.
AFTER_MARKING = _from("recheck")
# From here on the ranking is signed: whoever wants to change it goes back first, with a reason.
SIGNED = _from("signed")
# From here on names may be known beside the labels.
UNSEALED = _from("unsealed")
# From here on every tie is decided, and the places are the committee's.
APPROVED = _from("approved")
# From here on the public may see names and places.
PUBLISHED = _from("notice")
# From here on they are final.
RELEASED = _from("released")

NOT_NOW = N_("“{act}”现在做不了：赛项正在“{stage}”这一步。")
WHY = N_("“{act}”是退回一步，请写明原因。")


def possible(stage: str, rounds: int = 1) -> list[Act]:
    """What can be done from this stage in an event that is in its first, second ... round, forward first."""
    return [act for act in ACTS if stage in act.was and known(act, rounds)]


def known(act: Act, rounds: int) -> bool:
    """Is there such an act in this round?"""
    return not act.rounds or (act.rounds == "first") == (rounds == 1)


async def perform(event: Event, name: str, by: str, reason: str = "") -> None:
    """Moves the event on by an act, with the record of who did it, or not at all. Of two at once, one is refused."""
    act = BY_NAME[name]
    if act.backward and not reason.strip():
        raise Refusal(WHY, act=_(act.title))
    async with DB.transaction():
        fresh = await Event.select(Event.stage).where(Event.id == event.id).lock_rows().first()
        was = fresh["stage"] if fresh else event.stage
        rounds = await Round.count().where(Round.event == event.id) if act.rounds else 1
        if fresh is None or was not in act.was or not known(act, rounds):
            raise Refusal(NOT_NOW, status=409, act=_(act.title), stage=_(STAGES[was]))
        await Event.update({Event.stage: act.now}).where(Event.id == event.id)
        await StageAct(event=event.id, act=name, was=was, now=act.now, by=by, reason=reason, at=datetime.now(UTC)).save()
        await record(by, name, event.code, {"was": was, "now": act.now, "reason": reason})
    event.stage = act.now
