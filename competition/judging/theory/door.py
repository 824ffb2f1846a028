"""Door: theory marks come from an exam system or a sheet: pasted or uploaded, looked through, confirmed. The organiser's."""

from dataclasses import dataclass, field, replace

from litestar import get, post
from litestar.params import FromPath, FromQuery

from competition.events.programme import event_by_code, round_of
from competition.events.stages import AFTER_MARKING
from competition.events.tables import Event
from competition.judging.authority import Author, author_of
from competition.judging.scorekeeper import Book, keeper
from competition.judging.standings import begun
from competition.judging.theory.entering import enter, known
from competition.judging.theory.matching import NEW, OTHER, SAME, WRONG, Matched, matched, without_row
from competition.judging.theory.reading import Row, pasted, read
from competition.pages.errors import again
from competition.pages.forms import posted, uploaded
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from competition.pages.site import AnyRequest, AnyResponse
from competition.people.guards import ORGANISER
from competition.people.sessions import reader
from competition.settings import secret
from scoring.aspects import Aspect

TEMPLATE = "judging/theory.html"
NOTHING = N_("请选一个文件，或把表格粘贴到下面。")
OVER = N_("登分已经结束，不再导入成绩。要改，请裁判长退回登分或办勘误。")
NO_ASPECT = N_("请选成绩登到哪个评分点：要“直接填分数”的测量分。")


@dataclass(frozen=True)
class TheoryPage:
    """Where marks go, what was pasted; then each row with what becomes of it."""

    code: str
    title: str
    aspects: list[tuple[str, str]]
    aspect: str
    text: str = ""
    signed: bool = False
    rows: list[Matched] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    without: list[str] = field(default_factory=list)
    kept: str = ""
    entered: tuple[int, int] | None = None
    problem: str = ""


@dataclass(frozen=True)
class Here:
    """The event, its book, who reads."""

    event: Event
    book: Book
    author: Author

    @property
    def aspects(self) -> list[Aspect]:
        """Where a mark is entered as a number."""
        return [one for one in begun(self.book).scheme.aspects.values() if one.award == "value" and one.annulled is None]

    def shown(self, aspect: str) -> TheoryPage:
        """The page with nothing on it yet."""
        words = [(one.code, f"{one.code} {one.title}") for one in self.aspects]
        return TheoryPage(self.event.code, self.event.title, words, aspect)


async def _here(request: AnyRequest, code: str) -> Here:
    event = await event_by_code(code)
    author = await author_of(reader(request), event.id)
    assert author is not None
    return Here(event, await keeper().book((await round_of(event.id)).id), author)


@get("/organise/{code:str}/theory", right=ORGANISER)
async def ask(request: AnyRequest, code: FromPath[str], aspect: FromQuery[str] = "") -> AnyResponse:
    """Where a sheet comes in."""
    return again(request, TEMPLATE, (await _here(request, code)).shown(aspect), "")


@post("/organise/{code:str}/theory", right=ORGANISER, status_code=200)
async def take(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """Looks through what came; with `do` = enter the rows that can be are entered."""
    here, form = await _here(request, code), await posted(request)
    text, signed = form.get("rows", ""), form.get("signed") == "yes"
    shown = replace(here.shown(form.get("aspect", "")), text=text, signed=signed)
    try:
        aspect = next((one for one in here.aspects if one.code == shown.aspect), None)
        if aspect is None:
            raise Refusal(NO_ASPECT)
        if here.event.stage in AFTER_MARKING:
            raise Refusal(OVER, status=409)
        if form.get("do") == "enter":
            return again(request, TEMPLATE, await _entered(request, here, shown, aspect, form.get("kept", "")), "")
        return again(request, TEMPLATE, await _looked_at(request, here, shown, aspect, await _rows(request, text)), "")
    except Refusal as wrong:
        says = _(wrong.says, **wrong.facts)
        return again(request, TEMPLATE, replace(shown, problem=says), says, wrong.status)


async def _rows(request: AnyRequest, text: str) -> list[Row]:
    sheet = await uploaded(request, "sheet")
    if sheet is None and not text.strip():
        raise Refusal(NOTHING)
    return read(sheet[1]) if sheet is not None else pasted(text)


async def _looked_at(request: AnyRequest, here: Here, shown: TheoryPage, aspect: Aspect, rows: list[Row]) -> TheoryPage:
    people = await known(here.event, here.book.round, here.book, secret(request.app.state.settings, "identity"))
    found = matched(rows, people, here.book, aspect)
    counts = {fate: sum(row.fate == fate for row in found) for fate in (NEW, SAME, OTHER, WRONG)}
    kept = "\n".join(f"{row.label}\t{row.value}" for row in found if row.fate == NEW)
    # what is wrong first
    order = (WRONG, OTHER, NEW, SAME)
    listed = sorted(found, key=lambda row: (order.index(row.fate), row.number))
    return replace(shown, rows=listed, counts=counts, kept=kept, without=without_row(found, people, here.book, aspect))


async def _entered(request: AnyRequest, here: Here, shown: TheoryPage, aspect: Aspect, kept: str) -> TheoryPage:
    """What the preview kept, label by label, is looked through once more: something may have come meanwhile."""
    lines = [line.split("\t") for line in kept.splitlines() if line.count("\t") == 1]
    rows = [Row(n, (label,), mark) for n, (label, mark) in enumerate(lines, 1)]
    looked = await _looked_at(request, here, shown, aspect, rows)
    entered = await enter(here.book, here.event, here.author, looked.rows, aspect, shown.signed)
    refused = [row for row in looked.rows if row.fate in (OTHER, WRONG)]
    return replace(shown, rows=refused, without=[], entered=(entered[0], entered[1] + len(refused)))


DOORS = [ask, take]
