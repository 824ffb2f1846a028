"""What a tablet does not have yet: the lines after its number, or where it begins anew. The same over the socket and by post."""

from typing import Any

from competition.events.tables import Event
from competition.judging.authority import Author
from competition.judging.scorekeeper import Book
from competition.judging.tablet.page import boot
from competition.judging.tablet.sight import lines_seen
from competition.judging.tablet.work_numbers import works_of
from competition.people.sessions import Signed


async def came_since(event: Event, book: Book, author: Author, who: Signed, csrf: str, number: int, epoch: str) -> dict[str, Any]:
    """As a frame tells it: `reset` where that number is of another history, else `lines`, or `still` where there are none."""
    if book.epoch != epoch or not book.renewed <= number <= book.number:
        begins = await boot(event, book, author, who, csrf)
        return {"reset": begins, "number": begins["number"]}
    if book.number == number:
        return {"still": number}
    # taken before anything is awaited: what comes meanwhile is told next time
    lines, reached = lines_seen(book, author, number), book.number
    return {"lines": (await works_of(book)).lines(lines), "number": reached}
