"""The copy on a stick while the program serves: each line soon after it was acknowledged, and whole backups between.

A thread and a loop of its own: the stick may be slow, hang or be pulled, and no acknowledgement ever waits for it.
A line is on the stick (fsync) before it counts as copied; what the stick holds is read from the stick whenever it comes.
"""

import asyncio
import os
import threading
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import structlog

from competition.database import DatabaseUnavailable
from competition.keeping.original import Original
from competition.keeping.shelf import Shelf
from competition.keeping.whole import make
from competition.live.bell import BROKEN, Bell
from competition.live.beside import BEHIND, GONE, WITH, CopyStatus
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.settings import Settings

EVERY_SECONDS = 1.0
# Lines that come together go together: a stick does few flushes a second.
BREATH_SECONDS = 0.1
# A whole backup: at the latest; after an act or a sign-in; after any other change (a tablet seen).
FULL_EVERY, FULL_AFTER_ACT, FULL_AFTER_CHANGE = 600.0, 5.0, 60.0
LAST_PATIENCE = 10.0
# Fonts are large and on every machine the same; `backup` has them.
LEFT_OUT = ("fonts",)

NOT_THERE = N_("“{folder}”不在，没有副本")
NOT_WRITTEN = N_("“{folder}”写不进：{why}")
NO_DATABASE = N_("数据库暂时连不上，副本停在上一刻")
NO_BACKUP = N_("整份备份不成：{why}")

log = structlog.get_logger()


class Copying:
    """`told` is read by other threads: one value, replaced whole."""

    def __init__(self, address: str, settings: Settings, folder: Path) -> None:
        self._address, self._settings, self._folder = address, settings, folder
        self._told = CopyStatus(str(folder), GONE, says=NOT_THERE, facts={"folder": str(folder)})
        self._thread = threading.Thread(target=lambda: asyncio.run(self._keep_on()), name="copying", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._begun, self._rung = threading.Event(), asyncio.Event()
        self._ended, self._lost, self._mounted = False, True, False
        self._shelf: Shelf | None = None
        self._original = Original(address)
        # round → the last line's number, as the bell or the table told it, and as the stick holds it
        self._there: dict[int, int] = {}
        self._held: dict[int, int] = {}
        self._full: asyncio.Task[None] | None = None
        self._full_at, self._full_of, self._looked_at = float("-inf"), (-1, -1), float("-inf")
        self._no_full = ""

    def start(self) -> None:
        """Begins to copy; a stick that is not there is waited for."""
        self._thread.start()
        self._begun.wait()

    def stop(self) -> None:
        """Copies what is left, as long as the stick answers."""
        self._ended = True
        if self._loop is not None:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._rung.set)
        self._thread.join(LAST_PATIENCE)

    def told(self) -> CopyStatus:
        """How it stands."""
        return self._told

    async def _keep_on(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._begun.set()
        bell = Bell(self._address, self._heard, self._returned)
        bell.start()
        try:
            while not self._ended:
                await self._once()
                with suppress(TimeoutError):
                    async with asyncio.timeout(EVERY_SECONDS):
                        await self._rung.wait()
                    await asyncio.sleep(BREATH_SECONDS)
                self._rung.clear()
            await self._once()
        finally:
            await bell.stop()
            await self._leave()

    def _heard(self, round_id: int, number: int) -> None:
        self._there[round_id] = max(number, self._there.get(round_id, 0))
        self._rung.set()

    def _returned(self) -> None:
        self._lost = True
        self._rung.set()

    async def _once(self) -> None:
        """One look; whatever is wrong with it is told, and tried again."""
        try:
            await self._at_the_database()
            shelf = await self._at_the_stick()
            await self._lines(shelf)
            await self._look_for_changes()
            self._tell_well(shelf)
        except OSError as wrong:
            self._let_go()
            there = self._folder.is_dir()
            why = wrong.strerror or str(wrong)
            self._tell(GONE, NOT_WRITTEN if there and wrong.errno else NOT_THERE, folder=str(self._folder), why=why)
        except (*BROKEN, DatabaseUnavailable) as wrong:
            log.warning("the copy has no database", error=str(wrong))
            self._original.let_go()
            self._tell(BEHIND, NO_DATABASE)

    async def _at_the_database(self) -> None:
        if await self._original.linked() or self._lost:
            self._lost = False
            self._there = await self._original.numbers()

    async def _at_the_stick(self) -> Shelf:
        if self._shelf is None:
            self._look_at_the_folder()
            self._shelf = Shelf(self._folder, await self._original.site())
            self._full_at = float("-inf")
        self._shelf.look()
        return self._shelf

    def _look_at_the_folder(self) -> None:
        """A mount point without its stick is a folder of our own disk."""
        mounted = os.stat(self._folder).st_dev != os.stat(self._folder.parent).st_dev
        if self._mounted and not mounted:
            raise FileNotFoundError
        self._mounted = mounted

    async def _lines(self, shelf: Shelf) -> None:
        while due := {one: shelf.heads.get(one, 0) for one, number in self._there.items() if number > shelf.heads.get(one, 0)}:
            lines = await self._original.lines(due)
            shelf.add(lines)
            if not lines:
                self._there.update(due)
            self._told = replace(self._told, lacking=self._lacking(shelf.heads))

    async def _look_for_changes(self) -> None:
        now = time.monotonic()
        busy = self._full is not None and not self._full.done()
        if busy or self._ended or now - self._looked_at < EVERY_SECONDS:
            return
        self._looked_at, ago = now, now - self._full_at
        found = await self._original.changes()
        acted, changed = found[0] != self._full_of[0], found[1] != self._full_of[1]
        if ago > FULL_EVERY or (acted and ago > FULL_AFTER_ACT) or (changed and ago > FULL_AFTER_CHANGE):
            self._full_at, self._full_of = now, found
            self._full = asyncio.create_task(self._make_full(), name="full copy")

    async def _make_full(self) -> None:
        """Made on our own disk, then carried over in pieces, between which lines go first."""
        shelf = self._shelf
        made = self._settings.data / "backup-for-the-stick.zip"
        try:
            if shelf is not None:
                number = shelf.turn()
                await make(self._address, self._settings, made, LEFT_OUT)
                await shelf.carry(made, number)
                self._no_full = ""
        except (OSError, Refusal, DatabaseUnavailable, *BROKEN) as wrong:
            log.warning("no whole backup on the stick", error=str(wrong))
            self._no_full = str(wrong)
            self._full_at = time.monotonic() - FULL_EVERY + FULL_AFTER_ACT
        finally:
            with suppress(OSError):
                made.unlink(missing_ok=True)

    def _tell_well(self, shelf: Shelf) -> None:
        whole = shelf.full_at is not None and not self._no_full
        now = time.monotonic()
        self._told = replace(
            self._told,
            state=WITH if whole else BEHIND,
            whole_at=now if whole else self._told.whole_at,
            lacking=0,
            full_at=shelf.full_at,
            same_disk=self._same_disk(),
            says=NO_BACKUP if self._no_full else "",
            facts={"why": self._no_full},
        )

    def _same_disk(self) -> bool:
        with suppress(OSError):
            return os.stat(self._folder).st_dev == os.stat(self._settings.data).st_dev
        return False

    def _tell(self, state: str, says: str, **facts: str) -> None:
        lacking = self._lacking(self._shelf.heads if self._shelf else self._held)
        self._told = replace(self._told, state=state, lacking=lacking, says=says, facts=facts)

    def _lacking(self, held: dict[int, int]) -> int:
        return sum(max(0, number - held.get(one, 0)) for one, number in self._there.items())

    def _let_go(self) -> None:
        if self._shelf is not None:
            self._held = dict(self._shelf.heads)
            self._shelf.close()
        self._shelf = None

    async def _leave(self) -> None:
        if self._full is not None and not self._full.done():
            with suppress(TimeoutError, asyncio.CancelledError):
                await asyncio.wait_for(self._full, LAST_PATIENCE / 2)
        self._let_go()
        self._original.let_go()
