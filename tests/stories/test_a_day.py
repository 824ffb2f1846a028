"""A whole day in fast motion on a bad line: thirty stations in two sessions, ten referees, and nearly everything that goes wrong.

At its end logbook, tablets, board, papers and a sum made beside the system agree.
"""

import asyncio
import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from websockets.asyncio.client import connect

from tests.counts import COUNTS
from tests.served import Served
from tests.stories.day import CODE, Day, begun, labels
from tests.stories.organising import act, at_the_desk, cards, recheck
from tests.stories.test_power_cut import cut_and_restored
from tests.web import Browser

RECUSED, LATE, CLAIMED, WRONG = ("1-05", "J4"), ("1-02", "B1.2", "J3"), ("1-09", "B1.2", "J2"), ("2-04", "A1.1", "*")


@asynccontextmanager
async def by_pages(address: str, cookie: str = "") -> AsyncIterator[Browser]:
    cookies = dict([cookie.split("=", 1)]) if cookie else {}
    headers = {"accept": "text/html"}
    async with Browser(base_url=address, headers=headers, cookies=cookies, trust_env=False, timeout=30) as browser:
        yield browser


async def session(day: Day, number: int, acks: int) -> None:
    """Five stations after the other; in the middle of it the power goes."""
    free = [label for label in labels(number) if (label, "@status", "*") not in day.beside]
    day.dice.shuffle(free)
    for part in (free[:5], free[5:10], free[10:]):
        for label in part:
            day.mark(label)
        if part == free[5:10]:
            await cut_and_restored(day.served, day.tablets, acks)
        await day.sent()
        day.mend()
    await day.sent()


async def signed(day: Day, number: int) -> None:
    """Every form is signed and accepted."""
    for label in labels(number):
        if (label, "@status", "*") not in day.beside:
            day.sign(label)
    await day.sent()
    await day.told("accept-all")


async def claimed(day: Day, tablet: Any, place: tuple[str, str, str], value: str, take: str) -> None:
    """A mark that meets another, or comes too late, waits for the chief; he takes it or leaves what stands."""
    ref = tablet.put("mark", dict(zip(("competitor", "aspect", "judge"), place, strict=True), value=value))
    await tablet.empty()
    answer = tablet.answers[ref]
    assert answer["outcome"] == "conflict", answer
    async with by_pages(day.served.address, day.tablets["J1"].cookie) as chief:
        await at_the_desk(chief, CODE, "settle", number=str(answer["number"]), take=take, reason="核对原始记录")


async def handed_over(day: Day, judge: str, tmp_path: Path) -> None:
    """Another takes the seat, with a card of his own; the old tablet is out."""
    await day.told("handover", seat=judge[1:], name="程不语", reason="身体不适")
    gone = day.tablets[judge]
    printed = (await cards(day.organiser, CODE, tmp_path))[judge]
    assert printed != gone.card
    day.left.append(gone)
    day.tablets[judge] = await day.another_tablet(judge, printed)


async def put_right(day: Day, place: tuple[str, str, str], value: str) -> None:
    """勘误 after the signature: one official finds it, another confirms it, and the ranking is signed anew."""
    at = f"/organise/{CODE}/results/erratum"
    fields = dict(zip(("competitor", "aspect", "judge"), place, strict=True), value=value, reason="看错一行")
    shown = await day.organiser.fill(at, at=at, **fields)
    asked = await day.organiser.fill(at, at=at, **fields, do="propose", seen=hidden(shown.text, "seen"))
    assert asked.status_code == 303, asked.text
    async with by_pages(day.served.address, day.tablets["J1"].cookie) as chief:
        waiting = (await chief.get(at)).text
        said = {name: hidden(waiting, name) for name in ("number", "seen")}
        confirmed = await chief.fill(f"{at}/confirm", at=at, do="confirm", **said)
    assert confirmed.status_code == 303, confirmed.text
    day.stands[place] = ("", value)


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, page
    return found[1]


async def board(day: Day) -> dict[str, Any]:
    """What hangs in the hall."""
    async with connect(f"{day.served.address.replace('http', 'ws')}/hall/{CODE}/socket", proxy=None) as link:
        found: dict[str, Any] = json.loads(await link.recv())
    return found


async def the_logbook_is_what_was_acknowledged(day: Day) -> str:
    """Each answer's line under its number, once; no mark in it that nobody sent."""
    lines = await day.lines()
    refs = Counter(ref for _number, ref, _kind in lines)
    number_of = {ref: number for number, ref, _kind in lines}
    acked = {ref: tablet.answers[ref]["number"] for tablet in day.everybody for ref in tablet.entered}
    assert acked.items() <= number_of.items()
    assert set(refs.values()) == {1}
    assert [number for number, _ref, _kind in lines] == list(range(1, len(lines) + 1))
    marks = {ref for _number, ref, kind in lines if kind == "mark"}
    assert len(marks - acked.keys()) == 1, "the claim that the chief took, and nothing else"
    turned = [answer["outcome"] for tablet in day.everybody for answer in tablet.turned]
    assert turned == ["conflict"] * 2
    resent = sum(tablet.resent_unanswered + tablet.resent_answered for tablet in day.everybody)
    assert resent > 0
    return f"acked {len(acked)}, found {len(acked.keys() & number_of.keys())}, doubled 0; {resent} sent again"


async def test_logbook_tablets_and_an_independent_sum_agree_at_the_end(
    served: Served, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    async with by_pages(served.address) as organiser:
        day, printed = await begun(served, organiser, tmp_path)
        await day.told("decide", kind="recusal", competitor=RECUSED[0], judge=RECUSED[1])
        day.instead[RECUSED] = "J10"
        await session(day, 1, acks=25)
        second = await day.another_tablet("J2", printed["J2"])
        await claimed(day, second, CLAIMED, value := day.other(CLAIMED), take="yes")
        day.stands[CLAIMED] = ("", value)
        await signed(day, 1)
        await day.told("opened", cell="close:1:")
        await claimed(day, day.tablets["J3"], LATE, day.other(LATE), take="no")
        assert [row for row in (await board(day))["rows"] if row["total"]] == [], "session 2 is still to come"

        await day.told("opened", cell="open:2:")
        await day.told("decide", kind="status", competitor="2-15", status="absent", reason="")
        await day.told("decide", kind="penalty", competitor="1-03", points="2.5", reason="超时")
        day.beside |= {("2-15", "@status", "*"): "absent", ("1-03", "@penalty", "*"): "2.5"}
        await handed_over(day, "J7", tmp_path)
        await session(day, 2, acks=45)
        await signed(day, 2)
        await day.told("opened", cell="close:2:")
        await day.told("stage", act="finish")

        await recheck(organiser, CODE)
        done = await act(organiser, CODE, "sign-off")
        assert done.status_code == 303, done.text
        await put_right(day, WRONG, day.other(WRONG))
        await it_all_agrees(day, record_property)


async def it_all_agrees(day: Day, record_property: Callable[[str, object], None]) -> None:
    counted = await the_logbook_is_what_was_acknowledged(day)
    paper = await day.organiser.get(f"/organise/{CODE}/papers/ranking/json")
    meant = day.counted()
    told = json.loads(paper.content)["standings"]
    assert [{key: one[key] for key in wanted} for one, wanted in zip(told, meant, strict=True)] == meant
    ranked = {one["competitor"]: (one["place"], one["total"]) for one in meant if one["place"]}
    assert {row["label"]: (row["place"], row["total"]) for row in (await board(day))["rows"] if row["place"]} == ranked
    await asyncio.to_thread(day.served.run, "verify")
    record_property(COUNTS, f"a day with two power cuts, a recusal, a handover, an erratum: {counted}")
