"""What of the paper forms waits for the chief: two readings that differ, each with the place to settle it."""

from competition.judging.desk.todo import Todo
from competition.judging.paper.keying import pairs
from competition.judging.paper.shown import address
from competition.judging.scorekeeper import Book
from competition.judging.standings import begun
from competition.judging.tablet.work_numbers import works_of
from competition.pages.language import N_, _

DIFFER, TITLE, DETAIL, SETTLE = N_("两遍不同"), N_("纸质表 {competitor} {form}"), N_("{count} 处要对照纸质表"), N_("核对")


async def paper_todos(book: Book, code: str) -> tuple[Todo, ...]:
    """The oldest first."""
    works = await works_of(book)
    titles = {form.code: form.title for form in begun(book).scheme.subcriteria.values()}
    return tuple(
        Todo(
            _(DIFFER),
            "clash",
            _(TITLE, competitor=works.number(label), form=titles[form]),
            _(DETAIL, count=len(there.differing)),
            address(code, "differences", works.number(label), form),
            _(SETTLE),
        )
        for (label, form), there in (await pairs(book.round)).items()
        if there.differing and form in titles
    )
