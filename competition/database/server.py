"""One PostgreSQL process: its folder made once, started so that it cannot outlive us, stopped cleanly.

Must not know who else may want it: its owner holds the lock before coming here.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from competition.database.binaries import Binaries
from competition.database.footing import Footing
from competition.database.unavailable import DatabaseUnavailable
from competition.settings import N_

USER = DATABASE = "competition"
LONGEST_SOCKET = 100
STARTING_SECONDS = 60
STOPPING_SECONDS = 30
LARGEST_LOG = 4_000_000
PLAIN = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
LOCALE = "C.UTF-8" if sys.platform == "linux" else "C"
OPTIONS = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    # /dev/shm is 64 MB in a container, and nothing here is large enough to share out
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "off",
    "log_min_messages": "warning",
    # the values of a row may be a person's: they do not belong in a log
    "log_error_verbosity": "terse",
}


def address(sockets: Path) -> str:
    return f"postgresql://{USER}@/{DATABASE}?host={quote(str(sockets), safe='/')}"


def answers(programs: Binaries, sockets: Path) -> bool:
    asked = [str(programs.folder / "pg_isready"), "-q", "-t", "2", "-h", str(sockets), "-p", OPTIONS["port"], "-U", USER]
    return subprocess.run(asked, env=PLAIN, cwd="/", capture_output=True, check=False).returncode == 0


def make_cluster(footing: Footing, held: int) -> None:
    """All or nothing: whoever is killed half-way leaves no folder that looks like a database."""
    if (footing.cluster / "PG_VERSION").exists():
        return
    part = footing.cluster.with_name("postgres.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    footing.give(part)
    _run(
        [
            *footing.command("initdb", "-D", part, "-U", USER, "--auth=trust", "--encoding=UTF8", f"--locale={LOCALE}"),
            *("--data-checksums", "--no-instructions"),
        ],
        held,
    )
    _run(footing.command("postgres", "--single", "-D", part, "postgres"), held, f"CREATE DATABASE {DATABASE}\n")
    part.rename(footing.cluster)
    parent = os.open(footing.cluster.parent, os.O_RDONLY)
    os.fsync(parent)
    os.close(parent)


def _run(command: list[str], held: int, told: str = "") -> None:
    done = subprocess.run(
        [*_dying_with_us("KILL"), *command],
        input=told,
        env=PLAIN,
        cwd="/",
        capture_output=True,
        text=True,
        errors="replace",
        pass_fds=(held,),
        check=False,
    )
    if done.returncode != 0:
        says = N_("数据库文件夹建立失败：{reason}；请检查磁盘空间和数据文件夹的权限，或用 --data 换一个文件夹。")
        raise DatabaseUnavailable(says, reason=_last(done.stderr))


def _last(told: str) -> str:
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    grave = [line for line in lines if "FATAL" in line or "PANIC" in line or "error:" in line]
    return (grave or lines or ["—"])[-1]


def _dying_with_us(sign: str) -> tuple[str, ...]:
    setpriv = shutil.which("setpriv") if sys.platform == "linux" else None
    if setpriv is None:
        return ()
    asked = (setpriv, "--pdeathsig", sign)
    return asked if subprocess.run([*asked, "true"], capture_output=True, check=False).returncode == 0 else ()


def short_folder(footing: Footing) -> Path:
    """A socket's whole path may have 107 bytes, on a Mac 103."""
    for place in (tempfile.gettempdir(), "/tmp"):  # noqa: S108  # mkdtemp makes it ours alone
        if len(os.fsencode(place)) + len("/competition-12345678/.s.PGSQL.5432") <= LONGEST_SOCKET:
            folder = Path(tempfile.mkdtemp(prefix="competition-", dir=place))
            footing.give(folder)
            return folder
    raise DatabaseUnavailable(N_("临时文件夹“{folder}”的路径太长；请把环境变量 TMPDIR 改成 /tmp。"), folder=tempfile.gettempdir())


class Server:
    """A running PostgreSQL; the held lock goes along, so that it is free only when the last of its processes is gone."""

    def __init__(self, footing: Footing, data: Path, held: int, options: Mapping[str, str]) -> None:
        self._footing, self._log = footing, data / "postgres.log"
        if self._log.exists() and self._log.stat().st_size > LARGEST_LOG:
            self._log.replace(self._log.with_suffix(".log.1"))
        self._before = self._log.stat().st_size if self._log.exists() else 0
        self.sockets = short_folder(footing)
        settings = {**OPTIONS, "unix_socket_directories": f'"{self.sockets}"', **options}
        flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        self._command = [*_aside(footing, "postgres", "-D", str(footing.cluster), *flags)]
        self._process: subprocess.Popen[bytes] | None = None
        self._failed: OSError | None = None
        self._begin(held)

    def _begin(self, held: int) -> None:
        begun = threading.Event()
        # Linux sends the sign of death when the thread ends that started the process: this one lives as long as it
        threading.Thread(target=self._keep, args=(held, begun), name="postgres", daemon=True).start()
        begun.wait()
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise

    def _wait(self) -> None:
        end = time.monotonic() + STARTING_SECONDS
        while not answers(self._footing.binaries, self.sockets):
            if self._process is None or self._process.poll() is not None or time.monotonic() > end:
                says = N_("自带的数据库启动失败：{reason}；详情见“{log}”。")
                raise DatabaseUnavailable(says, reason=self._failed or _last(self._told()), log=self._log)
            time.sleep(0.02)

    def _keep(self, held: int, begun: threading.Event) -> None:
        try:
            with open(self._log, "ab", opener=_private) as log:
                self._process = subprocess.Popen(
                    self._command,
                    env=PLAIN,
                    cwd="/",
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    pass_fds=(held,),
                    start_new_session=True,
                )
        except OSError as error:
            self._failed = error
        finally:
            begun.set()
        if self._process:
            self._process.wait()

    def _told(self) -> str:
        with self._log.open("rb") as log:
            log.seek(self._before)
            return log.read().decode(errors="replace")

    def stop(self) -> None:
        """Ends sessions and writes a checkpoint; what does not end in time is ended without, and recovers at the next start."""
        process = self._process
        for sign in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if process is None or process.poll() is not None:
                break
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(sign)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(STOPPING_SECONDS)
        shutil.rmtree(self.sockets, ignore_errors=True)


def _aside(footing: Footing, program: str, *arguments: str) -> list[str]:
    # after becoming someone else: a change of user forgets the sign
    command = footing.command(program, *arguments)
    whom = len(footing.become)
    return [*command[:whom], *_dying_with_us("INT"), *command[whom:]]


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
