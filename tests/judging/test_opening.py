"""A round begins when all is there that marking needs, and ends when nothing is missing."""

import pytest

from competition.events.programme import event_by_code
from competition.events.tables import Duty, Round
from competition.floor.tables import Placement
from competition.judging.opening import finish_round, open_round, reopen_round
from competition.judging.scorekeeper import Scorekeeper
from competition.pages.refusal import Refusal
from scoring.decisions import Acceptance, Signature, Status
from tests.judging.test_desk import sit
from tests.judging.venue import LABELS, SCHEME, Venue, a_venue, mark, sent
from tests.web import Browser


async def test_the_first_line_holds_the_scheme_and_the_labels(kept: Scorekeeper) -> None:
    venue = await a_venue()
    await open_round(venue.event, venue.chief)
    book = await kept.book(venue.round.id)
    assert book.opening is not None
    assert (book.opening.scheme, book.opening.competitors) == (venue.round.scheme, LABELS)
    assert (await event_by_code("DG")).stage == "running"


async def test_pressed_twice_it_begins_once(kept: Scorekeeper) -> None:
    venue = await a_venue()
    await open_round(venue.event, venue.chief)
    with pytest.raises(Refusal, match="开始比赛"):
        await open_round(await event_by_code("DG"), venue.chief)
    assert (await kept.book(venue.round.id)).number == 1


@pytest.mark.parametrize("lacking", ["scheme", "sound scheme", "placements", "referees", "enough referees"])
async def test_what_is_lacking_is_named(kept: Scorekeeper, lacking: str) -> None:
    venue = await a_venue(referees=2 if lacking == "enough referees" else 3)
    says = {
        "scheme": "还没有评分标准",
        "sound scheme": "处问题",
        "placements": "赛位",
        "referees": "还没有裁判",
        "enough referees": "要 3 名裁判",
    }
    if "scheme" in lacking:
        text = "" if lacking == "scheme" else '{"format": 1}'
        await Round.update({Round.scheme: text}).where(Round.id == venue.round.id)
    if lacking == "placements":
        await Placement.delete().where(Placement.round == venue.round.id)
    if lacking == "referees":
        await Duty.delete().where((Duty.event == venue.event.id) & (Duty.role == "referee"))

    with pytest.raises(Refusal, match=says[lacking]):
        await open_round(venue.event, venue.chief)
    assert (await event_by_code("DG")).stage == "drawn"
    assert (await kept.book(venue.round.id)).number == 0


async def test_a_strict_scheme_that_breaks_its_profile_is_not_begun(kept: Scorekeeper) -> None:
    venue = await a_venue(scheme=SCHEME | {"profile": "worldskills-strict"})

    with pytest.raises(Refusal, match=r"严格模式，共 1 处.*缺少 0、1、2、3 分的描述"):
        await open_round(venue.event, venue.chief)
    assert (await kept.book(venue.round.id)).number == 0


async def test_a_lenient_one_is_told_of_at_the_desk_and_begins(browser: Browser) -> None:
    venue = await a_venue(scheme=SCHEME | {"profile": "worldskills"})
    await sit(browser, "DG-chief")
    page = (await browser.get("/desk/DG")).text
    await open_round(venue.event, venue.chief)

    assert "提醒" in page
    assert "B1.1 布线工艺：缺少 0、1、2、3 分的描述" in page
    assert (await event_by_code("DG")).stage == "running"


async def form_done(kept: Scorekeeper, venue: Venue, label: str) -> None:
    first, second, third = venue.referees
    one = venue.round.id
    await kept.decide(
        one, first, [mark(label, "A1.1", "*", "yes"), mark(label, "A1.2", "*", "5"), sent(Signature(label, "A1", "J1"))]
    )
    for referee in (first, second, third):
        await kept.decide(one, referee, [mark(label, aspect, referee.judge, "2") for aspect in ("B1.1", "B1.2")])
    for referee in (first, second, third):
        await kept.decide(one, referee, [sent(Signature(label, "B1", referee.judge))])
    await kept.decide(one, venue.chief, [sent(Acceptance(label, form)) for form in ("A1", "B1")])


async def test_it_ends_when_nothing_is_missing(kept: Scorekeeper) -> None:
    venue = await a_venue()
    await open_round(venue.event, venue.chief)
    for label in ("01", "02", "03"):
        await form_done(kept, venue, label)
    with pytest.raises(Refusal, match="还缺 8 处分"):
        await finish_round(venue.event, venue.chief)
    await kept.decide(venue.round.id, venue.chief, [sent(Status("04", "absent"))])
    await finish_round(venue.event, venue.chief)
    (late,) = await kept.decide(venue.round.id, venue.referees[0], [mark("04", "A1.2", "*", "5")])
    assert (await event_by_code("DG")).stage == "recheck"
    assert late.outcome == "conflict"


async def test_back_to_marking_needs_a_reason(kept: Scorekeeper) -> None:
    venue = await a_venue(labels=("01",))
    await open_round(venue.event, venue.chief)
    await form_done(kept, venue, "01")
    await finish_round(venue.event, venue.chief)
    with pytest.raises(Refusal, match="写明原因"):
        await reopen_round(venue.event, venue.chief, " ")
    await reopen_round(venue.event, venue.chief, "漏登一项扣分")
    book = await kept.book(venue.round.id)
    assert book.tally is not None
    assert book.tally.closed == frozenset()
