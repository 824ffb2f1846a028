"""The program as its users start it: a process of its own on its own database, that can be killed and started again."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

PASSWORD = "ein-langes-wort"
PATIENCE = 60


class Served:
    """`competition serve` in its own process group; `kill` is a power cut, `start` the power coming back."""

    def __init__(self, data: Path) -> None:
        self.data, self.port = data, _free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self, *arguments: str, given: str = "") -> str:
        """Runs a command on this data folder; its standard output."""
        done = self._called(*arguments, given=given)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refused(self, *arguments: str) -> str:
        """The same where it cannot be; its one sentence."""
        done = self._called(*arguments)
        assert (done.returncode, done.stdout) == (1, ""), done.stderr
        return done.stderr

    def _called(self, *arguments: str, given: str = "") -> "subprocess.CompletedProcess[str]":
        line = [sys.executable, "-m", "competition", *arguments]
        return subprocess.run(
            line, input=given, capture_output=True, text=True, env=self._environment(), timeout=120, check=False
        )

    def start(self, *arguments: str) -> None:
        """Starts serving and waits for the first page."""
        line = [sys.executable, "-m", "competition", "serve", "--port", str(self.port), *arguments]
        with (self.data.parent / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(line, env=self._environment(), stdout=log, stderr=log, start_new_session=True)
        end = time.monotonic() + PATIENCE
        while not self._answers():
            assert self.process.poll() is None, self.log()
            assert time.monotonic() < end, self.log()
            time.sleep(0.05)

    def kill(self) -> None:
        """SIGKILL: nothing is written, nobody is told."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """A decent end."""
        self._end(signal.SIGTERM)

    def log(self) -> str:
        """What the process said."""
        return (self.data.parent / "serve.log").read_text(encoding="utf-8", errors="replace")

    def welcome(self) -> str:
        """The address at which the first account is made, as printed for an empty database."""
        found = re.search(r"/welcome/[\w-]+", self.log())
        assert found, self.log()
        return found.group()

    def _end(self, sign: signal.Signals) -> None:
        if self.process is not None:
            if self.process.poll() is None:
                os.kill(self.process.pid, sign)
            self.process.wait(30)
            self.process = None

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.address}/sign-in", trust_env=False, timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def _environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "COMPETITION_DATA")}
        return kept | {"COMPETITION_DATA": str(self.data), "PYTHONUNBUFFERED": "1"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A program that serves an empty data folder; the organiser `luo` can sign in with PASSWORD."""
    program = Served(tmp_path / "data")
    program.run("init", "--name", "luo", "--shown", "罗知微", "--password-stdin", given=PASSWORD + "\n")
    program.start()
    yield program
    program.stop()
