"""The scheme editor as a browser without script uses it: plain forms, each answered by the page it leads to."""

import re

import httpx
import pytest

from competition.events.duties import seats
from competition.events.editing.keeping import fingerprint
from competition.events.programme import round_of
from competition.events.referees import Wish, assign
from competition.events.schemes import parsed
from competition.events.tables import Event, Round
from scoring.scheme import Scheme, write_scheme
from tests.events.builders import an_event
from tests.web import Browser, SignIn

EDIT = "/organise/DG/scheme/edit"


async def _scheme(event: Event) -> Scheme:
    found = parsed((await round_of(event.id)).scheme)
    assert found is not None
    return found


async def _do(browser: Browser, event: Event, at: str, do: str = "save", **typed: str) -> httpx.Response:
    was = fingerprint((await round_of(event.id)).scheme)
    return await _post(browser, {"was": was, "at": at, "do": do, **typed})


async def _post(browser: Browser, fields: dict[str, str]) -> httpx.Response:
    await browser.get(EDIT)
    return await browser.post(EDIT, data=fields, headers={"x-csrftoken": browser.cookies["csrftoken"]})


async def test_a_tree_is_built_from_nothing_act_by_act(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event(referees=0)
    await Round.update({Round.scheme: ""}).where(Round.event == event.id)
    assert "从空白开始编辑" in (await browser.get("/organise/DG/scheme")).text
    assert "新评分点" in (await browser.get(EDIT)).text
    assert (await _do(browser, event, "", "add")).headers["location"] == f"{EDIT}?at=1&saved=1#open"
    await _do(browser, event, "1", title="实操", title_en="Practice")
    assert (await _do(browser, event, "1", "add")).headers["location"].endswith("?at=1.1&saved=1#open")
    await _do(browser, event, "1.1", "add", title="配线", day="2")
    await _do(browser, event, "1.1.1", way="choice", title="接地", max="4")
    await _do(browser, event, "1.1.1", choices="合格 4\n基本合格 1.5\n不合格 0", requirement="看铭牌", extra="甲\n\n乙")
    await _do(browser, event, "weights", **{"0.weight": "30%", "1.weight": "0.7"})
    scheme = await _scheme(event)
    assert [str(one.weight) for one in scheme.criteria] == ["3/10", "7/10"]
    assert (scheme.criteria[1].title, scheme.criteria[1].title_en) == ("实操", "Practice")
    sub = scheme.criteria[1].subcriteria[1]
    assert (sub.code, sub.title, sub.day) == ("B2", "配线", 2)
    made = write_scheme(scheme)["criteria"][1]["subcriteria"][1]["aspects"][1]
    assert made == {
        **{"code": "B2.2", "title": "接地", "kind": "measurement", "award": "choice", "max": "4"},
        **{"choices": {"合格": "4", "基本合格": "1.5", "不合格": "0"}, "requirement": "看铭牌", "extra": ["甲", "乙"]},
    }


async def test_an_aspect_shows_only_the_fields_of_its_way_of_marking(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event(referees=0)
    await _do(browser, event, "0.0.0", way="distance")
    page = (await browser.get(f"{EDIT}?at=0.0.0")).text
    assert {"target", "every", "per"} <= set(re.findall(r'name="(\w+)"', page))
    assert not {"judges", "combine", "bands"} & set(re.findall(r'name="(\w+)"', page))
    await _do(browser, event, "0.0.0", way="panel")
    page = (await browser.get(f"{EDIT}?at=0.0.0")).text
    assert {"judges", "min", "step", "drop_high", "drop_low", "combine", "factor", "difficulty"} <= set(
        re.findall(r'name="(\w+)"', page)
    )


async def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event(referees=0)
    before = await _scheme(event)
    answer = await _do(browser, event, "0.0.0", title="笔试", max="一百")
    assert answer.status_code == 422
    assert "“一百”不是数" in answer.text
    assert 'href="#max"' in answer.text
    assert 'value="笔试"' in answer.text
    answer = await _do(browser, event, "weights", **{"0.weight": "0.5", "1.weight": "0.6"})
    assert "权重之和为 1.1，应为 1" in answer.text
    assert 'value="0.6"' in answer.text
    assert await _scheme(event) == before


async def test_of_two_who_edit_at_once_the_later_is_told_and_overwrites_nothing(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event(referees=0)
    was = fingerprint((await round_of(event.id)).scheme)
    code = (await _scheme(event)).criteria[0].code
    await _do(browser, event, "0", "down", title="先改的")
    now = await _scheme(event)
    late = await _post(browser, {"was": was, "at": "0", "do": "save", "title": "后改的", "code-was": code})
    assert late.status_code == 409
    assert "别人刚改过" in late.text
    assert "现在是“先改的”，您填的是“后改的”" in late.text
    assert 'name="at" value="1"' in late.text
    assert await _scheme(event) == now
    gone = await _post(browser, {"was": was, "at": "0", "do": "save", "title": "无处可去", "code-was": "没有"})
    assert "您填的是" in gone.text
    assert "无处可去" in gone.text


async def test_the_ranking_is_a_list_in_words_that_can_be_reordered(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event(referees=0)
    form = {
        "title": "电工",
        "stage.total": "yes",
        "rounding.places": "3",
        "awards.by": "count",
        "awards.tiers": "一等奖 1\n二等奖 2",
    }
    keys = len((await _scheme(event)).order)
    await _do(browser, event, "rules", "order-add", **form, **{"order-key": "deductions", "order-way": "asc"})
    for index in range(keys, 0, -1):
        await _do(browser, event, "rules", f"order-up:{index}", **form)
    scheme = await _scheme(event)
    assert str(scheme.order[0]) == "deductions:asc"
    assert (scheme.rounding.places, scheme.rounding.stages) == (3, ("total",))
    assert scheme.awards is not None
    assert [name for name, _seats in scheme.awards.tiers] == ["一等奖", "二等奖"]
    assert "扣罚合计，低的在前" in (await browser.get(f"{EDIT}?at=rules")).text
    answer = await _do(browser, event, "rules", **{**form, "awards.tiers": "一等奖"})
    assert "应是奖项和比例" in answer.text


async def test_referees_follow_their_forms_codes_and_the_judges_follow_the_referees(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event(referees=3)
    codes = list((await _scheme(event)).subcriteria)
    await assign(event, [Wish(2, (codes[0],)), Wish(3, tuple(codes[1:]))], "luo")
    await _do(browser, event, "0.0", code="新号")
    await _do(browser, event, "0.0.0", way="judgement", judges="9")
    there = {one.seat: one.subcriteria for one in await seats(event.id)}
    assert there[2] == ("新号",)
    scheme = await _scheme(event)
    assert scheme.criteria[0].subcriteria[0].aspects[0].judges == 2
    await _do(browser, event, "0", "add")
    await _do(browser, event, "0.0", "remove")
    assert {one.seat: one.subcriteria for one in await seats(event.id)}[2] == ("-",)


async def test_problems_beside_the_tree_lead_to_their_place(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event(referees=0)
    await _do(browser, event, "0.0.0", way="judgement")
    await _do(browser, event, "rules", title="电工", profile="worldskills")
    page = (await browser.get(EDIT)).text
    assert f'<a href="{EDIT}?at=0.0.0#open">' in page
    assert "缺少 0、1、2、3 分的描述" in page


async def test_once_marking_has_begun_the_editor_is_shut(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event(stage="running")
    before = await _scheme(event)
    for answer in (await browser.get(EDIT), await _do(browser, event, "", "add")):
        assert answer.status_code == 409
        assert "登分已经开始" in answer.text
    assert await _scheme(event) == before


async def test_the_list_for_paper_has_every_aspect_and_the_rules(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event()
    page = (await browser.get("/organise/DG/scheme/print")).text
    for aspect in (await _scheme(event)).aspects.values():
        assert aspect.title in page
    assert "排名依据" in page


async def test_another_events_scheme_is_taken_over_after_its_preview(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event(referees=0)
    other = await an_event("PR-2025", "PR", 0)
    assert "PR-2025" in (await browser.get("/organise/DG/scheme")).text
    preview = await browser.fill("/organise/DG/scheme", **{"from": "PR-2025"})
    assert "这是预览，还没有替换" in preview.text
    await browser.fill("/organise/DG/scheme", do="keep", scheme=(await round_of(other.id)).scheme, source="PR-2025")
    assert await _scheme(event) == await _scheme(other)


@pytest.mark.parametrize("at", ["9", "0.9.9", "x", "0.0.0.0", "٣", "rules ", "-1"])
async def test_a_place_that_is_not_there_opens_nothing_and_changes_nothing(browser: Browser, signed_in: SignIn, at: str) -> None:
    await signed_in()
    event = await an_event(referees=0)
    before = await _scheme(event)
    assert (await browser.get(EDIT, params={"at": at})).status_code == 200
    assert (await _do(browser, event, at, "remove")).status_code == 422
    assert await _scheme(event) == before


async def test_a_preview_does_not_replace_what_somebody_changed_meanwhile(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event(referees=0)
    preview = (await browser.fill("/organise/DG/scheme", trade="blank")).text
    was = re.search(r'name="was" value="(\w+)"', preview)
    assert was is not None
    await _do(browser, event, "0", title="先改的")
    now = await round_of(event.id)
    answer = await browser.fill("/organise/DG/scheme", do="keep", scheme=now.scheme, source="x", was=was[1])
    assert answer.status_code == 409
    assert "别人刚改过" in answer.text
    assert (await _scheme(event)).criteria[0].title == "先改的"


async def test_a_program_hears_each_field_and_that_it_came_too_late(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event(referees=0)
    await browser.get(EDIT)
    browser.headers["accept"] = "application/json"
    heard = await _do(browser, event, "0.0.0", max="x")
    assert [one["field"] for one in heard.json()["errors"]] == ["criteria[0].subcriteria[0].aspects[0].max"]
    late = await _post(browser, {"was": "0", "at": "0", "title": "晚了"})
    assert (late.status_code, late.headers["content-type"]) == (409, "application/problem+json")
