"""A batch from a tablet, by whichever way it came: weighed by the scorekeeper, answered in the sender's language."""

from collections.abc import Sequence
from dataclasses import replace

from competition.events.presets import preset_of
from competition.events.programme import round_id_of, rounds_of
from competition.events.stages import SIGNED
from competition.events.tables import Round
from competition.judging.authority import Author
from competition.judging.paper.keying import keyed_by
from competition.judging.scorekeeper import BOUND, CONFLICT, REFUSED, Answer, Envelope, keeper
from competition.judging.tablet.messages import Answered, HeadShown, Up
from competition.judging.tablet.work_numbers import STATIONS, works_of
from competition.pages.language import N_, _

UNREADABLE = N_("这条消息看不懂，没有写入。请刷新页面再试。")
WITH_PIN = N_("这个赛项签名要输 PIN，没有写入。请刷新页面后再签。")
ERRATUM = N_("成绩已经签字。勘误请在“结果”页的“勘误”里看过影响再确认。")
# After the signature a new snapshot goes with these, which no tablet and no desk can make.
AFTER_SIGNING = frozenset({"proposal", "approval", "correction"})
# More than a line belongs to these: a stage, the event's own scheme, a seat, a snapshot.
AT_THE_DESK = frozenset({"opening", "scheme-change", "handover", "sign-off"})
NOT_HERE = N_("这一步请在裁判长台做，没有写入。")
OVER = N_("这一条属于已经结束的一轮，没有写入。请把内容告诉裁判长，再按“知道了”。")
KEPT = N_("已交裁判长核对，不会丢失。")


async def answered(round_id: int, author: Author, up: Up) -> list[Answered]:
    """The answers to its decisions, in order, after the commit.

    What was decided in a round that is over is weighed there, where all is closed: a mark is kept as one that came late."""
    over: frozenset[str] = frozenset()
    if up.round not in (0, round_id):
        known = await _former(round_id, up.round)
        over = frozenset(one.kind for one in up.decisions) - (BOUND if known else frozenset())
        round_id = up.round if known else round_id
    if author.chief and up.decisions:
        confirms = any(one.kind == "acceptance" for one in up.decisions)
        keyed = await keyed_by(round_id, author.name) if confirms else author.keyed
        author = replace(author, late=await _signed(round_id), keyed=keyed)
    elsewhere = dict.fromkeys(AT_THE_DESK, NOT_HERE)
    if await _asks_pin(round_id, up.decisions):
        elsewhere["signature"] = WITH_PIN
    if author.late:
        elsewhere |= dict.fromkeys(AFTER_SIGNING, ERRATUM)
    elsewhere |= dict.fromkeys(over, OVER)
    let = [one for one in up.decisions if one.kind not in elsewhere]
    works = await works_of(await keeper().book(round_id)) if let else STATIONS
    told = iter(in_words(works.told(await keeper().decide(round_id, author, works.sent(let))), author))
    return [
        Answered(one.ref, REFUSED, says=_(elsewhere[one.kind])) if one.kind in elsewhere else next(told) for one in up.decisions
    ]


async def _asks_pin(round_id: int, envelopes: list[Envelope]) -> bool:
    """Where the event asks for a PIN, a signature comes by its own door alone."""
    if not any(one.kind == "signature" for one in envelopes):
        return False
    row = await Round.select(Round.event.duties).where(Round.id == round_id).first()
    return row is not None and preset_of(row["event.duties"]).pin


async def _former(round_id: int, asked: int) -> bool:
    """Is this an earlier round of the same event?"""
    row = await Round.select(Round.event).where(Round.id == round_id).first()
    return row is not None and asked in [one.id for one in await rounds_of(row["event"]) if one.id != round_id]


async def _signed(round_id: int) -> bool:
    """Or is it over: has the event gone on to a further round?"""
    row = await Round.select(Round.event, Round.event.stage).where(Round.id == round_id).first()
    return row is not None and (row["event.stage"] in SIGNED or await round_id_of(row["event"]) != round_id)


def in_words(answers: Sequence[Answer], author: Author) -> list[Answered]:
    """As they go over the wire."""
    names = {seat.name: seat.shown for seat in author.everybody} if any(answer.head for answer in answers) else {}
    return [_one(answer, names) for answer in answers]


def unreadable() -> Answered:
    """What a frame gets that nobody can read; the connection lives on."""
    return Answered(None, REFUSED, says=_(UNREADABLE))


def _one(answer: Answer, names: dict[str, str]) -> Answered:
    says = _(answer.says, **answer.facts) if answer.says else ""
    if answer.outcome == CONFLICT:
        says = f"{says} {_(KEPT)}".strip()
    stands = answer.head
    head = HeadShown(stands.value, stands.ref, names.get(stands.author, stands.author)) if stands else None
    return Answered(answer.ref, answer.outcome, answer.number, says, head)
