"""A lock lives as long as whoever holds it, and not a moment longer."""

import subprocess
import sys
from pathlib import Path

from competition.database import lock

FORKING = """
import os, sys, time
from pathlib import Path
from competition.database import lock
held = lock.take(Path(sys.argv[1]))
if os.fork() == 0:
    print("forked", flush=True)
    sys.stdin.read()
    os._exit(0)
time.sleep(60)
"""


def test_one_at_a_time(tmp_path: Path) -> None:
    first = lock.take(tmp_path / "lock")
    assert first is not None
    assert lock.take(tmp_path / "lock") is None
    lock.let_go(first)
    again = lock.take(tmp_path / "lock")
    assert again is not None
    lock.let_go(again)


def test_a_child_that_outlives_its_killed_parent_does_not_hold_on_to_it(tmp_path: Path) -> None:
    program = [sys.executable, "-c", FORKING, tmp_path / "lock"]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"forked\n"
        assert lock.take(tmp_path / "lock") is None
        parent.kill()
        parent.wait()
        held = lock.take(tmp_path / "lock")
        assert held is not None
        lock.let_go(held)
