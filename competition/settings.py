"""Where the data lives and where the program answers, and the secrets kept beside the data.

Knows the environment and the disk; must not know the database, the web or any room above.
"""

import fcntl
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SECRET_BYTES = 32
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000


def N_(text: str) -> str:  # gettext's own name for it
    """Marks a text for the catalogue; who shows it says it in the reader's language."""
    return text


class SettingsWrong(Exception):
    """The sentence that is told to whoever starts the program: a Chinese msgid and its facts."""

    def __init__(self, says: str, **facts: object) -> None:
        self.says, self.facts = says, facts
        super().__init__(says.format(**facts))


@dataclass(frozen=True)
class Settings:
    data: Path
    database_url: str | None = None
    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    demo: bool = False

    @classmethod
    def of(
        cls,
        data: str | Path | None = None,
        host: str | None = None,
        port: int | None = None,
        demo: bool = False,
        environment: Mapping[str, str] | None = None,
    ) -> "Settings":
        """What was given on the command line wins over the environment, and that over what is usual."""
        known = os.environ if environment is None else environment
        folder = data or known.get("COMPETITION_DATA") or usual_folder(known)
        return cls(
            data=Path(folder).expanduser().absolute(),
            database_url=known.get("DATABASE_URL") or None,
            host=host or DEFAULT_HOST,
            port=DEFAULT_PORT if port is None else port,
            demo=demo,
        )


def usual_folder(environment: Mapping[str, str]) -> Path:
    base = environment.get("XDG_DATA_HOME", "")
    # the XDG specification: a relative path there is to be ignored
    return (Path(base) if base.startswith("/") else Path.home() / ".local" / "share") / "competition"


def secret(settings: Settings, name: str, environment: Mapping[str, str] | None = None) -> bytes:
    """The 32 bytes of that name: the same for ever, on every machine that is given them by its environment."""
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        raise ValueError(f"no name of a secret: {name!r}")
    variable = f"COMPETITION_SECRET_{name.upper().replace('-', '_')}"
    given = (os.environ if environment is None else environment).get(variable)
    if given:
        return _from_hex(given, variable)
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = _kept(settings.data / "secrets", name)
    if len(kept) != SECRET_BYTES:
        says = N_("密钥文件“{path}”已损坏（应为 {length} 字节）；请从备份恢复该文件，不要删除它，否则已加密的资料再也打不开。")
        raise SettingsWrong(says, path=settings.data / "secrets" / name, length=SECRET_BYTES)
    return kept


def _from_hex(given: str, variable: str) -> bytes:
    if not re.fullmatch(rf"[0-9A-Fa-f]{{{2 * SECRET_BYTES}}}", given):
        raise SettingsWrong(N_("环境变量 {variable} 应为 {digits} 位十六进制数字。"), variable=variable, digits=2 * SECRET_BYTES)
    return bytes.fromhex(given)


def _kept(folder: Path, name: str) -> bytes:
    """Made at the first asking; whoever else asks at that moment waits and reads what was made."""
    folder.mkdir(mode=0o700, exist_ok=True)
    gate = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(gate, fcntl.LOCK_EX)
        if not (folder / name).exists():
            _write(folder, name)
            os.fsync(gate)
        return (folder / name).read_bytes()
    finally:
        os.close(gate)


def _write(folder: Path, name: str) -> None:
    part = folder / f".{name}.part"
    part.unlink(missing_ok=True)
    sheet = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(sheet, secrets.token_bytes(SECRET_BYTES))
        os.fsync(sheet)
    finally:
        os.close(sheet)
    part.rename(folder / name)
