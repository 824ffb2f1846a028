"""The papers of a day in one PDF: every part there in its order, each form for its station, and no name on what referees hold."""

import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from competition.documents.fonts import packaged, wanting
from competition.events.programme import round_of
from competition.events.tables import Event
from competition.floor.day import PARTS
from competition.floor.draws import draw_by_slips
from competition.floor.stations import competitors, move_sessions
from competition.judging.opening import open_round
from competition.registration.tables import Registration
from competition.settings import Settings
from tests.documents.rankings import read_paper
from tests.floor.builders import EMPLOYERS, an_event
from tests.judging.venue import LABELS, SCHEME, a_venue
from tests.web import Browser, SignIn


def pages(paper: bytes, tmp_path: Path) -> list[str]:
    return read_paper(paper, tmp_path).split("\f")[:-1]


@pytest.fixture
async def printed(browser: Browser, signed_in: SignIn, tmp_path: Path) -> list[str]:
    await a_venue()
    await signed_in()
    answer = await browser.get("/organise/DG/day.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    return pages(answer.content, tmp_path)


async def test_every_station_has_its_form_with_the_way_to_its_entry_and_no_name(printed: list[str]) -> None:
    forms = [page for page in printed if "录分员扫码录入" in page]
    assert len(forms) == 2 * len(LABELS) + 2 * 2, "two forms a station, two spares a form"
    for n, label in enumerate(LABELS * 2):
        assert label in forms[n].split()
        assert "布线工艺" in forms[n] or "断电验电" in forms[n]
    for page in printed:
        named = "选手甲" in page or "青梧" in page
        assert named == bool({"签到表", "检录表", "参赛编号"} & set(page.split())), page[:60]


async def test_the_parts_are_in_the_order_in_which_they_are_handed_out(printed: list[str]) -> None:
    told = ["参赛编号", "本人签名", "工具核验", "赛位号", "赛位", "录分员扫码录入", "中断起止、原因", "违规事项"]
    firsts = [next(n for n, page in enumerate(printed) if words in page.split() and n >= at) for at, words in enumerate(told)]
    assert firsts == sorted(set(firsts))


async def test_each_part_is_printed_alone_and_of_one_session(browser: Browser, signed_in: SignIn, tmp_path: Path) -> None:
    await an_event(people=3, sessions=2, stations=2)
    await signed_in()
    plates = await browser.get("/organise/DG/day.pdf?part=plates&session=2")
    assert [word for word in read_paper(plates.content, tmp_path).split() if "-" in word] == ["2-01", "2-02"]
    assert (await browser.get("/organise/DG/day.pdf?part=forms")).status_code == 422, "there is no scheme yet"
    assert (await browser.get("/organise/DG/day.pdf?part=nothing")).status_code == 404
    shown = (await browser.get("/organise/DG/print")).text
    assert "还没有评分标准" in shown
    assert all(f"part={name}" in shown for name in PARTS if name not in ("forms", "spares"))


async def test_everybody_has_one_pass_that_says_no_more_of_when_than_is_known(
    browser: Browser, signed_in: SignIn, tmp_path: Path
) -> None:
    event = await an_event(people=3, sessions=2, stations=2)
    zone = ZoneInfo("Asia/Shanghai")
    times = [datetime(2026, 11, 28, hour, 30, tzinfo=zone) for hour in (8, 13)]
    await move_sessions((await round_of(event.id)).id, list(times), 180)
    await signed_in()
    before = read_paper((await browser.get("/organise/DG/day.pdf?part=passes")).content, tmp_path)
    assert sorted(word for word in before.split() if word.startswith("DG0")) == ["DG001", "DG002", "DG003"]
    assert ("2026年11月28日" in before, "08:30" in before) == (True, False)

    one, two, three = (each.registration for each in await competitors(event.id))
    await draw_by_slips(event, "luo", {one: (2, 1), two: (1, 1), three: (1, 2)})
    drawn = read_paper((await browser.get("/organise/DG/day.pdf?part=passes&session=2")).content, tmp_path)
    assert ("选手1" in drawn, "13:30" in drawn, "选手2" in drawn, "2-01" in drawn) == (True, True, False, False)
    assert EMPLOYERS[1] in drawn

    await Event.update({Event.work_numbers: True}).where(Event.id == event.id)
    assert EMPLOYERS[1] not in read_paper((await browser.get("/organise/DG/day.pdf?part=passes")).content, tmp_path)


@pytest.mark.parametrize("page", ["print", "results"])
async def test_before_printing_it_is_said_which_official_face_is_wanting(
    browser: Browser, signed_in: SignIn, settings: Settings, page: str
) -> None:
    venue = await a_venue()
    await open_round(venue.event, venue.chief)
    await signed_in()
    (settings.data / "fonts").mkdir(parents=True, exist_ok=True)
    shutil.copy(packaged("Rg")[0], settings.data / "fonts" / "方正小标宋简体.ttf")
    if "仿宋" in wanting():
        assert "这台电脑没有仿宋字体" in (await browser.get(f"/organise/DG/{page}")).text
    shutil.copy(packaged("Rg")[0], settings.data / "fonts" / "仿宋.ttf")
    assert "这台电脑没有" not in (await browser.get(f"/organise/DG/{page}")).text


async def test_a_rare_name_is_printed_or_the_paper_refused(browser: Browser, signed_in: SignIn) -> None:
    await a_venue(scheme=SCHEME)
    await Registration.update({Registration.team: "\U0002c48d"}, force=True)
    await signed_in()
    refused = await browser.get("/organise/DG/day.pdf?part=check-in")
    assert refused.status_code == 422
    assert "打印不了" in refused.text
