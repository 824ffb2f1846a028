"""Writing on the stick: lines at the end of a file, flushed to the disk each time; whole backups in pieces; old ones taken away.

Every OSError means that the stick is not what it was: whoever gets one lets go of it and comes again.
Must not know where lines come from.
"""

import asyncio
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from competition.judging.logbook import Line
from competition.keeping.archive import CHUNK, sync_folder
from competition.keeping.stick import files, gathered, last_number, name_of, place_of, written

KEPT = 3


class Shelf:
    """`heads`: round → the last line's number that this stick holds; read from it when it comes."""

    def __init__(self, folder: Path, site: str) -> None:
        self._place = place_of(folder, site)
        self._place.mkdir(mode=0o700, exist_ok=True)
        sync_folder(folder)
        before = gathered(self._place)
        self.heads: dict[int, int] = before.heads() if before else {}
        # what a stick from yesterday holds is whole, but not of today: it counts from the next whole backup on
        self.full_at: datetime | None = None
        self._number, self._file, self._name = last_number(self._place), -1, self._place
        self.turn()

    def turn(self) -> int:
        """A new file of lines; its number. What is committed from now on stands in it or in a later one."""
        self._number += 1
        self.close()
        self._name = self._place / name_of("lines", self._number)
        self._file = os.open(self._name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
        sync_folder(self._place)
        return self._number

    def look(self) -> None:
        """OSError where the file that we write is no longer there under its name: a pulled stick, another in its place."""
        there, ours = os.stat(self._name), os.fstat(self._file)
        if (there.st_dev, there.st_ino) != (ours.st_dev, ours.st_ino):
            raise OSError("another stick")

    def add(self, lines: Sequence[Line]) -> None:
        """On the disk when this returns."""
        if not lines:
            return
        _put(self._file, written(lines))
        for line in lines:
            self.heads[line.round] = line.number

    async def carry(self, made: Path, after: int) -> None:
        """A whole backup, made after the file of lines of this number was begun."""
        self._number = number = max(self._number, after) + 1
        name = self._place / name_of("full", number)
        part = name.with_suffix(".part")
        with made.open("rb") as source:
            target = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            try:
                while chunk := source.read(CHUNK):
                    _put(target, chunk)
                    await asyncio.sleep(0)
            finally:
                os.close(target)
        part.replace(name)
        sync_folder(self._place)
        self.full_at = datetime.now(UTC)
        self._sweep()

    def close(self) -> None:
        """Lets go."""
        if self._file >= 0:
            os.close(self._file)
        self._file = -1

    def _sweep(self) -> None:
        """The last few whole backups stay, and all lines since the oldest of them."""
        fulls = files(self._place, "full")
        kept = fulls[-KEPT:]
        gone = [path for _number, path in fulls[:-KEPT]]
        gone += [path for number, path in files(self._place, "lines") if number < kept[0][0] - 1]
        for path in gone:
            path.unlink(missing_ok=True)


def _put(file: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(file, rest) :]
    os.fsync(file)
