"""复核: which forms of a round are to be looked at, what was found, and what still stands against the signature.

What is drawn follows from the logbook alone: the seed is the hash of the line that ended marking. Must not know how a
page looks.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256

from competition.audit.chain import record
from competition.database import DB
from competition.events.tables import Event
from competition.judging.authority import Author
from competition.judging.opening import reopen_round, said
from competition.judging.scorekeeper import Book, keeper
from competition.judging.standings import begun, rank_of
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.results.tables import Recheck
from scoring.decisions import Closing, Return
from scoring.recheck import USUAL, Form, Selection, chosen, demands_all
from scoring.rounds import FORMER_FORM
from scoring.tally import Tally

RIGHT, WRONG, CORRECTED = "right", "wrong", "corrected"
NOT_NOW = N_("只有在复核阶段才能复核：先结束登分。")
NO_FORM = N_("没有这张评分表：{label} {form}。")
MOVED = N_("赛位 {label} 的评分表刚刚改过，没有记下。请看过现在的分数再复核。")
HIS_OWN = N_("赛位 {label} 的“{form}”有您录的分，请另一位裁判长或组织者来复核。")
WHY = N_("请写明错在哪里，裁判要照此更正。")
NONE_WRONG = N_("没有等更正的评分表。")
WAITING = N_("还有 {count} 张评分表没有复核，不能签字。请先到“复核”页。")
UNCORRECTED = N_("复核发现 {count} 张评分表有误，还没有更正，不能签字。请先到“复核”页。")


@dataclass(frozen=True)
class Rechecking:
    """Where the recheck of a round stands. `demanded`: the error rate made it all of them."""

    tally: Tally
    seed: str
    selection: Selection
    demanded: bool
    found: Mapping[Form, Recheck]

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """All that are to be rechecked; what was brought along from a former round was rechecked there."""
        placed = (label for label, sheet in self.tally.sheets.items() if sheet.placed)
        every = tuple((label, code) for label in placed for code in self.tally.scheme.subcriteria)
        return tuple(form for form in (every if self.demanded else self.selection.forms) if form[1] != FORMER_FORM)

    @cached_property
    def wrong(self) -> tuple[Form, ...]:
        """Found wrong, and with the same marks still."""
        return tuple(
            form for form, one in sorted(self.found.items()) if one.outcome == WRONG and one.old == marks_of(self.tally, form)
        )

    @cached_property
    def waiting(self) -> tuple[Form, ...]:
        """Not looked at yet with the marks that now stand in them."""
        again = [form for form, one in sorted(self.found.items()) if one.outcome == WRONG and form not in self.forms]
        return tuple(form for form in (*self.forms, *again) if not self._settled(form))

    @property
    def errors(self) -> int:
        """How many forms were found wrong."""
        return sum(one.outcome in (WRONG, CORRECTED) for one in self.found.values())

    def _settled(self, form: Form) -> bool:
        one, now = self.found.get(form), marks_of(self.tally, form)
        return one is not None and (one.old if one.outcome == WRONG else one.new) == now


def marks_of(tally: Tally, form: Form) -> str:
    """All that stands in a form, the same text for the same marks."""
    label, code = form
    entries = tally.sheets[label].entries
    those = {one.code: dict(entries.get(one.code, {})) for one in tally.scheme.subcriteria[code].aspects}
    return json.dumps(those, ensure_ascii=False, sort_keys=True)


def print_of(tally: Tally, form: Form) -> str:
    """Tells two states of a form apart."""
    return sha256(marks_of(tally, form).encode("utf-8", "surrogatepass")).hexdigest()[:16]


async def rechecking(round_id: int) -> Rechecking:
    """As the logbook and the looks so far have it."""
    book = await keeper().book(round_id)
    tally, seed = begun(book), seed_of(book)
    rows = await Recheck.objects().where(Recheck.round == round_id).order_by(Recheck.id)
    found = {(row.competitor, row.subcriterion): row for row in rows if row.competitor in tally.sheets}
    return Rechecking(tally, seed, chosen(rank_of(tally), seed), any(row.everything for row in rows), found)


def seed_of(book: Book) -> str:
    """The hash of the line that ended marking the first time: known to all from then on, and to nobody before."""
    ends = (line.hash for line, said in book.lines if isinstance(said, Closing) and not said.session and not said.subcriterion)
    return next(ends, "")


async def unfinished(event: Event, round_id: int) -> Refusal | None:
    """What of the recheck stands against the signature."""
    if not event.recheck:
        return None
    now = await rechecking(round_id)
    if now.wrong:
        return Refusal(UNCORRECTED, status=409, count=len(now.wrong)).mended("recheck")
    return Refusal(WAITING, status=409, count=len(now.waiting)).mended("recheck") if now.waiting else None


async def found_right(event: Event, round_id: int, by: Author, seen: Mapping[Form, str]) -> int:
    """Looked at and nothing wrong; `seen`: the prints of the marks he saw. What he entered himself is left for another;
    how many were kept."""
    async with DB.transaction():
        now, book = await _held(event, round_id)
        _as_seen(now.tally, seen)
        mine = [form for form in seen if his_own(book, by, form)]
        kept = [form for form in seen if form not in mine]
        if mine and not kept:
            raise _own(now.tally, mine[0])
        rows = [_looked(book, form, by, _outcome(now, form), now) for form in kept]
        if rows:
            await Recheck.insert(*rows)
            await record(by.name, "rechecked", event.code, {"forms": "、".join("/".join(form) for form in kept)[:2000]})
    return len(kept)


async def found_wrong(event: Event, round_id: int, by: Author, seen: Mapping[Form, str], why: str) -> None:
    """One form is wrong, and how. Over the tolerated rate all are rechecked from here on."""
    if not why.strip():
        raise Refusal(WHY)
    async with DB.transaction():
        now, book = await _held(event, round_id)
        _as_seen(now.tally, seen)
        for form in seen:
            if his_own(book, by, form):
                raise _own(now.tally, form)
            row = _looked(book, form, by, WRONG, now)
            row.why = why.strip()
            errors = now.errors + (form not in now.found or now.found[form].outcome == RIGHT)
            drawn = {one for one in (*now.selection.forms, *now.found, form) if one[1] != FORMER_FORM}
            row.everything = demands_all(len(drawn), errors, USUAL)
            await row.save()
            facts = {"form": "/".join(form), "why": row.why, "all": str(row.everything or now.demanded)}
            await record(by.name, "recheck-wrong", event.code, facts)


async def return_wrong(event: Event, round_id: int, by: Author) -> int:
    """Marking is open again, and every form found wrong goes back to its referees with the reason."""
    now = await rechecking(round_id)
    if not now.wrong:
        raise Refusal(NONE_WRONG, status=409)
    reasons = {form: now.found[form].why for form in now.wrong}
    await reopen_round(event, by, "；".join(f"{'/'.join(form)} {why}" for form, why in reasons.items())[:1000])
    for (label, code), why in reasons.items():
        await said(round_id, by, Return(label, code, why))
    return len(reasons)


def his_own(book: Book, by: Author, form: Form) -> bool:
    """Has he entered something in it? Whoever is quite alone in a small event has nobody to ask."""
    aspects = [one.code for one in begun(book).scheme.subcriteria[form[1]].aspects]
    return by.name in book.authors(form[0], aspects) and not by.alone


def _looked(book: Book, form: Form, by: Author, outcome: str, now: Rechecking) -> Recheck:
    marks, before = marks_of(now.tally, form), now.found.get(form)
    return Recheck(
        round=book.round,
        competitor=form[0],
        subcriterion=form[1],
        outcome=outcome,
        old=marks if outcome == WRONG else before.old if before and outcome == CORRECTED else "",
        new="" if outcome == WRONG else marks,
        why=before.why if before and outcome == CORRECTED else "",
        line=book.number,
        by=by.name,
        at=datetime.now(UTC),
    )


def _outcome(now: Rechecking, form: Form) -> str:
    """Right after it was wrong, and with other marks: corrected."""
    before = now.found.get(form)
    corrected = before is not None and before.outcome != RIGHT and before.old != marks_of(now.tally, form)
    return CORRECTED if corrected else RIGHT


async def _held(event: Event, round_id: int) -> tuple[Rechecking, Book]:
    """Nobody signs, and nobody else rechecks, until the transaction ends."""
    held = await Event.select(Event.stage).where(Event.id == event.id).lock_rows().first()
    if held is None or held["stage"] != "recheck":
        raise Refusal(NOT_NOW, status=409)
    return await rechecking(round_id), await keeper().book(round_id)


def _as_seen(tally: Tally, seen: Mapping[Form, str]) -> None:
    for form, marks in seen.items():
        if form[0] not in tally.sheets or form[1] not in tally.scheme.subcriteria:
            raise Refusal(NO_FORM, status=404, label=form[0][:20], form=form[1][:20])
        if print_of(tally, form) != marks:
            raise Refusal(MOVED, status=409, label=form[0])


def _own(tally: Tally, form: Form) -> Refusal:
    return Refusal(HIS_OWN, status=409, label=form[0], form=tally.scheme.subcriteria[form[1]].title)
