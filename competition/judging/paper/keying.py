"""Two clerks key the same form. The same twice goes into the logbook; what differs waits until it is settled on the paper.

The first keying is never shown to the second clerk, nor the second to the first.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from competition.audit.chain import record
from competition.database import DB
from competition.events.duties import Seat
from competition.events.stages import AFTER_MARKING
from competition.events.tables import Event, Round
from competition.judging.authority import Author
from competition.judging.paper.cells import Keyed, decisions, differing, problems
from competition.judging.scorekeeper import CONFLICT, REFUSED, Answer, Book, enclosed, keeper, place_of
from competition.judging.standings import begun
from competition.judging.tables import Keying
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from scoring.decisions import Decision, Reveal, Signature
from scoring.scheme import Subcriterion
from scoring.tally import ACCEPTED, RETURNED, unseen
from scoring.tally import SIGNED as SIGNED_FORM

TWO = N_("这张表已有两位录分员各录了一遍，等核对。")
LOCKED = N_("这张表已经签字，不再录入。要改，请先由裁判长退回。")
OVER = N_("登分已经结束，不再录入纸质表。要改，请裁判长退回登分或办勘误。")
OUT = N_("这个赛位没有名次（缺考、弃赛或取消资格），不用录。")
NO_DIFFERENCE = N_("这张表没有要核对的不同。")
OWN = N_("这张表有一遍是您录的，请另一个人对照纸质表核对。")
UNSETTLED = N_("还有 {count} 处没有选。")
DIFFERS, WAITS, ENTERED = "differs", "waits", "entered"


@dataclass(frozen=True)
class Pair:
    """The keyings of one form that are not in the logbook yet, by their order."""

    rows: tuple[Keying, ...] = ()

    def of(self, clerk: str) -> Keying | None:
        """This clerk's own."""
        return next((row for row in self.rows if row.clerk == clerk), None)

    @property
    def differing(self) -> list[str]:
        """Where the two differ and the paper has not been asked."""
        if len(self.rows) < 2 or self.rows[1].settled:
            return []
        return differing(cells_of(self.rows[0]), cells_of(self.rows[1]))


def cells_of(row: Keying) -> Keyed:
    """What was keyed."""
    return dict(json.loads(row.cells))


async def pairs(round_id: int) -> dict[tuple[str, str], Pair]:
    """All forms of a round of which something is keyed and not entered."""
    found: dict[tuple[str, str], list[Keying]] = {}
    open_ones = (Keying.round == round_id) & (Keying.outcome == "")
    for row in await Keying.objects().where(open_ones).order_by(Keying.id):
        found.setdefault((row.competitor, row.subcriterion), []).append(row)
    return {form: Pair(tuple(rows)) for form, rows in found.items()}


async def pair(round_id: int, label: str, form: str) -> Pair:
    """What is keyed of one form."""
    here = (Keying.round == round_id) & (Keying.competitor == label) & (Keying.subcriterion == form) & (Keying.outcome == "")
    return Pair(tuple(await Keying.objects().where(here).order_by(Keying.id)))


async def keyed_by(round_id: int, name: str) -> frozenset[tuple[str, str]]:
    """The forms that somebody keyed: he accepts none of them."""
    his = (Keying.round == round_id) & (Keying.clerk == name) & (Keying.outcome.is_in(["", ENTERED]))
    rows = await Keying.select(Keying.competitor, Keying.subcriterion).where(his)
    return frozenset((row["competitor"], row["subcriterion"]) for row in rows)


def open_for_keying(book: Book, event: Event, label: str, form: str) -> None:
    """Refuses where nothing is to be keyed any more."""
    tally = begun(book)
    if event.stage in AFTER_MARKING:
        raise Refusal(OVER, status=409)
    if not tally.sheets[label].placed:
        raise Refusal(OUT, status=409)
    if tally.form(label, form).state in (SIGNED_FORM, ACCEPTED):
        raise Refusal(LOCKED, status=409)


async def key(book: Book, event: Event, by: Author, label: str, form: Subcriterion, keyed: Keyed) -> str:
    """One clerk's reading, kept. What then stands: waits for the second, differs, or is entered."""
    open_for_keying(book, event, label, form.code)
    async with DB.transaction():
        # of two who press at once the second waits, and finds the first
        await Round.select(Round.id).where(Round.id == book.round).lock_rows().first()
        there = await pair(book.round, label, form.code)
        mine = there.of(by.name)
        if mine is None and len(there.rows) > 1:
            raise Refusal(TWO, status=409)
        row = mine or Keying(round=book.round, competitor=label, subcriterion=form.code, clerk=by.name)
        again = mine is not None
        row.cells, row.at = json.dumps(keyed, ensure_ascii=False), datetime.now(UTC)
        await row.save()
        await record(by.name, "paper-keyed-again" if again else "paper-keyed", event.code, {"form": f"{label} {form.code}"})
    return await agreed(book, event, by.everybody, label, form)


async def agreed(book: Book, event: Event, everybody: Sequence[Seat], label: str, form: Subcriterion) -> str:
    """Enters what two have read alike, or what was settled; pressed again after an interruption it goes on."""
    there = await pair(book.round, label, form.code)
    if len(there.rows) < 2:
        return WAITS
    if there.differing:
        return DIFFERS
    first, second = there.rows
    settled: Keyed = dict(json.loads(second.settled or "{}"))
    keyed = {at: value for at, value in {**cells_of(second), **settled}.items() if value}
    made = [(one, second.settled_by if _at(one) in settled else second.clerk) for one in decisions(form, label, keyed)]
    answers = await _sent(book, second, everybody, [pair for pair in made if not isinstance(pair[0], Signature)])
    if not any(answer.outcome == CONFLICT for answer in answers):
        await _shown(book, second, everybody, label, form, len(made))
        await _sent(book, second, everybody, [pair for pair in made if isinstance(pair[0], Signature)], start=len(answers))
    await _done(book.round, label, form.code, [first.id, second.id])
    facts = {"form": f"{label} {form.code}", "first": first.clerk, "second": second.clerk, "settled": second.settled_by}
    await record(second.clerk, "paper-entered", event.code, facts)
    return ENTERED


async def _shown(book: Book, second: Keying, everybody: Sequence[Seat], label: str, form: Subcriterion, start: int) -> None:
    """On a paper that all of them sign nothing is hidden: what is revealed before it is signed counts as revealed."""
    hidden = unseen(begun(await keeper().book(book.round)), label, form.code)
    for n, aspect in enumerate(form.aspects, start):
        if aspect.code in hidden:
            await _sent(book, second, everybody, [(Reveal(label, aspect.code), second.clerk)], start=n)


async def _done(round_id: int, label: str, form: str, ids: list[int]) -> None:
    """These two are what counts; those of an earlier time, before the form was returned, are not any more."""
    here = (Keying.round == round_id) & (Keying.competitor == label) & (Keying.subcriterion == form)
    async with DB.transaction():
        await Keying.update({Keying.outcome: "replaced"}).where(here & (Keying.outcome == ENTERED))
        await Keying.update({Keying.outcome: ENTERED}).where(Keying.id.is_in(ids))


def _at(decision: Decision) -> str:
    if isinstance(decision, Signature):
        return f"@signed|{decision.judge}"
    found = place_of(decision)
    assert found is not None
    return f"{found[0][1]}|{found[0][2]}"


async def _sent(
    book: Book, second: Keying, everybody: Sequence[Seat], made: Sequence[tuple[Decision, str]], start: int = 0
) -> list[Answer]:
    """By the one way in. A ref is the keying's, so that nothing is entered twice; each line names who read it last."""
    answers: list[Answer] = []
    for name in sorted({author for _decision, author in made}):
        by = Author(name, name, False, None, tuple(everybody), clerk=True)
        those = [
            enclosed(one, f"paper-{second.id}-{start + n}", _parent(book, one))
            for n, (one, author) in enumerate(made)
            if author == name
        ]
        answers += await keeper().decide(book.round, by, those)
    if refused := next((one for one in answers if one.outcome == REFUSED), None):
        raise Refusal(refused.says, status=409, **refused.facts)
    return answers


def _parent(book: Book, decision: Decision) -> str | None:
    """What was withdrawn, or stood on the form when it was returned, has been seen; any other mark there is a conflict."""
    found = place_of(decision)
    head = book.heads.get(found[0]) if found else None
    if found is None or head is None:
        return None
    tally = begun(book)
    form = tally.form(found[0][0], tally.scheme.subcriterion_of(found[0][1]).code)
    return head.ref if head.value is None or form.state == RETURNED else None


async def settle(
    book: Book, event: Event, by: Author, label: str, form: Subcriterion, chosen: Keyed, judges: Sequence[str]
) -> str:
    """A third person has looked at the paper: what it says in each place where the two differ."""
    async with DB.transaction():
        await Round.select(Round.id).where(Round.id == book.round).lock_rows().first()
        there = await pair(book.round, label, form.code)
        places = there.differing
        if not places:
            raise Refusal(NO_DIFFERENCE, status=409)
        if there.of(by.name) is not None:
            raise Refusal(OWN, status=409)
        if lacking := [at for at in places if at not in chosen]:
            raise Refusal(UNSETTLED, count=len(lacking))
        one, two = (cells_of(row) for row in there.rows)
        second, whole = there.rows[1], {at: value for at, value in {**two, **chosen}.items() if value}
        if wrong := next(iter(problems(begun(book), form, label, whole, judges).values()), None):
            raise Refusal(wrong.says, status=422, **dict[str, object](wrong.facts))
        second.settled, second.settled_by = json.dumps({at: chosen[at] for at in places}, ensure_ascii=False), by.name
        await second.save()
        facts = {at: f"{one.get(at, '—')} / {two.get(at, '—')} → {chosen[at] or '—'}" for at in places}
        await record(by.name, "paper-settled", event.code, {"form": f"{label} {form.code}", **facts})
    return await agreed(book, event, by.everybody, label, form)


async def drop(book: Book, event: Event, by: Author, label: str, form: str) -> None:
    """Both readings are set aside; the form is keyed anew."""
    there = await pair(book.round, label, form)
    async with DB.transaction():
        await Keying.update({Keying.outcome: "dropped"}).where(Keying.id.is_in([row.id for row in there.rows] or [0]))
        await record(by.name, "paper-dropped", event.code, {"form": f"{label} {form}"})
