"""From the last mark to the release: what is signed is what is shown, printed and nominated."""

import csv
import io
import json

import pytest

from competition.documents.worker import Worker
from competition.events.programme import season
from competition.events.stages import perform
from competition.events.tables import Event
from competition.judging.opening import said
from competition.judging.scorekeeper import Scorekeeper
from competition.pages.refusal import Refusal
from competition.results.papers import ground, paper
from competition.results.publication import begin_notice, notice_of, release
from competition.results.signing import sign_off, signed
from competition.results.tables import Snapshot
from competition.settings import Settings
from scoring.decisions import Mark
from tests.judging.venue import a_venue, opening
from tests.results.season import a_marked_event

pytestmark = pytest.mark.usefixtures("kept")


async def test_what_is_signed_is_the_ranking_with_the_names_of_that_day() -> None:
    venue = await a_marked_event()
    await sign_off(venue.event, int(venue.round.id), "DG-chief")
    found = await signed(int(venue.round.id))

    assert found is not None
    first, second, *_rest = found.ranking.standings
    assert (first.competitor, first.place, first.award) == ("01", 1, "一等奖")
    assert (second.competitor, second.place, second.award) == ("02", 2, "二等奖")
    assert found.people["01"].name == "选手甲01"
    assert venue.event.stage == "signed"


async def test_a_ranking_with_marks_missing_is_not_signed(kept: Scorekeeper) -> None:
    venue = await a_venue()
    await Event.update({Event.stage: "recheck"}).where(Event.id == venue.event.id)
    await kept.decide(int(venue.round.id), venue.chief, [opening(venue)])
    await venue.event.refresh()

    with pytest.raises(Refusal, match="不能签字"):
        await sign_off(venue.event, int(venue.round.id), "DG-chief")
    assert await Snapshot.count() == 0


async def test_of_two_signatures_at_once_one_is_refused() -> None:
    venue = await a_marked_event()
    stale = await Event.objects().where(Event.id == venue.event.id).first()
    assert stale is not None
    await sign_off(venue.event, int(venue.round.id), "DG-chief")

    with pytest.raises(Refusal):
        await sign_off(stale, int(venue.round.id), "DG-chief")
    assert await Snapshot.count() == 1


async def test_a_snapshot_that_was_tampered_with_is_refused() -> None:
    venue = await a_marked_event()
    await sign_off(venue.event, int(venue.round.id), "DG-chief")
    await Snapshot.update({Snapshot.people: "{}"}).where(Snapshot.round == venue.round.id)

    with pytest.raises(Refusal, match="对不上"):
        await signed(int(venue.round.id))


async def test_the_four_exports_agree(settings: Settings) -> None:
    venue = await a_marked_event()
    await sign_off(venue.event, int(venue.round.id), "DG-chief")
    current = await season()
    assert current is not None
    on, worker = await ground(venue.event, current, settings, "罗知微"), Worker()
    try:
        made = {wanted: await paper(on, wanted, settings, worker) for wanted in ("pdf", "xlsx", "csv", "json")}
    finally:
        await worker.close()
    standings = json.loads(made["json"])["standings"]
    rows = list(csv.DictReader(io.StringIO(made["csv"].decode("utf-8-sig"))))

    assert [(str(one["place"] or ""), one["total"] or "") for one in standings] == [(row["place"], row["total"]) for row in rows]
    assert made["pdf"].startswith(b"%PDF")
    assert made["xlsx"].startswith(b"PK")


async def test_a_paper_before_the_signature_is_a_draft(settings: Settings) -> None:
    venue = await a_marked_event()
    current = await season()
    assert current is not None

    assert not (await ground(venue.event, current, settings, "")).provenance.final


async def test_release_before_the_notice_has_run_needs_a_reason() -> None:
    venue = await a_marked_event()
    event, current = venue.event, await season()
    assert current is not None
    await sign_off(event, int(venue.round.id), "DG-chief")
    await perform(event, "unseal", "luo", "何临川")
    await perform(event, "approve", "luo", "沈砚舟、罗知微")
    notice = await begin_notice(event, current, "luo")

    with pytest.raises(Refusal, match=f"{notice.last_day.month}月{notice.last_day.day}日"):
        await release(event, current, "luo")
    await release(event, current, "luo", "组委会第 3 号纪要")
    assert event.stage == "released"


async def test_release_without_a_notice_needs_a_reason_and_a_withdrawn_notice_is_none() -> None:
    venue = await a_marked_event()
    event, current = venue.event, await season()
    assert current is not None
    await sign_off(event, int(venue.round.id), "DG-chief")
    await perform(event, "unseal", "luo", "何临川")
    await perform(event, "approve", "luo", "沈砚舟、罗知微")
    await begin_notice(event, current, "luo")
    await perform(event, "withdraw-notice", "luo", "名单有误")

    assert await notice_of(event.id) is None
    with pytest.raises(Refusal, match="还没有公示"):
        await release(event, current, "luo")


async def test_after_the_signature_no_mark_counts() -> None:
    venue = await a_marked_event()
    await sign_off(venue.event, int(venue.round.id), "DG-chief")
    before = await signed(int(venue.round.id))
    await said(int(venue.round.id), venue.referees[0], Mark("01", "A1.2", "*", "0"))
    after = await signed(int(venue.round.id))

    assert before is not None
    assert after is not None
    assert after.ranking == before.ranking
