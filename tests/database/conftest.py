"""A database folder that is made once and copied, and programs that are killed."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from competition.database.bundled import bundled
from tests.database.clusters import Start

HOLDING = Path(__file__).with_name("holding.py")


@pytest.fixture(scope="session")
def one() -> Iterator[Path]:
    """The data folder that all tests here hand on to each other: to make one takes longer than most of them."""
    folder = Path(tempfile.mkdtemp(prefix="test-data-"))
    folder.chmod(0o755)
    with bundled(folder / "data"):
        pass
    yield folder / "data"
    with bundled(folder / "data"):
        # sweeps what a killed owner left
        pass
    shutil.rmtree(folder)


@pytest.fixture
def data(one: Path) -> Path:
    """A data folder whose database has been made and is not running."""
    (one / "postgres.log").unlink(missing_ok=True)
    return one


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that everybody can reach, as pytest's own are not."""
    folder = Path(tempfile.mkdtemp(prefix="test-home-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a program that holds the data folder; none outlives the test."""
    started: list[subprocess.Popen[str]] = []

    def begin(*arguments: Path, path: str = "") -> "subprocess.Popen[str]":
        environment = {**os.environ, "PATH": f"{path}{os.pathsep}{os.environ['PATH']}" if path else os.environ["PATH"]}
        program = subprocess.Popen(
            [sys.executable, "-W", "error", HOLDING, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        started.append(program)
        return program

    yield begin
    for program in started:
        program.communicate(timeout=30)
