"""A process that enters marks until it is killed, and prints what was acknowledged. Run as a module: URL CODE."""

import asyncio
import sys

from competition.database import open_pool
from competition.events.duties import seats
from competition.events.programme import event_by_code, round_of
from competition.judging import scorekeeper
from tests.judging.venue import author, mark


async def write_on(address: str, code: str) -> None:
    await open_pool(address)
    kept = await scorekeeper.start()
    event = await event_by_code(code)
    one = (await round_of(event.id)).id
    leader = author(tuple(await seats(event.id)), f"{code}-J1")

    async def hand(label: str) -> None:
        parent = None
        for turn in range(1_000_000):
            entry = mark(label, "A1.2", "*", str(turn % 6), parent=parent)
            parent = entry.ref
            (answer,) = await kept.decide(one, leader, [entry])
            print(answer.outcome, answer.ref, answer.number, flush=True)

    await asyncio.gather(*(hand(label) for label in ("01", "02", "03", "04")))


if __name__ == "__main__":
    asyncio.run(write_on(*sys.argv[1:3]))
