"""The bell between processes: rings with a number, and says when it may have missed some."""

import asyncio

import asyncpg

from competition.live.bell import CHANNEL, Bell


async def ring(database_url: str, told: str) -> None:
    link = await asyncpg.connect(database_url)
    await link.execute("select pg_notify($1, $2)", CHANNEL, told)
    await link.close()


async def test_it_rings_with_round_and_number_and_passes_over_nonsense(database_url: str) -> None:
    heard: asyncio.Queue[tuple[int, int]] = asyncio.Queue()
    listening = asyncio.Event()
    bell = Bell(database_url, lambda *told: heard.put_nowait(told), listening.set)
    bell.start()
    await asyncio.wait_for(listening.wait(), 10)
    for told in ("nonsense", "7:x", "", "7:1204"):
        await ring(database_url, told)
    assert await asyncio.wait_for(heard.get(), 10) == (7, 1204)
    assert heard.empty()
    await bell.stop()


async def test_after_a_loss_it_listens_again_and_says_so(database_url: str) -> None:
    heard: asyncio.Queue[tuple[int, int]] = asyncio.Queue()
    returned: asyncio.Queue[None] = asyncio.Queue()
    bell = Bell(database_url, lambda *told: heard.put_nowait(told), lambda: returned.put_nowait(None))
    bell.start()
    await asyncio.wait_for(returned.get(), 10)
    link = await asyncpg.connect(database_url)
    await link.execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'competition bell'")
    await link.close()
    await asyncio.wait_for(returned.get(), 10)
    await ring(database_url, "7:1205")
    assert await asyncio.wait_for(heard.get(), 10) == (7, 1205)
    await bell.stop()
