import asyncio

from competition.live.broadcast import Broadcast


async def test_a_slow_watcher_skips_and_ends_at_the_latest() -> None:
    boards: Broadcast[str] = Broadcast(per_second=1000)
    seen: list[int] = []

    async def slow() -> None:
        while not seen or seen[-1] < 40:
            found = await boards.newer("DG", seen[-1] if seen else -1)
            assert found is not None
            seen.append(found[0])
            await asyncio.sleep(0.02)

    watching = asyncio.create_task(slow())
    for number in range(1, 41):
        boards.announce("DG", number, lambda number=number: f"standings {number}")
        await asyncio.sleep(0.002)
    await asyncio.wait_for(watching, 5)
    assert seen[-1] == 40
    assert len(seen) < 40
    assert seen == sorted(seen)


async def test_the_first_of_a_burst_goes_out_at_once_and_the_last_always_does() -> None:
    boards: Broadcast[int] = Broadcast(per_second=20)
    for number in range(1, 101):
        boards.announce("DG", number, lambda number=number: number)
    assert boards.latest("DG") == (1, 1), "the leading edge waits for nobody"
    assert await boards.newer("DG", since=1, patience=5) == (100, 100)


async def test_a_frame_is_made_once_for_all_who_watch_and_never_for_nobody() -> None:
    boards: Broadcast[str] = Broadcast()
    made: list[int] = []

    def standings() -> str:
        made.append(1)
        return "standings"

    watching = [asyncio.create_task(boards.newer("DG")) for _ in range(50)]
    while boards.watchers("DG") < 50:
        await asyncio.sleep(0)
    boards.announce("DG", 1, standings)
    assert await asyncio.gather(*watching) == [(1, "standings")] * 50
    assert len(made) == 1
    boards.announce("nobody looks", 1, standings)
    assert len(made) == 1


async def test_a_board_never_goes_back() -> None:
    boards: Broadcast[str] = Broadcast()
    boards.announce("DG", 7, lambda: "seven")
    boards.announce("DG", 6, lambda: "six")
    boards.announce("DG", 7, lambda: "seven again")
    assert boards.latest("DG") == (7, "seven")
    assert await boards.newer("DG", since=7, patience=0.3) is None


async def test_who_leaves_leaves_nothing_behind() -> None:
    boards: Broadcast[str] = Broadcast()
    watching = [asyncio.create_task(boards.newer("DG")) for _ in range(20)]
    while boards.watchers("DG") < 20:
        await asyncio.sleep(0)
    for task in watching:
        task.cancel()
    await asyncio.gather(*watching, return_exceptions=True)
    assert boards.watchers("DG") == 0


async def test_topics_do_not_disturb_each_other() -> None:
    boards: Broadcast[str] = Broadcast(per_second=2)
    boards.announce("DG", 1, lambda: "electricians")
    boards.announce("HG", 1, lambda: "welders")
    assert boards.latest("HG") == (1, "welders")


async def test_who_is_called_has_the_latest_at_once_and_everything_newer_when_it_is_shown() -> None:
    boards: Broadcast[str] = Broadcast(per_second=1000)
    boards.announce("DG", 1, lambda: "one")
    early: list[str] = []
    late: list[str] = []
    with boards.calling("DG", early.append):
        boards.announce("DG", 2, lambda: "two")
        await boards.newer("DG", since=1, patience=5)
        with boards.calling("DG", late.append):
            boards.announce("DG", 3, lambda: "three")
            await boards.newer("DG", since=2, patience=5)
    boards.announce("DG", 4, lambda: "four")
    await boards.newer("DG", since=3, patience=5)
    assert early == ["one", "two", "three"]
    assert late == ["two", "three"]
