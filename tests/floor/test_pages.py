"""The organiser's list, an event's page and its draw, as a browser uses them."""

from datetime import UTC, datetime

import pytest

from competition.events.programme import event_by_code, round_of
from competition.events.tables import Event, StageAct
from competition.floor.draws import last_draw
from competition.floor.stations import competitors, placed, sessions_of
from competition.floor.tables import Placement
from competition.registration.acceptance import accept
from competition.registration.tables import Registration
from tests.floor.builders import an_event
from tests.web import Browser, SignIn

DETAILS = {"title": "电工", "date": "2026-11-28", "start": "08:30", "minutes": "120", "stations": "12", "sessions": "1"}


async def test_an_empty_list_says_what_to_do(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    page = (await browser.get("/organise")).text
    assert "这里还没有赛项" in page
    assert "/quick-start" in page


async def test_the_list_shows_where_each_event_stands(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    await an_event(people=3, waiting=2)
    page = (await browser.get("/organise")).text
    for part in ("电工", "审核", "3 人", "2 份待审核", "完成抽签编排", "/organise/DG/registrations"):
        assert part in page


async def test_an_event_offers_what_can_be_done_now_and_links_to_the_rest(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    await an_event(stage="draft")
    page = (await browser.get("/organise/dg")).text
    for part in ("开放报名", "/organise/DG/draw", "/organise/DG/scheme", "/organise/DG/referees", "/desk/DG", "/hall/DG"):
        assert part in page
    assert (await browser.get("/organise/XX")).status_code == 404


async def test_forward_is_one_press_and_backward_needs_a_reason(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    await an_event(stage="draft")
    assert (await browser.fill("/organise/DG/act", act="open-registration")).status_code == 303
    assert (await browser.fill("/organise/DG/act", act="close-registration")).status_code == 303
    answer = await browser.fill("/organise/DG/act", act="reopen-registration", reason=" ")
    assert answer.status_code == 422
    assert "“重新开放报名”是退回一步，请写明原因。" in answer.text
    assert (await event_by_code("DG")).stage == "closed"
    await browser.fill("/organise/DG/act", act="reopen-registration", reason="漏了一个单位")
    assert (await event_by_code("DG")).stage == "open"
    page = (await browser.get("/organise/DG")).text
    assert "罗知微：重新开放报名" in page
    assert "漏了一个单位" in page


@pytest.mark.parametrize("act", ["start", "approve", "release", "nonsense", "archive"])
async def test_what_belongs_elsewhere_or_to_another_day_is_refused(browser: Browser, signed_in: SignIn, act: str) -> None:
    await signed_in()
    await an_event(stage="draft")
    assert (await browser.fill("/organise/DG/act", act=act)).status_code in (409, 422)
    assert (await event_by_code("DG")).stage == "draft"
    assert await StageAct.count() == 0


async def test_details_change_until_the_draw_holds_the_floor(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event(people=3, sessions=1, stations=12)
    answer = await browser.fill("/organise/DG/details", **{**DETAILS, "sessions": "2"}, display="names", category="职工组")
    assert answer.status_code == 303
    kept = await event_by_code("DG")
    assert (kept.display, kept.minutes, kept.starts_at) == ("names", 120, datetime(2026, 11, 28, 0, 30, tzinfo=UTC))
    sessions = await sessions_of((await round_of(event.id)).id)
    assert [at.starts_at for at in sessions] == [
        datetime(2026, 11, 28, 0, 30, tzinfo=UTC),
        datetime(2026, 11, 28, 5, 0, tzinfo=UTC),
    ]


async def test_after_the_draw_times_move_and_everybody_keeps_his_place(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event(people=3, sessions=1, stations=12)
    await browser.fill("/organise/DG/draw/announce")
    await browser.fill("/organise/DG/draw/program")
    before = await placed(event.id, (await round_of(event.id)).id)
    assert (await browser.fill("/organise/DG/details", **{**DETAILS, "start": "09:30"})).status_code == 303
    refused = await browser.fill("/organise/DG/details", **{**DETAILS, "sessions": "2", "title": "新名字"})
    assert refused.status_code == 422
    assert "已经抽签，赛位不能减少，场次不能改" in refused.text
    assert 'value="新名字"' in refused.text
    assert (await event_by_code("DG")).title == "电工"
    assert await placed(event.id, (await round_of(event.id)).id) == before


async def test_once_marking_has_begun_only_the_display_changes(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    await an_event(stage="running")
    assert (await browser.fill("/organise/DG/details", display="stations")).status_code == 303
    refused = await browser.fill("/organise/DG/details", display="none", title="别的")
    assert refused.status_code == 422
    kept = await event_by_code("DG")
    assert (kept.display, kept.title) == ("stations", "电工")


async def test_the_hash_is_shown_before_the_draw_and_the_seed_only_after(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event(people=5)
    round_id = (await round_of(event.id)).id
    await browser.fill("/organise/DG/draw/announce")
    announced = await last_draw(round_id)
    assert announced is not None
    page = (await browser.get("/organise/DG/draw")).text
    assert announced.seed_hash in page
    assert announced.seed not in page
    await browser.fill("/organise/DG/draw/program", called="三七二十一")
    page = (await browser.get("/organise/DG/draw")).text
    assert announced.seed in page
    assert "三七二十一" in page
    assert len(await placed(event.id, round_id)) == 5


async def test_slips_are_typed_at_once_and_a_clash_writes_nothing(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event(people=2)
    one, two = [competitor.registration for competitor in await competitors(event.id)]
    answer = await browser.fill("/organise/DG/draw/slips", **{f"place-{one}": "7", f"place-{two}": "07"})
    assert answer.status_code == 422
    assert "选手1：07 写给了 2 个选手" in answer.text
    assert 'value="7"' in answer.text
    assert await Placement.count() == 0
    assert (await browser.fill("/organise/DG/draw/slips", **{f"place-{one}": "7", f"place-{two}": "3"})).status_code == 303
    found = await placed(event.id, (await round_of(event.id)).id)
    assert [(place.label, place.competitor.registration) for place in found] == [("03", two), ("07", one)]


async def test_a_list_that_changed_under_the_form_is_refused(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event(people=2)
    one = (await competitors(event.id))[0].registration
    answer = await browser.fill("/organise/DG/draw/slips", **{f"place-{one}": "7"})
    assert answer.status_code == 409
    assert await Placement.count() == 0


async def test_once_marking_has_begun_nobody_draws_again(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    await an_event(people=2, stage="running")
    for path in ("announce", "program"):
        assert (await browser.fill(f"/organise/DG/draw/{path}")).status_code == 409
    assert await Event.count() == 1


@pytest.mark.parametrize("path", ["", "/draw", "/ready", "/cards.pdf", "/station-cards.pdf", "/draw/slips.pdf", "/numbers"])
async def test_a_referee_sees_none_of_it(browser: Browser, signed_in: SignIn, path: str) -> None:
    await an_event()
    await signed_in("sui", organiser=False)
    assert (await browser.get(f"/organise/DG{path}")).status_code == 403


async def test_who_is_accepted_after_the_draw_is_missed_until_he_has_a_place(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event(people=2, waiting=1)
    await browser.fill("/organise/DG/draw/announce")
    await browser.fill("/organise/DG/draw/program")
    waiting = await Registration.objects().where(Registration.state == "submitted").first()
    assert waiting is not None
    await accept(waiting.id)
    assert "1 个选手还没有赛位" in (await browser.get("/organise/DG")).text
    round_id = (await round_of(event.id)).id
    there = {f"place-{one.competitor.registration}": one.label for one in await placed(event.id, round_id)}
    assert (await browser.fill("/organise/DG/draw/slips", **there, **{f"place-{waiting.id}": "12"})).status_code == 303
    assert "还没有赛位" not in (await browser.get("/organise/DG")).text


async def test_a_draw_no_longer_holds_once_registration_was_opened_again(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    await an_event(people=2)
    await browser.fill("/organise/DG/draw/announce")
    await browser.fill("/organise/DG/draw/program")
    assert "已抽签" in (await browser.get("/organise/DG")).text
    await browser.fill("/organise/DG/act", act="reopen-registration", reason="漏了一个单位")
    assert "还没有抽签" in (await browser.get("/organise/DG")).text
    assert "第一步：公布哈希" in (await browser.get("/organise/DG/draw")).text


async def test_a_page_of_an_event_that_cannot_open_leads_back_to_the_event(browser: Browser, signed_in: SignIn) -> None:
    await an_event()
    await signed_in()
    page = (await browser.get("/organise/DG/results")).text
    assert "本轮还没有开始。" in page
    assert 'href="/organise/DG">回赛项页' in page
