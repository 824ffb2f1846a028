"""The scorekeeper: decisions are weighed as they come, kept in one transaction a batch, and answered after the commit.

While a batch is written the next is weighed on it; where it turns out not to be kept so, both are weighed again.

It never dies: a row that PostgreSQL refuses fails alone, a lost connection is made anew, lines that another process
wrote are read and the decisions weighed again. Must not know who asks over which wire, nor how a board looks.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import structlog

from competition.database import DB
from competition.judging.authority import Author
from competition.judging.logbook import read, tried
from competition.judging.scorekeeper.batch import UNKEPT, Asked, Batch, Waiting
from competition.judging.scorekeeper.book import Book, opened
from competition.judging.scorekeeper.pen import BROKEN, Lost, Pen, Taken, Unkept
from competition.judging.scorekeeper.said import REFUSED, Answer, Envelope
from competition.live.bell import Bell
from competition.live.broadcast import Broadcast
from competition.pages.language import N_
from competition.pages.refusal import Refusal

TRIES = 40
FIRST_PAUSE, LONGEST_PAUSE, LAST_PATIENCE = 0.05, 1.0, 10.0
NOT_NOW = N_("数据库暂时连不上，这条登分还没有写入；它留在您的设备上，会自动再传。")

log = structlog.get_logger()


class Scorekeeper:
    """The only writer of the logbook in this process. `shown` rings for whoever shows a round."""

    def __init__(self, address: str, frames_per_second: float = 8) -> None:
        self.shown: Broadcast[Book] = Broadcast(frames_per_second)
        self._pen = Pen(address)
        self._bell = Bell(address, self._heard, self._returned, DB.written)
        self._books: dict[int, Book] = {}
        self._locks: dict[int, asyncio.Lock] = {}
        # By round: what gathers while the batch before it is written, and that batch.
        self._next: dict[int, Batch] = {}
        self._under_way: dict[int, Batch] = {}
        self._behind: set[int] = set()
        self._work, self._idle = asyncio.Event(), asyncio.Event()
        self._idle.set()
        self._task: asyncio.Task[None] | None = None
        self._site = ""

    async def start(self) -> None:
        """Begins to keep."""
        self._site = await self._pen.site()
        self._bell.start()
        self._task = asyncio.create_task(self._keep_on(), name="scorekeeper")

    async def stop(self) -> None:
        """Keeps what waits, then stops."""
        await self._bell.stop()
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST_PATIENCE):
                await self._idle.wait()
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        for batch in (*self._under_way.values(), *self._next.values()):
            batch.fail(Refusal(NOT_NOW, status=503))
        await self._pen.close()

    async def book(self, round_id: int) -> Book:
        """Where a round stands; folded at the first asking. Damaged where a line does not hold."""
        found = self._books.get(round_id)
        if found is None:
            async with self._locks.setdefault(round_id, asyncio.Lock()):
                found = self._books.get(round_id)
                if found is None:
                    found = opened(round_id, self._site, tried(round_id, await read(round_id)))
                    self._books[round_id] = found
                    self._announce(found)
        return found

    async def decide(self, round_id: int, author: Author, envelopes: Sequence[Envelope]) -> list[Answer]:
        """The answers, in order, when what they say is kept. Refusal where the round is closed or nothing can be kept now."""
        if not envelopes:
            return []
        asked = Asked(len(envelopes))
        batch = self._gathering(round_id)
        for place, envelope in enumerate(envelopes):
            batch.add(Waiting(author, envelope, asked, place))
        self._idle.clear()
        self._work.set()
        return await asked.all

    def _gathering(self, round_id: int) -> Batch:
        """What is weighed while the disk is busy rests on what is being written; while that is in doubt, on nothing yet."""
        if round_id not in self._next:
            before = self._under_way.get(round_id)
            self._next[round_id] = Batch(before.draft if before else self._books.get(round_id))
        return self._next[round_id]

    def _heard(self, round_id: int, number: int) -> None:
        before, book = self._under_way.get(round_id), self._books.get(round_id)
        # Our own lines are heard too, often before the answer that they are kept.
        known = before.draft if before and before.draft else book
        if known is not None and number > known.number:
            self._behind.add(round_id)
            self._work.set()

    def _returned(self) -> None:
        self._behind.update(self._books)
        self._work.set()

    async def _keep_on(self) -> None:
        while True:
            await self._work.wait()
            self._work.clear()
            while self._behind or self._next:
                for round_id in sorted(self._behind):
                    self._behind.discard(round_id)
                    await self._look(round_id)
                for round_id in sorted(self._next):
                    await self._serve(round_id)
            self._idle.set()

    async def _look(self, round_id: int) -> None:
        """What others wrote; whatever is wrong with it must not end the keeping."""
        try:
            await self._catch_up(await self.book(round_id))
        except Exception as wrong:
            log.error("could not read on", round=round_id, exc_info=wrong)
            self._doubt(round_id)

    async def _serve(self, round_id: int) -> None:
        batch = self._under_way[round_id] = self._next.pop(round_id)
        try:
            await self._keep(round_id, batch)
        except Exception as wrong:
            told = wrong if isinstance(wrong, Refusal) else Refusal(NOT_NOW, status=503)
            log.error("could not keep", round=round_id, decisions=len(batch.waiting), exc_info=wrong)
            self._doubt(round_id)
            batch.fail(told)
        del self._under_way[round_id]

    async def _keep(self, round_id: int, batch: Batch) -> None:
        pause, behind = FIRST_PAUSE, False
        for _ in range(TRIES):
            try:
                book = await self.book(round_id)
                if behind:
                    await self._catch_up(book)
                behind = False
                await self._once(book, batch)
                return
            except Taken:
                batch.forget()
                behind = True
            except (Lost, *BROKEN):
                # Nobody knows what was kept: the table does.
                batch.forget()
                self._doubt(round_id)
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            except Unkept as wrong:
                batch.forget()
                self._weigh_again(round_id)
                await self._one_by_one(round_id, batch, wrong)
                return
        raise Refusal(NOT_NOW, status=503)

    async def _one_by_one(self, round_id: int, batch: Batch, wrong: Unkept) -> None:
        if len(batch.waiting) > 1:
            for one in batch.waiting:
                alone = Batch()
                alone.add(one)
                await self._keep(round_id, alone)
            return
        (one,) = batch.waiting
        log.error("a line was refused", round=round_id, author=one.author.name, ref=one.envelope.ref, exc_info=wrong)
        one.asked.tell(one.place, Answer(one.envelope.ref, REFUSED, says=UNKEPT))

    async def _once(self, book: Book, batch: Batch) -> None:
        draft = batch.weighed(book)
        if draft.lines:
            await self._pen.write([line for line, _ in draft.lines])
        book.take(draft)
        after = self._next.get(book.round)
        if after is not None and after.draft is not None:
            after.draft.rest_on(book)
        batch.tell()
        self._announce(book)

    def _doubt(self, round_id: int) -> None:
        self._books.pop(round_id, None)
        self._weigh_again(round_id)

    def _weigh_again(self, round_id: int) -> None:
        """What was weighed rests on lines that are not those kept."""
        if round_id in self._next:
            self._next[round_id].forget()

    async def _catch_up(self, book: Book) -> None:
        number, head = book.number, book.hash
        for line, decision in tried(book.round, await read(book.round, number), number, head):
            book.enter(line, decision)
        self._weigh_again(book.round)
        self._announce(book)

    def _announce(self, book: Book) -> None:
        self.shown.announce(book.round, book.number, lambda: book)
