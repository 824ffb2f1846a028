"""The next round has begun while a tablet was away: what it still holds is of the round before, and goes nowhere else."""

import pytest
from playwright.async_api import Browser, expect

from competition.events.duties import seats
from competition.events.tables import Event, Round
from competition.judging import scorekeeper
from competition.judging.tables import Line
from scoring.decisions import Closing, Opening
from tests.judging.venue import author, sent
from tests.tablet.hall import STATIONS, Hall, enter, entered, go, row, state

pytestmark = pytest.mark.browser


async def the_final_begins() -> int:
    """While the program is down: the first round is closed, and a station is called in the second as one was before."""
    event = await Event.objects().first()
    first = await Round.objects().first()
    assert event is not None
    assert first is not None
    final = Round(event=event.id, number=2, scheme=first.scheme)
    await final.save()
    chief = author(tuple(await seats(event.id)), "DG-chief")
    keeper = await scorekeeper.start()
    await keeper.decide(first.id, chief, [sent(Closing())])
    await keeper.decide(final.id, chief, [sent(Opening(first.scheme, STATIONS))])
    await scorekeeper.stop()
    return int(final.id)


async def test_a_mark_of_the_round_before_is_kept_for_the_chief_and_enters_nothing_in_the_next(
    hall: Hall, browser: Browser
) -> None:
    page = await hall.tablet(await browser.new_context(viewport={"width": 1180, "height": 820}), "DG-J1")
    await go(page, "01", "A1.2")
    await enter(page, "55")
    await entered("A1.2", 1)
    await expect(page.locator("#line")).to_contain_text("全部已上传")
    hall.kill()
    await go(page, "02", "A1.2")
    await enter(page, "66")
    await state(page, "02", "A1.2", "wait")
    final = await the_final_begins()
    await hall.start()

    await expect(page.locator("#line")).to_contain_text("待处理 1", timeout=20_000)
    await expect(page.locator(row(page, "02", "A1.2"))).to_have_attribute("data-state", "empty")
    assert await Line.count().where(Line.round == final) == 1, "neither what was late nor what was entered before is sent into it"
    claimed = await Line.select(Line.round).where(Line.kind == "claim")
    assert [one["round"] for one in claimed] != [final]

    await page.click("#line")
    await expect(page.locator("#unsent li")).to_contain_text("已交裁判长核对")
    await page.get_by_role("button", name="知道了").click()
    await expect(page.locator("#line")).to_contain_text("全部已上传")
    assert page.errors == []  # type: ignore[attr-defined]
