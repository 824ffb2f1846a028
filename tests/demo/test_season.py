"""The invented season stands at four stages; run through at once it ends the same for the same seed."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from competition.database import close_pool, open_pool
from competition.demo.beginning import begin
from competition.demo.filling import fill
from competition.demo.programme import EVENTS
from competition.demo.seeding import Ground
from competition.documents.ranking import ranking_json
from competition.events.programme import event_by_code, events_of, round_of, season
from competition.judging import scorekeeper
from competition.judging.scorekeeper import keeper
from competition.judging.standings import begun, progress_of, standing
from competition.people.tables import Employer, Person
from competition.registration.tables import Registration
from competition.settings import Settings, secret
from tests.demo.shows import environment, free_port, running_on

SEED = 11


async def test_the_season_stands_at_four_stages(database_url: str, settings: Settings) -> None:
    ground = Ground(SEED, secret(settings, "pins"))
    for _twice in range(2):
        await begin(database_url, ground, whole=False)
    await open_pool(database_url)
    await scorekeeper.start()
    try:
        current = await season()
        assert current is not None
        stages = {event.code: event.stage for event in await events_of(current.id)}
        assert stages == {"DG": "running", "PR": "released", "WEB": "notice", "WY": "open"}
        tally = begun(await keeper().book((await round_of((await event_by_code("DG")).id)).id))
        assert 0 < progress_of(tally).done < progress_of(tally).of
        assert tally.arrived >= set(tally.sheets)
        assert await Employer.count() == 20
        assert 55 <= await Person.count() <= 75
        assert await Registration.exists().where(Registration.state == "submitted")
        names = {row["name"] for row in await Person.select(Person.name)}
        assert {"陶㐂", "李𬭚", "买买提·艾山", "顾堃"} <= names
    finally:
        await scorekeeper.stop()
        await close_pool()


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """`competition demo --once`, run once for all who look at what came of it."""
    folder = tmp_path_factory.mktemp("once") / "demo"
    line = [sys.executable, "-m", "competition", "demo", "--once", "--data", str(folder), "--seed", str(SEED)]
    line += ["--port", str(free_port())]
    done = subprocess.run(line, capture_output=True, text=True, env=environment(), timeout=240, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    return folder, done.stdout


def test_a_whole_season_ends_in_its_exports_and_leaves_nothing_running(at_once: tuple[Path, str]) -> None:
    folder, said = at_once
    exported = {file.name for file in (folder / "exports").iterdir() if file.stat().st_size}

    wanted = {f"{event.code}.{kind}" for event in EVENTS for kind in ("pdf", "xlsx", "csv", "json", "docx")}
    assert wanted | {f"{event.code}-推荐汇总表.xlsx" for event in EVENTS} | {"PR-团体总分.pdf"} == exported
    assert all(json.loads((folder / "exports" / f"{event.code}.json").read_bytes())["complete"] for event in EVENTS)
    assert re.search(r"名次指纹 [0-9a-f]{16}", said)
    assert re.search(r"断线 [1-9]\d* 次，重发 [1-9]\d* 条", said)
    assert running_on(folder) == []


async def test_robots_on_their_sockets_and_a_desk_without_any_come_to_the_same_standings(
    at_once: tuple[Path, str], database_url: str, settings: Settings
) -> None:
    await begin(database_url, Ground(SEED, secret(settings, "pins")), whole=True)
    await open_pool(database_url)
    await scorekeeper.start()
    try:
        for code in ("DG", "WEB"):
            event = await event_by_code(code)
            await fill(event, SEED)
            _number, ranking = await standing((await round_of(event.id)).id)
            assert ranking_json(ranking) == (at_once[0] / "exports" / f"{code}.json").read_bytes()
    finally:
        await scorekeeper.stop()
        await close_pool()
