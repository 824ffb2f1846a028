"""Officials without a seat: they mark nothing. Appointed and dismissed at any time, each with a card of his own."""

from collections.abc import Mapping
from dataclasses import dataclass

from competition.audit.chain import record
from competition.database import DB
from competition.events.duties import CLERK_ROLE, CODING_ROLE, FLOOR_ROLE, SUPERVISOR_ROLE, Seat, seats
from competition.events.tables import Duty, Event
from competition.pages.language import N_
from competition.pages.refusal import Missing, Refusal
from competition.people.accounts import make_account, next_number
from competition.people.pins import give_link
from competition.people.sessions import end_tablets
from competition.people.tables import TabletLink

NO_NAME = N_("请填写姓名。")
MARKS = N_("{name}是评分裁判，不能兼任加密裁判。请另请一位。")
NO_OFFICIAL = N_("没有这位工作人员。请从页面上的按钮操作。")


@dataclass(frozen=True)
class Post:
    """What he is called, how his account is numbered (`DG-C1`), what he does, and on which of an event's pages."""

    title: str
    letter: str
    does: str
    page: str


POSTS: Mapping[str, Post] = {
    FLOOR_ROLE: Post(N_("检录员"), "F", N_("检录、计时、报告缺考和换人；能看到姓名，不评分"), "floor"),
    CLERK_ROLE: Post(N_("录分员"), "C", N_("录入纸质评分表；两位录分员各录一遍，互不可见"), "papers"),
    CODING_ROLE: Post(N_("加密裁判"), "E", N_("管编码和回避；知道赛位是谁的，不评分，也不能由评分裁判兼任"), "coding"),
    SUPERVISOR_ROLE: Post(N_("监督"), "S", N_("查看当日的退回、裁决、勘误、扣分和换卡，只看不改"), "supervise"),
}


async def officials(event_id: int) -> list[Seat]:
    """Those who hold such a post, by post and account."""
    order = tuple(POSTS)
    return sorted(
        (one for one in await seats(event_id) if one.role in POSTS), key=lambda one: (order.index(one.role), one.account)
    )


async def appoint(event: Event, role: str, name: str, by: str, pins: bytes) -> Seat:
    """A new account with a card, and its duty."""
    shown = name.strip()
    if role not in POSTS:
        raise Missing(NO_OFFICIAL)
    if not shown:
        raise Refusal(NO_NAME)
    if role == CODING_ROLE and any(one.seat and one.shown == shown for one in await seats(event.id)):
        raise Refusal(MARKS, name=shown)
    async with DB.transaction():
        # of two appointed at once the second waits, and gets the next number
        await Event.select(Event.id).where(Event.id == event.id).lock_rows().first()
        start = f"{event.code}-{POSTS[role].letter}"
        account = await make_account(f"{start}{await next_number(start)}", shown, None)
        await Duty(event=event.id, account=account.id, role=role).save()
        await give_link(account.id, pins)
        await record(by, "official-appointed", event.code, {"role": role, "account": account.name, "name": shown})
    return Seat(account.id, account.name, shown, role, 0, ())


async def dismiss(event: Event, account: int, by: str) -> None:
    """The duty is over, and the card opens nothing more."""
    one = await _official(event, account)
    async with DB.transaction():
        await Duty.delete().where((Duty.event == event.id) & (Duty.account == account) & (Duty.role == one.role))
        await TabletLink.delete().where(TabletLink.account == account)
        await end_tablets(account)
        await record(by, "official-dismissed", event.code, {"role": one.role, "account": one.name})


async def another_card(event: Event, account: int, by: str, pins: bytes) -> Seat:
    """A new link and PIN; who came in by the old one is out."""
    one = await _official(event, account)
    async with DB.transaction():
        await give_link(account, pins)
        await end_tablets(account)
        await record(by, "new-card", event.code, {"account": one.name})
    return one


async def _official(event: Event, account: int) -> Seat:
    found = next((one for one in await officials(event.id) if one.account == account), None)
    if found is None:
        raise Missing(NO_OFFICIAL)
    return found
