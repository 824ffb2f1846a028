"""A whole season at full speed: the robots mark four events to their end, the papers are drawn, and all of it is compared.

What does not agree is an error of the program and is said as one.
"""

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from competition.database import close_pool, open_pool
from competition.database.bundled import database_of
from competition.demo.agreement import disagreements
from competition.demo.programme import EVENTS, Planned
from competition.demo.robots.errands import Card, Errands
from competition.demo.running import Running, Wanted, running
from competition.events.programme import event_by_code, round_of
from competition.judging import tables
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.settings import Settings

AT_MOST = 240.0
FORMATS = ("pdf", "xlsx", "csv", "json", "docx")
TOO_LONG = N_("一届比赛没有在 {seconds} 秒内走完：{stages} {why}")
NOT_THE_SAME = N_("核对不一致：{what}")


@dataclass(frozen=True)
class Told:
    """An event of the season in figures."""

    code: str
    title: str
    competitors: int
    lines: int
    acked: int
    standings: str


@dataclass(frozen=True)
class Season:
    """What came of it: `standings` is one hash over all rankings."""

    events: tuple[Told, ...]
    exports: Path
    standings: str
    lost: int
    resent: int


async def season_at_once(wanted: Wanted) -> Season:
    """From the beginning to the exports."""
    exports = wanted.data / "exports"
    exports.mkdir(exist_ok=True)
    async with running(wanted) as now:
        sheet = await now.came_up()
        await _until_over(now)
        await now.crew.go_home()
        await _download(wanted, sheet["organiser"], exports)
        settings, crew = now.settings, now.crew
    lines = await _counted(settings)
    told = tuple(_told(event, crew.acked.get(event.code, {}), lines[event.code], exports) for event in EVENTS)
    whole = hashlib.sha256("".join(one.standings for one in told).encode()).hexdigest()
    return Season(told, exports, whole, crew.lost, crew.resent)


async def _until_over(now: Running) -> None:
    says, stages = "", ""
    try:
        async with asyncio.timeout(AT_MOST):
            while True:
                sheet = await now.call()
                if sheet is not None:
                    if sheet["over"]:
                        return
                    now.crew.call(sheet)
                    says, stages = sheet["says"], str(sheet["stages"])
                await asyncio.sleep(0.15)
    except TimeoutError as late:
        raise Refusal(TOO_LONG, seconds=AT_MOST, stages=stages, why=says) from late


async def _download(wanted: Wanted, organiser: list[str], exports: Path) -> None:
    errands = Errands(wanted.address)
    await errands.sign_in(Card("", *organiser))
    for event in EVENTS:
        for wanted_format in FORMATS:
            paper = await errands.fetch(f"/organise/{event.code}/papers/ranking/{wanted_format}", accept="*/*")
            (exports / f"{event.code}.{wanted_format}").write_bytes(paper)
        if event.delegations:
            totals = await errands.fetch(f"/organise/{event.code}/papers/delegations", accept="*/*")
            (exports / f"{event.code}-团体总分.pdf").write_bytes(totals)
        sheet = await errands.fetch(f"/organise/{event.code}/nominations.xlsx", {"full": ""}, accept="*/*")
        (exports / f"{event.code}-推荐汇总表.xlsx").write_bytes(sheet)


def _told(event: Planned, acked: Mapping[str, int], lines: Mapping[str, int], exports: Path) -> Told:
    """Each answered decision is exactly one line with the number it was answered with, and no line is anybody else's."""
    if dict(acked) != dict(lines):
        raise Refusal(NOT_THE_SAME, what=f"{event.code} {len(acked)} acked, {len(lines)} lines")
    if wrong := disagreements(exports, event.code):
        raise Refusal(NOT_THE_SAME, what="；".join(wrong))
    text = (exports / f"{event.code}.json").read_bytes()
    return Told(event.code, event.title, event.competitors, len(lines), len(acked), hashlib.sha256(text).hexdigest())


async def _counted(settings: Settings) -> dict[str, dict[str, int]]:
    """The logbook as it lies there when everybody has gone: event, ref, number; the chief's own verbs left out."""
    with database_of(settings) as url:
        await open_pool(url)
        try:
            return {event.code: await _lines(event.code) for event in EVENTS}
        finally:
            await close_pool()


async def _lines(code: str) -> dict[str, int]:
    one = await round_of((await event_by_code(code)).id)
    robots = tables.Line.kind.is_in(["mark", "signature", "acceptance"])
    rows = await tables.Line.select(tables.Line.reference, tables.Line.number).where((tables.Line.round == one.id) & robots)
    return {row["ref"]: row["number"] for row in rows}
