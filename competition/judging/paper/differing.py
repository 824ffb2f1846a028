"""Door: what two clerks read differently, settled by a third person who has the paper before him."""

from dataclasses import dataclass
from urllib.parse import quote

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect

from competition.events.duties import PAPERS
from competition.judging.paper import keying
from competition.judging.paper.cells import cells, read
from competition.judging.paper.door import Paper, paper
from competition.judging.paper.shown import Difference, address, differences, place_word
from competition.pages.errors import again
from competition.pages.forms import posted
from competition.pages.language import _
from competition.pages.refusal import Refusal
from competition.pages.site import AnyRequest, AnyResponse
from competition.people.accounts import shown_names


@dataclass(frozen=True)
class DifferencesPage:
    """Both values of each cell, and who read them. `keyed`: where the form is keyed; `dropped`: where both are set aside."""

    code: str
    event: str
    place: str
    keyed: str
    dropped: str
    form: str
    title: str
    chief: bool
    clerks: tuple[str, ...]
    rows: tuple[Difference, ...]
    own: bool
    chosen: dict[str, str]
    problem: str = ""


@get("/papers/{code:str}/differences/{label:str}/{form:str}", right=PAPERS)
async def look(request: AnyRequest, code: FromPath[str], label: FromPath[str], form: FromPath[str]) -> AnyResponse:
    """The cells that differ. Whoever keyed one of the two does not see the other's."""
    return await _show(request, await paper(request, code, label, form), {})


@post("/papers/{code:str}/differences/{label:str}/{form:str}", right=PAPERS, status_code=303)
async def settle(request: AnyRequest, code: FromPath[str], label: FromPath[str], form: FromPath[str]) -> AnyResponse:
    """What the paper says."""
    at, typed = await paper(request, code, label, form), await posted(request)
    there = await keying.pair(at.book.round, at.label, form)
    chosen = read(
        {place: typed.get(f"other:{place}", "").strip() or typed.get(place, "") for place in there.differing},
        [cell for cell in cells(at.form, at.judges) if cell.place in there.differing],
    )
    given = {place: chosen.get(place, "") for place in there.differing if place in typed or place in chosen}
    try:
        await keying.settle(at.book, at.event, at.author, at.label, at.form, given, at.judges)
    except Refusal as wrong:
        return await _show(request, at, typed, _(wrong.says, **wrong.facts), wrong.status)
    return Redirect(f"/papers/{at.event.code}?done={quote(f'{label} {form}')}&outcome=entered", status_code=303)


async def _show(request: AnyRequest, at: Paper, chosen: dict[str, str], problem: str = "", status: int = 422) -> AnyResponse:
    there = await keying.pair(at.book.round, at.label, at.form.code)
    own = there.of(at.author.name) is not None
    found = differences(at.form, at.judges, there) if there.differing and not own else ()
    names = await shown_names([row.clerk for row in there.rows])
    shown = DifferencesPage(
        at.event.code,
        at.event.title,
        place_word(at.called),
        address(at.event.code, "form", at.called, at.form.code),
        address(at.event.code, "drop", at.called, at.form.code),
        at.form.code,
        at.form.title,
        at.author.chief,
        tuple(names.get(row.clerk, row.clerk) for row in there.rows),
        found,
        own,
        chosen,
        problem,
    )
    return again(request, "judging/paper/differences.html", shown, problem, status)


DOORS = [look, settle]
