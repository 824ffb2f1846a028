"""成果号: where the event asks for it a referee knows a work by its number: on the page, up, down, and in what is refused."""

import json
import re
from typing import Any

import pytest

from competition.floor.tables import WorkNumber
from competition.judging.opening import open_round, said
from competition.judging.scorekeeper import keeper
from competition.pages.refusal import Refusal
from scoring.decisions import Mark, Reveal, Status
from tests.judging.tablets import cookie_of, tablet
from tests.judging.test_coding import coding_referee
from tests.judging.test_desk import sit
from tests.judging.venue import LABELS, Venue, a_venue, as_json, mark
from tests.web import Browser

NUMBERS = {"01": "3", "02": "1", "03": "4", "04": "2"}


@pytest.fixture
async def made(browser: Browser) -> Venue:
    """Numbers typed from slips before marking, by who codes."""
    found = await a_venue()
    await coding_referee(found, browser)
    typed = {f"work-{label}": number for label, number in NUMBERS.items()}
    twice = await browser.fill("/coding/DG/works", at="/coding/DG", act="slips", **typed | {"work-02": "3"})
    assert twice.status_code == 422
    assert (await browser.fill("/coding/DG/works", at="/coding/DG", act="slips", **typed)).status_code == 303
    await found.event.refresh()
    return found


async def boot(browser: Browser) -> dict[str, Any]:
    page = (await browser.get("/tablet/DG")).text
    found: dict[str, Any] = json.loads(page.split('id="boot">')[1].split("</script>")[0])
    return found


async def test_his_tablet_knows_numbers_alone_and_what_he_enters_goes_to_the_work_it_names(browser: Browser, made: Venue) -> None:
    await open_round(made.event, made.chief)
    await said(made.round.id, made.referees[0], Mark("01", "A1.2", "*", "5"))
    await said(made.round.id, made.chief, Status("02", "absent", "未到场"))
    await sit(browser, "DG-J2")
    seen = await boot(browser)
    assert [one["label"] for one in seen["stations"]] == ["#01", "#02", "#03", "#04"]
    assert [one["competitor"] for one in seen["marks"]] == ["#03"]
    assert [one["competitor"] for one in seen["status"]] == ["#01"]
    assert not re.search(r'"(?:01|02|03|04)"', json.dumps(seen))
    token = {"x-csrftoken": browser.cookies["csrftoken"], "accept": "application/json"}
    sent = [as_json(mark(label, "B1.1", "J2", "2")) for label in ("#04", "03", "#09")]
    posted = (await browser.post("/tablet/DG/decisions", json={"decisions": sent}, headers=token)).json()
    assert [one["outcome"] for one in posted["answers"]] == ["entered", "refused", "refused"]
    assert "没有选手 03" in posted["answers"][1]["says"]
    tally = (await keeper().book(made.round.id)).tally
    assert tally is not None
    assert tally.sheets["03"].entries["B1.1"] == {"J2": "2"}


async def test_lines_come_down_by_number(browser: Browser, address: str, made: Venue) -> None:
    await open_round(made.event, made.chief)
    book = await keeper().book(made.round.id)
    async with tablet(address, "DG", await cookie_of("DG-J2"), book.number, book.epoch) as link:
        for referee in made.referees:
            await said(made.round.id, referee, Mark("04", "B1.1", referee.judge, "2"))
        await said(made.round.id, made.referees[0], Reveal("04", "B1.1"))
        told: list[dict[str, Any]] = []
        while "reveal" not in {line["kind"] for line in told}:
            told += await link.hears("lines")
    assert {line["body"]["competitor"] for line in told} == {"#02"}


async def test_marking_does_not_begin_while_a_station_has_no_number(browser: Browser, made: Venue) -> None:
    await WorkNumber.delete().where(WorkNumber.label == "04")
    with pytest.raises(Refusal, match="成果号"):
        await open_round(made.event, made.chief)
    assert (await browser.fill("/coding/DG/works", act="program")).status_code == 303
    await open_round(made.event, made.chief)
    found = await WorkNumber.select(WorkNumber.label, WorkNumber.number).order_by(WorkNumber.number)
    assert [row["number"] for row in found] == ["#01", "#02", "#03", "#04"]
    assert {row["label"] for row in found} == set(LABELS)
    assert (await browser.fill("/coding/DG/works", act="program")).status_code == 409
