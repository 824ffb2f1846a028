"""Reviewing against the tables: numbers, limits, decisions once, the same person across the years."""

import asyncio

import pytest

from competition.audit.tables import Act
from competition.events.tables import Event
from competition.pages.refusal import Refusal
from competition.people.sealed import unseal
from competition.people.tables import Person
from competition.registration.entering import add, enter, enter_again, known_faults
from competition.registration.review import accept_clean, accept_one, refuse, send_back, separate
from competition.registration.roll import roll
from competition.registration.tables import Member, Registration, Rule
from tests.registration.builders import IDENTITY, KEY, an_entry, an_event

pytestmark = pytest.mark.usefixtures("database")


async def state(registration: int) -> str:
    row = await Registration.select(Registration.state).where(Registration.id == registration).first()
    assert row is not None
    return str(row["state"])


async def test_one_identity_number_is_one_person_across_the_years() -> None:
    first, second = await an_event(identity=True), await an_event("QG", "钳工", identity=True)
    await enter(first, an_entry(identity=IDENTITY, employer="青梧机电公司"), KEY)
    await enter(second, an_entry(identity=IDENTITY, employer="白鹭电气厂"), KEY)

    people = await Person.objects()
    assert len(people) == 1
    assert unseal(people[0].identity, KEY) == IDENTITY


async def test_a_number_under_another_name_is_told_and_writes_nothing() -> None:
    event = await an_event(identity=True)
    await enter(event, an_entry(identity=IDENTITY), KEY)
    other = an_entry("林喆", identity=IDENTITY)

    assert list(await known_faults(event.id, other, KEY)) == ["identity-1"]
    with pytest.raises(Refusal):
        await enter(event, other, KEY)
    assert await Registration.count() == 1


async def test_a_form_of_anybody_changes_nobodys_record_before_it_is_accepted() -> None:
    event = await an_event()
    known = await enter(event, an_entry(level="高级工", phone="13800000000"), KEY)
    await accept_one(event, known.id, "luo", KEY)
    claimed = await enter(await an_event("QG", "钳工"), an_entry(level="初级工", phone="13900000000"), KEY)

    person = await Person.objects().first()
    assert person is not None
    assert (person.level, unseal(person.phone, KEY)) == ("高级工", "13800000000")
    assert (await roll(claimed.event))[0].people[0].who.level == "初级工"


async def test_two_reviewers_at_once_never_pass_the_capacity() -> None:
    event = await an_event(capacity=1)
    waiting = [await enter(event, an_entry(name), KEY) for name in ("周望舒", "林喆", "顾堃")]
    done = await asyncio.gather(*(accept_one(event, one.id, "luo", KEY) for one in waiting), return_exceptions=True)

    assert sum(isinstance(one, str) for one in done) == 1
    assert sorted(str(one) for one in done)[0] == "DG001"
    assert await Registration.count().where(Registration.state == "accepted") == 1


async def test_a_warning_is_passed_only_knowingly() -> None:
    event = await an_event()
    await Rule(event=event.id, kind="unit", effect="warn", value="1").save()
    first, second = await enter(event, an_entry("周望舒"), KEY), await enter(event, an_entry("林喆"), KEY)
    await accept_one(event, first.id, "luo", KEY)
    with pytest.raises(Refusal):
        await accept_one(event, second.id, "luo", KEY)

    assert await accept_one(event, second.id, "luo", KEY, exception=True) == "DG002"


async def test_all_without_problems_are_accepted_up_to_the_limit() -> None:
    event = await an_event(capacity=3)
    await Rule(event=event.id, kind="unit", effect="warn", value="2").save()
    for name, unit in (("甲一", "青梧"), ("甲二", "青梧"), ("甲三", "青梧"), ("乙一", "白鹭"), ("乙二", "白鹭")):
        await enter(event, an_entry(name, unit), KEY)

    assert await accept_clean(event, "luo", KEY) == 3
    assert [line.number for line in await roll(event.id)] == ["DG001", "DG002", "", "DG003", ""]


async def test_an_earlier_winner_is_accepted_without_award() -> None:
    event = await an_event()
    await Rule(event=event.id, kind="earlier", effect="no-award", value="周望舒 - 2025 年第 1 名").save()
    made = await enter(event, an_entry(), KEY)
    await accept_one(event, made.id, "luo", KEY)

    assert (await roll(event.id))[0].no_award


async def test_sent_back_needs_a_reason_and_is_mended_and_sent_again() -> None:
    event = await an_event()
    made = await enter(event, an_entry("周望书", phone="13800000000"), KEY)
    with pytest.raises(Refusal):
        await send_back(event, made.id, " ", "luo")
    await send_back(event, made.id, "姓名有误", "luo")
    await enter_again(made.id, an_entry("周望舒"), KEY)

    line = (await roll(event.id))[0]
    assert (line.state, line.name, await Person.count()) == ("submitted", "周望舒", 1)
    assert unseal(line.people[0].phone or "", KEY) == "13800000000"


async def test_a_wrong_number_is_free_again_once_it_is_mended() -> None:
    event = await an_event(identity=True)
    made = await enter(event, an_entry(identity=IDENTITY), KEY)
    await send_back(event, made.id, "号码不是他的", "luo")
    await enter_again(made.id, an_entry(identity="510107199001010018"), KEY)

    assert await known_faults(event.id, an_entry("林喆", identity=IDENTITY), KEY) == {}


async def test_a_decision_is_taken_once() -> None:
    event = await an_event()
    made = await enter(event, an_entry(), KEY)
    await refuse(event, made.id, "不在本区工作", "luo")
    for again in (accept_one(event, made.id, "luo", KEY), send_back(event, made.id, "再看", "luo")):
        with pytest.raises(Refusal):
            await again

    assert await state(made.id) == "refused"


async def test_two_of_one_name_and_unit_can_be_told_apart() -> None:
    event = await an_event()
    first, second = await enter(event, an_entry(), KEY), await enter(event, an_entry(), KEY)
    await accept_one(event, first.id, "luo", KEY)
    with pytest.raises(Refusal):
        await accept_one(event, second.id, "luo", KEY, exception=True)
    await separate(event, second.id, "luo")

    assert await accept_one(event, second.id, "luo", KEY) == "DG002"
    assert await Person.count() == 2


async def test_nothing_is_added_or_decided_after_the_draw() -> None:
    event = await an_event()
    made = await enter(event, an_entry(), KEY)
    await Event.update({Event.stage: "drawn"}).where(Event.id == event.id)
    for late in (add(event, an_entry("林喆"), KEY), accept_one(event, made.id, "luo", KEY), refuse(event, made.id, "晚", "luo")):
        with pytest.raises(Refusal):
            await late

    assert await Member.count() == 1


async def test_the_number_of_an_acceptance_taken_back_is_not_given_to_another() -> None:
    event = await an_event()
    first, second = await enter(event, an_entry("周望舒"), KEY), await enter(event, an_entry("林喆"), KEY)
    await accept_one(event, first.id, "luo", KEY)
    await send_back(event, first.id, "材料不全", "luo")
    await accept_one(event, second.id, "luo", KEY)
    await enter_again(first.id, an_entry("周望舒"), KEY)

    assert await accept_one(event, first.id, "luo", KEY) == "DG001"
    assert (await roll(event.id))[1].number == "DG002"


async def test_the_record_of_acts_holds_no_number() -> None:
    event = await an_event(identity=True)
    made = await enter(event, an_entry(identity=IDENTITY, phone="13800000000"), KEY)
    await accept_one(event, made.id, "luo", KEY)

    written = " ".join(f"{act.subject} {act.facts}" for act in await Act.objects())
    assert "accept-registration" in [act.act for act in await Act.objects()]
    assert IDENTITY not in written
    assert "13800000000" not in written
