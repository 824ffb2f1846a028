"""Who asks at the same moment shares one look, and nobody gets an answer from before he asked."""

import asyncio
from collections.abc import Iterable, Mapping

import pytest

from competition.live.gathering import Gathering


class Register:
    """Who is in; each look at it takes a moment."""

    def __init__(self) -> None:
        self.inside = {"何临川", "沈砚舟"}
        self.looks: list[tuple[str, ...]] = []
        self.open = asyncio.Event()

    async def look(self, asked: Iterable[str]) -> Mapping[str, bool]:
        self.looks.append(tuple(asked))
        found = {name: True for name in self.looks[-1] if name in self.inside}
        await self.open.wait()
        return found


async def test_what_is_asked_while_a_look_is_under_way_waits_for_the_next_and_shares_it() -> None:
    register = Register()
    gathering = Gathering(register.look)
    first = asyncio.create_task(gathering.ask("何临川"))
    while not register.looks:
        await asyncio.sleep(0)
    register.inside.remove("何临川")
    later = [asyncio.create_task(gathering.ask(name)) for name in ("何临川", "沈砚舟", "何临川")]
    await asyncio.sleep(0)
    register.open.set()

    assert await first is True
    assert [await one for one in later] == [None, True, None], "he left before the second look began"
    assert register.looks == [("何临川",), ("何临川", "沈砚舟")]


async def test_a_look_that_fails_fails_for_its_askers_and_the_next_is_made() -> None:
    failing = True

    async def look(asked: Iterable[str]) -> Mapping[str, bool]:
        if failing:
            raise OSError("no connection")
        return dict.fromkeys(asked, True)

    gathering = Gathering(look)
    both = await asyncio.gather(gathering.ask("甲"), gathering.ask("乙"), return_exceptions=True)
    failing = False

    assert [type(one) for one in both] == [OSError, OSError]
    assert await gathering.ask("甲") is True


async def test_an_asker_who_leaves_takes_nobody_with_him() -> None:
    register = Register()
    gathering = Gathering(register.look)
    leaving, staying = (asyncio.create_task(gathering.ask("沈砚舟")) for _ in range(2))
    while not register.looks:
        await asyncio.sleep(0)
    leaving.cancel()
    register.open.set()

    assert await staying is True
    with pytest.raises(asyncio.CancelledError):
        await leaving
