"""A round begins and ends: what must be there before the first mark, and what must not be missing after the last.

Of placements it reads labels alone.
"""

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

import msgspec

from competition.database import DB
from competition.events.duties import Seat, seats
from competition.events.hindrances import hinders
from competition.events.presets import preset_of
from competition.events.programme import round_of
from competition.events.scheme_words import where_in
from competition.events.stages import perform
from competition.events.tables import Event
from competition.floor.stations import labels
from competition.floor.works import lacking
from competition.judging.authority import Author, team
from competition.judging.carrying import bring_along, opening_text
from competition.judging.logbook import Beside, SignOff
from competition.judging.planned_recusals import recuse_as_planned
from competition.judging.scorekeeper import REFUSED, Answer, enclosed, keeper
from competition.judging.sessions import later
from competition.judging.standings import begun
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from scoring.decisions import Closing, Decision, Opening, Reopening
from scoring.scheme import Problem, Scheme, breaches, read_scheme
from scoring.tally import ACCEPTED, Form, Tally

NO_SCHEME = N_("还没有评分标准。请先在赛项里导入或填写评分标准，再开始比赛。")
BAD_SCHEME = N_("评分标准有 {count} 处问题，先改好再开始比赛。第一处：{where}：{problem}")
BREACHED = N_("评分标准不符合世界技能严格模式，共 {count} 处，先改好再开始比赛。第一处：{where}：{problem}")
NO_PLACEMENTS = N_("还没有选手的赛位。请先完成抽签编排，再开始比赛。")
NO_REFEREES = N_("还没有裁判。请先为赛项安排裁判，再开始比赛。")
NOBODY_MARKS = N_("“{subcriterion}”没有裁判评分。请先安排评分小组，再开始比赛。")
TOO_FEW = N_("“{aspect}”要 {judges} 名裁判，“{subcriterion}”的评分小组只有 {there} 名。请补足裁判，再开始比赛。")
TWO_SIGN = N_(
    "“{subcriterion}”有测量分，要 {signers} 名裁判签名，评分小组只有 {there} 名。请补足裁判，或在赛项资料里把职责分工改为“标准”。"
)
STILL_MISSING = N_("还缺 {count} 处分，不能结束登分：{listed}。补录，或由裁判长登记缺考、缺席后再结束。")
STILL_OPEN = N_("还有 {count} 张评分表没有接收，不能结束登分：{listed}。")
STILL_CLAIMED = N_("还有 {count} 处冲突或晚到的登分没有处理，不能结束登分。请先在裁判长台处理。")
LISTED = 8


def scheme_of(text: str) -> Scheme:
    """The scheme of a round, sound; else a refusal that says what to mend."""
    if not text.strip():
        raise Refusal(NO_SCHEME)
    try:
        found = read_scheme(msgspec.json.decode(text))
    except msgspec.DecodeError as broken:
        raise Refusal(BAD_SCHEME, count=1, where="JSON", problem=str(broken)) from broken
    if not isinstance(found, Scheme):
        raise _unfit(BAD_SCHEME, found)
    if breached := breaches(found):
        raise _unfit(BREACHED, breached, found)
    return found


def _unfit(says: str, problems: Sequence[Problem], scheme: Scheme | None = None) -> Refusal:
    first = problems[0]
    where = where_in(scheme, first.where) if scheme else first.where
    return Refusal(says, count=len(problems), where=where, problem=_(first.says, **first.facts))


def too_few(scheme: Scheme, everybody: Sequence[Seat], signers: int = 1) -> Refusal | None:
    """The first form that could not be marked with these referees."""
    if not any(seat.seat > 0 for seat in everybody):
        return Refusal(NO_REFEREES)
    for form in scheme.subcriteria.values():
        there = len(team(everybody, form.code))
        if not there:
            return Refusal(NOBODY_MARKS, subcriterion=form.title)
        if there < signers and any(not aspect.judged for aspect in form.aspects):
            return Refusal(TWO_SIGN, subcriterion=form.title, signers=signers, there=there)
        for aspect in form.aspects:
            if aspect.judges > there:
                return Refusal(TOO_FEW, aspect=aspect.title, judges=aspect.judges, subcriterion=form.title, there=there)
    return None


async def labels_of(round_id: int) -> tuple[str, ...]:
    """The labels of a round's competitors in their order; nothing else of a placement."""
    return tuple((await labels(round_id)).values())


async def open_round(event: Event, by: Author) -> int:
    """The first line: the scheme and the labels as they are now. Pressed twice, it is opened once.

    The stage first: from then on no draw and no new scheme can come between. Cut off there, pressing again goes on."""
    current = await round_of(event.id)
    if (await keeper().book(current.id)).tally is not None:
        await bring_along(current, by)
        await recuse_as_planned(event.id, current.id)
        await perform(event, "start", by.name)
        await first_only(event, by, current.id)
        return int(current.id)
    opening = await _opening(event) if event.stage == "running" else await _started(event, by)
    await said(current.id, by, opening, ref="opening")
    await bring_along(current, by)
    await recuse_as_planned(event.id, current.id)
    await first_only(event, by, current.id)
    return int(current.id)


async def first_only(event: Event, by: Author, round_id: int) -> None:
    """Of several sessions only the first is open for marking; the chief opens each in its turn."""
    if event.sessions_apart:
        for closing in later(begun(await keeper().book(round_id))):
            await said(round_id, by, closing, ref=f"opening-{closing.session}")


async def _started(event: Event, by: Author) -> Opening:
    await _opening(event)
    was = event.stage
    try:
        async with DB.transaction():
            await perform(event, "start", by.name)
            return await _opening(event)
    except BaseException:
        event.stage = was
        raise


async def _opening(event: Event) -> Opening:
    """What the round begins with; refused while something is lacking."""
    current = await round_of(event.id)
    scheme, those = scheme_of(current.scheme), await labels_of(current.id)
    if not those:
        raise Refusal(NO_PLACEMENTS)
    if unnumbered := await lacking(event, current.id):
        raise unnumbered
    preset = preset_of(event.duties)
    if refused := too_few(scheme, await seats(event.id), preset.signers):
        raise refused
    return Opening(await opening_text(current, scheme), those, preset.signers, preset.approvals)


@hinders("start")
async def could_open(event: Event) -> None:
    """Refuses while the round could not begin."""
    await _opening(event)


@hinders("finish")
async def could_finish(event: Event) -> None:
    """Refuses while a mark is missing that no status and no recorded absence covers, or a form is not accepted."""
    book = await keeper().book((await round_of(event.id)).id)
    nothing_missing(begun(book))
    if book.claims:
        raise Refusal(STILL_CLAIMED, status=409, count=len(book.claims)).mended("desk")


async def finish_round(event: Event, by: Author) -> None:
    """No more marks."""
    current = await round_of(event.id)
    if event.stage == "running":
        await bring_along(current, by)
        await could_finish(event)
        await said(current.id, by, Closing())
    await perform(event, "finish", by.name)


async def reopen_round(event: Event, by: Author, reason: str) -> None:
    """Back to marking, with a reason; forms stay signed until each is returned."""
    current, by = await round_of(event.id), replace(by, late=False)
    async with DB.transaction():
        await perform(event, "reopen-marking", by.name, reason)
        if (await keeper().book(current.id)).signed:
            await said(current.id, by, SignOff(0))
    await said(current.id, by, Reopening(0, "", reason))


def nothing_missing(tally: Tally) -> None:
    """Refuses, naming the first few forms, while something is."""
    forms = [form for form in tally.forms() if tally.sheets[form.competitor].placed]
    if lacking := [form for form in forms if form.marked < form.needed]:
        count = sum(form.needed - form.marked for form in lacking)
        raise Refusal(STILL_MISSING, status=409, count=count, listed=_named(tally, lacking)).mended("desk")
    if waiting := [form for form in forms if form.state != ACCEPTED]:
        raise Refusal(STILL_OPEN, status=409, count=len(waiting), listed=_named(tally, waiting)).mended("desk")


def _named(tally: Tally, forms: Sequence[Form]) -> str:
    names = [f"{form.competitor} {tally.scheme.subcriteria[form.subcriterion].title}" for form in forms[:LISTED]]
    return _("、").join(names) + ("……" if len(forms) > LISTED else "")


async def said(
    round_id: int,
    by: Author,
    decision: Decision | Beside,
    *,
    parent: str | None = None,
    ref: str | None = None,
) -> Answer:
    """One decision of an official at a desk: its answer, or a refusal in the same words."""
    (answer,) = await keeper().decide(round_id, by, [enclosed(decision, ref or str(uuid4()), parent)])
    if answer.outcome == REFUSED:
        raise Refusal(answer.says, status=409, **answer.facts)
    return answer
