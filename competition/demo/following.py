"""Door: what happens, told to the stage as it happens: numbered lines with what they moved, and where the event stands."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
from litestar import websocket

from competition.demo.seeding import VISITOR
from competition.demo.show import on_stage, show
from competition.demo.tending import AFTERWARDS, NEXT_AFTER, gone
from competition.events.duties import seats
from competition.events.programme import round_of
from competition.events.stages import STAGES
from competition.events.tables import Event
from competition.judging.scorekeeper import Book, keeper
from competition.judging.standings import Frame, frame
from competition.judging.tablet import presence
from competition.pages.language import N_, _
from competition.pages.rights import PUBLIC
from competition.pages.sockets import AnySocket, meanwhile, until_gone
from competition.results.names import names
from scoring.decisions import Acceptance, Mark, Return, Signature

STILL, AT_FIRST = 1.0, 5
ENTERED = N_("{label} 号赛位 {aspect} 登 {value}")
SIGNED = N_("{label} 号赛位 {form} 签名")
ACCEPTED = N_("接收 {label} 号赛位 {form}")
RETURNED = N_("退回 {label} 号赛位 {form}：{reason}")
VALUES = {"yes": N_("是"), "no": N_("否")}


@websocket("/stage/socket", right=PUBLIC)
async def following(socket: AnySocket) -> None:
    """From the last few lines on."""
    await socket.accept()
    show().visitors += 1
    try:
        async with meanwhile(_tell(socket)):
            await until_gone(socket)
    finally:
        show().visitors -= 1


async def _tell(socket: AnySocket) -> None:
    code, number = "", 0
    while True:
        event = await on_stage()
        round_id = int((await round_of(event.id)).id)
        book = await keeper().book(round_id)
        if event.code != code:
            code, number = event.code, max(0, book.number - AT_FIRST)
        told = await _told(event, book, number)
        await socket.send_data(msgspec.json.encode(told), mode="text")
        number = book.number
        await keeper().shown.newer(round_id, number, STILL)


async def _told(event: Event, book: Book, since: int) -> dict[str, Any]:
    here = presence.tablets(event.code).get(VISITOR)
    return {
        "event": event.code,
        "title": event.title,
        "stage": event.stage,
        "stage_word": _(STAGES[event.stage]),
        "number": book.number,
        "now": datetime.now(UTC).isoformat(),
        "started": _started,
        "tablet": {"connected": bool(here and here.connected), "unsent": here.unsent if here else 0},
        "next": max(0, int(NEXT_AFTER - await gone(event))) if event.stage in AFTERWARDS else None,
        "lines": await _lines(event, book, since) if book.tally else [],
    }


async def _lines(event: Event, book: Book, since: int) -> list[dict[str, Any]]:
    people = {label: (one.name, one.unit) for label, one in (await names(event.id, book.round)).items()}
    board = frame(book, "names", event.title, people)
    officials = {seat.name: seat.shown for seat in await seats(event.id)}
    return list(_each(book, since, board, officials))


def _each(book: Book, since: int, board: Frame, officials: dict[str, str]) -> Iterator[dict[str, Any]]:
    rows = {row.label: row for row in board.rows}
    for line, decision in book.since(since):
        says = _says(book, decision)
        if not says:
            continue
        row = rows.get(decision.competitor)
        yield {
            "number": line.number,
            "ref": line.ref,
            "kind": line.kind,
            "who": officials.get(line.author, line.author),
            "visitor": line.author == VISITOR,
            "at": line.at.isoformat(),
            "made": (line.made_at or line.at).isoformat(),
            "says": says,
            "name": row.name if row else "",
            "place": row.place if row else None,
            "was": row.was if row else None,
            "total": row.total if row else "",
        }


def _says(book: Book, decision: Any) -> str:
    assert book.tally is not None
    scheme = book.tally.scheme
    match decision:
        case Mark(competitor, aspect, _judge, value):
            shown = _(VALUES[value]) if value in VALUES else value
            return _(ENTERED, label=competitor, aspect=scheme.aspects[aspect].title, value=shown)
        case Signature(competitor, form, _judge):
            return _(SIGNED, label=competitor, form=scheme.subcriteria[form].title)
        case Acceptance(competitor, form):
            return _(ACCEPTED, label=competitor, form=scheme.subcriteria[form].title)
        case Return(competitor, form, reason):
            return _(RETURNED, label=competitor, form=scheme.subcriteria[form].title, reason=_(reason))
    return ""


# another start of the process is told from this one
_started = time.time_ns()

DOORS = [following]
