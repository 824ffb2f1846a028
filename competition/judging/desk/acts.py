"""What the chief does at his desk, as forms bring it: every decision by its kind, and the few acts that are several decisions."""

from collections.abc import Mapping
from typing import Any

import msgspec

from competition.judging.authority import MAY, Author
from competition.judging.logbook import BESIDE, Dismissal, Proposal
from competition.judging.opening import said
from competition.judging.scorekeeper import Answer, Book, Open, keeper, wants_two
from competition.judging.sessions import switched
from competition.judging.standings import begun
from competition.judging.tablet.answering import AFTER_SIGNING, AT_THE_DESK, ERRATUM
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from scoring.decisions import KINDS, Acceptance, Return
from scoring.tally import ACCEPTED, SIGNED, session_of

UNREADABLE = N_("表单没有填完整，没有写入。请检查填写的内容。")
ON_THE_TABLET = N_("评分表在平板上签名，不在裁判长台。")
SETTLED = N_("这处冲突已经处理过了。")
CLOSED = N_("这张表已停止登分，分还没有改。请先在“登分开关”里开放它，再来核对。")
BECAUSE = N_("按冲突核对结果更正")
_DECISIONS: dict[str, type[Any]] = {**KINDS, **BESIDE}


async def decide(round_id: int, by: Author, fields: Mapping[str, str]) -> Answer:
    """The decision that a form of this kind makes: its fields are the decision's. Pressed twice with one `ref`, it is one.

    What wants a second official is proposed."""
    kind = fields.get("kind", "")
    if kind not in _DECISIONS or kind not in MAY or kind in AT_THE_DESK:
        raise Refusal(UNREADABLE)
    try:
        decision = msgspec.convert(dict(fields), _DECISIONS[kind], strict=False)
    except msgspec.ValidationError as wrong:
        raise Refusal(UNREADABLE) from wrong
    if by.late and kind in AFTER_SIGNING:
        raise Refusal(ERRATUM, status=409)
    if kind == "signature":
        raise Refusal(ON_THE_TABLET)
    if wants_two(await keeper().book(round_id), by, kind, decision):
        decision = Proposal.of(decision)
    return await said(round_id, by, decision, parent=fields.get("parent") or None, ref=fields.get("ref") or None)


async def accept_all(round_id: int, by: Author, book: Book) -> int:
    """Accepts every signed form that he may accept; how many they were."""
    tally = begun(book)
    waiting = [form for form in tally.forms() if form.state == SIGNED and tally.sheets[form.competitor].placed]
    count, refused = 0, None
    for form in waiting:
        try:
            await said(round_id, by, Acceptance(form.competitor, form.subcriterion))
            count += 1
        except Refusal as wrong:
            refused = wrong
    if refused is not None and not count:
        raise refused
    return count


async def switch(round_id: int, by: Author, book: Book, fields: Mapping[str, str]) -> Answer:
    """A cell, a row or a column of the matrix of sessions and forms is opened or closed."""
    decision = switched(begun(book), fields.get("cell", ""), fields.get("reason", "").strip())
    return await said(round_id, by, decision)


async def settle(round_id: int, by: Author, book: Book, number: int, take: bool, reason: str) -> None:
    """A claim: what was claimed is entered in the place's own name, or what stands is left standing."""
    one = book.claims.get(number)
    if one is None:
        raise Refusal(SETTLED, status=409)
    if take:
        await _take(round_id, by, book, one, reason or str(BECAUSE))
    else:
        await said(round_id, by, Dismissal(number, reason))


async def _take(round_id: int, by: Author, book: Book, one: Open, reason: str) -> None:
    competitor, aspect, _judge = one.place
    tally, head = begun(book), book.heads.get(one.place)
    form = tally.form(competitor, tally.scheme.subcriterion_of(aspect).code)
    # Before the form is given back for nothing.
    if (session_of(competitor), form.subcriterion) in tally.closed:
        raise Refusal(CLOSED, status=409)
    # What was signed is signed again once it has changed.
    if form.signatures or form.state == ACCEPTED:
        await said(round_id, by, Return(competitor, form.subcriterion, reason))
    await said(round_id, by, one.decision, parent=head.ref if head else None)
