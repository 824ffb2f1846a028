"""A demo as its visitors start it, and what is left of it in the machine."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

PATIENCE = 90


class Demo:
    """`competition demo` on a free port; `stop` is Ctrl-C."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder, self.port, self._log = folder, free_port(), folder.parent / "demo.log"
        line = [sys.executable, "-m", "competition", "demo", "--port", str(self.port), "--data", str(folder), *options]
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(line, stdout=log, stderr=log, env=environment(), start_new_session=True)
        end = time.monotonic() + PATIENCE
        while "演示台" not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < end, self.said()
            time.sleep(0.1)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def said(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> int:
        """Ctrl-C; the exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)

    def processes(self) -> list[str]:
        """Everything that runs on this folder: the server, PostgreSQL, papers' workers."""
        return running_on(self.folder)


def running_on(folder: Path) -> list[str]:
    found = []
    for one in Path("/proc").glob("[0-9]*"):
        try:
            line = (one / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if str(folder) in line:
            found.append(f"{one.name} {line}")
    return found


def environment() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "COMPETITION_DATA")}
    return kept | {"PYTHONUNBUFFERED": "1"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
