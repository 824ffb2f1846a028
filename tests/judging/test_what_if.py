"""A change is tried before it is decided: who would move and why; nothing is written until it is applied."""

import re

import pytest

from competition.events.tables import Round
from competition.judging.opening import said
from competition.judging.scorekeeper import keeper
from competition.judging.standings import standing
from scoring.decisions import Mark
from tests.judging.test_desk import sit
from tests.judging.venue import Venue, a_venue
from tests.web import Browser

ASKED = "/desk/DG/what-if"


@pytest.fixture
async def venue(browser: Browser) -> Venue:
    """01 leads by the measurement, 02 by the judgement; 02 is ahead."""
    made = await a_venue()
    await sit(browser, "DG-chief")
    await browser.fill("/desk/DG/stage", at="/desk/DG", act="start")
    for label, value, judged in (("01", "6", "1"), ("02", "2", "3")):
        await said(int(made.round.id), made.referees[0], Mark(label, "A1.2", "*", value))
        for referee in made.referees:
            await said(int(made.round.id), referee, Mark(label, "B1.1", referee.judge, judged))
    return made


def seen_in(page: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]+)"', page)
    assert found is not None
    return found[1]


async def places(venue: Venue) -> dict[str, int | None]:
    _number, ranking = await standing(int(venue.round.id))
    return {one.competitor: one.place for one in ranking.standings[:2]}


async def test_a_wrong_question_shows_who_would_move_and_only_then_is_annulled(browser: Browser, venue: Venue) -> None:
    before = (await keeper().book(int(venue.round.id))).number
    shown = (await browser.fill(ASKED, change="annulled", aspect="B1.1", outcome="void")).text
    assert "“布线工艺”对所有选手整项作废" in shown
    assert "2 → <b>1</b>" in shown
    assert "总成绩" in shown
    assert (await keeper().book(int(venue.round.id))).number == before

    answer = await browser.fill(
        ASKED, change="annulled", aspect="B1.1", outcome="void", do="apply", seen=seen_in(shown), reason="图纸与题面不符"
    )
    assert answer.status_code == 303
    assert await places(venue) == {"01": 1, "02": 2}
    line, _decision = (await keeper().book(int(venue.round.id))).lines[-1]
    assert line.kind == "scheme-change"
    assert '"annulled":"void"' in (await Round.objects().get(Round.id == venue.round.id)).scheme  # type: ignore[union-attr]
    assert "图纸与题面不符" in (await browser.get("/desk/DG/log")).text


async def test_what_has_moved_on_since_is_shown_again_before_it_is_applied(browser: Browser, venue: Venue) -> None:
    asked = {"change": "annulled", "aspect": "B1.1", "outcome": "full"}
    shown = (await browser.fill(ASKED, **asked)).text
    await said(int(venue.round.id), venue.referees[0], Mark("03", "A1.2", "*", "4"))
    answer = await browser.fill(ASKED, **asked, do="apply", seen=seen_in(shown), reason="题有误")
    assert answer.status_code == 409
    assert "影响已经变化" in answer.text
    assert seen_in(answer.text) != seen_in(shown)


async def test_another_order_and_a_ruling_are_tried_the_same_way(browser: Browser, venue: Venue) -> None:
    turned = {"change": "order", "key-0": "aspect:A1.2", "way-0": "desc", "key-1": "total", "way-1": "desc", "ties": "shared"}
    assert "2 → <b>1</b>" in (await browser.fill(ASKED, **turned)).text
    ruling = {"change": "ruling", "competitor": "01", "aspect": "B1.1", "value": "30"}
    shown = (await browser.fill(ASKED, **ruling)).text
    assert "裁定赛位 01 的“布线工艺”得 30" in shown
    await browser.fill(ASKED, **ruling, do="apply", seen=seen_in(shown), reason="复议")
    assert await places(venue) == {"01": 1, "02": 2}


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"change": "annulled", "aspect": "X9", "outcome": "full"}, "请选一个评分点"),
        ({"change": "order", "key-0": "", "ties": "shared"}, "至少选一个排名依据"),
        ({"change": "ruling", "competitor": "01", "aspect": "B1.1", "value": "31"}, "应在 0 与 30 之间"),
        ({"change": "scheme", "scheme": "{"}, "评分标准有"),
        ({}, "请选择要试的改动"),
    ],
)
async def test_what_cannot_be_tried_is_said_and_nothing_is_lost(
    browser: Browser, venue: Venue, asked: dict[str, str], why: str
) -> None:
    answer = await browser.fill(ASKED, **asked)
    assert answer.status_code in (409, 422)
    assert why in answer.text
