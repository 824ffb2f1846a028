"""Ties that an edge runs through (并列待裁定): which wait, what was decided about one, and the two ways to decide.

In order: by lots in the logbook, while marks may still change. Left tied, with a reason: also after the signature.
Labels only; must not know how a page looks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from competition.audit.chain import record
from competition.database import DB
from competition.events.stages import APPROVED
from competition.events.tables import Event
from competition.judging.authority import Author
from competition.judging.scorekeeper import REFUSED, enclosed, keeper
from competition.judging.tables import Settlement
from competition.pages.forms import whole
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from scoring.awards import Crossing
from scoring.decisions import Lot
from scoring.edges import FILL_UP, FORBIDDEN, QUOTA, Tie, ties_to_decide
from scoring.ranking import Ranking

IN_ORDER = {"ruling": N_("裁判长裁定先后"), "playoff": N_("加赛定先后"), "lot": N_("抽签定先后")}
LEFT_TIED = {"all": N_("都给（多出的名额照给）"), "shared": N_("名次并列，不分先后")}
EDGES = {
    QUOTA: N_("推荐名额还剩 {seats} 个，并列 {count} 人"),
    FILL_UP: N_("递补的第一名有 {count} 人并列"),
    FORBIDDEN: N_("本方案不允许并列"),
    "": N_("{award}还剩 {seats} 个名额，并列 {count} 人"),
}

NO_WAY = N_("请选一种处理办法。")
NO_REASON = N_("请写明理由。")
NO_ORDER = N_("请给并列的每一位填先后，从 1 到 {count}，不能重复。")
MUST_ORDER = N_("本方案不允许并列，请定出先后。")
GONE = N_("这处并列已经变了。请看过现在的名次再定。")
WAITING = N_("还有 {count} 处并列待裁定，不能审定：{listed}。请先定先后，或写明理由后都给、并列。")


@dataclass(frozen=True)
class Settled:
    """How it was left tied, why, by whom."""

    way: str
    reason: str
    by: str


@dataclass(frozen=True)
class Tied:
    """A tie that an edge runs through; `settled` once it is recorded that it stays one."""

    tie: Tie
    settled: Settled | None

    @property
    def key(self) -> str:
        return ",".join(self.tie.competitors)

    @property
    def edges(self) -> str:
        return ",".join(edge.tier for edge in self.tie.edges)


async def tied(round_id: int, ranking: Ranking, quota: int) -> tuple[Tied, ...]:
    """All of them, by place. What was recorded holds for these competitors at these edges and no others."""
    ties = ties_to_decide(ranking, quota)
    if not ties:
        return ()
    rows = await Settlement.objects().where(Settlement.round == round_id).order_by(Settlement.id)
    known = {(row.competitors, row.edges): Settled(row.way, row.reason, row.by) for row in rows if row.way in LEFT_TIED}
    found = [Tied(tie, None) for tie in ties]
    return tuple(Tied(one.tie, known.get((one.key, one.edges))) for one in found)


async def none_waiting(round_id: int, ranking: Ranking, quota: int) -> None:
    """Refuses while a tie that matters is neither decided nor left tied with a reason."""
    waiting = [one for one in await tied(round_id, ranking, quota) if one.settled is None]
    if waiting:
        listed = _("；").join(_("、").join(one.tie.competitors) for one in waiting)
        raise Refusal(WAITING, status=409, count=len(waiting), listed=listed).mended("ties")


async def decided(event: Event, round_id: int, ranking: Ranking, by: Author, form: Mapping[str, str]) -> None:
    """What a form says of one tie: put in order (`order-07`: 1), or left tied; with a reason."""
    found = await tied(round_id, ranking, event.quota)
    one = next((each for each in found if each.key == form.get("competitors")), None)
    # Approval waits for every tie; one that comes after it came by an erratum.
    if one is None or (one.settled is not None and event.stage in APPROVED):
        raise Refusal(GONE, status=409)
    way, reason = form.get("way", ""), form.get("reason", "")
    if way not in IN_ORDER and way not in LEFT_TIED:
        raise Refusal(NO_WAY)
    if not reason:
        raise Refusal(NO_REASON)
    if way in IN_ORDER:
        await _ordered(round_id, by, {label: whole(form.get(f"order-{label}", "")) for label in one.tie.competitors})
    elif any(edge.tier == FORBIDDEN for edge in one.tie.edges):
        raise Refusal(MUST_ORDER)
    await _kept(event.code, round_id, by, one, way, reason)


async def _ordered(round_id: int, by: Author, order: Mapping[str, int]) -> None:
    """The lots of all of them in one go."""
    if sorted(order.values()) != list(range(1, len(order) + 1)):
        raise Refusal(NO_ORDER, count=len(order))
    lots = [Lot(label, number) for label, number in sorted(order.items())]
    envelopes = [enclosed(lot, str(uuid4())) for lot in lots]
    answers = await keeper().decide(round_id, by, envelopes)
    if refused := next((answer for answer in answers if answer.outcome == REFUSED), None):
        raise Refusal(refused.says, status=409, **refused.facts)


async def _kept(code: str, round_id: int, by: Author, one: Tied, way: str, reason: str) -> None:
    async with DB.transaction():
        await Settlement(
            round=round_id, competitors=one.key, edges=one.edges, way=way, reason=reason, by=by.name, at=datetime.now(UTC)
        ).save()
        await record(by.name, "tie", code, {"competitors": one.key, "edges": one.edges, "way": way, "reason": reason})


def edge_said(edge: Crossing) -> str:
    """What runs through a tie, in a sentence."""
    return _(EDGES.get(edge.tier, EDGES[""]), award=edge.tier, seats=edge.seats, count=len(edge.competitors))
