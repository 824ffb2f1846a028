"""Servers to measure, pinned to a core of their own: the program itself, or what it is compared with."""

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from competition.database.bundled import SOCKET_NOTE
from competition.database.server import address
from tests.bench.machine import pin
from tests.served import Served

PATIENCE = 20


@contextmanager
def folder() -> Iterator[Path]:
    """A data folder that nobody serves yet, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bench-") as there:
        data = Path(there) / "data"
        Served(data).run("init", "--name", "luo", "--password-stdin", given="a-long-enough-word\n")
        yield data


@contextmanager
def program(data: Path) -> Iterator[Served]:
    """`competition serve` on a data folder, alone on its core."""
    running = Served(data)
    try:
        running.start()
        pin(pid(running))
        yield running
    finally:
        running.stop()


def pid(running: Served) -> int:
    """Its process."""
    assert running.process is not None
    return running.process.pid


def database_address(data: Path) -> str:
    """The PostgreSQL that a running program owns."""
    return address(Path((data / SOCKET_NOTE).read_text(encoding="utf-8")))


@contextmanager
def beside(kind: str, data: Path) -> Iterator[tuple[str, int]]:
    """The address and the process of what entry is compared with, on the same PostgreSQL."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "tests.bench.beside", kind, database_address(data), str(port)])
    try:
        until_open(port)
        pin(process.pid)
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait(PATIENCE)


def until_open(port: int) -> None:
    """Waits until somebody answers there."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError(f"nobody answers at port {port}")


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
