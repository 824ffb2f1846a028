"""The organiser's pages of a season, a scheme and the referees, as a browser uses them."""

import io
import json

import pytest
from python_calamine import CalamineWorkbook

from competition.events.programme import round_of, season
from competition.events.ready import ready_trades
from competition.events.schemes import parsed
from competition.events.tables import Event, Industry, Season
from tests.events.builders import an_event
from tests.web import Browser, SignIn

SEASON = {
    "name": "2026年成都百万职工技能大赛暨武侯区职业技能大赛",
    "year": "2026",
    "hosts": "演示区人社局\n\n演示区总工会",
    "office": "演示区总工会",
}


async def test_the_season_keeps_its_hosts_in_their_order_and_its_lists(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    answer = await browser.fill("/organise/season", **SEASON, industries="制造业\n建筑业", categories="职工组\n学生组")
    assert answer.status_code == 303
    kept = await season()
    assert kept is not None
    assert (kept.name, kept.hosts) == (SEASON["name"], "演示区人社局\n演示区总工会")
    page = (await browser.get("/organise/season?saved=1")).text
    assert "制造业\n建筑业" in page
    assert SEASON["name"] in (await browser.get("/sign-in")).text


async def test_a_list_entry_in_use_stays_and_the_form_keeps_what_was_typed(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event(referees=0)
    industry = Industry(name="制造业")
    await industry.save()
    await Event.update({Event.industry: industry.id}).where(Event.id == event.id)
    answer = await browser.fill("/organise/season", **{**SEASON, "name": "改了名字"}, industries="建筑业")
    assert answer.status_code == 422
    assert "“制造业”还有赛项在用，不能去掉。" in answer.text
    assert "建筑业</textarea>" in answer.text
    assert [row["name"] for row in await Season.select(Season.name)] == ["2026年武侯区职业技能大赛"]
    assert [row["name"] for row in await Industry.select(Industry.name)] == ["制造业"]


async def test_an_english_reader_reads_the_seasons_english_name(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    await browser.fill("/organise/season", **SEASON, name_en="Wuhou Skills Competition 2026")
    pages = ("/season", "/sign-in", "/organise")
    for path in pages:
        assert "Wuhou Skills" not in (await browser.get(path)).text
    browser.cookies.set("lang", "en")
    for path in pages:
        page = (await browser.get(path)).text
        assert "Wuhou Skills Competition 2026" in page
        assert SEASON["name"] not in page


async def test_a_season_without_a_name_is_refused(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    answer = await browser.fill("/organise/season", name=" ", year="二〇二六")
    assert answer.status_code == 422
    assert "届次名称不能空着。" in answer.text
    assert "年份“二〇二六”不对" in answer.text
    assert await Season.count() == 0


async def test_a_scheme_is_replaced_only_after_its_preview_is_confirmed(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event()
    before = (await round_of(event.id)).scheme
    preview = await browser.fill("/organise/DG/scheme", trade="PR")
    assert "这是预览，还没有替换" in preview.text
    assert (await round_of(event.id)).scheme == before
    chosen = next(trade for trade in ready_trades() if trade.code == "PR")
    kept = await browser.fill("/organise/DG/scheme", do="keep", scheme=chosen.text, source=chosen.title)
    assert kept.status_code == 303
    now = parsed((await round_of(event.id)).scheme)
    assert now is not None
    assert now.title == chosen.title


async def test_what_is_downloaded_reads_back_the_same(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event()
    standing = parsed((await round_of(event.id)).scheme)
    sheet = await browser.get("/organise/DG/scheme/scheme.xlsx")
    assert CalamineWorkbook.from_filelike(io.BytesIO(sheet.content)).sheet_names
    preview = await browser.fill("/organise/DG/scheme", files={"file": ("改过.xlsx", sheet.content, "application/octet-stream")})
    assert "来自“改过.xlsx”" in preview.text
    text = await browser.get("/organise/DG/scheme/scheme.json")
    await browser.fill("/organise/DG/scheme", do="keep", scheme=text.text, source="x")
    assert parsed((await round_of(event.id)).scheme) == standing


async def test_a_workbook_with_faults_shows_them_by_cell_and_changes_nothing(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event()
    before = (await round_of(event.id)).scheme
    answer = await browser.fill("/organise/DG/scheme", files={"file": ("空.xlsx", b"PK\x03\x04", "application/octet-stream")})
    assert answer.status_code == 422
    assert "没有改动" in answer.text
    broken = json.loads(ready_trades()[0].text) | {"ranking": {"order": ["criterion:Z:desc"]}}
    data = json.dumps(broken).encode()
    answer = await browser.fill("/organise/DG/scheme", files={"file": ("坏.json", data, "application/json")})
    assert "ranking.order" in answer.text
    assert (await round_of(event.id)).scheme == before


@pytest.mark.parametrize("path", ["scheme", "scheme/edit", "referees", "referees/add", "referees/2/remove"])
async def test_once_marking_has_begun_nothing_of_it_changes(browser: Browser, signed_in: SignIn, path: str) -> None:
    await signed_in()
    event = await an_event(stage="running")
    before = (await round_of(event.id)).scheme
    fields = {"do": "keep", "scheme": ready_trades()[1].text, "name": "后来人", "J1": "A1"}
    answer = await browser.fill(f"/organise/DG/{path}", **fields)
    assert answer.status_code == 409
    assert "登分已经开始" in answer.text
    assert (await round_of(event.id)).scheme == before
    assert "/organise/DG/scheme/edit" not in (await browser.get("/organise/DG/scheme")).text


async def test_a_new_card_leads_to_its_paper(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    await an_event()
    answer = await browser.fill("/organise/DG/referees/2/card")
    assert answer.headers["location"] == "/organise/DG/referees?card=2"
    assert "/organise/DG/cards.pdf?seat=2" in (await browser.get(answer.headers["location"])).text


@pytest.mark.parametrize(
    "path", ["/organise/season", "/organise/DG/scheme", "/organise/DG/referees", "/organise/DG/scheme/scheme.json"]
)
async def test_referees_do_not_get_in(browser: Browser, signed_in: SignIn, path: str) -> None:
    await an_event()
    await signed_in("sui", organiser=False)
    assert (await browser.get(path)).status_code == 403
