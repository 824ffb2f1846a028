"""What is written together: the decisions that wait, the draft that they come to, and who hears when it is kept.

Must not know the database, nor when a batch is written.
"""

import asyncio
from datetime import UTC, datetime
from typing import NamedTuple

import structlog

from competition.judging.authority import Author
from competition.judging.scorekeeper.book import Book, draft_of
from competition.judging.scorekeeper.said import REFUSED, Answer, Envelope
from competition.judging.scorekeeper.weighing import weigh
from competition.pages.language import N_
from competition.pages.refusal import Refusal

UNKEPT = N_("数据库没有接受这条登分，没有写入。请核对内容后再录一次。")

log = structlog.get_logger()


class Asked:
    """The decisions that were sent together: their answers, and who waits for all of them."""

    def __init__(self, count: int) -> None:
        self.answers: dict[int, Answer] = {}
        self.count = count
        self.all: asyncio.Future[list[Answer]] = asyncio.get_running_loop().create_future()

    def tell(self, place: int, answer: Answer) -> None:
        """Who left is told nothing; what he sent is kept all the same."""
        self.answers[place] = answer
        if len(self.answers) == self.count and not self.all.done():
            self.all.set_result([self.answers[number] for number in range(self.count)])

    def fail(self, wrong: Exception) -> None:
        """Not all of it could be kept."""
        if not self.all.done():
            self.all.set_exception(wrong)
            self.all.exception()


class Waiting(NamedTuple):
    """A decision that waits, and where its answer goes."""

    author: Author
    envelope: Envelope
    asked: Asked
    place: int


class Batch:
    """What is written together: who waits and, once it has been weighed, the draft that it came to."""

    def __init__(self, on: Book | None = None) -> None:
        self.waiting: list[Waiting] = []
        self.answers: list[Answer] = []
        self.draft = draft_of(on) if on is not None else None

    def add(self, one: Waiting) -> None:
        """Weighed as it comes, where it is known on what."""
        self.waiting.append(one)
        if self.draft is not None:
            self.answers.append(_weighed(self.draft, one))

    def weighed(self, book: Book) -> Book:
        """The draft; made now, on this book, where there is none or none any more."""
        if self.draft is None:
            self.draft = draft = draft_of(book)
            self.answers = [_weighed(draft, one) for one in self.waiting]
        return self.draft

    def forget(self) -> None:
        """What it was weighed on is not what is kept."""
        self.draft, self.answers = None, []

    def tell(self) -> None:
        """It is kept."""
        for one, answer in zip(self.waiting, self.answers, strict=True):
            one.asked.tell(one.place, answer)

    def fail(self, told: Refusal) -> None:
        """Nobody knows whether it is: each sends it again, and hears."""
        for one in self.waiting:
            one.asked.fail(told)


def _weighed(draft: Book, one: Waiting) -> Answer:
    try:
        return weigh(draft, one.author, one.envelope, datetime.now(UTC))
    except Exception as wrong:
        # Not the logbook is damaged but this decision cannot be folded or kept: it is refused alone, those beside it go on.
        log.error(
            "a decision could not be folded", round=draft.round, author=one.author.name, kind=one.envelope.kind, exc_info=wrong
        )
        return Answer(one.envelope.ref, REFUSED, says=UNKEPT)
