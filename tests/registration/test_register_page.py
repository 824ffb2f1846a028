"""Anybody registers for himself: only while it is open, told at each field, once however often it is sent."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from competition.people.tables import Person
from competition.registration.review import accept_one, send_back
from competition.registration.roll import roll
from competition.registration.tables import Registration
from tests.registration.builders import IDENTITY, KEY, a_category, an_event
from tests.web import Browser

GOOD = {"name-1": "周望舒", "employer": "青梧机电公司", "phone-1": "13800000000", "level-1": "高级工"}


async def test_the_form_asks_for_an_identity_number_only_where_the_event_needs_it(browser: Browser) -> None:
    await an_event(category=await a_category())
    await an_event("QG", "钳工", identity=True)

    without, asking = (await browser.get("/register/DG")).text, (await browser.get("/register/QG")).text
    assert 'name="identity-1"' not in without
    assert "职工组" in without
    assert 'name="identity-1"' in asking
    assert "身份证号用来核对本人" in asking


async def test_sent_it_waits_and_shows_the_personal_link_with_its_picture(browser: Browser) -> None:
    event = await an_event()
    sent = await browser.fill("/register/DG", **GOOD)
    line = (await roll(event.id))[0]

    assert sent.status_code == 303
    assert sent.headers["location"] == f"/register/DG/{line.link}"
    shown = (await browser.get(sent.headers["location"])).text
    assert "已提交，等待审核" in shown
    assert f"{browser.base_url}r/{line.link}".replace("//r", "/r") in shown or f"/r/{line.link}" in shown
    assert "<svg" in shown
    assert (await browser.get(f"/r/{line.link}")).status_code == 200


async def test_everything_wrong_is_told_at_its_field_and_what_was_typed_stays(browser: Browser) -> None:
    await an_event(identity=True)
    typed = {**GOOD, "identity-1": "510107199001010019", "phone-1": "1380", "employer": ""}
    answer = await browser.fill("/register/DG", **typed)

    assert answer.status_code == 422
    assert 'id="identity-1-problem">末位应为 8<' in answer.text
    assert 'id="phone-1-problem">应为 11 位手机号码' in answer.text
    assert 'id="employer-problem">必须填写<' in answer.text
    assert 'value="510107199001010019"' in answer.text
    assert await Registration.count() == await Person.count() == 0


async def test_the_same_form_sent_twice_is_one_registration(browser: Browser) -> None:
    await an_event()
    form = (await browser.get("/register/DG")).text
    link = re.search(r'name="link" value="([^"]+)"', form)
    assert link is not None
    answers = [await browser.fill("/register/DG", link=link[1], **GOOD) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert await Registration.count() == 1


@pytest.mark.parametrize("stage", ["draft", "closed", "drawn", "running", "released"])
async def test_only_while_it_is_open(browser: Browser, stage: str) -> None:
    await an_event(stage=stage)

    assert "现在不能报名" in (await browser.get("/register/DG")).text
    assert (await browser.fill("/register/DG", **GOOD)).status_code == 409
    assert await Registration.count() == 0


async def test_not_after_the_last_moment(browser: Browser) -> None:
    await an_event(registration_until=datetime.now(UTC) - timedelta(seconds=1))

    assert "截止" in (await browser.get("/register/DG")).text
    assert (await browser.fill("/register/DG", **GOOD)).status_code == 409


async def test_sent_back_it_is_mended_by_the_personal_link_without_showing_the_number(browser: Browser, address: str) -> None:
    event = await an_event(identity=True)
    await browser.fill("/register/DG", **GOOD, **{"identity-1": IDENTITY})
    line = (await roll(event.id))[0]
    await send_back(event, line.id, "单位要写全称", "luo")
    own = (await browser.get(f"/r/{line.link}")).text
    form = (await browser.get(f"/register/DG/{line.link}")).text

    assert f"/register/DG/{line.link}" in own
    assert "单位要写全称" in form
    assert IDENTITY not in form
    assert "340524********001X" in form
    assert "138****0000" in form
    mended = GOOD | {"employer": "青梧机电有限公司", "phone-1": ""}
    assert (await browser.fill(f"/register/DG/{line.link}", **mended)).status_code == 303
    again = (await roll(event.id))[0]
    assert (again.state, again.employer, again.people[0].phone is not None) == ("submitted", "青梧机电有限公司", True)


async def test_a_number_that_is_not_known_yet_must_be_filled_in_when_mended(browser: Browser) -> None:
    event = await an_event()
    await browser.fill("/register/DG", **GOOD)
    line = (await roll(event.id))[0]
    await send_back(event, line.id, "要身份证号", "luo")
    event.identity = True
    await event.save()
    answer = await browser.fill(f"/register/DG/{line.link}", **GOOD | {"phone-1": ""})

    assert answer.status_code == 422
    assert 'id="identity-1-problem">必须填写<' in answer.text
    assert "phone-1-problem" not in answer.text


async def test_an_accepted_one_is_not_mended(browser: Browser) -> None:
    event = await an_event()
    await browser.fill("/register/DG", **GOOD)
    line = (await roll(event.id))[0]
    await accept_one(event, line.id, "luo", KEY)

    assert (await browser.get(f"/register/DG/{line.link}")).headers["location"] == f"/r/{line.link}"
    assert (await browser.fill(f"/register/DG/{line.link}", **GOOD)).status_code == 409


async def test_a_link_of_another_event_or_of_nobody_opens_nothing(browser: Browser) -> None:
    event = await an_event()
    await an_event("QG", "钳工")
    await browser.fill("/register/DG", **GOOD)
    link = (await roll(event.id))[0].link

    assert (await browser.get(f"/register/QG/{link}")).status_code == 404
    assert (await browser.get("/register/DG/nobody")).status_code == 404


async def test_a_team_registers_together(browser: Browser) -> None:
    event = await an_event("TD", "消防团队", team_size=2)
    team = {"team": "青梧一队", "employer": "青梧机电公司", "name-1": "周望舒", "phone-1": "13800000000", "name-2": "林喆"}
    assert (await browser.fill("/register/TD", **team)).status_code == 303

    line = (await roll(event.id))[0]
    assert (line.name, [one.who.name for one in line.people]) == ("青梧一队", ["周望舒", "林喆"])


async def test_what_looks_like_a_page_is_only_text(browser: Browser) -> None:
    await an_event()
    answer = await browser.fill("/register/DG", **GOOD | {"employer": '"><script>alert(1)</script>', "phone-1": ""})

    assert "<script>alert" not in answer.text
