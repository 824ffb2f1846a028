"""The right people go up: from the signed snapshot, never by the order of labels, reversible, never twice."""

import pytest
from python_calamine import CalamineWorkbook

from competition.city.nominations import decline, nominees, propose, step
from competition.city.sheet import summary_sheet
from competition.city.tables import Nomination
from competition.events.programme import season
from competition.events.stages import perform
from competition.judging.opening import said
from competition.pages.refusal import Refusal
from competition.people.sealed import seal
from competition.people.tables import Person
from competition.results.publication import begin_notice
from competition.results.signing import sign_off
from competition.settings import Settings, secret
from scoring.decisions import Mark
from tests.judging.venue import Venue
from tests.results.season import MARKS, a_marked_event

pytestmark = pytest.mark.usefixtures("kept")


async def _published() -> Venue:
    venue, current = await a_marked_event(), await season()
    assert current is not None
    await sign_off(venue.event, int(venue.round.id), "DG-chief")
    await perform(venue.event, "unseal", "luo", "何临川")
    await perform(venue.event, "approve", "luo", "沈砚舟、罗知微")
    await begin_notice(venue.event, current, "luo")
    return venue


async def test_the_first_go_up_and_the_next_wait() -> None:
    venue = await _published()
    await propose(venue.event, 2, "luo")

    assert [(one.standing.competitor, one.state) for one in await nominees(venue.event)] == [
        ("01", "proposed"),
        ("02", "proposed"),
        ("03", "alternate"),
    ]


async def test_who_declines_is_followed_by_the_first_alternate_once() -> None:
    venue = await _published()
    await propose(venue.event, 1, "luo")
    first = (await nominees(venue.event))[0]
    await decline(venue.event, first.id, "已离职", "luo")
    with pytest.raises(Refusal):
        await decline(venue.event, first.id, "已离职", "luo")

    assert [one.state for one in await nominees(venue.event)] == ["declined", "proposed"]


async def test_of_alternates_on_one_place_nobody_fills_up_by_his_label(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MARKS, "03", MARKS["02"])
    venue = await _published()
    await propose(venue.event, 3, "luo")
    await Nomination.update({Nomination.state: "alternate"}).where(Nomination.position > 1)
    first, _second, third = await nominees(venue.event)
    with pytest.raises(Refusal, match="选手甲02、选手甲03"):
        await decline(venue.event, first.id, "已离职", "luo")
    await decline(venue.event, first.id, "已离职，组委会抽签", "luo", third.id)

    assert [one.state for one in await nominees(venue.event)] == ["declined", "alternate", "proposed"]


async def test_a_step_undoes_cleanly_and_a_stale_one_is_told() -> None:
    venue = await _published()
    await propose(venue.event, 1, "luo")
    one = (await nominees(venue.event))[0]
    await step(venue.event, one.id, "proposed", "luo")
    with pytest.raises(Refusal, match="单位已确认"):
        await step(venue.event, one.id, "proposed", "luo")
    await step(venue.event, one.id, "confirmed", "luo", back=True)

    assert (await nominees(venue.event))[0].state == "proposed"


async def test_nobody_is_nominated_before_the_notice() -> None:
    venue = await a_marked_event()

    with pytest.raises(Refusal, match="公示之后"):
        await propose(venue.event, 1, "luo")


async def test_a_mark_after_the_signature_changes_no_nomination() -> None:
    venue = await _published()
    await propose(venue.event, 1, "luo")
    await said(int(venue.round.id), venue.referees[0], Mark("01", "A1.2", "*", "0"))

    assert (await nominees(venue.event))[0].standing.competitor == "01"


async def test_the_summary_sheet_masks_numbers_unless_they_are_asked_for(settings: Settings) -> None:
    venue = await _published()
    sealed = seal("510107199001010018", secret(settings, "identity"))
    await Person.update({Person.identity: sealed}).where(Person.name == "选手甲01")
    await propose(venue.event, 1, "luo")
    masked = _cells(await summary_sheet(venue.event, settings, "罗知微", full=False))
    full = _cells(await summary_sheet(venue.event, settings, "罗知微", full=True))

    assert "510107********0018" in masked
    assert "510107199001010018" not in masked
    assert "510107199001010018" in full


def _cells(workbook: bytes) -> list[object]:
    import io

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_index(0)
    return [cell for row in sheet.to_python() for cell in row]
