"""The bundled PostgreSQL: who owns it, who attaches, and how it ends."""

import os
import threading
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from competition.database import DatabaseUnavailable
from competition.database import bundled as room
from competition.database.bundled import bundled, database_of
from competition.settings import Settings
from tests.database.clusters import Start, ask, lives, postmaster, starts, until


def sockets_of(url: str) -> Path:
    return Path(parse_qs(urlsplit(url).query)["host"][0])


def test_killing_the_owner_takes_postgresql_along_at_once_and_cleanly(data: Path, start: Start) -> None:
    owner = start(data)
    assert owner.stdout is not None
    owner.stdout.readline()
    server = postmaster(data)
    assert lives(server)
    owner.kill()
    # a second on an idle machine
    until(lambda: not lives(server), seconds=5)
    assert (data / "postgres.log").read_text().rstrip().endswith("database system is shut down")


async def test_after_a_kill_the_next_one_comes_up_at_once_with_all_that_was_committed(data: Path, start: Start) -> None:
    owner = start(data)
    assert owner.stdout is not None
    url = owner.stdout.readline().strip()
    await ask(url, "create table mark as select 95.5::numeric as value")
    owner.kill()
    owner.wait()
    with bundled(data) as anew:
        assert str(await ask(anew, "select value from mark")) == "95.5"
        await ask(anew, "drop table mark")
    assert starts(data) == 2
    assert not sockets_of(url).exists()


def test_of_two_started_at_once_in_a_new_folder_with_a_chinese_name_one_makes_and_owns_it(home: Path, start: Start) -> None:
    both = [start(home / "比赛 数据"), start(home / "比赛 数据")]
    urls = {each.stdout.readline() for each in both if each.stdout}
    assert len(urls) == 1
    assert urls != {""}
    assert starts(home / "比赛 数据") == 1


async def test_whoever_attaches_does_not_stop_it(data: Path) -> None:
    with bundled(data) as owners:
        with bundled(data) as attached:
            assert attached == owners
        assert await ask(owners, "select 1") == 1
        server = postmaster(data)
    assert not lives(server)
    assert not sockets_of(owners).exists()
    assert starts(data) == 1


def test_whoever_waits_becomes_the_owner_when_the_owner_is_killed(data: Path, start: Start) -> None:
    owner = start(data)
    assert owner.stdout is not None
    first = owner.stdout.readline()
    attached = start(data)
    assert attached.stdout is not None
    assert attached.stdout.readline() == first
    owner.kill()
    third = start(data)
    assert third.stdout is not None
    assert third.stdout.readline() not in ("", first)


async def test_where_no_sign_of_death_can_be_sent_the_next_owner_ends_what_was_left(
    data: Path, home: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "setpriv").write_text("#!/bin/sh\nexit 1\n")
    (home / "setpriv").chmod(0o755)
    owner = start(data, path=str(home))
    assert owner.stdout is not None
    owner.stdout.readline()
    orphan = postmaster(data)
    owner.kill()
    owner.wait()
    assert lives(orphan)
    monkeypatch.setattr(room, "PATIENCE_SECONDS", 0.1)
    with bundled(data) as url:
        assert not lives(orphan)
        assert await ask(url, "select 1") == 1


@pytest.mark.parametrize(
    "below", ["比赛/数据", "甲" * 60 + "/" + "long" * 20, "a, 'b' \"c\" %d"], ids=["chinese", "long", "signs"]
)
async def test_it_lives_under_any_path_even_in_a_home_closed_to_others(home: Path, below: str, data: Path) -> None:
    home.chmod(0o700)
    (home / below).parent.mkdir(parents=True, exist_ok=True)
    data.rename(home / below)
    try:
        with bundled(home / below) as url:
            assert await ask(url, "select '李𬭚'") == "李𬭚"
    finally:
        (home / below).rename(data)
    assert home.stat().st_mode & 0o777 == 0o700


async def test_it_keeps_what_it_is_given_and_is_closed_to_others(data: Path) -> None:
    with bundled(data) as url:
        assert await ask(url, "select getdatabaseencoding()") == "UTF8"
        assert await ask(url, "select datcollate from pg_database where datname = current_database()") == "C.UTF-8"
        for durable in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums"):
            assert await ask(url, f"show {durable}") == "on"
        assert await ask(url, "show listen_addresses") == ""
        assert sockets_of(url).stat().st_mode & 0o777 == 0o700
        assert data.stat().st_mode & 0o777 == 0o700
        assert (data / "postgres.log").stat().st_mode & 0o777 == 0o600


async def test_an_unrelated_process_with_the_old_number_is_not_taken_for_postgresql(data: Path) -> None:
    (data / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n{data / 'postgres'}\n1\n5432\n\n\n\n")
    with bundled(data) as url:
        assert await ask(url, "select 1") == 1


async def test_it_outlives_the_thread_that_asked_for_it(data: Path) -> None:
    with ExitStack() as stack:
        urls: list[str] = []
        asking = threading.Thread(target=lambda: urls.append(stack.enter_context(bundled(data))))
        asking.start()
        asking.join()
        assert await ask(urls[0], "select 1") == 1


def test_a_folder_of_another_major_version_is_one_sentence(home: Path) -> None:
    (home / "postgres").mkdir()
    (home / "postgres" / "PG_VERSION").write_text("9.6\n")
    with pytest.raises(DatabaseUnavailable) as said, bundled(home):
        pass
    assert said.value.facts["found"] == 9
    assert "PostgreSQL 9 建立" in str(said.value)
    assert "\n" not in str(said.value)


def test_a_data_folder_that_cannot_be_is_one_sentence(home: Path) -> None:
    (home / "data").write_text("")
    with pytest.raises(DatabaseUnavailable, match="换一个文件夹"), bundled(home / "data"):
        pass


def test_a_postgresql_that_will_not_start_says_why_and_leaves_no_lock(data: Path) -> None:
    with pytest.raises(DatabaseUnavailable) as said, bundled(data, {"max_connections": "many"}):
        pass
    assert "max_connections" in str(said.value)
    with bundled(data):
        assert starts(data) == 1


def test_an_address_that_was_named_is_used_and_no_folder_is_made(home: Path) -> None:
    with database_of(Settings(home / "none", "postgresql://u@db/x")) as url:
        assert url == "postgresql://u@db/x"
    assert not (home / "none").exists()


def test_without_an_address_it_is_the_data_folders_own(data: Path) -> None:
    with database_of(Settings(data)) as url:
        assert str(sockets_of(url)) == (data / "postgres.socket").read_text()
