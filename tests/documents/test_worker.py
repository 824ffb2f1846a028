"""Papers are built beside the event loop: it goes on turning, and the worker ends when it is told."""

import asyncio
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from competition.documents.fonts import MissingGlyph
from competition.documents.page import Provenance
from competition.documents.ranking_pdf import ranking_sheet, sheet_pdf
from competition.documents.ranking_table import Person
from competition.documents.worker import Worker
from tests.documents.rankings import a_ranking, read_paper, some_people


async def test_a_paper_comes_from_another_process(tmp_path: Path) -> None:
    worker, ranking = Worker(), a_ranking(4)
    try:
        paper = await worker.build(sheet_pdf, ranking_sheet(ranking, some_people(ranking)))
        assert await worker.build(os.getpid) != os.getpid()
    finally:
        await worker.close()

    assert "李𬭚" in read_paper(paper, tmp_path)


async def test_the_loop_goes_on_turning_while_a_paper_is_built() -> None:
    worker, turns = Worker(), 0
    await worker.build(os.getpid)
    slow = asyncio.create_task(worker.build(time.sleep, 0.5))
    while not slow.done():
        turns += 1
        await asyncio.sleep(0.005)
    await worker.close()

    assert turns > 20


async def test_what_a_paper_refuses_comes_back_named() -> None:
    worker = Worker()
    sheet = ranking_sheet(a_ranking(1), {"01": Person("\U0002c48d")}, provenance=Provenance(final=True))
    try:
        with pytest.raises(MissingGlyph) as told:
            await worker.build(sheet_pdf, sheet)
    finally:
        await worker.close()

    assert told.value.characters == ("\U0002c48d",)


async def test_a_worker_that_was_killed_is_replaced() -> None:
    worker = Worker()
    try:
        first = await worker.build(os.getpid)
        os.kill(first, signal.SIGKILL)
        second = await worker.build(os.getpid)
    finally:
        await worker.close()

    assert second not in (first, os.getpid())


async def test_nothing_is_left_running_after_the_end() -> None:
    worker = Worker()
    number = await worker.build(os.getpid)

    await worker.close()
    await worker.close()

    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


async def test_what_cannot_be_handed_over_is_built_here() -> None:
    worker = Worker()

    assert await worker.build(lambda: "made") == "made"


async def test_a_killed_program_takes_its_worker_along() -> None:
    program = (
        "import asyncio, os\n"
        "from competition.documents.worker import Worker\n"
        "async def main():\n"
        "    print(await Worker().build(os.getpid), flush=True)\n"
        "    await asyncio.sleep(60)\n"
        "if __name__ == '__main__':\n"
        "    asyncio.run(main())\n"
    )
    running = await asyncio.create_subprocess_exec(sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE)
    assert running.stdout
    number = int(await running.stdout.readline())
    running.kill()
    await running.wait()

    assert await gone(number)


async def gone(number: int) -> bool:
    """Within ten seconds; a zombie that nobody reaps counts as gone."""
    stat = Path(f"/proc/{number}/stat")
    for _ in range(200):
        if not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        await asyncio.sleep(0.05)
    return False
