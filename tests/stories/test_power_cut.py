"""The power goes in the middle of a burst of marks, again and again: nothing acknowledged is lost, nothing counts twice."""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import asyncpg
from websockets.asyncio.client import connect

from competition.database.bundled import bundled
from scoring.amounts import shown
from tests.counts import COUNTS
from tests.served import PASSWORD, Served
from tests.stories.organising import at_the_desk, cards, quick_start
from tests.stories.tablets import Tablet
from tests.web import Browser

ROUNDS, JUDGES = 15, 5
PEOPLE = [f"选手{sign}" for sign in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"]
LABELS = [f"{n:02}" for n in range(1, len(PEOPLE) + 1)]
PANEL = {"kind": "panel", "judges": JUDGES, "min": "0", "max": "10", "step": "0.5", "combine": "sum"}
ASPECTS = [f"A{form}.{n}" for form in (1, 2) for n in (1, 2, 3, 4, 5)]
SCHEME: dict[str, Any] = {
    "format": 1, "title": "电工", "criteria": [{"code": "A", "title": "实操", "subcriteria": [
        {"code": f"A{form}", "title": f"第 {form} 部分", "aspects": [
            {"code": code, "title": code, **PANEL} for code in ASPECTS if code.startswith(f"A{form}.")]} for form in (1, 2)]}],
}  # fmt: skip
Place = tuple[str, str, str]


class Wanted:
    """What the referees mean: the test's own book of every place's latest mark, and by which ref it stands."""

    def __init__(self, tablets: dict[str, Tablet]) -> None:
        self.tablets, self.dice = tablets, random.Random("power cut")
        self.free = [(label, aspect) for aspect in ASPECTS for label in LABELS]
        self.stands: dict[Place, tuple[str, str]] = {}

    def burst(self) -> None:
        """A share of all marks, so that each place has all its judges; from the second burst on some corrections, too."""
        self.dice.shuffle(self.free)
        share = [self.free.pop() for _ in range(len(ASPECTS) * len(LABELS) // ROUNDS)]
        mended = self.dice.sample(sorted(self.stands), min(len(self.stands), 20))
        for place in [*mended, *((label, aspect, judge) for judge in self.tablets for label, aspect in share)]:
            label, aspect, judge = place
            value, parent = str(self.dice.randint(0, 20) / 2).removesuffix(".0"), self.stands.get(place, (None, ""))[0]
            body = {"competitor": label, "aspect": aspect, "judge": judge, "value": value}
            self.stands[place] = (self.tablets[judge].put("mark", body, parent), value)

    def totals(self) -> dict[str, str]:
        """The sums, by nothing but adding up."""
        sums = Counter[str]()
        for (label, _aspect, _judge), (_ref, value) in self.stands.items():
            sums[label] += Fraction(value)  # type: ignore[assignment]
        return {label: shown(Fraction(total), 2) for label, total in sums.items()}


async def organised(served: Served, tmp_path: Path) -> dict[str, Tablet]:
    """An event of sixteen, opened, its five referees signed in; all by pages."""
    async with Browser(base_url=served.address, headers={"accept": "text/html"}, trust_env=False) as organiser:
        assert (await organiser.fill("/sign-in", name="luo", password=PASSWORD)).status_code == 303
        assert (await quick_start(organiser, SCHEME, PEOPLE, JUDGES, code="PC")).status_code == 303
        await at_the_desk(organiser, "PC", "stage", act="start")
        printed = await cards(organiser, "PC", tmp_path)
    tablets = {judge: Tablet(served.address, "PC", card, random.Random(judge)) for judge, card in printed.items()}
    for tablet in tablets.values():
        await tablet.sign_in()
    return tablets


async def cut_and_restored(served: Served, tablets: dict[str, Tablet], acks: int) -> set[str]:
    """Pulls the plug after so many answers; what was acknowledged by then. Back when everybody's outbox is empty."""
    before = sum(len(tablet.answers) for tablet in tablets.values())
    sending = [asyncio.create_task(tablet.empty()) for tablet in tablets.values()]
    while sum(len(tablet.answers) for tablet in tablets.values()) < before + acks:
        await asyncio.sleep(0)
    served.kill()
    assert any(tablet.waiting for tablet in tablets.values()), "the power went while marks were under way"
    acked = {ref for tablet in tablets.values() for ref in tablet.entered}
    await asyncio.to_thread(served.start)
    await asyncio.gather(*sending)
    return acked


async def marks_in(served: Served) -> list[tuple[int, str, str]]:
    """Number, ref and kind of all lines, read from the table itself."""
    with bundled(served.data) as url:
        link = await asyncpg.connect(url)
        try:
            return [tuple(row) for row in await link.fetch("select number, ref, kind from line order by number")]
        finally:
            await link.close()


async def board(served: Served) -> dict[str, str]:
    """The totals in the hall."""
    async with connect(f"{served.address.replace('http', 'ws')}/hall/PC/socket", proxy=None) as link:
        frame = json.loads(await link.recv())
    return {row["label"]: row["total"] for row in frame["rows"] if row["total"]}


async def test_nothing_acknowledged_is_lost_and_nothing_counts_twice(
    served: Served, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    tablets = await organised(served, tmp_path)
    wanted = Wanted(tablets)
    for number in range(ROUNDS):
        wanted.burst()
        acked = await cut_and_restored(served, tablets, acks=10 + 3 * number)

        found = await marks_in(served)
        refs = Counter(ref for _number, ref, kind in found if kind == "mark")
        assert acked <= refs.keys()
        assert set(refs.values()) == {1}
        assert refs.keys() == {ref for tablet in tablets.values() for ref in tablet.sent}
        assert [line for line, _ref, _kind in found] == list(range(1, len(found) + 1))
        assert await board(served) == wanted.totals()
    answers = [answer["outcome"] for tablet in tablets.values() for answer in tablet.answers.values()]
    assert set(answers) == {"entered"}
    resent = sum(tablet.resent_unanswered for tablet in tablets.values())
    assert resent > 0
    there, twice = sum(refs[ref] == 1 for ref in acked), sum(many > 1 for many in refs.values())
    cuts = f"F1 kill -9 under load, {ROUNDS} times: acked before a cut {len(acked)}, found {there}, doubled {twice}"
    record_property(COUNTS, f"{cuts}; {resent} sent again after one, {len(refs)} in the end")
