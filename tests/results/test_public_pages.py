"""What the public, the competitor and the hall may read, and when: nothing too early, nothing beyond what the event shows."""

import json

import pytest
import websockets

from competition.events.programme import season
from competition.events.stages import perform
from competition.events.tables import Event, Season
from competition.judging.opening import open_round, said
from competition.results.publication import begin_notice, release
from competition.results.signing import sign_off
from scoring.decisions import Freeze, Mark
from tests.judging.venue import Venue, a_venue
from tests.results.season import a_marked_event, link_of
from tests.web import Browser

NAME = "选手甲01"


async def _published(venue: Venue, *, to: str = "released") -> None:
    current = await season()
    assert current is not None
    await sign_off(venue.event, int(venue.round.id), "DG-chief")
    await perform(venue.event, "unseal", "luo", "何临川")
    await perform(venue.event, "approve", "luo", "沈砚舟、罗知微")
    await begin_notice(venue.event, current, "luo")
    if to == "released":
        await release(venue.event, current, "luo", "提前公布的依据")


async def test_before_publication_a_competitor_reads_how_far_it_is_and_no_mark(browser: Browser) -> None:
    venue = await a_marked_event()
    page = (await browser.get(f"/r/{await link_of(venue, '01')}")).text

    assert NAME in page
    assert "未公布" in page
    assert "100.00" not in page


async def test_after_release_a_competitor_reads_his_place_and_why(browser: Browser) -> None:
    venue = await a_marked_event()
    await _published(venue)
    page = (await browser.get(f"/r/{await link_of(venue, '02')}")).text

    assert "二等奖" in page
    assert "与前一名相比：总成绩 79.00 对 100.00。" in page
    assert NAME not in page


async def test_a_public_list_with_scores_says_them(browser: Browser) -> None:
    venue = await a_marked_event()
    await Event.update({Event.notice_depth: "scores"}).where(Event.id == venue.event.id)
    await _published(venue, to="notice")
    page = (await browser.get("/results/DG")).text

    assert "100.00" in page
    assert "79.00" in page


async def test_the_hall_says_once_that_marks_are_not_rechecked_and_in_whose_time(browser: Browser) -> None:
    venue = await a_marked_event()
    await Event.update({Event.display: "names"}).where(Event.id == venue.event.id)
    page = (await browser.get("/hall/DG")).text

    assert page.split("<footer", 1)[1].count("实时分数未经复核，以公示结果为准") == 1
    assert 'data-zone="Asia/Shanghai"' in page


async def test_the_public_list_names_only_winners_by_default(browser: Browser) -> None:
    venue = await a_marked_event()
    await _published(venue, to="notice")
    page = (await browser.get("/results/DG")).text

    assert NAME in page
    assert "选手甲02" in page
    assert "选手甲03" not in page
    assert "100.00" not in page


async def test_before_the_notice_there_is_no_public_list(browser: Browser) -> None:
    await a_marked_event()
    answer = await browser.get("/results/DG")

    assert answer.status_code == 404
    assert NAME not in answer.text


async def test_the_home_page_tells_where_every_event_is(browser: Browser) -> None:
    await a_marked_event()
    page = (await browser.get("/season")).text

    assert "复核" in page
    assert "评分表 6 / 6" in page


@pytest.mark.parametrize(
    ("mode", "seen", "unseen"),
    [
        ("progress", ["01"], ["6.00", NAME]),
        ("stations", ["01", "6.00"], [NAME]),
        ("names", [NAME, "6.00"], ['"label": "01"']),
        ("none", [], ["01", NAME]),
    ],
)
async def test_the_hall_is_sent_no_more_than_the_event_shows(
    browser: Browser, address: str, mode: str, seen: list[str], unseen: list[str]
) -> None:
    venue = await a_venue()
    await Event.update({Event.display: mode}).where(Event.id == venue.event.id)
    await open_round(venue.event, venue.chief)
    await said(int(venue.round.id), venue.referees[0], Mark("01", "A1.2", "*", "6"))
    page = (await browser.get("/hall/DG")).text.split("<main", 1)[1]
    async with websockets.connect(address.replace("http", "ws") + "/hall/DG/socket", proxy=None) as hall:
        frame = str(await hall.recv(decode=True))

    for text in seen:
        assert _cell(text) in page
        assert text in json.dumps(json.loads(frame)["rows"], ensure_ascii=False)
    for text in unseen:
        assert _cell(text) not in page
        assert text not in json.dumps(json.loads(frame)["rows"], ensure_ascii=False)


def _cell(text: str) -> str:
    """A label as a cell shows it; its two digits may stand in any hash."""
    return f">{text}<" if text.isdigit() else text


async def test_a_mark_reaches_the_hall_and_the_number_only_rises(address: str) -> None:
    venue = await a_venue()
    await Event.update({Event.display: "stations"}).where(Event.id == venue.event.id)
    await open_round(venue.event, venue.chief)
    async with websockets.connect(address.replace("http", "ws") + "/hall/DG/socket", proxy=None) as hall:
        first = json.loads(await hall.recv())
        await said(int(venue.round.id), venue.referees[0], Mark("03", "A1.2", "*", "5.5"))
        second = json.loads(await hall.recv())

    assert second["number"] > first["number"]
    assert second["rows"][0] | {"was": None} == {
        "place": 1, "was": None, "label": "03", "name": "", "unit": "", "forms": "0 / 2", "total": "5.50",
    }  # fmt: skip


async def test_while_frozen_every_byte_stays_as_it_was(browser: Browser, address: str) -> None:
    venue = await a_venue()
    await Event.update({Event.display: "stations"}).where(Event.id == venue.event.id)
    await open_round(venue.event, venue.chief)
    round_id = int(venue.round.id)
    await said(round_id, venue.referees[0], Mark("01", "A1.2", "*", "6"))
    await said(round_id, venue.chief, Freeze(True))
    before = (await browser.get("/hall/DG")).content
    async with websockets.connect(address.replace("http", "ws") + "/hall/DG/socket", proxy=None) as hall:
        frozen = await hall.recv()
        await said(round_id, venue.referees[0], Mark("02", "A1.2", "*", "5"))
        still = json.loads(await hall.recv())
    after = (await browser.get("/hall/DG")).content

    assert json.loads(frozen)["frozen"] is True
    assert still == {"number": json.loads(frozen)["number"], "still": True, "epoch": json.loads(frozen)["epoch"]}
    assert after == before


async def test_an_event_keeps_its_own_season_when_the_next_one_is_on(browser: Browser) -> None:
    venue = await a_marked_event()
    await _published(venue)
    await Season(year=2027, name="2027年武侯区职业技能大赛", office="下一届的受理部门").save()
    result, own = await browser.get("/results/DG"), await browser.get(f"/r/{await link_of(venue, '01')}")

    for page in (result.text, own.text):
        assert "2026年武侯区职业技能大赛" in page
        assert "2027" not in page
        assert "下一届的受理部门" not in page
