"""Commands to the processes that make a load: a line of JSON in, a line of JSON out; their end of input is their end."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from tests.bench.machine import other_cores

READY = {"ready": True}
Job = dict[str, Any]
Act = Callable[..., Awaitable[dict[str, Any]]]


def job() -> Job:
    """What this process is started for: its first line of input."""
    told: Job = json.loads(sys.stdin.readline())
    return told


async def obey(acts: dict[str, Act]) -> None:
    """Says that it is ready, then does each command; `["closed", 4]` calls `closed(4)`."""
    print(json.dumps(READY), flush=True)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        name, *arguments = json.loads(line)
        print(json.dumps(await acts[name](*arguments)), flush=True)


class Load:
    """One process under orders, on the cores that the server has not."""

    def __init__(self, module: str, job: Job) -> None:
        line = [sys.executable, "-m", f"tests.bench.{module}"]
        self.process = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        os.sched_setaffinity(self.process.pid, other_cores())
        self._write(job)

    def tell(self, *command: object) -> None:
        """Gives a command; its figures are to be `heard`."""
        self._write(command)

    def _write(self, what: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()

    def heard(self) -> dict[str, Any]:
        """The next line of figures."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, f"a load process ended with {self.process.wait(10)}"
        found: dict[str, Any] = json.loads(line)
        return found

    def end(self) -> None:
        """Nothing of it stays."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


@contextmanager
def loads(module: str, jobs: Sequence[Job]) -> Iterator[list[Load]]:
    """A process for each job, all of them ready."""
    with ExitStack() as stack:
        found = []
        for job in jobs:
            found.append(Load(module, job))
            stack.callback(found[-1].end)
        for one in found:
            assert one.heard() == READY
        yield found


def all_do(those: Sequence[Load], *command: object) -> list[dict[str, Any]]:
    """The same command to all at once."""
    for one in those:
        one.tell(*command)
    return [one.heard() for one in those]
