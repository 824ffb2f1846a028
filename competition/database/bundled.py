"""The PostgreSQL of a data folder: whoever comes first owns and runs it, the others attach and never stop it.

Must not know what is kept in it.
"""

import atexit
import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from types import MappingProxyType

from competition.database import lock
from competition.database.binaries import binaries
from competition.database.footing import Footing, cluster_of, footing
from competition.database.server import Server, address, answers, make_cluster
from competition.database.unavailable import DatabaseUnavailable
from competition.settings import N_, Settings

WAITING_SECONDS = 60
PATIENCE_SECONDS = 5
SOCKET_NOTE = "postgres.socket"
AS_USUAL: Mapping[str, str] = MappingProxyType({})


def database_of(settings: Settings) -> AbstractContextManager[str]:
    """The address of the database while the block runs: the one that was named, or our own."""
    return nullcontext(settings.database_url) if settings.database_url else bundled(settings.data)


@contextmanager
def bundled(data: Path, options: Mapping[str, str] = AS_USUAL) -> Iterator[str]:
    """The address of this folder's own PostgreSQL; at the end of the block it stops only if we are its owner."""
    _make(data)
    end = time.monotonic() + WAITING_SECONDS
    while True:
        owner = lock.take(data / "owner.lock")
        if owner is not None:
            try:
                with _owned(data, options) as sockets:
                    yield address(sockets)
            finally:
                lock.let_go(owner)
            return
        found = _attached(data)
        if found is not None:
            yield address(found)
            return
        if time.monotonic() > end:
            says = N_("另一个程序正占用数据文件夹“{data}”，但它的数据库 {seconds} 秒内没有回应；请停掉那个程序后再试。")
            raise DatabaseUnavailable(says, data=data, seconds=WAITING_SECONDS)
        time.sleep(0.05)


def _make(data: Path) -> None:
    with contextlib.suppress(OSError):
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (data.is_dir() and os.access(data, os.R_OK | os.W_OK | os.X_OK)):
        says = N_("数据文件夹“{data}”建立不了或不能写入；请检查它的权限和磁盘，或用 --data 换一个文件夹。")
        raise DatabaseUnavailable(says, data=data)


def _attached(data: Path) -> Path | None:
    with contextlib.suppress(FileNotFoundError):
        sockets = Path((data / SOCKET_NOTE).read_text(encoding="utf-8"))
        if answers(binaries(), sockets):
            return sockets
    return None


@contextmanager
def _owned(data: Path, options: Mapping[str, str]) -> Iterator[Path]:
    where = footing(data, binaries(_major(cluster_of(data))))
    held = _alone(data, where.cluster)
    try:
        _sweep(data, where.cluster)
        make_cluster(where, held)
        _remember(data, where)
        server = Server(where, data, held, options)
    finally:
        # from here on only PostgreSQL's own processes hold it
        lock.let_go(held)
    # where no sign of death can be sent, this is the next best
    atexit.register(server.stop)
    try:
        _write(data / SOCKET_NOTE, server.sockets)
        yield server.sockets
    finally:
        (data / SOCKET_NOTE).unlink(missing_ok=True)
        server.stop()
        atexit.unregister(server.stop)


def _major(cluster: Path) -> int | None:
    try:
        return int((cluster / "PG_VERSION").read_text(encoding="ascii").split(".")[0])
    except FileNotFoundError:
        return None
    except PermissionError as error:
        says = N_("数据库文件夹“{cluster}”属于另一个用户；请以那个用户运行，或用 --data 换一个文件夹。")
        raise DatabaseUnavailable(says, cluster=cluster) from error


def _alone(data: Path, cluster: Path) -> int:
    """The lock that every PostgreSQL process of this folder carries: ours when the last owner's have all gone."""
    held = lock.take(data / "postgres.lock", PATIENCE_SECONDS)
    if held is None:
        _end_orphan(cluster)
        held = lock.take(data / "postgres.lock", WAITING_SECONDS)
    if held is None:
        says = N_("数据文件夹“{data}”的上一个 PostgreSQL 还没有停下；请等它写完，或重新启动计算机后再试。")
        raise DatabaseUnavailable(says, data=data)
    return held


def _end_orphan(cluster: Path) -> None:
    # its lock is held, so it lives; its number is looked at once more, for it may be that of another container
    try:
        number = int((cluster / "postmaster.pid").read_text(encoding="utf-8", errors="replace").split("\n")[0])
    except (FileNotFoundError, ValueError):
        return
    if "postgres" in _called(number):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(number, signal.SIGINT)


def _called(number: int) -> str:
    with contextlib.suppress(OSError):
        if Path("/proc/self").exists():
            return Path(f"/proc/{number}/comm").read_text(encoding="utf-8", errors="replace")
        asked = ["ps", "-o", "comm=", "-p", str(number)]
        return subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    return ""


def _sweep(data: Path, cluster: Path) -> None:
    """What a killed owner leaves: PostgreSQL would take an unrelated process with the old number for itself."""
    (cluster / "postmaster.pid").unlink(missing_ok=True)
    with contextlib.suppress(FileNotFoundError):
        sockets = Path((data / SOCKET_NOTE).read_text(encoding="utf-8"))
        if sockets.name.startswith("competition-"):
            shutil.rmtree(sockets, ignore_errors=True)
    (data / SOCKET_NOTE).unlink(missing_ok=True)


def _remember(data: Path, where: Footing) -> None:
    if where.cluster.parent != data:
        _write(data / "postgres.elsewhere", where.cluster)


def _write(note: Path, path: Path) -> None:
    part = note.with_suffix(".part")
    part.write_text(str(path), encoding="utf-8")
    part.replace(note)
