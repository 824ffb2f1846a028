"""A tie across the edge of an award waits for somebody: in order by lots, or left tied with a reason; approval waits for it."""

import pytest

from competition.events.stages import perform
from competition.judging.tables import Settlement
from competition.results.signing import sign_off
from tests.judging.test_desk import sit
from tests.judging.venue import Venue
from tests.results import season
from tests.web import Browser, SignIn


@pytest.fixture
async def tied(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Venue:
    """01 and 02 share the first place; there is one first prize."""
    monkeypatch.setitem(season.MARKS, "02", season.MARKS["01"])
    venue = await season.a_marked_event()
    await sit(browser, "DG-chief")
    return venue


async def _decide(browser: Browser, **fields: str) -> tuple[int, str]:
    answer = await browser.fill("/desk/DG/ties", at="/desk/DG/places", competitors="01,02", **fields)
    return answer.status_code, answer.text


async def test_lots_put_them_in_order(browser: Browser, tied: Venue) -> None:
    desk, before = (await browser.get("/desk/DG")).text, (await browser.get("/desk/DG/places")).text
    wrong = await _decide(browser, way="lot", reason="当众抽签", **{"order-01": "1", "order-02": "1"})
    right = await _decide(browser, way="lot", reason="当众抽签", **{"order-01": "2", "order-02": "1"})
    after = (await browser.get("/desk/DG/places")).text

    assert "并列待裁定" in desk
    assert "一等奖还剩 1 个名额，并列 2 人" in before
    assert wrong[0] == 422
    assert 'value="当众抽签"' in wrong[1]
    assert right[0] == 303
    assert "待裁定" not in after
    assert after.index(">02<") < after.index(">01<")


async def test_approval_waits_until_it_is_left_tied_with_a_reason(browser: Browser, signed_in: SignIn, tied: Venue) -> None:
    await sign_off(tied.event, int(tied.round.id), "DG-chief")
    await perform(tied.event, "unseal", "luo", "何临川")
    await signed_in()
    approval = {"approvers": "沈砚舟、罗知微"}
    early = await browser.fill("/organise/DG/results/approve", at="/organise/DG/results", **approval)
    late_lot = await _decide(browser, way="lot", reason="抽签", **{"order-01": "1", "order-02": "2"})
    silent = await _decide(browser, way="shared")
    shared = await _decide(browser, way="shared", reason="组委会第 3 号纪要", back="office")
    page = (await browser.get("/organise/DG/results")).text
    then = await browser.fill("/organise/DG/results/approve", at="/organise/DG/results", **approval)

    assert early.status_code == 409
    assert "01、02" in early.text
    assert (late_lot[0], silent[0], shared[0], then.status_code) == (409, 422, 303, 303)
    assert "名次并列，不分先后。理由：组委会第 3 号纪要" in page
    assert await Settlement.count() == 1
    assert (await _decide(browser, way="all", reason="晚了"))[0] == 409


async def test_a_tie_that_crosses_no_edge_is_nobodys_work(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(season.AWARDED, "awards", {"by": "count", "tiers": [["优胜奖", 2]]})
    monkeypatch.setitem(season.MARKS, "02", season.MARKS["01"])
    await season.a_marked_event()
    await sit(browser, "DG-chief")

    assert "待裁定" not in (await browser.get("/desk/DG/places")).text
