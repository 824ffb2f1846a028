"""The folder of a copy, on a stick: whole backups, and between them files of logbook lines, numbered as they were made.

Everything that a whole backup lacks stands in the files whose number is one less than its own, or higher.
Must not know who writes there, nor which database it will be put into.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from competition.judging.logbook import Line, link
from competition.keeping.archive import Manifest, checked
from competition.pages.language import N_
from competition.pages.refusal import Refusal

NAME = re.compile(r"(full|lines)-(\d{6})\.(zip|jsonl)")
PREFIX = "competition-"
CANNOT_READ = N_("读不了“{path}”：{why}。请检查 U 盘和权限。")
NO_COPY = N_("“{path}”里没有可用的副本：没有一份完好的整份备份。")

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Line).decode


@dataclass(frozen=True)
class Copy:
    """What a folder comes to. `lines`: round → those after the whole backup, each tried; `torn`: a last line that was cut off;
    `gaps`: round → the first line that is lacking or damaged though later ones are there; `strangers`: lines of rounds that
    were begun after the backup; `spoilt`: whole backups that are damaged, newest first."""

    place: Path
    full: Path
    told: Manifest
    lines: dict[int, list[Line]] = field(default_factory=dict)
    torn: bool = False
    gaps: dict[int, int] = field(default_factory=dict)
    strangers: int = 0
    spoilt: tuple[Path, ...] = ()

    def heads(self) -> dict[int, int]:
        """Round → the last line's number."""
        known = {int(one): number for one, (number, _hash) in self.told.heads.items()}
        return known | {one: those[-1].number for one, those in self.lines.items() if those}


def place_of(folder: Path, site: str) -> Path:
    """Where a database's copy is: two seasons on one stick do not mix."""
    return folder / f"{PREFIX}{hashlib.sha256(site.encode()).hexdigest()[:8]}"


def name_of(kind: str, number: int) -> str:
    """Of a file."""
    return f"{kind}-{number:06}.{'zip' if kind == 'full' else 'jsonl'}"


def files(place: Path, kind: str) -> list[tuple[int, Path]]:
    """The files of a kind, oldest first."""
    found = [(match, path) for path in place.iterdir() if (match := NAME.fullmatch(path.name)) and match[1] == kind]
    return sorted((int(match[2]), path) for match, path in found)


def last_number(place: Path) -> int:
    """The highest that is taken."""
    return max([number for kind in ("full", "lines") for number, _path in files(place, kind)], default=0)


def written(lines: Iterable[Line]) -> bytes:
    """Lines as they stand in a file."""
    return b"".join(_encode(line) + b"\n" for line in lines)


def read(path: Path) -> tuple[list[Line], bool]:
    """The lines of a file that hold, and whether its end was cut off."""
    records = path.read_bytes().split(b"\n")
    sound = [line for record in records[:-1] if (line := _line(record)) is not None]
    return sound, records[-1] != b""


def _line(record: bytes) -> Line | None:
    try:
        line = _decode(record)
    except (msgspec.MsgspecError, ValueError):
        return None
    return line if link(line) == line.hash else None


def copies(folder: Path) -> list[Path]:
    """The places of copies in a folder: it may be one itself."""
    if not folder.is_dir():
        return []
    inner = [path for path in folder.iterdir() if path.is_dir() and path.name.startswith(PREFIX)]
    return sorted([folder, *inner])


def newest(folder: Path) -> Copy:
    """Of all copies in a folder the one whose whole backup is the latest; Refusal where there is none."""
    try:
        found = [copy for place in copies(folder) if (copy := gathered(place)) is not None]
    except OSError as wrong:
        raise Refusal(CANNOT_READ, path=folder, why=wrong.strerror or str(wrong)) from wrong
    if not found:
        raise Refusal(NO_COPY, path=folder)
    return max(found, key=lambda copy: copy.told.made_at)


def gathered(place: Path) -> Copy | None:
    """The newest whole backup that is sound, and all lines after it."""
    spoilt: list[Path] = []
    for number, path in reversed(files(place, "full")):
        try:
            return _with_lines(place, number, path, checked(path), tuple(spoilt))
        except Refusal:
            spoilt.append(path)
    return None


def _with_lines(place: Path, number: int, full: Path, told: Manifest, spoilt: tuple[Path, ...]) -> Copy:
    pool: dict[tuple[int, int], Line] = {}
    torn = False
    for n, path in files(place, "lines"):
        if n >= number - 1:
            try:
                lines, cut = read(path)
            except OSError:
                # a bad spot on the stick: what else there is tells whether anything is lacking
                continue
            torn = torn or cut
            pool.update({(line.round, line.number): line for line in lines})
    after, gaps = _chained(told, pool)
    strangers = sum(str(one) not in told.heads for one, _number in pool)
    return Copy(place, full, told, after, torn, gaps, strangers, spoilt)


def _chained(told: Manifest, pool: dict[tuple[int, int], Line]) -> tuple[dict[int, list[Line]], dict[int, int]]:
    after: dict[int, list[Line]] = {}
    gaps = {}
    for name, (number, head) in told.heads.items():
        one, those = int(name), []
        while (line := pool.get((one, number + 1))) is not None and line.previous == head:
            those.append(line)
            number, head = line.number, line.hash
        after[one] = those
        if any(found == one and beyond > number for found, beyond in pool):
            gaps[one] = number + 1
    return after, gaps
