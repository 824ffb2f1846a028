"""The page as a browser posts it: shows, refuses without losing what was typed, makes."""

import json

import pytest

from competition.events.ready import ready_trades
from competition.events.tables import Event, Round
from competition.registration.tables import Registration
from tests.web import Browser, SignIn

FIELDS = {
    "trade": "DG",
    "date": "2026-11-28",
    "start": "08:30",
    "minutes": "180",
    "stations": "12",
    "referees": "沈砚舟（裁判长）、何临川、秦照",
    "people": "顾堃　青梧机电公司\n林喆　白鹭电气厂\n周望舒　青梧机电公司\n周望舒　南枝建设公司",
}


async def test_only_organisers_open_an_event(browser: Browser, signed_in: SignIn) -> None:
    assert (await browser.get("/quick-start")).status_code == 302
    await signed_in("sui", organiser=False)
    assert (await browser.get("/quick-start")).status_code == 403


async def test_the_empty_page_complains_of_nothing(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    page = (await browser.get("/quick-start")).text
    assert "将要建立" in page
    assert "还差这些" not in page


async def test_the_preview_shows_what_would_be_made_and_makes_nothing(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    answer = await browser.fill("/quick-start", **FIELDS, do="preview")
    assert answer.status_code == 200
    assert "“周望舒”出现 2 次，单位不同。按 2 个人建立。" in answer.text
    assert "2026年武侯区职业技能大赛（新建）" in answer.text
    assert "可以开赛" in answer.text
    assert await Event.count() == 0


async def test_making_leads_to_a_page_that_says_what_next(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    answer = await browser.fill("/quick-start", **FIELDS, do="create")
    assert (answer.status_code, answer.headers["location"]) == (303, "/organise/DG/ready")
    page = (await browser.get("/organise/DG/ready")).text
    for next_step in ("/organise/DG/cards.pdf", "/organise/DG/station-cards.pdf", "/desk/DG"):
        assert next_step in page
    steps = (await browser.get("/organise/DG")).text
    for done in ("筹备", "报名", "审核"):
        assert f'<span class="state done">{done}</span>' in steps, done


async def test_what_is_wrong_stands_at_its_field_and_the_form_keeps_what_was_typed(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    answer = await browser.fill("/quick-start", **{**FIELDS, "stations": "1", "sessions": "2"}, do="create")
    assert answer.status_code == 422
    assert 'id="stations-problem">赛位不够：2 场 × 1 个赛位，选手有 4 个' in answer.text
    assert "周望舒　南枝建设公司" in answer.text
    assert (await Event.count(), await Registration.count()) == (0, 0)


async def test_the_same_person_after_all_is_taken_out_of_the_list(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    answer = await browser.fill("/quick-start", **FIELDS, same="周望舒")
    assert "周望舒　青梧机电公司" in answer.text
    assert "周望舒　南枝建设公司" not in answer.text


async def test_an_uploaded_scheme_is_read_and_carried_along(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    own = json.loads(ready_trades()[0].text) | {"title": "装配钳工", "event_code": "QG"}
    sheet = {"file": ("钳工.json", json.dumps(own).encode(), "application/json")}
    answer = await browser.fill("/quick-start", files=sheet, **FIELDS, do="preview")
    assert '<option value="@file" selected>钳工.json</option>' in answer.text
    carried = {"trade": "@file", "scheme": json.dumps(own), "scheme_name": "钳工.json"}
    await browser.fill("/quick-start", **{**FIELDS, **carried}, do="create")
    event = await Event.objects().first()
    assert event is not None
    assert (event.code, event.title) == ("QG", "装配钳工")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("照片.png", b"\x89PNG....", "不是评分标准"),
        ("坏.json", b'{"format": 1, "title": "x", "criteria": []}', "criteria"),
        ("坏.xlsx", b"PK\x03\x04broken", "坏.xlsx"),
    ],
)
async def test_a_file_that_is_no_scheme_is_refused_with_its_reason(
    browser: Browser, signed_in: SignIn, name: str, data: bytes, says: str
) -> None:
    await signed_in()
    answer = await browser.fill("/quick-start", files={"file": (name, data, "application/octet-stream")}, **FIELDS, do="create")
    assert answer.status_code == 422
    assert says in answer.text
    assert await Event.count() == 0


async def test_nonsense_in_every_field_is_answered_and_makes_nothing(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    odd = dict.fromkeys([*FIELDS, "sessions", "code", "team_size", "best", "quota", "notice_days", "display"], "十" * 300)
    answer = await browser.fill("/quick-start", **odd, do="create")
    assert answer.status_code == 422
    assert await Event.count() == 0


async def test_the_cards_and_plates_are_papers(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    await browser.fill("/quick-start", **FIELDS, do="create")
    for paper in ("cards.pdf", "cards.pdf?seat=2", "station-cards.pdf", "draw/slips.pdf"):
        answer = await browser.get(f"/organise/DG/{paper}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
        assert answer.content.startswith(b"%PDF")
    assert (await Round.objects().first()) is not None


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("title", "长" * 121, "名称最多 120 个字，现在有 121 个。"),
        ("date", "0001-01-01", "请填写比赛日期"),
        ("date", "2026-02-30", "请填写比赛日期"),
        ("start", "25:00", "“25:00”不是时间"),
        ("minutes", "一百八十", "“一百八十”不是数字"),
        ("code", "电工", "赛项编号“电工”不对"),
        ("team_size", "3", "队有 2 人，应为 3 人"),
        ("referees", "、、", "请填写裁判"),
        ("trade", "ZZ", "请选一个工种"),
        ("people", "\n".join(f"人{n}　单位" for n in range(1001)), "选手最多 1000 个，这里有 1001 个"),
    ],
)
async def test_every_field_says_in_a_sentence_what_it_wants(
    browser: Browser, signed_in: SignIn, field: str, value: str, says: str
) -> None:
    await signed_in()
    answer = await browser.fill("/quick-start", **{**FIELDS, field: value}, do="create")
    assert answer.status_code == 422
    assert says in answer.text
    assert await Event.count() == 0


async def test_characters_that_nobody_types_are_left_out(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    odd = {**FIELDS, "title": "电\x00工\x1f赛", "people": "顾\x00堃\t青梧机电公司\x0b", "hosts": "演示\x00总工会"}
    assert (await browser.fill("/quick-start", **odd, do="create")).status_code == 303
    event = await Event.objects().first()
    assert event is not None
    assert event.title == "电工赛"
    assert (await browser.get("/organise/%00")).status_code == 404
