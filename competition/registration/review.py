"""The review: accept, send back, refuse. The rules are asked again at the moment of each act, under the event's lock."""

from competition.audit.chain import record
from competition.database import DB
from competition.events.stages import BEFORE_DRAW
from competition.events.tables import Event
from competition.pages.language import N_, _
from competition.pages.refusal import Missing, Refusal
from competition.people.tables import Person
from competition.registration.acceptance import ACCEPTED, NOT_SUBMITTED, REFUSED, RETURNED, SUBMITTED, accept
from competition.registration.roll import surveyed
from competition.registration.rules import BLOCK, NO_AWARD, TOLD, WARN, Finding, findings, gravest
from competition.registration.tables import Member, Registration

UNKNOWN = N_("没有这份报名，它可能已被撤回。请回到报名列表。")
BLOCKED = N_("不能接收{name}：{why}。")
EXCEPTION = N_("{name}：{why}。要接收，请按“作为例外接收”。")
WHY = N_("请写明原因，对方会看到。")
TOO_LATE = N_("赛项已编排，不能再改动报名。")
HAS_NUMBER = N_("他有身份证号，号码相同就是同一个人。")
DONE = N_("这份报名已被处理过。请刷新页面再看。")


async def accept_one(event: Event, registration: int, by: str, key: bytes, *, exception: bool = False) -> str:
    """Accepts it as the rules demand: not against a block, past a warning only knowingly, and no award where they say so."""
    async with DB.transaction():
        await _early(event)
        lines, ground = await surveyed(event, key)
        line = next((one for one in lines if one.id == registration), None)
        if line is None:
            raise Missing(UNKNOWN)
        if line.state != SUBMITTED:
            raise Refusal(NOT_SUBMITTED, status=409)
        found = findings(line.candidate, ground)
        grave = gravest(found)
        if grave == BLOCK:
            raise Refusal(BLOCKED, name=line.name, why=told(found))
        if any(one.effect == WARN for one in found) and not exception:
            raise Refusal(EXCEPTION, name=line.name, why=told(found))
        number = await accept(registration, no_award=grave == NO_AWARD)
        await record(by, "accept-registration", f"{event.code}/{registration}", {"number": number, "rules": grave})
    return number


async def accept_clean(event: Event, by: str, key: bytes) -> int:
    """Accepts all against whom nothing stands, in the order they came, each after those before him; how many."""
    count = 0
    async with DB.transaction():
        await _early(event)
        lines, ground = await surveyed(event, key)
        for line in lines:
            if line.state == SUBMITTED and gravest(findings(line.candidate, ground)) == TOLD:
                number = await accept(line.id)
                await record(by, "accept-registration", f"{event.code}/{line.id}", {"number": number, "rules": TOLD})
                ground = ground.with_accepted(line.id)
                count += 1
    return count


async def send_back(event: Event, registration: int, reason: str, by: str) -> None:
    """Back to who sent it, to be mended; also one that was accepted already, as long as nothing is drawn."""
    await _decide(event, registration, (SUBMITTED, ACCEPTED), RETURNED, reason, by)


async def refuse(event: Event, registration: int, reason: str, by: str) -> None:
    """For good."""
    await _decide(event, registration, (SUBMITTED, RETURNED), REFUSED, reason, by)


async def separate(event: Event, registration: int, by: str) -> None:
    """Not the same person after all, only the same name: a record of his own. With a number nobody can say that."""
    async with DB.transaction():
        await _early(event)
        its = (Member.registration == registration) & (Member.registration.event == event.id)
        for member in await Member.objects(Member.person).where(its).order_by(Member.position):
            if member.person.identity_key:
                raise Refusal(HAS_NUMBER)
            twin = Person(name=member.person.name, sex=member.sex, employer=member.employer or member.person.employer)
            await twin.save()
            await Member.update({Member.person: twin.id}).where(Member.id == member.id)
        await record(by, "separate-registration", f"{event.code}/{registration}")


def told(found: tuple[Finding, ...]) -> str:
    """What the rules found, in a line."""
    return _("；").join(_(one.says, **one.facts) for one in found)


async def _decide(event: Event, registration: int, was: tuple[str, ...], now: str, reason: str, by: str) -> None:
    if not reason.strip():
        raise Refusal(WHY)
    async with DB.transaction():
        await _early(event)
        this = (Registration.id == registration) & (Registration.event == event.id)
        changes = {Registration.state: now, Registration.reason: reason.strip()[:500]}
        moved = await Registration.update(changes).where(this & Registration.state.is_in(list(was))).returning(Registration.id)  # type: ignore[arg-type]
        if not moved and not await Registration.exists().where(this):
            raise Missing(UNKNOWN)
        if not moved:
            raise Refusal(DONE, status=409)
        await record(by, f"registration-{now}", f"{event.code}/{registration}")


async def _early(event: Event) -> None:
    """Nothing is drawn yet; the event's row is held until this transaction ends: of two reviewers one comes after the other."""
    fresh = await Event.objects().where(Event.id == event.id).lock_rows().first()
    if fresh is None or fresh.stage not in BEFORE_DRAW:
        raise Refusal(TOO_LATE, status=409)
