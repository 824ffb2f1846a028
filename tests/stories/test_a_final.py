"""A final from the draw to the papers, over a bad line: every mark once, and the published places wherever places are read."""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import connect

from competition.events.programme import event_by_code, round_of
from competition.judging.logbook import Line
from competition.judging.logbook import read as logbook
from tests.left_out import REAL
from tests.stories import papers
from tests.stories.cases import OWN, Case, read
from tests.stories.organising import act, at_stations, at_the_desk, cards, quick_start, recheck
from tests.stories.tablets import Tablet
from tests.web import Browser, SignIn

CASES = [
    pytest.param(OWN / "tea-art", id="tea-art"),
    pytest.param(REAL / "cases/diving-m10mpf-final", id="sydney-10m", marks=pytest.mark.real),
]


async def referees(address: str, printed: dict[str, tuple[str, str]]) -> dict[str, Tablet]:
    """All signed in by their cards, on a line that drops every sixth batch; two also ask again what was answered."""
    found = {}
    for judge, card in printed.items():
        again = 25 if judge in ("J2", "J5") else 0
        found[judge] = Tablet(address, "FINAL", card, random.Random(f"final {judge}"), cuts=17, again=again)
        assert await found[judge].sign_in() == f"FINAL-{judge}"
    return found


def write_down(case: Case, tablets: dict[str, Tablet], labels: dict[str, str]) -> None:
    """Every row into the outbox of him whose it is: agreed entries and difficulties are the leader's."""
    for row in case.rows:
        kind, body = row.decision(labels[row.competitor])
        writer = "J1" if row.by_chief or row.judge not in tablets else row.judge
        tablets[writer].put(kind, body)


def sign(case: Case, tablets: dict[str, Tablet], labels: dict[str, str]) -> None:
    """Each signs what he marked in."""
    home = {a["code"]: s["code"] for c in case.scheme["criteria"] for s in c["subcriteria"] for a in s["aspects"]}
    marked = {(row.judge if row.judge in tablets else "J1", row.competitor, home.get(row.aspect)) for row in case.rows}
    absent = {(row.judge, row.competitor, home.get(row.aspect)) for row in case.rows if row.value == "absent"}
    for judge, who, form in sorted(entry for entry in marked - absent if entry[2]):
        tablets[judge].put("signature", {"competitor": labels[who], "subcriterion": form, "judge": judge})


class Board:
    """A display in the hall: the latest frame, and whether one ever went back."""

    def __init__(self) -> None:
        self.frame: dict[str, Any] = {}
        self.frames = 0

    async def watch(self, address: str, code: str) -> None:
        async with connect(f"{address.replace('http', 'ws')}/hall/{code}/socket", proxy=None) as link:
            async for text in link:
                frame = json.loads(text)
                assert frame["number"] >= self.frame.get("number", 0), "a display never goes back"
                if "rows" in frame:
                    self.frame, self.frames = frame, self.frames + 1

    async def shows(self, places: papers.Places) -> None:
        """Waits for these places; ten seconds at most."""
        wanted = {label: place for label, place in places.items() if place}
        async with asyncio.timeout(10):
            while {row["label"]: row["place"] for row in self.frame.get("rows", ()) if row["place"]} != wanted:
                await asyncio.sleep(0.05)


async def lines() -> Sequence[Line]:
    """The logbook."""
    return await logbook((await round_of((await event_by_code("FINAL")).id)).id)


async def entered_once(case: Case, labels: dict[str, str]) -> None:
    """The logbook holds each row's decision once, and no mark that is in no row."""
    found = await lines()
    kinds = ("mark", "difficulty", "absence", "time", "penalty", "status")
    written = Counter(
        (line.kind, json.dumps(_said(json.loads(line.body)), sort_keys=True)) for line in found if line.kind in kinds
    )
    wanted = [row.decision(labels[row.competitor]) for row in case.rows]
    assert written == Counter((kind, json.dumps(body, sort_keys=True)) for kind, body in wanted)
    assert not [line for line in found if line.kind == "claim"]


def _said(body: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in body.items() if key != "note"}


@pytest.mark.parametrize("folder", CASES)
async def test_a_final_runs_through_the_system_to_its_published_places(
    folder: Path, browser: Browser, address: str, signed_in: SignIn, tmp_path: Path
) -> None:
    case = read(folder)
    await signed_in()
    made = await quick_start(browser, case.scheme, case.competitors, len(case.judges), code="FINAL")
    assert made.status_code == 303, made.text
    labels = await at_stations("FINAL")
    places = {labels[who]: place for who, place in case.places.items()}
    tablets = await referees(address, await cards(browser, "FINAL", tmp_path))
    assert sorted(tablets) == case.judges
    await at_the_desk(browser, "FINAL", "stage", act="start")
    board = Board()
    watching = asyncio.create_task(board.watch(address, "FINAL"))

    write_down(case, tablets, labels)
    await asyncio.gather(*(tablet.empty() for tablet in tablets.values()))
    await board.shows(places)
    await entered_once(case, labels)

    sign(case, tablets, labels)
    await asyncio.gather(*(tablet.empty() for tablet in tablets.values()))
    assert [answer for tablet in tablets.values() for answer in tablet.turned] == []
    bad = [(t.dropped, t.resent_unanswered, t.resent_answered) for t in tablets.values()]
    assert all(sum(column) > 0 for column in zip(*bad, strict=True)), "the line was bad, and answered decisions came again"
    assert all(tablets[judge].dropped and tablets[judge].resent_answered for judge in ("J2", "J5")), "after a new connection"
    await at_the_desk(browser, "FINAL", "accept-all")
    await at_the_desk(browser, "FINAL", "stage", act="finish")
    watching.cancel()

    await recheck(browser, "FINAL")
    assert (await act(browser, "FINAL", "sign-off")).status_code == 303
    await the_papers_agree(case, browser, labels, places, tmp_path)


async def the_papers_agree(case: Case, browser: Browser, labels: dict[str, str], places: papers.Places, tmp_path: Path) -> None:
    """All four, made from the signature; the case's own lines to the last digit where it has them."""
    made = {}
    for wanted in ("json", "csv", "xlsx", "pdf"):
        answer = await browser.get(f"/organise/FINAL/papers/ranking/{wanted}")
        assert answer.status_code == 200, answer.text
        made[wanted] = answer.content
    assert papers.of_json(made["json"]) == places
    assert papers.of_csv(made["csv"]) == places
    assert papers.of_xlsx(made["xlsx"], case.places) == case.places
    assert papers.of_pdf(made["pdf"], case.places, tmp_path) == case.places
    if case.standings:
        told = {each["competitor"]: each for each in json.loads(made["json"])["standings"]}
        assert told == {labels[each["competitor"]]: each | {"competitor": labels[each["competitor"]]} for each in case.standings}
