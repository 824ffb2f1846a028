"""A day's event and what its referees mean: their own book of it, kept beside the system and added up by a second reading.

The tablets are programs with an outbox on a bad line; what goes wrong with them is drawn from a seed.
"""

import asyncio
import random
from pathlib import Path
from typing import Any

import asyncpg

from competition.database.bundled import bundled
from competition.demo.robots.entries import another, entry
from tests.scoring import plainly
from tests.served import PASSWORD, Served
from tests.stories.organising import at_the_desk, cards, quick_start
from tests.stories.tablets import Tablet
from tests.web import Browser

SEED, CODE, JUDGES, STATIONS = 2026, "DAY", 9, 15
MEASURED: list[dict[str, Any]] = [
    {"code": "A1.1", "title": "尺寸", "kind": "measurement", "award": "value", "max": "20", "step": "0.5"},
    {"code": "A1.2", "title": "漏接线", "kind": "measurement", "award": "deduct", "max": "10", "per": "2"},
]
JUDGED: list[dict[str, Any]] = [
    {"code": "B1.1", "title": "工艺", "kind": "judgement", "judges": JUDGES, "max": "30"},
    {"code": "B1.2", "title": "整体印象", "kind": "panel", "judges": JUDGES, "min": "0", "max": "40", "step": "0.5",
     "drop_high": 1, "drop_low": 1, "combine": "mean"},
]  # fmt: skip
SCHEME: dict[str, Any] = {
    "format": 1, "title": "电工",
    "rounding": {"places": 2, "mode": "half-up", "stages": ["panel", "aspect", "criterion", "total"]},
    "criteria": [
        {"code": "A", "title": "测量", "subcriteria": [{"code": "A1", "title": "测量", "aspects": MEASURED}]},
        {"code": "B", "title": "评价", "subcriteria": [{"code": "B1", "title": "评价", "aspects": JUDGED}]}],
    "ranking": {"order": ["total:desc", "criterion:B:desc"], "ties": "shared"},
    "awards": {"by": "share", "round": "up", "tiers": [["一等奖", "0.10"], ["二等奖", "0.20"], ["三等奖", "0.30"]]},
}  # fmt: skip
ASPECTS = {aspect["code"]: aspect for aspect in [*MEASURED, *JUDGED]}
Place = tuple[str, str, str]


def labels(session: int) -> list[str]:
    """The stations of a session."""
    return [f"{session}-{n:02}" for n in range(1, STATIONS + 1)]


class Day:
    """The event, its tablets, and what was meant: every place's latest value and the ref by which it stands there."""

    def __init__(self, served: Served, organiser: Browser, tablets: dict[str, Tablet]) -> None:
        self.served, self.organiser, self.tablets = served, organiser, tablets
        self.left: list[Tablet] = []
        self.dice = random.Random(f"{SEED} faults")
        self.stands: dict[Place, tuple[str, str]] = {}
        self.beside: dict[Place, str] = {}
        self.instead: dict[tuple[str, str], str] = {}
        self.slips: list[Place] = []

    def judges(self, label: str) -> list[str]:
        """Who marks there: the first nine, or who stands in."""
        return [self.instead.get((label, f"J{n}"), f"J{n}") for n in range(1, JUDGES + 1)]

    def mark(self, label: str) -> None:
        """All of a station into the outboxes; here and there a slip."""
        for code in ASPECTS:
            for judge in ["*"] if code.startswith("A") else self.judges(label):
                slip = self.dice.random() < 0.08
                value = (another if slip else entry)(SEED, CODE, label, ASPECTS[code], judge)
                self.put((label, code, judge), value)
                self.slips += [(label, code, judge)] if slip else []

    def mend(self) -> None:
        """Every slip is seen and put right by whoever made it."""
        for place in self.slips:
            value = entry(SEED, CODE, place[0], ASPECTS[place[1]], place[2])
            if value != self.stands[place][1]:
                self.put(place, value)
        self.slips = []

    def put(self, place: Place, value: str) -> None:
        label, code, judge = place
        body = {"competitor": label, "aspect": code, "judge": judge, "value": value}
        parent = self.stands.get(place, (None, ""))[0]
        self.stands[place] = (self.tablets["J1" if judge == "*" else judge].put("mark", body, parent), value)

    def other(self, place: Place) -> str:
        """What nobody means there."""
        return "3.5" if self.stands[place][1] != "3.5" else "4"

    def sign(self, label: str) -> None:
        """Each signs the form that he marked."""
        self.tablets["J1"].put("signature", {"competitor": label, "subcriterion": "A1", "judge": "J1"})
        for judge in self.judges(label):
            self.tablets[judge].put("signature", {"competitor": label, "subcriterion": "B1", "judge": judge})

    async def sent(self) -> None:
        """Until every outbox is empty."""
        await asyncio.gather(*(tablet.empty() for tablet in self.tablets.values()))

    async def told(self, act: str, /, **said: str) -> None:
        """A form of the chief's desk."""
        await at_the_desk(self.organiser, CODE, act, **said)

    async def another_tablet(self, judge: str, card: tuple[str, str]) -> Tablet:
        """One more for the same card, or for the one who has it now."""
        made = Tablet(self.served.address, CODE, card, random.Random(f"{SEED} {judge} {len(self.left)}"))
        await made.sign_in()
        self.left.append(made)
        return made

    @property
    def everybody(self) -> list[Tablet]:
        """All tablets that there ever were."""
        return list({id(tablet): tablet for tablet in [*self.tablets.values(), *self.left]}.values())

    def counted(self) -> list[dict[str, Any]]:
        """The standings by the second reading of the rules, from what was meant and from nothing else."""
        rows = [(*place, value) for place, (_ref, value) in self.stands.items()]
        return plainly.standings(SCHEME, [*rows, *((*place, value) for place, value in self.beside.items())])

    async def lines(self) -> list[tuple[int, str, str]]:
        """Number, ref and kind of all that the logbook holds, read from the table itself."""
        with bundled(self.served.data) as url:
            link = await asyncpg.connect(url)
            try:
                return [tuple(row) for row in await link.fetch("select number, ref, kind from line order by number")]
            finally:
                await link.close()


async def begun(served: Served, organiser: Browser, tmp_path: Path) -> tuple[Day, dict[str, tuple[str, str]]]:
    """Thirty people in two sessions, nine referees and a reserve on a bad line, the round opened; all by pages. And the cards."""
    assert (await organiser.fill("/sign-in", name="luo", password=PASSWORD)).status_code == 303
    people = [f"选手{n // 10 + 1}{'甲乙丙丁戊己庚辛壬癸'[n % 10]}" for n in range(2 * STATIONS)]
    wanted = {"code": CODE, "stations": str(STATIONS), "sessions": "2"}
    made = await quick_start(organiser, SCHEME, people, JUDGES, **wanted)
    assert made.status_code == 303, made.text
    spare = await organiser.fill(f"/organise/{CODE}/referees/add", name="谢听澜", reserve="yes")
    assert spare.status_code == 303, spare.text
    await at_the_desk(organiser, CODE, "stage", act="start")
    printed = await cards(organiser, CODE, tmp_path)
    tablets = {
        judge: Tablet(
            served.address, CODE, card, random.Random(f"{SEED} {judge}"), cuts=10, again=15 if judge in ("J2", "J6") else 0
        )
        for judge, card in printed.items()
    }
    for tablet in tablets.values():
        await tablet.sign_in()
    return Day(served, organiser, tablets), printed
