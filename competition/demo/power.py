"""The server as a process of its own, that can lose its power and has it back in seconds. Knows the process, not the show."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from dataclasses import dataclass, field
from pathlib import Path

STOPS_WITHIN, AT_ONCE = 15.0, 2.0


@dataclass
class Power:
    """Starts the server, and again whenever it dies; `off` ends it for good."""

    line: list[str]
    log: Path
    on: bool = True
    starts: int = 0
    _server: Process | None = field(default=None, repr=False)

    async def keep(self) -> None:
        """As long as it is on. A server that never comes up is not started for ever."""
        failed = 0
        while self.on and failed < 3:
            began = asyncio.get_running_loop().time()
            with self.log.open("ab") as log:
                # its stdin is a pipe that ends with us, so that it never outlives us
                self._server = await asyncio.create_subprocess_exec(
                    *self.line, stdin=PIPE, stdout=log, stderr=log, start_new_session=True
                )
            self.starts += 1
            code = await self._server.wait()
            failed = 0 if code == -signal.SIGKILL or asyncio.get_running_loop().time() - began > AT_ONCE else failed + 1
        self.on = False

    async def off(self) -> None:
        """A decent end, and if that takes too long, the other."""
        self.on = False
        server = self._server
        if server is None or server.returncode is not None:
            return
        server.terminate()
        try:
            await asyncio.wait_for(server.wait(), STOPS_WITHIN)
        except TimeoutError:
            server.kill()
            await server.wait()

    def said(self) -> str:
        """The end of what the server said, for whoever must find out why it does not come up."""
        text = self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-5:])


def again(*arguments: str) -> list[str]:
    """This program once more, with these arguments."""
    return [sys.executable, "-m", "competition", *arguments]


def at_once() -> None:
    """This process loses its power: nothing is written, nobody is told."""
    os.kill(os.getpid(), signal.SIGKILL)
