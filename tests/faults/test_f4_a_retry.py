"""F4: whoever heard no answer sends again; however often, from wherever, after whatever: one line and the same answer."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from competition.judging.tables import Line
from tests.counts import COUNTS
from tests.faults.proxy import Proxy, through
from tests.judging.tablets import cookie_of, tablet
from tests.judging.venue import as_json, mark
from tests.tablet.hall import STATIONS, Hall, entered, until

Said = list[dict[str, Any]]


def marks() -> Said:
    """One at every station."""
    return [as_json(mark(station, "A1.2", "*", f"{40 + n}.5")) for n, station in enumerate(STATIONS)]


def answers_in(lost: bytearray) -> Said:
    """The answers among what was said and never heard."""
    text = bytes(lost[lost.index(b'{"answers"') :]).decode(errors="ignore")
    return list(json.JSONDecoder().raw_decode(text)[0]["answers"])


async def unheard(line: Proxy, cookie: str, batch: Said) -> Said:
    """Sent; the server answers, and the line is torn with the answer on it."""
    async with tablet(line.address, "DG", cookie) as one:
        await one.hears("hello")
        down = line.latest.down
        down.losing = True
        await one.says(decisions=batch)

        async def answered() -> bool:
            return b'{"answers"' in down.lost and down.lost.rstrip().endswith(b"}")

        await until(answered)
        line.cut()
    return answers_in(down.lost)


async def heard(address: str, cookie: str, batch: Said) -> Said:
    async with tablet(address, "DG", cookie) as one:
        return await one.decides(*batch)


async def test_an_answer_that_is_never_heard_is_the_same_every_time(
    hall: Hall, record_property: Callable[[str, object], None]
) -> None:
    cookie, batch = await cookie_of("DG-J1"), marks()
    async with through(hall.port) as line:
        first = await unheard(line, cookie, batch)
        again = [await unheard(line, cookie, batch[:cut]) for cut in (20, 7, 1, 20, 13)]
        hall.kill()
        await hall.start()
        tabs = await asyncio.gather(*(heard(line.address, cookie, batch) for _ in range(2)), heard(hall.address, cookie, batch))

    assert {answer["outcome"] for answer in first} == {"entered"}
    assert all(answers == first[: len(answers)] for answers in again)
    assert list(tabs) == [first] * 3
    rows = await Line.raw("select ref, number from line where kind = 'mark' order by number")
    assert [(row["ref"], row["number"]) for row in rows] == [(answer["ref"], answer["number"]) for answer in first]
    sent = len(first) + sum(map(len, again)) + sum(map(len, tabs))
    record_property(COUNTS, f"F4 no answer heard: {len(batch)} marks sent {sent} times, found {len(rows)}, doubled 0")


async def test_what_comes_late_on_a_line_given_up_changes_nothing(hall: Hall) -> None:
    cookie = await cookie_of("DG-J1")
    first = as_json(mark("01", "A1.2", "*", "41"))
    then = as_json(mark("01", "A1.2", "*", "42", parent=first["ref"]))
    async with through(hall.port) as line, tablet(line.address, "DG", cookie) as old:
        await old.hears("hello")
        line.latest.up.passing.clear()
        held = line.latest.up
        await old.says(decisions=[first])
        told = await heard(line.address, cookie, [first, then])
        held.passing.set()
        late = await old.hears("answers")

    assert [answer["outcome"] for answer in told] == ["entered", "entered"]
    assert late == told[:1]
    assert await entered("A1.2", 2) == [("01", "41"), ("01", "42")]
