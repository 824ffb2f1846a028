"""推荐: the best of an event go up to the city's contest, from the signed snapshot.

The top n by place, alternates in their order; each step can be undone cleanly.

Must not know how a page or a sheet looks.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from competition.audit.chain import record
from competition.city.tables import Nomination
from competition.database import DB
from competition.events.programme import round_of
from competition.events.stages import PUBLISHED
from competition.events.tables import Event
from competition.pages.language import N_, _
from competition.pages.refusal import Missing, Refusal
from competition.results.names import Named
from competition.results.signing import Signed, signed
from competition.results.tables import Snapshot
from scoring.ranking import Standing

CITY = "成都百万职工劳动和技能大赛"
STATES = {
    "proposed": N_("拟推荐"),
    "confirmed": N_("单位已确认"),
    "approved": N_("区级已审定"),
    "reported": N_("已上报"),
    "declined": N_("不参加"),
    "alternate": N_("替补"),
}
FORWARD = {"proposed": "confirmed", "confirmed": "approved", "approved": "reported"}
BACK = {after: before for before, after in FORWARD.items()}

NOT_YET = N_("成绩公示之后才能推荐。")
NO_QUOTA = N_("请写明推荐几名（1 或更多）。")
EDGE = N_("第 {place} 名并列，正好跨过推荐名额。请先由裁判长裁定名次，或把名额改为 {fewer} 或 {more}。")
WHICH = N_("替补第 {place} 名并列：{names}。请选由谁递补，并在原因里写明怎样定的。")
ALREADY = N_("已有推荐上报了，不能重新拟定。要改，先逐个撤回。")
UNKNOWN = N_("没有这条推荐。请刷新页面再看。")
NOT_NOW = N_("“{name}”现在是“{state}”，不能这样改。请刷新页面再看。")


@dataclass(frozen=True)
class Nominee:
    """A nomination with what the signed ranking says of it. After an erratum `revision` is the one that he was nominated from,
    and `was_place` his place there: nobody is put up or down unseen."""

    id: int
    position: int
    state: str
    reason: str
    standing: Standing
    named: Named
    revision: int = 0
    was_place: int | None = None

    @property
    def flagged(self) -> bool:
        """Has he another place now than the one that he was nominated for?"""
        return bool(self.revision) and self.was_place != self.standing.place


async def propose(event: Event, quota: int, by: str) -> None:
    """The first `quota` of the signed ranking become nominees, the next as many alternates. Done again, it replaces."""
    if event.stage not in PUBLISHED:
        raise Refusal(NOT_YET, status=409)
    if quota < 1:
        raise Refusal(NO_QUOTA)
    found = await _signed(event)
    ranked = [one for one in found.ranking.standings if one.place is not None and one.status == "ranked"]
    _not_across(ranked, quota)
    async with DB.transaction():
        await Event.objects().where(Event.id == event.id).lock_rows().first()
        mine = (Nomination.event == event.id) & (Nomination.contest == CITY)
        if await Nomination.exists().where(mine & Nomination.state.is_in(["approved", "reported"])):
            raise Refusal(ALREADY, status=409)
        await Nomination.delete().where(mine)
        rows = [_row(event, found, one, number, quota) for number, one in enumerate(ranked[: 2 * quota], 1)]
        if rows:
            await Nomination.insert(*rows)
        await record(by, "nominate", event.code, {"quota": str(quota), "revision": str(found.revision)})


def _not_across(ranked: Sequence[Standing], quota: int) -> None:
    """Nobody goes up by the order of labels: a tie across the edge is the chief's to rule."""
    if len(ranked) <= quota or ranked[quota - 1].place != ranked[quota].place:
        return
    place = ranked[quota - 1].place
    fewer = sum(one.place != place for one in ranked[:quota])
    more = sum(1 for one in ranked if one.place is not None and place is not None and one.place <= place)
    raise Refusal(EDGE, place=place, fewer=fewer, more=more)


def _row(event: Event, found: Signed, one: Standing, number: int, quota: int) -> Nomination:
    return Nomination(
        event=event.id,
        snapshot=found.id,
        registration=found.people[one.competitor].registration,
        contest=CITY,
        position=number,
        state="proposed" if number <= quota else "alternate",
        made_at=datetime.now(UTC),
    )


async def nominees(event: Event) -> list[Nominee]:
    """The nominations in order, each with its place as it was signed."""
    rows = await Nomination.objects().where(Nomination.event == event.id).order_by(Nomination.position)
    if not rows:
        return []
    found = await _signed(event)
    labels = {one.registration: label for label, one in found.people.items()}
    standing = {one.competitor: one for one in found.ranking.standings}
    older = await _older((await round_of(event.id)).id, {row.snapshot for row in rows} - {found.id})
    return [
        Nominee(row.id, row.position, row.state, row.reason, standing[label], found.people[label], *_was(older, row, label))
        for row in rows
        if (label := labels.get(row.registration)) is not None
    ]


async def _older(round_id: int, snapshots: Collection[int]) -> dict[int, Signed]:
    """The rankings that errata have replaced since."""
    if not snapshots:
        return {}
    rows = await Snapshot.select(Snapshot.id, Snapshot.revision).where(Snapshot.id.is_in(sorted(snapshots)))
    found = {row["id"]: await signed(round_id, row["revision"]) for row in rows}
    return {key: one for key, one in found.items() if one is not None}


def _was(older: Mapping[int, Signed], row: Nomination, label: str) -> tuple[int, int | None]:
    found = older.get(row.snapshot)
    if found is None:
        return 0, None
    return found.revision, next((one.place for one in found.ranking.standings if one.competitor == label), None)


async def keep(event: Event, nomination_id: int, reason: str, by: str) -> None:
    """Looked at after an erratum: he stays nominated as he is, with a reason."""
    found = await _signed(event)
    mine = (Nomination.id == nomination_id) & (Nomination.event == event.id) & (Nomination.snapshot != found.id)
    async with DB.transaction():
        if not await Nomination.update({Nomination.snapshot: found.id}).where(mine).returning(Nomination.id):
            await _not_now(event, nomination_id)
        facts = {"nomination": str(nomination_id), "reason": reason, "revision": str(found.revision)}
        await record(by, "nomination-kept", event.code, facts)


async def step(event: Event, nomination_id: int, was: str, by: str, *, back: bool = False) -> None:
    """One step forward (单位确认, 审定, 上报) or back. `was`: what its decider saw; a change since is told."""
    now = (BACK if back else FORWARD).get(was)
    moved = now and await _move(event, nomination_id, was, now, "")
    if not moved:
        await _not_now(event, nomination_id)
    await record(by, "nomination-" + str(now), event.code, {"nomination": str(nomination_id), "was": was})


def next_up(everybody: Sequence[Nominee]) -> list[Nominee]:
    """The alternates of the best place: several where they share it."""
    waiting = [one for one in everybody if one.state == "alternate"]
    return [one for one in waiting if one.standing.place == waiting[0].standing.place]


async def decline(event: Event, nomination_id: int, reason: str, by: str, instead: int = 0) -> None:
    """He does not go: the first alternate takes his place, once. Of several on one place somebody says which (`instead`)."""
    first = _filling(next_up(await nominees(event)), instead)
    async with DB.transaction():
        row = (
            await Nomination.objects()
            .where((Nomination.id == nomination_id) & (Nomination.event == event.id))
            .lock_rows()
            .first()
        )
        if row is None or row.state not in FORWARD:
            await _not_now(event, nomination_id)
        await Nomination.update({Nomination.state: "declined", Nomination.reason: reason}).where(Nomination.id == nomination_id)
        if first is not None and not await _move(event, first.id, "alternate", "proposed", ""):
            await _not_now(event, first.id)
        facts = {"nomination": str(nomination_id), "reason": reason, "instead": str(first.id) if first else ""}
        await record(by, "nomination-declined", event.code, facts)


def _filling(waiting: Sequence[Nominee], instead: int) -> Nominee | None:
    if len(waiting) < 2:
        return waiting[0] if waiting else None
    chosen = next((one for one in waiting if one.id == instead), None)
    if chosen is None:
        names = _("、").join(one.named.name for one in waiting)
        raise Refusal(WHICH, status=409, place=waiting[0].standing.place, names=names)
    return chosen


async def _move(event: Event, nomination_id: int, was: str, now: str, reason: str) -> bool:
    mine = (Nomination.id == nomination_id) & (Nomination.event == event.id) & (Nomination.state == was)
    return bool(await Nomination.update({Nomination.state: now, Nomination.reason: reason}).where(mine).returning(Nomination.id))


async def _not_now(event: Event, nomination_id: int) -> None:
    row = next((one for one in await nominees(event) if one.id == nomination_id), None)
    if row is None:
        raise Missing(UNKNOWN)
    raise Refusal(NOT_NOW, status=409, name=row.named.name, state=_(STATES[row.state]))


async def _signed(event: Event) -> Signed:
    found = await signed((await round_of(event.id)).id)
    if found is None:
        raise Refusal(NOT_YET, status=409)
    return found
