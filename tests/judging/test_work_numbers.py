"""成果号: where the event asks for it a referee knows a work by its number: on the page, up, down, and in what is refused."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from competition.events.officials import appoint
from competition.events.tables import Event
from competition.floor.tables import WorkNumber
from competition.judging.opening import open_round, said
from competition.judging.paper.keying import pairs
from competition.judging.scorekeeper import keeper
from competition.pages.refusal import Refusal
from competition.results.projection import frame_of, ground_of
from scoring.decisions import Mark, Reveal, Status
from tests.documents.rankings import read_paper
from tests.judging.tablets import cookie_of, tablet
from tests.judging.test_coding import coding_referee
from tests.judging.test_desk import sit
from tests.judging.venue import LABELS, Venue, a_venue, as_json, mark
from tests.web import Browser, SignIn

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


async def test_a_paper_form_and_its_keying_know_the_work_alone(
    browser: Browser, signed_in: SignIn, made: Venue, tmp_path: Path
) -> None:
    await signed_in()
    printed = read_paper((await browser.get("/organise/DG/day.pdf?part=forms")).content, tmp_path).split("\f")[:-1]
    assert [re.findall(r"#\d\d", page)[0] for page in printed] == ["#01", "#02", "#03", "#04"] * 2
    assert not any({"赛位", *LABELS} & set(page.split()) for page in printed)
    assert "赛位" not in read_paper((await browser.get("/organise/DG/day.pdf?part=spares")).content, tmp_path)

    await appoint(made.event, "clerk", "夏侯录", "luo", b"k" * 32)
    await open_round(made.event, made.chief)
    await sit(browser, "DG-C1")
    pile = (await browser.get("/papers/DG")).text
    assert re.findall(r'<th scope="row">([^<]+)</th>', pile) == ["#01", "#02", "#03", "#04"]
    assert "赛位" not in pile
    assert (await browser.get("/papers/DG/form/03/A1")).status_code == 404, "a station's label opens no form"
    typed = {"A1.1|*": "yes", "A1.2|*": "5", "@signed|J1": "yes"}
    keyed = await browser.fill("/papers/DG/form/%2303/A1", at="/papers/DG", **typed)
    assert keyed.headers["location"] == "/papers/DG/form/%2304/A1?done=%2303%20A1&outcome=waits"
    assert list(await pairs(made.round.id)) == [("01", "A1")]


async def test_a_work_without_its_number_stops_the_forms_alone(browser: Browser, signed_in: SignIn, made: Venue) -> None:
    await signed_in()
    await WorkNumber.delete().where(WorkNumber.label == "04")
    assert "成果号" in (await browser.get("/organise/DG/print")).text
    assert (await browser.get("/organise/DG/day.pdf?part=forms")).status_code == 422
    assert (await browser.get("/organise/DG/day.pdf?part=record")).status_code == 200


@pytest.mark.parametrize("display", ["progress", "stations", "names"])
async def test_no_board_puts_a_station_or_a_name_beside_what_a_work_got(browser: Browser, made: Venue, display: str) -> None:
    await open_round(made.event, made.chief)
    await Event.update({Event.display: display}).where(Event.id == made.event.id)
    await said(made.round.id, made.referees[0], Mark("04", "A1.2", "*", "5"))
    shown = await frame_of(await ground_of("DG"), await keeper().book(made.round.id))
    assert sorted(row.label for row in shown.rows) == ["#01", "#02", "#03", "#04"]
    assert [row.label for row in shown.rows if row.total] == ([] if display == "progress" else ["#02"])
    assert not any(row.name or row.unit for row in shown.rows)
