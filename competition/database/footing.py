"""As whom PostgreSQL runs and where its files are: it refuses to be root, and must reach its programs and its data.

Opens nobody's folders to others: as root, a user namespace makes us someone else without a copy or a new user.
Must not know how a server starts or stops.
"""

import contextlib
import hashlib
import os
import pwd
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from competition.database.binaries import LAYOUT, Binaries, copy
from competition.database.unavailable import DatabaseUnavailable
from competition.settings import N_

REACHABLE = Path("/var/lib/competition")


@dataclass(frozen=True)
class Footing:
    binaries: Binaries
    cluster: Path
    become: tuple[str, ...] = ()
    owner: tuple[int, int] | None = None

    def command(self, program: str, *arguments: str | Path) -> list[str]:
        return [*self.become, str(self.binaries.folder / program), *map(str, arguments)]

    def give(self, path: Path) -> None:
        """Makes the path theirs who run PostgreSQL."""
        if self.owner is not None:
            os.chown(path, *self.owner)


def cluster_of(data: Path) -> Path:
    """Where PostgreSQL's own files of this data folder are, or will be."""
    note = data / "postgres.elsewhere"
    if not note.exists():
        return data / "postgres"
    cluster = Path(note.read_text(encoding="utf-8").strip())
    if not (cluster / "PG_VERSION").exists():
        says = N_("数据文件夹“{data}”的数据库文件应在“{cluster}”，但那里没有；请恢复该文件夹，或把备份恢复到一个新的数据文件夹。")
        raise DatabaseUnavailable(says, data=data, cluster=cluster)
    return cluster


def footing(data: Path, binaries: Binaries) -> Footing:
    cluster = cluster_of(data)
    if os.geteuid() != 0 and _has_name(os.geteuid()):
        return Footing(binaries, cluster)
    nobody = _nobody()
    namespace = _namespace(nobody)
    if namespace and all(_may(namespace, *each) for each in (("-x", binaries.folder / "postgres"), ("-w", _nearest(cluster)))):
        return Footing(binaries, cluster, namespace)
    if os.geteuid() != 0:
        says = N_(
            "运行本程序的用户（编号 {user}）在这台计算机上没有名字，自带的数据库无法启动；请换一个用户，或设置 DATABASE_URL。"
        )
        raise DatabaseUnavailable(says, user=os.geteuid())
    return _as_nobody(data, cluster, binaries, nobody)


def _has_name(user: int) -> bool:
    try:
        return bool(pwd.getpwuid(user).pw_name)
    except KeyError:
        return False


def _nobody() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("nobody")
    except KeyError:
        says = N_("以 root 运行时，自带的数据库需要系统用户 nobody，而这里没有；请换一个普通用户运行，或设置 DATABASE_URL。")
        raise DatabaseUnavailable(says) from None


def _namespace(nobody: pwd.struct_passwd) -> tuple[str, ...]:
    # mapped to a user that has a name: initdb asks for it, and number 1000 need not exist
    unshare = shutil.which("unshare")
    become = (unshare or "", "-U", f"--map-user={nobody.pw_uid}", f"--map-group={nobody.pw_gid}")
    return become if unshare and _may(become, "-d", Path("/")) else ()


def _may(become: tuple[str, ...], what: str, path: Path) -> bool:
    test = shutil.which("test") or "/usr/bin/test"
    return subprocess.run([*become, test, what, path], capture_output=True, cwd="/", check=False).returncode == 0


def _nearest(path: Path) -> Path:
    return path if path.exists() else path.parent


def _as_nobody(data: Path, cluster: Path, binaries: Binaries, nobody: pwd.struct_passwd) -> Footing:
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        says = N_("以 root 运行时，自带的数据库需要 unshare 或 setpriv（软件包 util-linux）；请安装它，或换一个普通用户运行。")
        raise DatabaseUnavailable(says)
    become = (setpriv, f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups")
    if not _may(become, "-x", binaries.folder / "postgres"):
        binaries = _copied(binaries)
    if not _may(become, "-x", _nearest(cluster.parent)):
        cluster = _reached(data, cluster, become)
    made = Footing(binaries, cluster, become, (nobody.pw_uid, nobody.pw_gid))
    if cluster.exists() and cluster.stat().st_uid != nobody.pw_uid:
        _give_all(made)
    return made


def _reached(data: Path, cluster: Path, become: tuple[str, ...]) -> Path:
    """Passing through our own folder is allowed (not looking into it); through other people's nothing changes."""
    if cluster.parent == data and _may(become, "-x", data.parent):
        data.chmod(data.stat().st_mode & 0o777 | 0o011)
        return cluster
    if cluster.exists():
        says = N_(
            "以 root 运行时，数据库由用户 nobody 打开，而它到不了“{cluster}”；请把数据文件夹移到 /var/lib 下，或换用户运行。"
        )
        raise DatabaseUnavailable(says, cluster=cluster)
    # by chance, not by its path: a data folder made anew must not find the old one's database
    elsewhere = REACHABLE / secrets.token_hex(8) / "postgres"
    _make_passable(elsewhere.parent)
    return elsewhere


def _copied(programs: Binaries) -> Binaries:
    told = f"{programs.folder}:{(programs.folder / 'postgres').stat().st_mtime_ns}"
    made = REACHABLE / f"postgresql-{programs.major}-{hashlib.sha256(told.encode()).hexdigest()[:8]}"
    if not made.exists():
        _make_passable(REACHABLE)
        part = made.with_name(f"{made.name}.{secrets.token_hex(4)}")
        copy(programs, part)
        with contextlib.suppress(OSError):
            # another may have been quicker; his is as good
            part.rename(made)
        shutil.rmtree(part, ignore_errors=True)
    return Binaries(made / LAYOUT, programs.major)


def _make_passable(folder: Path) -> None:
    REACHABLE.mkdir(mode=0o755, parents=True, exist_ok=True)
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)


def _give_all(footing: Footing) -> None:
    footing.give(footing.cluster)
    for folder, folders, files in os.walk(footing.cluster):
        for name in folders + files:
            footing.give(Path(folder) / name)
