"""Signing off: the ranking as it stands becomes a snapshot, with the names of that day. Later papers are made from it.

An erratum makes another one, with the names of the one before; the event stays where it is.

Must not know how a page or a paper looks.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from competition.audit.chain import record
from competition.database import DB
from competition.documents.ranking import ranking_json
from competition.events.hindrances import hinders
from competition.events.programme import round_of
from competition.events.stages import SIGNED, perform
from competition.events.tables import Event
from competition.judging.authority import Author
from competition.judging.logbook import SignOff
from competition.judging.opening import said
from competition.judging.scorekeeper import Book, keeper
from competition.judging.scorekeeper.weighing import MOVED
from competition.judging.standings import begun, rank_of, ranking_at, tally_at
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from competition.results.names import Named, names, read, written
from competition.results.recheck import unfinished
from competition.results.tables import Snapshot
from scoring.ranking import Ranking
from scoring.tally import ACCEPTED, Tally

REFUSED = N_("还排不出完整的名次，不能签字：{problem}")
# Folding a logbook anew for every phone that looks would be dear; a row that was touched is folded again, and found out.
_known: dict[int, tuple[tuple[object, ...], "Signed"]] = {}

NOT_ACCEPTED = N_("还有 {count} 张评分表没有接收，不能签字：{listed}。请先在裁判长台接收。")
NOT_CONFIRMED = N_("还有 {count} 项决定等第二人确认，不能签字。请先在裁判长台处理。")
NOT_LOOKED_AT = N_("还有 {count} 处冲突或晚到的登分没有核对，不能签字：{listed}。请先在裁判长台逐处核对。")
LISTED = 8
NOT_SIGNED = N_("成绩还没有签字，不用勘误：退回评分表改正即可。")
CHANGED = N_("签字之后日志有改动，与签字的名次对不上。请退回登分，核对后重新签字。")


@dataclass(frozen=True)
class Signed:
    """A signed ranking and whose labels they are."""

    id: int
    revision: int
    number: int
    head: str
    hash: str
    by: str
    made_at: datetime
    ranking: Ranking
    tally: Tally
    people: dict[str, Named]
    reason: str = ""
    # 勘误: who confirmed it
    second: str = ""


@hinders("sign-off")
async def could_sign(event: Event) -> None:
    """Refuses while a form is not accepted, a decision waits for its second official, or the recheck is not done."""
    round_id = (await round_of(event.id)).id
    settled(await keeper().book(round_id))
    if refused := await unfinished(event, round_id):
        raise refused


def settled(book: Book) -> None:
    """What the chief opened again after the end of marking stands unsigned; what waits could never be confirmed afterwards."""
    tally = begun(book)
    if book.claims:
        listed = _("、").join(f"{one.place[0]} {tally.scheme.subcriterion_of(one.place[1]).code}" for one in book.claims.values())
        raise Refusal(NOT_LOOKED_AT, status=409, count=len(book.claims), listed=listed).mended("desk")
    if waiting := [form for form in tally.forms() if tally.sheets[form.competitor].placed and form.state != ACCEPTED]:
        listed = _("、").join(f"{form.competitor} {form.subcriterion}" for form in waiting[:LISTED])
        raise Refusal(NOT_ACCEPTED, status=409, count=len(waiting), listed=listed).mended("desk")
    if book.proposals:
        raise Refusal(NOT_CONFIRMED, status=409, count=len(book.proposals)).mended("desk")


async def sign_off(event: Event, round_id: int, by: str, reason: str = "") -> Snapshot:
    """The chief's signature under the whole ranking. Refused while anything is missing."""
    book = await keeper().book(round_id)
    # Cut off once between the line and the snapshot: that line is signed.
    number = book.signed or book.number
    chain = book.lines[number - 1][0].hash
    ranking = await ranking_at(round_id, number, partial=False)
    whole(ranking)
    settled(book)
    if refused := await unfinished(event, round_id):
        raise refused
    people = written(await names(event.id, round_id))
    text = ranking_json(ranking).decode()
    async with DB.transaction():
        await perform(event, "sign-off", by, reason)
        if await unfinished(event, round_id):
            raise Refusal(MOVED, status=409)
        if not book.signed:
            # The lock stands in the logbook itself: what is weighed after this line, in whichever process, knows it.
            await said(round_id, Author(by, by, True, None, ()), SignOff(number))
        return await _kept(round_id, number, chain, text, people, by, reason)


async def sign_again(event: Event, round_id: int, by: str, second: str, reason: str) -> Snapshot:
    """勘误: the ranking with its confirmed corrections, signed by the two who answer for them. The stage stays."""
    before, book = await signed(round_id), await keeper().book(round_id)
    if before is None:
        raise Refusal(NOT_SIGNED, status=409)
    number, chain = book.number, book.hash
    ranking = await ranking_at(round_id, number, partial=False)
    whole(ranking)
    text, people = ranking_json(ranking).decode(), written(before.people)
    async with DB.transaction():
        fresh = await Event.select(Event.stage).where(Event.id == event.id).lock_rows().first()
        if fresh is None or fresh["stage"] not in SIGNED:
            raise Refusal(NOT_SIGNED, status=409)
        last = await snapshot_of(round_id)
        if last is None or last.id != before.id or (await keeper().book(round_id)).hash != chain:
            raise Refusal(MOVED, status=409)
        made = await _kept(round_id, number, chain, text, people, by, reason, second)
        facts = {"revision": str(made.revision), "by": by, "reason": reason}
        await record(second, "erratum", event.code, facts)
    return made


def whole(ranking: Ranking) -> None:
    """Refuses while anything is missing."""
    if ranking.refused or not ranking.complete:
        first = next((_(each.says, **each.facts) for each in ranking.problems), "")
        raise Refusal(REFUSED, problem=first)


async def _kept(
    round_id: int, number: int, chain: str, text: str, people: str, by: str, reason: str, second: str = ""
) -> Snapshot:
    last = await Snapshot.count().where(Snapshot.round == round_id)
    snapshot = Snapshot(
        round=round_id,
        revision=last + 1,
        number=number,
        head=chain,
        ranking=text,
        people=people,
        hash=_hash(chain, text, people),
        by=by,
        reason=reason,
        second=second,
        made_at=datetime.now(UTC),
    )
    await snapshot.save()
    return snapshot


async def snapshot_of(round_id: int, revision: int | None = None) -> Snapshot | None:
    """What was signed last, or the one of a revision; as it was kept, not compared with anything."""
    its = Snapshot.objects().where(Snapshot.round == round_id).order_by(Snapshot.revision, ascending=False)
    return await (its if revision is None else its.where(Snapshot.revision == revision)).first()


async def signed(round_id: int, revision: int | None = None) -> Signed | None:
    """The latest signed ranking, or the one of a revision; recomputed from the logbook and compared with what was signed."""
    row = await snapshot_of(round_id, revision)
    if row is None:
        return None
    written = (row.number, row.head, row.ranking, row.people, row.hash)
    known = _known.get(row.id)
    if known is None or known[0] != written:
        known = _known[row.id] = written, await _recomputed(round_id, row)
    return known[1]


async def _recomputed(round_id: int, row: Snapshot) -> Signed:
    tally = await tally_at(round_id, row.number)
    ranking = rank_of(tally, partial=False)
    if ranking_json(ranking).decode() != row.ranking or _hash(row.head, row.ranking, row.people) != row.hash:
        raise Refusal(CHANGED, status=409)
    people = read(row.people)
    head = row.id, row.revision, row.number, row.head, row.hash, row.by, row.made_at
    return Signed(*head, ranking, tally, people, row.reason, row.second)


def _hash(chain: str, ranking: str, people: str) -> str:
    return hashlib.sha256("\x1f".join((chain, ranking, people)).encode()).hexdigest()
