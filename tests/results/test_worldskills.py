"""In WorldSkills' profile medals and reference scores stand on every list, and the scores are called unofficial; else nowhere."""

import io

import pytest
from python_calamine import CalamineWorkbook

from competition.documents.worker import Worker
from competition.events.programme import season_of
from competition.events.stages import perform
from competition.events.tables import Event
from competition.judging.scorekeeper import Scorekeeper
from competition.results.papers import ground, paper
from competition.results.publication import begin_notice
from competition.results.signing import sign_off
from competition.settings import Settings
from tests.judging.test_desk import sit
from tests.judging.venue import Venue
from tests.results import season
from tests.results.teams import in_teams
from tests.web import Browser


async def _published(venue: Venue, depth: str = "scores") -> None:
    await Event.update({Event.notice_depth: depth}).where(Event.id == venue.event.id)
    await sign_off(venue.event, int(venue.round.id), "DG-chief")
    await perform(venue.event, "unseal", "luo", "何临川")
    await perform(venue.event, "approve", "luo", "沈砚舟、罗知微")
    await begin_notice(venue.event, await season_of(venue.event), "luo")


@pytest.fixture
def worldskills(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(season.AWARDED, "profile", "worldskills")


@pytest.mark.usefixtures("worldskills")
async def test_desk_office_and_public_name_the_medals(browser: Browser) -> None:
    venue = await season.a_marked_event()
    await _published(venue)
    await sit(browser, "DG-chief")
    for address in ("/desk/DG/places", "/organise/DG/results", "/results/DG"):
        page = (await browser.get(address)).text

        assert all(word in page for word in ("金牌", "银牌", "铜牌", "参考值", "官方公式没有公布")), address
    assert "单位最佳" in page
    assert "全场最高" in page


@pytest.mark.usefixtures("worldskills")
async def test_a_list_of_winners_names_medals_and_no_score(browser: Browser) -> None:
    await _published(await season.a_marked_event(), "winners")
    page = (await browser.get("/results/DG")).text

    assert "选手甲03" in page
    assert "铜牌" in page
    assert '<td class="num got">' not in page


async def test_another_profile_has_no_medal(browser: Browser) -> None:
    await _published(await season.a_marked_event())
    page = (await browser.get("/results/DG")).text

    assert not [word for word in ("金牌", "参考值", "单位最佳") if word in page]


@pytest.mark.usefixtures("worldskills")
async def test_the_workbook_has_them_too_and_a_teams_members(kept: Scorekeeper, settings: Settings) -> None:
    venue = await season.a_marked_event()
    await in_teams(venue)
    worker = Worker()
    try:
        on = await ground(venue.event, await season_of(venue.event), settings, "罗知微")
        made = await paper(on, "xlsx", settings, worker)
    finally:
        await worker.close()
    rows = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(0).to_python()

    assert rows[1][2:5] == ["队名", "队员", "单位"]
    assert rows[2][2:4] == ["01队", "选手甲01、队员乙01"]
    assert ("金牌" in rows[2], "奖牌" in rows[1]) == (True, True)


async def test_a_team_is_shown_with_its_members(browser: Browser) -> None:
    venue = await season.a_marked_event(team_size=2)
    await in_teams(venue)
    await _published(venue, "all")
    listed, teams = (await browser.get("/results/DG")).text, (await browser.get("/results/DG/teams")).text
    own = (await browser.get(f"/r/{await season.link_of(venue, '02')}")).text

    assert "选手甲01、队员乙01" in listed
    assert "选手甲02、队员乙02" in teams
    assert "100.00" not in teams
    assert "选手甲02、队员乙02" in own
