"""The organiser's pages of registrations: what waits, decisions, whole numbers on record, conditions, who may."""

import pytest

from competition.audit.tables import Act
from competition.events.tables import Duty
from competition.registration.conditions import conditions
from competition.registration.entering import enter
from competition.registration.roll import roll
from competition.registration.tables import Registration, Rule
from competition.settings import Settings, secret
from tests.registration.builders import IDENTITY, an_entry, an_event
from tests.web import Browser, SignIn

LIST = "/organise/DG/registrations"


@pytest.fixture
def key(settings: Settings) -> bytes:
    return secret(settings, "identity")


async def test_the_list_says_of_each_what_the_rules_found(browser: Browser, signed_in: SignIn, key: bytes) -> None:
    await signed_in()
    event = await an_event(capacity=40)
    await Rule(event=event.id, kind="level", effect="block", value="中级工").save()
    await Rule(event=event.id, kind="unit", effect="warn", value="1").save()
    for name, level in (("陆一苇", "中级工"), ("顾堃", "高级工"), ("许砚", "初级工")):
        await enter(event, an_entry(name, level=level), key)
    shown = (await browser.get(LIST)).text

    assert "接收无问题的 1 人" in shown
    assert "要求中级工及以上" in shown
    assert "本单位第 2 个，每单位限 1 个" in shown
    assert "作为例外接收" in shown
    assert shown.index("名额 40") > 0


async def test_all_without_problems_by_one_button(browser: Browser, signed_in: SignIn, key: bytes) -> None:
    await signed_in()
    event = await an_event()
    for name in ("陆一苇", "顾堃"):
        await enter(event, an_entry(name), key)

    assert (await browser.fill(f"{LIST}/accept")).status_code == 303
    assert [line.number for line in await roll(event.id)] == ["DG001", "DG002"]


async def test_sending_back_without_a_reason_is_told_and_does_nothing(browser: Browser, signed_in: SignIn, key: bytes) -> None:
    await signed_in()
    event = await an_event()
    made = await enter(event, an_entry(), key)
    answer = await browser.fill(f"{LIST}/{made.id}", do="return", reason="")

    assert answer.status_code == 422
    assert "请写明原因" in answer.text
    assert await Registration.exists().where(Registration.state == "submitted")


async def test_sent_back_and_refused_with_their_reason(browser: Browser, signed_in: SignIn, key: bytes) -> None:
    await signed_in()
    event = await an_event()
    first, second = await enter(event, an_entry("陆一苇"), key), await enter(event, an_entry("顾堃"), key)
    await browser.fill(f"{LIST}/{first.id}", do="return", reason="电话打不通")
    await browser.fill(f"{LIST}/{second.id}", do="refuse", reason="不在本区")

    assert [(line.state, line.reason) for line in await roll(event.id)] == [("returned", "电话打不通"), ("refused", "不在本区")]
    assert "电话打不通" in (await browser.get(f"/r/{first.link}")).text


async def test_numbers_are_masked_and_shown_whole_only_with_a_reason_on_record(
    browser: Browser, signed_in: SignIn, key: bytes
) -> None:
    await signed_in()
    event = await an_event(identity=True)
    made = await enter(event, an_entry(identity=IDENTITY, phone="13800000000"), key)
    masked = (await browser.get(f"{LIST}/{made.id}")).text
    unasked = await browser.fill(f"{LIST}/{made.id}/numbers", reason=" ")
    whole = await browser.fill(f"{LIST}/{made.id}/numbers", reason="核对报名表")

    assert "340524********001X" in masked
    assert "138****0000" in masked
    assert all(IDENTITY not in page for page in (masked, unasked.text, (await browser.get(LIST)).text))
    assert unasked.status_code == 422
    assert IDENTITY in whole.text
    assert whole.headers["cache-control"] == "no-store"
    act = await Act.objects().where(Act.act == "see-numbers").first()
    assert act is not None
    assert IDENTITY not in act.facts


async def test_the_organiser_adds_one_and_is_told_what_is_wrong(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event()
    wrong = await browser.fill(f"{LIST}/add", **{"name-1": "张3", "employer": "青梧"})
    right = await browser.fill(f"{LIST}/add", **{"name-1": "张三", "employer": "青梧"})

    assert wrong.status_code == 422
    assert 'value="张3"' in wrong.text
    assert right.status_code == 303
    assert [line.name for line in await roll(event.id)] == ["张三"]


async def test_a_name_is_found_among_all(browser: Browser, signed_in: SignIn, key: bytes) -> None:
    await signed_in()
    event = await an_event()
    await enter(event, an_entry("陆一苇", "长桥物业公司"), key)
    await enter(event, an_entry("顾堃", "青梧机电公司"), key)
    all_of_them = (await browser.get(LIST, params={"q": "长桥"})).text.split("全部报名")[1]

    assert "陆一苇" in all_of_them
    assert "顾堃" not in all_of_them


async def test_conditions_are_kept_whole_or_not_at_all(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event()
    good = {
        "unit": "3",
        "unit-effect": "warn",
        "level": "中级工",
        "level-effect": "block",
        "男-first": "1966-01-01",
        "once": "yes",
    }
    assert (await browser.fill(f"{LIST}/rules", **good)).status_code == 303
    kept = await conditions(event.id)
    answer = await browser.fill(f"{LIST}/rules", **good | {"unit": "三", "earlier": "程不语"})

    assert [(one.kind, one.effect) for one in kept] == [("unit", "warn"), ("level", "block"), ("born", "block"), ("once", "warn")]
    assert answer.status_code == 422
    assert 'id="unit-problem"' in answer.text
    assert 'id="earlier-problem"' in answer.text
    assert 'value="三"' in answer.text
    assert await conditions(event.id) == kept


PAGES = ["", "/add", "/import", "/rules", "/1", "/template.xlsx", "/import/1"]


@pytest.mark.parametrize("path", PAGES)
async def test_only_who_looks_after_registrations_comes_in(browser: Browser, signed_in: SignIn, path: str) -> None:
    await an_event()
    nobody = await browser.get(LIST + path)
    await signed_in("gu", "顾堃", organiser=False)

    assert (nobody.status_code, nobody.headers.get("location", "")[:8]) == (302, "/sign-in")
    assert (await browser.get(LIST + path)).status_code == 403


async def test_a_registrar_looks_after_his_event_and_no_other(browser: Browser, signed_in: SignIn) -> None:
    account = await signed_in("gu", "顾堃", organiser=False)
    event = await an_event()
    await an_event("QG", "钳工")
    await Duty(event=event.id, account=account.id, role="registrar").save()

    assert (await browser.get(LIST)).status_code == 200
    assert (await browser.get("/organise/QG/registrations")).status_code == 403
    assert (await browser.fill(f"{LIST}/1/numbers", reason="看看")).status_code == 403
