"""Events to measure on: as many as asked for, each with its referees signed in on tablets, and its round open.

Made through the program's own rooms before its server starts.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from competition.database import close_pool, open_pool
from competition.events.duties import Seat, seats
from competition.events.tables import Duty, Event, Round, Season
from competition.floor.tables import Placement, Session
from competition.judging import scorekeeper
from competition.judging.authority import Author
from competition.judging.scorekeeper import ENTERED, keeper
from competition.people.accounts import make_account
from competition.people.persons import employer_named, person_named
from competition.people.sessions import COOKIE, begin
from competition.registration.acceptance import accept, register
from competition.serving.server import database
from competition.settings import Settings
from scoring.decisions import Opening
from tests.judging.venue import author, mark, sent

ASPECTS, TEAM = 20, 5


@dataclass(frozen=True)
class Ground:
    """An event: its labels, and for each referee his cookie, his judge label and the aspects that he marks."""

    code: str
    round: int
    labels: tuple[str, ...]
    referees: tuple[tuple[str, str, tuple[str, ...]], ...]


def scheme(forms: int) -> dict[str, Any]:
    """So many forms, each with twenty aspects that a team of five marks."""
    panel = {"kind": "panel", "judges": TEAM, "max": "10", "step": "0.5", "drop_high": 1, "drop_low": 1}
    parts = [
        {"code": f"A{form}", "title": f"模块 {form}", "aspects": [
            {"code": f"A{form}.{one}", "title": f"评分点 {one}", **panel} for one in range(1, ASPECTS + 1)]}
        for form in range(1, forms + 1)
    ]  # fmt: skip
    return {"format": 1, "title": "电工", "criteria": [{"code": "A", "title": "操作", "subcriteria": parts}]}


def prepare(settings: Settings, codes: Sequence[str], competitors: int, forms: int, lines: int = 0) -> list[Ground]:
    """Makes the events on a data folder that nobody serves; `lines`: how many marks each logbook begins with."""

    async def make(url: str) -> list[Ground]:
        await open_pool(url)
        await scorekeeper.start()
        try:
            season = Season(year=2026, name="2026年武侯区职业技能大赛")
            await season.save()
            return [await _event(season, code, competitors, forms, lines) for code in codes]
        finally:
            await scorekeeper.stop()
            await close_pool()

    with database(settings) as url:
        return asyncio.run(make(url))


async def _event(season: Season, code: str, competitors: int, forms: int, lines: int) -> Ground:
    labels = tuple(f"{number:02}" for number in range(1, competitors + 1))
    event = Event(
        season=season.id, code=code, title=f"电工 {code}", stage="running", display="names", stations=len(labels),
        made_at=datetime.now(UTC),
    )  # fmt: skip
    await event.save()
    one = Round(event=event.id, scheme=json.dumps(scheme(forms), ensure_ascii=False))
    await one.save()
    await _people(event, one, labels)
    referees = [await _referee(event, seat) for seat in range(1, forms * TEAM + 1)]
    chief = await make_account(f"{code}-chief", "沈砚舟", None)
    await Duty(event=event.id, account=chief.id, role="chief").save()
    everybody = tuple(await seats(event.id))
    opening = sent(Opening(one.scheme, labels), ref="opening")
    await keeper().decide(one.id, author(everybody, chief.name), [opening])
    ground = Ground(code, one.id, labels, tuple(referees))
    if lines:
        await _mark(ground, everybody, lines)
    return ground


async def _people(event: Event, one: Round, labels: Sequence[str]) -> None:
    session = Session(round=one.id, number=1)
    await session.save()
    employer = await employer_named("青梧机电公司")
    for label in labels:
        made = await register(event.id, [await person_named(f"选手甲{event.code}{label}", employer)])
        await accept(made.id)
        await Placement(round=one.id, session=session.id, registration=made.id, label=label).save()


async def _referee(event: Event, seat: int) -> tuple[str, str, tuple[str, ...]]:
    form = (seat - 1) // TEAM + 1
    account = await make_account(f"{event.code}-J{seat}", f"裁判{seat}", None)
    await Duty(event=event.id, account=account.id, role="referee", seat=seat, subcriteria=f"A{form}").save()
    cookie = f"{COOKIE}={(await begin(account.id, 'tablet', secure=False)).value}"
    return cookie, f"J{seat}", tuple(f"A{form}.{one}" for one in range(1, ASPECTS + 1))


async def _mark(ground: Ground, everybody: tuple[Seat, ...], lines: int) -> None:
    """Marks by every referee in turn, each place again and again, in batches as tablets would make them."""
    hands = [(author(everybody, f"{ground.code}-{judge}"), judge, aspects) for _cookie, judge, aspects in ground.referees]
    last: dict[tuple[str, str, str], str] = {}
    written = 0
    while written < lines:
        for who, judge, aspects in hands:
            steps = range(written, min(written + 400, lines))
            places = [(ground.labels[step // ASPECTS % len(ground.labels)], aspects[step % ASPECTS], judge) for step in steps]
            await _batch(ground.round, who, places, last, written)
            written += len(places)


async def _batch(
    round_id: int, who: Author, places: Sequence[tuple[str, str, str]], last: dict[tuple[str, str, str], str], written: int
) -> None:
    refs = [str(uuid4()) for _ in places]
    decided = [
        mark(*place, str((written + step) % 21 / 2), parent=last.get(place), ref=ref)
        for step, (place, ref) in enumerate(zip(places, refs, strict=True))
    ]
    answers = await keeper().decide(round_id, who, decided)
    assert {answer.outcome for answer in answers} <= {ENTERED}, answers[0]
    last.update(zip(places, refs, strict=True))
