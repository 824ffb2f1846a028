"""Door: forms are signed with a PIN, or with two where two must sign: one, or all that he has finished of a sub-criterion.

Each signature is a line of its own, and its referee's own. An event that asks for no PIN is signed over the socket like any
other decision.
"""

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from litestar import post
from litestar.params import FromPath
from litestar.response import Response

from competition.events.duties import REFEREE, Seat
from competition.events.programme import event_by_code, round_of
from competition.judging.authority import Author, author_of
from competition.judging.scorekeeper import enclosed, keeper
from competition.judging.tablet.answering import in_words
from competition.judging.tablet.messages import MOST_AT_ONCE
from competition.judging.tablet.work_numbers import works_of
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.pages.site import AnyRequest
from competition.people.pins import try_beside
from competition.people.sessions import reader
from competition.settings import secret
from scoring.decisions import Signature

UNREADABLE = N_("签名没有收到，请刷新页面再签一次。")
NOT_OF_THE_TEAM = N_("第二位签名的裁判不在这张表的评分小组里，请另选一位。")
TWICE = N_("两次签名要由两位裁判来做，请另一位裁判选自己的名字、输自己的 PIN。")
# The second's has a tail: both are taken or none.
LONGEST_REF = 60


class Signed(msgspec.Struct, frozen=True):
    """One form, and the ref of its signature."""

    competitor: str
    subcriterion: str
    ref: Annotated[str, msgspec.Meta(max_length=LONGEST_REF)]


class Signing(msgspec.Struct, frozen=True):
    """What the tablet sends: the forms, their referee's PIN, and where two sign the other's label and PIN."""

    forms: Annotated[list[Signed], msgspec.Meta(min_length=1, max_length=MOST_AT_ONCE)]
    pin: str
    second: str = ""
    second_pin: str = ""


@post("/tablet/{code:str}/signatures", right=REFEREE, status_code=200)
async def sign(request: AnyRequest, code: FromPath[str]) -> Response[dict[str, Any]]:
    """The answers, after the commit. Every PIN is tried before anything is signed; a form that cannot be signed holds up no
    other."""
    event, who = await event_by_code(code), reader(request)
    author = await author_of(who, event.id)
    assert author is not None
    try:
        asked = msgspec.json.decode(await request.body(), type=Signing)
    except msgspec.MsgspecError as wrong:
        raise Refusal(UNREADABLE) from wrong
    signers, key = _signers(author, asked), secret(request.app.state.settings, "pins")
    for one, pin in zip(signers, (asked.pin, asked.second_pin), strict=False):
        await try_beside(one.seat.account if one.seat else 0, one.shown, pin, key, by=who.id)
    round_id = (await round_of(event.id)).id
    answers, works = [], await works_of(await keeper().book(round_id))
    for number, one in enumerate(signers):
        envelopes = [
            enclosed(Signature(works.label(form.competitor), form.subcriterion, one.judge), form.ref + "-2" * number)
            for form in asked.forms
        ]
        answers += in_words(works.told(await keeper().decide(round_id, one, envelopes)), author)
    return Response({"answers": answers})


def _signers(author: Author, asked: Signing) -> list[Author]:
    """Who holds the tablet, and who signs beside him."""
    if not asked.second:
        return [author]
    if asked.second == author.judge:
        raise Refusal(TWICE)
    teams: list[Mapping[str, Seat]] = [
        {seat.judge: seat for seat in author.team(code)} for code in sorted({form.subcriterion for form in asked.forms})
    ]
    if any(asked.second not in team for team in teams):
        raise Refusal(NOT_OF_THE_TEAM)
    seat = teams[0][asked.second]
    return [author, Author(seat.name, seat.shown, False, seat, author.everybody)]


DOORS = [sign]
