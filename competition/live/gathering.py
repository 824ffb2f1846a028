"""Questions asked at the same moment share one look. The look begins after each was asked: nobody gets an older answer.

Fifty tablets that each ask who they are at every mark would else ask fifty times. Knows no table and no wire.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Iterable, Iterator, Mapping
from contextvars import Context
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Gathering(Generic[K, V]):
    """`look` is given all questions that wait, each once; what it does not answer is None."""

    def __init__(self, look: Callable[[Iterable[K]], Awaitable[Mapping[K, V]]]) -> None:
        self._look = look
        # A process has one loop; tests have many, one after another.
        self._waiting: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[K, list[asyncio.Future[V | None]]]] = WeakKeyDictionary()
        self._looking: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Task[None]] = WeakKeyDictionary()

    async def ask(self, question: K) -> V | None:
        """The answer as it is now, or a moment later."""
        loop = asyncio.get_running_loop()
        # An answer of his own each: who leaves takes nobody with him.
        answer: asyncio.Future[V | None] = loop.create_future()
        self._waiting.setdefault(loop, {}).setdefault(question, []).append(answer)
        if loop not in self._looking:
            # Of nobody's making: no asker's transaction, language or end is the others'.
            self._looking[loop] = Context().run(loop.create_task, self._look_on(loop))
        return await answer

    async def _look_on(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            while waiting := self._waiting.pop(loop, None):
                await self._once(waiting)
        finally:
            del self._looking[loop]

    async def _once(self, waiting: Mapping[K, "list[asyncio.Future[V | None]]"]) -> None:
        try:
            found = await self._look(tuple(waiting))
        except Exception as wrong:
            for answer in _still(waiting.values()):
                answer.set_exception(wrong)
            return
        for question, answers in waiting.items():
            for answer in _still([answers]):
                answer.set_result(found.get(question))


def _still(askers: "Iterable[list[asyncio.Future[V | None]]]") -> "Iterator[asyncio.Future[V | None]]":
    """Who asked may have left."""
    return (answer for answers in askers for answer in answers if not answer.done())
