"""A checked entry becomes a registration: its people are found again or made, numbers are sealed. One transaction.

What was typed must have been checked before; knows no page.
"""

from datetime import datetime

from competition.database import DB
from competition.events.stages import BEFORE_DRAW
from competition.events.tables import Event
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.people.identity import Fault
from competition.people.persons import delegation_named, employer_named, known_person
from competition.people.sealed import fingerprint, seal
from competition.people.tables import Person
from competition.registration.acceptance import REFUSED, RETURNED, SUBMITTED, About, Claim, add_members, submit
from competition.registration.entry import Entry
from competition.registration.tables import Member, Registration

OTHER_NAME = N_("与姓名不一致"), N_("这个号码登记的是另一个姓名，请核对姓名和号码")
ALREADY = N_("已经报名"), N_("这个人已经报了本赛项")
TOO_LATE = N_("报名已经截止：赛项已编排，不能再添加选手。")
NOT_RETURNED = N_("这份报名现在不能改：它没有被退回，或已经重新提交。")


def open_now(event: Event, now: datetime) -> bool:
    """May anybody register for himself?"""
    return event.stage == "open" and (event.registration_until is None or now < event.registration_until)


async def known_faults(event_id: int, entry: Entry, key: bytes, mine: int = 0) -> dict[str, Fault]:
    """What the records say against an entry: a number of somebody else, somebody who has registered already."""
    faults: dict[str, Fault] = {}
    for number in range(1, entry.size + 1):
        identity = entry.of("identity", number)
        if not identity:
            continue
        owner = await _owner(identity, key)
        if owner is not None and owner.name != entry.of("name", number):
            faults[f"identity-{number}"] = Fault(*OTHER_NAME)
        elif owner is not None and await registered(event_id, owner.id, mine):
            faults[f"name-{number}"] = Fault(*ALREADY)
    return faults


async def registered(event_id: int, person: int, besides: int = 0) -> bool:
    """Is this person in the event already, by another registration that was not refused?"""
    other = (Member.registration.event == event_id) & (Member.registration != besides)
    return await Member.exists().where(other & (Member.person == person) & (Member.registration.state != REFUSED))


async def enter(event: Event, entry: Entry, key: bytes, *, trusted: bool = False, link: str = "") -> Registration:
    """Makes the registration. `trusted`: the organiser's word may add a number to a record that has none."""
    async with DB.transaction():
        return await submit(event.id, await _claims(entry, key, {}, trusted=trusted), await _about(entry), link)


async def add(event: Event, entry: Entry, key: bytes) -> Registration:
    """The organiser's: as long as nothing is drawn."""
    async with DB.transaction():
        fresh = await Event.objects().where(Event.id == event.id).lock_rows().first()
        if fresh is None or fresh.stage not in BEFORE_DRAW:
            raise Refusal(TOO_LATE, status=409)
        return await enter(fresh, entry, key, trusted=True)


async def enter_again(registration_id: int, entry: Entry, key: bytes) -> None:
    """A returned one, mended: waits for review again. Numbers left empty stay as they were."""
    async with DB.transaction():
        this = Registration.id == registration_id
        mine = await Registration.objects().where(this & (Registration.state == RETURNED)).lock_rows().first()
        if mine is None:
            raise Refusal(NOT_RETURNED, status=409)
        before = {member.position: member for member in await Member.objects().where(Member.registration == mine.id)}
        await Member.delete().where(Member.registration == mine.id)
        claims, about = await _claims(entry, key, before, trusted=False), await _about(entry)
        await add_members(mine.id, claims)
        mine.state, mine.delegation, mine.team, mine.note = SUBMITTED, about.delegation, about.team, about.note
        mine.leader, mine.liaison = about.leader, about.liaison
        await mine.save()
        await _forget({member.person for member in before.values()})


async def _about(entry: Entry) -> About:
    delegation = await delegation_named(entry.of("delegation")) if entry.of("delegation") else None
    return About(delegation, entry.of("team"), entry.of("leader"), entry.of("liaison"), entry.of("note"))


async def _claims(entry: Entry, key: bytes, before: dict[int, Member], *, trusted: bool) -> list[Claim]:
    # the organiser's table alone says an employer's code: a form that anybody may send changes nobody's record
    employer = await employer_named(entry.of("employer"), entry.of("credit") if trusted else "")
    return [await _claim(entry, number, employer, before.get(number), key, trusted) for number in range(1, entry.size + 1)]


async def _claim(entry: Entry, number: int, employer: int, before: Member | None, key: bytes, trusted: bool) -> Claim:
    phone = entry.of("phone", number)
    return Claim(
        await _person(entry, number, employer, before, key, trusted),
        employer,
        entry.of("sex", number),
        entry.of("occupation", number),
        entry.of("level", number),
        seal(phone, key) if phone else before.phone if before else None,
    )


async def _person(entry: Entry, number: int, employer: int, before: Member | None, key: bytes, trusted: bool) -> int:
    """By number if there is one, else by name and employer; of two namesakes neither is guessed."""
    name, sex, identity = entry.of("name", number), entry.of("sex", number), entry.of("identity", number)
    owner = await _owner(identity, key) if identity else None
    if owner is not None:
        if owner.name != name:
            raise Refusal(OTHER_NAME[1])
        return int(owner.id)
    if not identity and before is not None and await _renamed(before, name):
        return int(before.person)
    known = await known_person(name, employer) if not identity or trusted else None
    if known is not None and (not identity or await _given(known, identity, key)):
        return known
    sealed = (seal(identity, key), fingerprint(identity, key)) if identity else (None, None)
    made = Person(name=name, sex=sex, employer=employer, identity=sealed[0], identity_key=sealed[1])
    await made.save()
    return int(made.id)


async def _renamed(before: Member, name: str) -> bool:
    """The same person as before; where nothing else is known of him, his name may have been a slip."""
    same = await Person.objects().where(Person.id == before.person).lock_rows().first()
    if same is None:
        return False
    if same.name != name and await Member.exists().where(Member.person == same.id):
        if same.identity_key:
            raise Refusal(OTHER_NAME[1])
        return False
    await Person.update({Person.name: name}).where(Person.id == same.id)
    return True


async def _given(person: int, identity: str, key: bytes) -> bool:
    """Adds the number to a record that has none yet."""
    numbers = {Person.identity: seal(identity, key), Person.identity_key: fingerprint(identity, key)}
    bare = (Person.id == person) & Person.identity_key.is_null()
    return bool(await Person.update(numbers).where(bare).returning(Person.id))  # type: ignore[arg-type]


async def _owner(identity: str, key: bytes) -> Person | None:
    return await Person.objects().where(Person.identity_key == fingerprint(identity, key)).first()


async def _forget(people: set[int]) -> None:
    """Records that a correction left without any registration: a wrong number must not stay taken."""
    still = {row["person"] for row in await Member.select(Member.person).where(Member.person.is_in(sorted(people)))}
    if people - still:
        await Person.delete().where(Person.id.is_in(sorted(people - still)))
