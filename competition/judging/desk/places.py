"""Door: the provisional ranking at the desk, by labels; for one competitor why he stands there and how each mark came to be."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from litestar import get
from litestar.params import FromPath
from litestar.response import Template

from competition.documents.recognition import CAVEAT, medal_said
from competition.events.duties import CHIEF
from competition.events.programme import event_by_code, round_of
from competition.events.tables import Event
from competition.judging.desk.tie_view import TieShown, ties_shown
from competition.judging.desk.view import Lacking, missing_of
from competition.judging.reasons import apart, came_to_be, key_title, printed, titled
from competition.judging.scorekeeper import keeper
from competition.judging.standings import begun, standing, status_word
from competition.judging.ties import tied
from competition.pages.errors import again
from competition.pages.language import N_, _
from competition.pages.refusal import Missing
from competition.pages.site import AnyRequest, AnyResponse, page
from scoring.amounts import plain
from scoring.ranking import Ranking, Standing
from scoring.reasons import how_this_mark, why_this_place
from scoring.recognition import Recognition, recognised
from scoring.sheet import Sheet

NO_LABEL = N_("没有 {label} 号赛位。请从名次表进入。")
LISTED = 20


@dataclass(frozen=True)
class Place:
    """A line of the ranking."""

    label: str
    place: str
    undecided: bool
    total: str
    parts: tuple[str, ...]
    by: str
    award: str
    status: str
    medal: str = ""
    scale: str = ""


@dataclass(frozen=True)
class Places:
    """The ranking as it stands; `problems` and `missing`: why it could not be signed yet; `caveat`: of WorldSkills' scores,
    where they are."""

    code: str
    title: str
    number: int
    parts: tuple[str, ...]
    rows: tuple[Place, ...]
    problems: tuple[str, ...]
    missing: tuple[Lacking, ...]
    caveat: str
    ties: tuple[TieShown, ...]

    @property
    def lacking(self) -> int:
        """How many marks are not there."""
        return sum(one.count for one in self.missing)


@dataclass(frozen=True)
class Reckoned:
    """How one mark came to be."""

    code: str
    title: str
    most: str
    mark: str
    how: str


@dataclass(frozen=True)
class Why:
    """One competitor: his place, what set him apart, and his marks."""

    code: str
    title: str
    row: Place
    reasons: tuple[str, ...]
    marks: tuple[Reckoned, ...]


@get("/desk/{code:str}/places", right=CHIEF)
async def places(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """The ranking."""
    return await show_places(request, await event_by_code(code))


async def show_places(
    request: AnyRequest, event: Event, typed: Mapping[str, str] | None = None, status: int = 200
) -> AnyResponse:
    """The ranking, with the ties that matter; `typed`: a decision about one that was refused."""
    round_id = (await round_of(event.id)).id
    number, ranking = await standing(round_id)
    tally = begun(await keeper().book(round_id))
    found = await tied(round_id, ranking, event.quota)
    undecided = {label for one in found if one.settled is None for label in one.tie.competitors}
    medals = recognised(ranking)
    shown = Places(
        event.code,
        event.title,
        number,
        tuple(titled(each.title, each.title_en) for each in ranking.scheme.criteria),
        tuple(_place(ranking, one, undecided, medals.get(one.competitor)) for one in ranking.standings),
        tuple(_(each.says, **each.facts) for each in ranking.problems if not each.missing)[:LISTED],
        missing_of(tally, tally.forms()),
        _(CAVEAT) if medals else "",
        ties_shown(found, event.stage, typed=typed),
    )
    return again(request, "judging/places.html", shown, (typed or {}).get("problem", ""), status)


@get("/desk/{code:str}/places/{label:str}", right=CHIEF)
async def why(request: AnyRequest, code: FromPath[str], label: FromPath[str]) -> Template:
    """One competitor."""
    event = await event_by_code(code)
    round_id = (await round_of(event.id)).id
    _number, ranking = await standing(round_id)
    sheets = begun(await keeper().book(round_id)).sheets
    one = next((each for each in ranking.standings if each.competitor == label), None)
    if one is None:
        raise Missing(NO_LABEL, label=label)
    row = _place(ranking, one, (), recognised(ranking).get(label))
    reasons = tuple(_reasons(ranking, sheets, label))
    marks = tuple(_reckoned(ranking, sheets[label], aspect) for aspect in ranking.scheme.aspects) if one.total is not None else ()
    return page(request, "judging/why.html", Why(event.code, event.title, row, reasons, marks))


def _place(ranking: Ranking, one: Standing, undecided: Collection[str], given: Recognition | None) -> Place:
    scheme = ranking.scheme
    return Place(
        one.competitor,
        str(one.place) if one.place is not None else "—",
        one.competitor in undecided,
        printed(scheme, one.total),
        tuple(printed(scheme, one.criteria.get(each.code)) for each in scheme.criteria),
        _("抽签") if one.decided_by == "lot" else key_title(scheme, one.decided_by) if one.decided_by else "",
        one.award or "",
        status_word(one.status),
        medal_said(given, _),
        str(given.scale) if given else "",
    )


def _reasons(ranking: Ranking, sheets: Mapping[str, Sheet], label: str) -> list[str]:
    found = why_this_place(ranking, sheets, label)
    if found is None:
        return []
    said = [_("与 {labels} 并列。", labels=_("、").join(found.tied_with))] if found.tied_with else []
    for neighbour, words in ((found.above, N_("与前面的 {label} 号相比")), (found.below, N_("与后面的 {label} 号相比"))):
        if neighbour is not None:
            said.append(apart(ranking.scheme, neighbour, _(words, label=neighbour.neighbour)))
    return said


def _reckoned(ranking: Ranking, sheet: Sheet, code: str) -> Reckoned:
    aspect, found = ranking.scheme.aspects[code], how_this_mark(ranking.scheme, sheet, code)
    mark = printed(ranking.scheme, found.mark) if found.how != "incomplete" else "—"
    return Reckoned(code, titled(aspect.title, aspect.title_en), plain(aspect.max), mark, came_to_be(ranking.scheme, found))


DOORS = [places, why]
