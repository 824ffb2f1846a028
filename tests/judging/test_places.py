"""The ranking at the desk says why: what set two apart, and how each mark came to be, without a name."""

from competition.judging.opening import said
from scoring.decisions import Mark
from tests.judging.test_desk import sit
from tests.judging.venue import a_venue
from tests.results.season import a_marked_event
from tests.web import Browser


async def test_the_ranking_names_labels_and_what_set_them_apart(browser: Browser) -> None:
    await a_marked_event()
    await sit(browser, "DG-chief")
    page = (await browser.get("/desk/DG/places")).text

    assert "100.00" in page
    assert "总成绩" in page
    assert "缺考" in page
    assert "选手甲" not in page


async def test_every_mark_is_explained_from_its_entries(browser: Browser) -> None:
    await a_marked_event()
    await sit(browser, "DG-chief")
    page = (await browser.get("/desk/DG/places/02")).text

    assert "与前面的 01 号相比：总成绩 79.00 对 100.00。" in page
    assert "评 2、2、2，按满分 30 折算，得 20.00" in page
    assert "J1 50、J2 50、J3 50，其余平均 50，得 50.00" in page
    assert "登 达到，得 4.00" in page


async def test_what_is_not_yet_marked_is_said_and_is_no_zero(browser: Browser) -> None:
    venue = await a_venue()
    await sit(browser, "DG-chief")
    await browser.fill("/desk/DG/stage", at="/desk/DG", act="start")
    await said(int(venue.round.id), venue.referees[0], Mark("01", "A1.2", "*", "5"))
    page = (await browser.get("/desk/DG/places/01")).text

    assert "还没有登齐" in page
    assert "登 5，得 5.00" in page


async def test_what_lacks_marks_is_a_line_a_form_however_many_gaps_there_are(browser: Browser) -> None:
    labels = tuple(f"{number:02d}" for number in range(1, 61))
    venue = await a_venue(labels=labels)
    await sit(browser, "DG-chief")
    await browser.fill("/desk/DG/stage", at="/desk/DG", act="start")
    await said(int(venue.round.id), venue.referees[0], Mark("07", "A1.2", "*", "5"))
    page = (await browser.get("/desk/DG/places")).text

    assert "缺分 479 处" in page
    assert page.count("<dt>") == 2
    assert "07（1）" in page
    assert "01–06、08–60 未开始" in page


async def test_a_label_that_is_not_there_is_one_sentence(browser: Browser) -> None:
    await a_marked_event()
    await sit(browser, "DG-chief")
    answer = await browser.get("/desk/DG/places/99")

    assert answer.status_code == 404
    assert "没有 99 号赛位" in answer.text
