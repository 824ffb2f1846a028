"""勘误: a mark found wrong after the signature is put right by two officials; a new snapshot follows, and what it replaces.

Must not know how a page looks.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from competition.audit.tables import Act
from competition.events.stages import SIGNED
from competition.events.tables import Event
from competition.judging.authority import Author
from competition.judging.desk.story import Teller, value_shown
from competition.judging.logbook import Approval, Dismissal, Proposal
from competition.judging.opening import said
from competition.judging.scorekeeper import Book, Proposed, keeper, place_of, wants_two
from competition.judging.standings import begun, rank_of
from competition.judging.ties import Tied, edge_said, tied
from competition.judging.what_if.change import Asked
from competition.judging.what_if.foreseen import Foreseen, foreseen
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from competition.results.projection import look_again
from competition.results.signing import NOT_SIGNED, sign_again, signed, whole
from scoring.aspects import AGREED, DIFFICULTY
from scoring.decisions import Correction
from scoring.tally import Tally, after

SENTENCE = N_("赛位 {competitor} {form}“{aspect}”（{judge}）：{old} 改为 {value}")
TIE = N_("{labels} 并列第 {place} 名：{edges}")
COEFFICIENT, RULED = N_("难度系数"), N_("裁定")
MOVED_ON = N_("刚有新的改动，影响已经变化。请看过新的影响再决定。")
NO_PROPOSAL = N_("这条勘误已经处理过了。")


@dataclass(frozen=True)
class Counted:
    """A correction that counts: from which line on, who proposed and who confirmed it, and what stood there before."""

    number: int
    correction: Correction
    by: str
    second: str
    old: str | None


@dataclass(frozen=True)
class Taken:
    """A paper that was made from an older revision: to be called back (需收回)."""

    revision: int
    what: str
    by: str
    at: datetime


def counted(book: Book, since: int = 0, until: int | None = None) -> list[Counted]:
    """The corrections among these lines."""
    return [one for one in _walked(book) if since < one.number <= (until or book.number)]


def _walked(book: Book) -> Iterator[Counted]:
    stood: dict[tuple[str, str, str], str | None] = {}
    for line, told in book.lines:
        by, decision = line.author, book.meant(told)
        if isinstance(told, Approval):
            by = book.lines[told.proposal - 1][0].author
        if isinstance(decision, Proposal) or (found := place_of(decision)) is None:
            continue
        if isinstance(decision, Correction):
            yield Counted(line.number, decision, by, line.author, stood.get(found[0]))
        stood[found[0]] = found[1]


def open_ones(book: Book) -> list[tuple[Proposed, Correction]]:
    """Corrections that wait for a second official, the oldest first."""
    waiting = [one for _number, one in sorted(book.proposals.items())]
    return [(one, one.decision) for one in waiting if isinstance(one.decision, Correction)]


def sentence(teller: Teller, one: Correction, old: str | None) -> str:
    """What is put right, in words."""
    aspect = teller.scheme.aspect(one.aspect)
    return _(
        SENTENCE,
        competitor=one.competitor,
        form=teller.scheme.subcriterion_of(one.aspect).title if aspect else "",
        aspect=teller.aspect(one.aspect),
        judge=whose(teller, one.aspect, one.judge),
        old=value_shown(old, aspect),
        value=value_shown(one.value, aspect),
    )


def whose(teller: Teller, code: str, judge: str) -> str:
    """How the place of an entry is called."""
    aspect = teller.scheme.aspect(code)
    if judge == AGREED and aspect is not None and aspect.judged:
        return _(RULED)
    return _(COEFFICIENT) if judge == DIFFICULTY else teller.judge(judge)


def effect(tally: Tally, teller: Teller, one: Correction) -> Foreseen:
    """Who would move; Refusal where it cannot stand, or where no whole ranking would come of it."""
    old = tally.sheets[one.competitor].entries.get(one.aspect, {}).get(one.judge) if one.competitor in tally.sheets else None
    seen = foreseen(tally, Asked(sentence(teller, one, old), decision=one))
    whole(rank_of(after(tally, one), partial=False))
    return seen


async def ties_after(event: Event, book: Book, one: Correction) -> list[str]:
    """Ties across an edge that would have to be decided anew, in a sentence each."""
    ranking = rank_of(after(begun(book), one), partial=False)
    waiting = [each for each in await tied(book.round, ranking, event.quota) if each.settled is None]
    return [_(TIE, labels=_("、").join(each.tie.competitors), place=each.tie.place, edges=_edges(each)) for each in waiting]


def _edges(one: Tied) -> str:
    return _("；").join(edge_said(edge) for edge in one.tie.edges)


async def propose(event: Event, book: Book, by: Author, teller: Teller, one: Correction, seen: str) -> None:
    """It waits for another; whoever is quite alone in the event has nobody to ask."""
    _as_seen(event, book, teller, one, seen)
    if wants_two(book, by, "correction"):
        await said(book.round, by, Proposal.of(one))
        return
    await said(book.round, by, one)
    await renew(event, book.round)


async def confirm(event: Event, book: Book, by: Author, teller: Teller, number: int, seen: str) -> None:
    """The second official: the correction counts, and the ranking is signed again by both."""
    _as_seen(event, book, teller, _proposed(book, number), seen)
    await said(book.round, by, Approval(number))
    await renew(event, book.round)


async def dismiss(book: Book, by: Author, number: int, reason: str) -> None:
    """What was signed is left standing."""
    _proposed(book, number)
    await said(book.round, by, Dismissal(number, reason))


async def renew(event: Event, round_id: int) -> None:
    """A snapshot with all corrections that count and that no snapshot has yet; of two at once the first may hold both."""
    for last in (False, False, True):
        fresh = await behind(round_id)
        if not fresh:
            return
        reason = _("；").join(dict.fromkeys(one.correction.reason for one in fresh))
        try:
            await sign_again(event, round_id, fresh[-1].by, fresh[-1].second, reason)
            # a reveal that is on was of the ranking before
            look_again(event.code)
        except Refusal:
            if last:
                raise


async def behind(round_id: int) -> list[Counted]:
    """Corrections that count while the latest snapshot is without them."""
    found = await signed(round_id)
    return counted(await keeper().book(round_id), found.number) if found else []


def _proposed(book: Book, number: int) -> Correction:
    found = book.proposals.get(number)
    if found is None or not isinstance(found.decision, Correction):
        raise Refusal(NO_PROPOSAL, status=409)
    return found.decision


def _as_seen(event: Event, book: Book, teller: Teller, one: Correction, seen: str) -> None:
    if event.stage not in SIGNED:
        raise Refusal(NOT_SIGNED, status=409)
    if effect(begun(book), teller, one).seen != seen:
        raise Refusal(MOVED_ON, status=409)


async def taken(code: str, older_than: int) -> list[Taken]:
    """Every paper that somebody took while an older revision was the one that counts, newest first; not those that say
    themselves that they are void."""
    rows = await Act.select().where(Act.subject == code).where(Act.act == "export").order_by(Act.id, ascending=False)
    found = [(row, json.loads(row["facts"])) for row in rows]
    return [
        Taken(int(facts["revision"]), facts.get("format") or facts.get("formats", ""), row["actor"], row["at"])
        for row, facts in found
        if facts.get("revision", "").isdecimal() and not facts.get("void") and int(facts["revision"]) < older_than
    ]
