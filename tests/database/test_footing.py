"""As whom PostgreSQL runs: where a user namespace is refused, as nobody, which reaches little."""

import os
import shutil
from pathlib import Path

import pytest

from competition.database import DatabaseUnavailable, footing, lock
from competition.database.binaries import LAYOUT, Binaries, binaries, copy
from competition.database.bundled import bundled
from competition.database.server import Server, address
from tests.database.clusters import Start, ask, lives, postmaster, until

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")


@pytest.fixture
def refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose `unshare` is refused, as in a container; what it puts elsewhere stays in this test's folder."""
    (home / "bin").mkdir()
    (home / "bin" / "unshare").write_text("#!/bin/sh\nexit 1\n")
    (home / "bin" / "unshare").chmod(0o755)
    monkeypatch.setenv("PATH", f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(footing, "REACHABLE", home / "reachable")
    return home / "bin"


def closed(home: Path) -> Path:
    (home / "closed").mkdir(mode=0o700)
    return home / "closed" / "data"


async def test_in_a_folder_that_can_be_reached_the_data_stays_and_only_ours_may_be_passed_through(
    data: Path, refused: Path, start: Start
) -> None:
    root = data.parent.stat()
    owner = start(data)
    assert owner.stdout is not None
    url = owner.stdout.readline().strip()
    assert await ask(url, "select 1") == 1
    server = postmaster(data)
    assert os.stat(f"/proc/{server}").st_uid != 0
    owner.kill()
    until(lambda: not lives(server), seconds=5)
    assert data.stat().st_mode & 0o777 == 0o711
    assert data.parent.stat() == root


async def test_what_nobody_keeps_opens_where_a_namespace_is_granted_again(data: Path, refused: Path) -> None:
    with bundled(data):
        assert (data / "postgres").stat().st_uid != 0
    shutil.rmtree(refused)
    with bundled(data) as url:
        assert await ask(url, "select 1") == 1


async def test_under_a_closed_home_the_database_is_kept_elsewhere_and_found_again(home: Path, refused: Path) -> None:
    data = closed(home)
    with bundled(data) as url:
        await ask(url, "create table mark as select 1 as value")
    assert not (data / "postgres").exists()
    assert (home / "closed").stat().st_mode & 0o777 == 0o700
    with bundled(data) as url:
        assert await ask(url, "select value from mark") == 1
    shutil.rmtree(home / "reachable")
    with pytest.raises(DatabaseUnavailable, match="那里没有"), bundled(data):
        pass


async def test_binaries_under_a_closed_home_are_copied_once(home: Path, data: Path, refused: Path) -> None:
    theirs = binaries()
    copy(theirs, home / "closed" / "site")
    (home / "closed").chmod(0o700)
    away = Binaries(home / "closed" / "site" / LAYOUT, theirs.major)
    first, second = footing.footing(data, away), footing.footing(data, away)
    assert first.binaries == second.binaries
    assert first.binaries.folder.is_relative_to(home / "reachable")
    held = lock.take(data / "postgres.lock")
    assert held is not None
    server = Server(first, data, held, {})
    lock.let_go(held)
    assert await ask(address(server.sockets), "select 1") == 1
    server.stop()
    assert sorted(each.name for each in (home / "reachable").iterdir()) == [first.binaries.folder.parents[2].name]


def test_where_nothing_helps_it_is_one_sentence(home: Path, refused: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for program in ("test", "true"):
        (refused / program).symlink_to(str(shutil.which(program)))
    monkeypatch.setenv("PATH", str(refused))
    with pytest.raises(DatabaseUnavailable, match="util-linux"):
        footing.footing(home, binaries())
