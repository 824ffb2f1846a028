"""Door: a form is signed with a PIN, or with two where two must sign: each PIN is tried, each signature is its referee's own.

An event that asks for no PIN is signed over the socket like any other decision.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import post
from litestar.params import FromPath
from litestar.response import Response

from competition.events.duties import REFEREE, Seat
from competition.events.programme import event_by_code, round_of
from competition.judging.authority import Author, author_of
from competition.judging.scorekeeper import enclosed, keeper
from competition.judging.tablet.answering import in_words
from competition.judging.tablet.work_numbers import works_of
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.pages.site import AnyRequest
from competition.people.pins import try_pin
from competition.people.sessions import reader
from competition.people.tables import TabletLink
from competition.settings import secret
from scoring.decisions import Signature

UNREADABLE = N_("签名没有收到，请刷新页面再签一次。")
NO_CARD = N_("{shown}没有口令卡，不能签名。请组织者发一张。")
NOT_OF_THE_TEAM = N_("第二位签名的裁判不在这张表的评分小组里，请另选一位。")
TWICE = N_("两次签名要由两位裁判来做，请另一位裁判选自己的名字、输自己的 PIN。")
LONGEST_REF = 60


class Signing(msgspec.Struct, frozen=True):
    """What the tablet sends: the form, its referee's PIN, and where two sign the other's label and PIN."""

    competitor: str
    subcriterion: str
    ref: str
    pin: str
    second: str = ""
    second_pin: str = ""


@post("/tablet/{code:str}/signatures", right=REFEREE, status_code=200)
async def sign(request: AnyRequest, code: FromPath[str]) -> Response[dict[str, Any]]:
    """The answers, after the commit. Every PIN is tried before anything is signed."""
    event = await event_by_code(code)
    author = await author_of(reader(request), event.id)
    assert author is not None
    try:
        asked = msgspec.json.decode(await request.body(), type=Signing)
    except msgspec.MsgspecError as wrong:
        raise Refusal(UNREADABLE) from wrong
    if len(asked.ref) > LONGEST_REF:
        # the second's has a tail: both are taken or none
        raise Refusal(UNREADABLE)
    round_id = (await round_of(event.id)).id
    signers = _signers(author, asked)
    key = secret(request.app.state.settings, "pins")
    for one, pin in zip(signers, (asked.pin, asked.second_pin), strict=False):
        await _tried(one, pin, key)
    answers, works = [], await works_of(await keeper().book(round_id))
    for number, one in enumerate(signers):
        signature = Signature(works.label(asked.competitor), asked.subcriterion, one.judge)
        envelope = enclosed(signature, asked.ref + "-2" * number)
        answers += in_words(works.told(await keeper().decide(round_id, one, [envelope])), author)
    return Response({"answers": answers})


def _signers(author: Author, asked: Signing) -> list[Author]:
    """Who holds the tablet, and who signs beside him."""
    if not asked.second:
        return [author]
    if asked.second == author.judge:
        raise Refusal(TWICE)
    team: Mapping[str, Seat] = {seat.judge: seat for seat in author.team(asked.subcriterion)}
    seat = team.get(asked.second)
    if seat is None:
        raise Refusal(NOT_OF_THE_TEAM)
    return [author, Author(seat.name, seat.shown, False, seat, author.everybody)]


async def _tried(one: Author, pin: str, key: bytes) -> None:
    account = one.seat.account if one.seat else 0
    card = await TabletLink.select(TabletLink.link).where(TabletLink.account == account).first()
    if card is None:
        raise Refusal(NO_CARD, shown=one.shown)
    await try_pin(card["link"], pin, key)


DOORS = [sign]
