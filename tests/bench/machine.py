"""The machine that figures are measured on, and which of its cores the server and everything else run on."""

import os
import platform
import subprocess
from pathlib import Path

from competition.database.binaries import binaries

QUIET = 1.0


def described() -> list[str]:
    """What a reader must know to believe a figure."""
    load, cores = os.getloadavg()[0], len(os.sched_getaffinity(0))
    told = subprocess.run([binaries().folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    lines = [
        f"{_processor()}, {cores} cores, {_memory_gib():.0f} GiB; {platform.system()} {platform.release()}",
        f"Python {platform.python_version()}, {told.strip()} with its durable defaults; load average {load:.2f}",
    ]
    if cores < 2:
        lines.append("WARNING: one core only: server, database and load share it, and all latencies are worse than they need be")
    if load > QUIET:
        lines.append(
            f"WARNING: something else is running (load average {load:.2f} > {QUIET:.0f}): latencies are not to be believed"
        )
    return lines


def _processor() -> str:
    with Path("/proc/cpuinfo").open(encoding="utf-8") as told:
        named = next((line.split(":", 1)[1].strip() for line in told if line.startswith("model name")), "")
    return named or platform.machine()


def _memory_gib() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def server_core() -> set[int]:
    """The core that a measured server has to itself."""
    return {min(os.sched_getaffinity(0))}


def other_cores() -> set[int]:
    """The cores for the load and PostgreSQL."""
    return os.sched_getaffinity(0) - server_core() or server_core()


def pin(process: int) -> None:
    """The server alone on its core; what it started (PostgreSQL) with the load on the others."""
    _pin_one(process, server_core())
    for child in _descendants(process):
        _pin_one(child, other_cores())


def _pin_one(process: int, cores: set[int]) -> None:
    for thread in _listed(Path(f"/proc/{process}/task")):
        try:
            os.sched_setaffinity(thread, cores)
        except ProcessLookupError:
            continue


def _descendants(process: int) -> list[int]:
    try:
        found = [int(one) for thread in _listed(Path(f"/proc/{process}/task"))
                 for one in Path(f"/proc/{process}/task/{thread}/children").read_text().split()]  # fmt: skip
    except FileNotFoundError:
        return []
    return [*found, *(grandchild for child in found for grandchild in _descendants(child))]


def _listed(folder: Path) -> list[int]:
    return sorted(int(entry.name) for entry in folder.iterdir()) if folder.exists() else []


def resident_mib(process: int) -> float:
    """The memory that a process really has."""
    told = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return int(next(line.split()[1] for line in told if line.startswith("VmRSS:"))) / 1024


def seconds_used(process: int) -> float:
    """The processor time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
