"""Everything that is kept, tried: each logbook's chain, each ranking by a second reading, each snapshot, the chain of acts.

Reads only; a server may serve meanwhile.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from competition.audit.chain import first_wrong
from competition.audit.tables import Act
from competition.documents.ranking import ranking_json
from competition.events.tables import Round
from competition.judging.logbook import Damaged, Line, read, tried
from competition.judging.scorekeeper.book import opened
from competition.judging.standings import begun, rank_of
from competition.keeping.recount import Unreadable, recounted
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.results.tables import Snapshot

Told = dict[str, Any]

BAD_LINE = N_("{event}（{code}）的日志第 {number} 行不对：与它自己的校验值或前一行对不上。从这一行起不可信，请用备份核对。")
BAD_FOLD = N_("{event}（{code}）的日志第 {number} 行看不懂，名次无法重算。请升级到写这一行的版本再核对。")
OTHER_RANKING = N_("{event}（{code}）到第 {number} 行的名次，两种算法不一致。请勿发布，并把备份交给开发者核对。")
BAD_SNAPSHOT = N_("{event}（{code}）第 {revision} 次签字的成绩与日志第 {number} 行算出的不一致。请勿发布，用备份核对。")
BAD_ACT = N_("操作记录第 {number} 条不对：与它自己的校验值或前一条对不上。请用备份核对。")


@dataclass(frozen=True)
class Tried:
    """What was tried, in numbers."""

    rounds: int
    lines: int
    rankings: int
    snapshots: int
    acts: int


async def verify() -> Tried:
    """Refusal with one sentence that names the first thing that is wrong."""
    rounds = lines = rankings = snapshots = 0
    for one in await _rounds():
        told = {"event": one["title"], "code": one["code"]}
        found = await read(one["id"])
        sound = _sound(one["id"], found, told)
        rounds, lines = rounds + 1, lines + len(found)
        if sound:
            _ranked(one["id"], sound, told)
            rankings += 1
        for row in await Snapshot.select().where(Snapshot.round == one["id"]).order_by(Snapshot.revision):
            _signed(one["id"], sound, row, told)
            snapshots += 1
    number = await first_wrong()
    if number is not None:
        raise Refusal(BAD_ACT, number=number)
    return Tried(rounds, lines, rankings, snapshots, await Act.count())


async def _rounds() -> list[dict[str, Any]]:
    columns = Round.id, Round.event.code.as_alias("code"), Round.event.title.as_alias("title")
    return list(await Round.select(*columns).order_by(Round.id))


def _sound(round_id: int, lines: Sequence[Line], told: Told) -> list[tuple[Line, Any]]:
    try:
        return tried(round_id, lines)
    except Damaged as wrong:
        raise Refusal(BAD_LINE, number=wrong.number, **told) from wrong


def _folded(round_id: int, sound: Sequence[tuple[Line, Any]], told: Told, *, partial: bool) -> str:
    """As the scorekeeper folds it."""
    try:
        return ranking_json(rank_of(begun(opened(round_id, "", sound)), partial=partial)).decode()
    except Damaged as wrong:
        raise Refusal(BAD_LINE, number=wrong.number, **told) from wrong


def _anew(lines: Sequence[Line], told: Told, *, partial: bool) -> str:
    """As the second reading counts it."""
    try:
        return recounted(lines, partial=partial)
    except Unreadable as wrong:
        raise Refusal(BAD_FOLD, number=wrong.args[0], **told) from wrong
    except ValueError as wrong:
        raise Refusal(OTHER_RANKING, number=lines[-1].number, **told) from wrong


def _ranked(round_id: int, sound: Sequence[tuple[Line, Any]], told: Told) -> None:
    lines = [line for line, _decision in sound]
    if _folded(round_id, sound, told, partial=True) != _anew(lines, told, partial=True):
        raise Refusal(OTHER_RANKING, number=lines[-1].number, **told)


def _signed(round_id: int, sound: Sequence[tuple[Line, Any]], row: dict[str, Any], told: Told) -> None:
    """A snapshot is what its line came to, and holds its own hash."""
    those = sound[: row["number"]]
    written = "\x1f".join((row["head"], row["ranking"], row["people"]))
    holds = len(those) == row["number"] > 0 and those[-1][0].hash == row["head"]
    holds = holds and hashlib.sha256(written.encode()).hexdigest() == row["hash"]
    lines = [line for line, _decision in those]
    if not holds or not row["ranking"] == _anew(lines, told, partial=False) == _folded(round_id, those, told, partial=False):
        raise Refusal(BAD_SNAPSHOT, number=row["number"], revision=row["revision"], **told)
