"""The folder of a demo: marked as one, so that it is never somebody's real season; each beginning has a part of its own in it."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from competition.pages.language import N_
from competition.pages.refusal import Refusal

MARK = ".competition-demo"
NOT_OURS = N_("文件夹“{data}”里有别的东西，演示不会动它。请换一个空文件夹：competition demo --data 新文件夹")


def folder(data: Path | None) -> tuple[Path, bool]:
    """The folder, and whether it goes away with us."""
    if data is None:
        made = Path(tempfile.mkdtemp(prefix="competition-demo-"))
        (made / MARK).touch()
        return made, True
    data = data.expanduser().absolute()
    if data.is_dir() and any(data.iterdir()) and not (data / MARK).exists():
        raise Refusal(NOT_OURS, data=data)
    data.mkdir(parents=True, exist_ok=True)
    (data / MARK).touch()
    return data, False


def fresh(data: Path) -> Path:
    """A part for a new beginning; what was before goes."""
    numbers = [int(one.name.removeprefix("season-")) for one in data.glob("season-*")]
    for one in data.glob("season-*"):
        clear(one)
    return data / f"season-{max(numbers, default=0) + 1}"


def only_a_demos(part: Path) -> None:
    """Refuses a folder that is no part of a demo: a real season must never be filled with invented people."""
    if not (part.absolute().parent / MARK).exists():
        raise Refusal(NOT_OURS, data=part)


def clear(part: Path) -> None:
    """Takes a part away, with a database that had to stand elsewhere."""
    note = part / "postgres.elsewhere"
    with suppress(OSError):
        elsewhere = Path(note.read_text(encoding="utf-8").strip())
        if elsewhere.name and elsewhere.is_dir():
            shutil.rmtree(elsewhere, ignore_errors=True)
    shutil.rmtree(part, ignore_errors=True)


def leave(data: Path) -> None:
    """Nothing of a folder that was only ours stays."""
    for one in data.glob("season-*"):
        clear(one)
    with suppress(OSError):
        shutil.rmtree(data, ignore_errors=True)
