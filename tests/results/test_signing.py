"""From the last mark to the release: what is signed is what is shown, printed and nominated."""

import csv
import io
import json

import pytest

from competition.documents.worker import Worker
from competition.events.programme import event_by_code, season
from competition.events.stages import perform
from competition.events.tables import Event
from competition.judging.logbook import Dismissal
from competition.judging.opening import finish_round, reopen_round, said
from competition.judging.scorekeeper import Scorekeeper, keeper
from competition.judging.tablet import answering
from competition.judging.tablet.messages import Up
from competition.pages.refusal import Refusal
from competition.results import signing
from competition.results.names import Named
from competition.results.papers import ground, paper
from competition.results.publication import begin_notice, notice_of, release
from competition.results.signing import sign_off, signed
from competition.results.tables import Snapshot
from competition.settings import Settings
from scoring.decisions import Mark, Penalty
from tests.judging.venue import a_venue, opening, sent
from tests.results.season import a_marked_event, recheck

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


async def test_a_penalty_sent_while_it_is_being_signed_comes_before_the_line_or_not_at_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    venue = await a_marked_event()
    round_id, asked = int(venue.round.id), answering._signed

    async def asked_just_before(one: int) -> bool:
        was = await asked(one)
        await sign_off(venue.event, round_id, "DG-chief")
        return was

    monkeypatch.setattr(answering, "_signed", asked_just_before)
    (answer,) = await answering.answered(round_id, venue.chief, Up([sent(Penalty("01", "5", "超时"))]))
    assert (answer.outcome, "已经签字" in answer.says) == ("refused", True)
    found, book = await signed(round_id), await keeper().book(round_id)
    assert found is not None
    assert (book.signed, book.number) == (found.number, found.number + 1), "nothing after it but the signature itself"


async def test_a_penalty_entered_while_it_is_being_signed_is_seen_before_it_is_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    venue = await a_marked_event()
    round_id, named = int(venue.round.id), signing.names

    async def meanwhile(*whose: int) -> dict[str, Named]:
        await said(round_id, venue.chief, Penalty("01", "5", "超时"))
        return await named(*whose)

    monkeypatch.setattr(signing, "names", meanwhile)
    with pytest.raises(Refusal, match="又有了改动"):
        await sign_off(venue.event, round_id, "DG-chief")
    monkeypatch.undo()
    assert await Snapshot.count() == 0
    assert (await event_by_code("DG")).stage == "recheck"
    assert (await keeper().book(round_id)).signed == 0


async def test_a_signature_cut_off_before_its_snapshot_is_finished_by_signing_again(monkeypatch: pytest.MonkeyPatch) -> None:
    venue = await a_marked_event()
    round_id = int(venue.round.id)
    monkeypatch.setattr(signing, "_kept", _cut_off)
    with pytest.raises(ConnectionError):
        await sign_off(venue.event, round_id, "DG-chief")
    monkeypatch.undo()
    assert (await event_by_code("DG")).stage == "recheck"
    made = await sign_off(await event_by_code("DG"), round_id, "DG-chief")
    assert (await keeper().book(round_id)).signed == made.number


async def _cut_off(*_what: object) -> None:
    raise ConnectionError


async def test_given_back_to_marking_it_can_be_changed_and_signed_again() -> None:
    venue = await a_marked_event()
    round_id = int(venue.round.id)
    await sign_off(venue.event, round_id, "DG-chief")
    await reopen_round(venue.event, venue.chief, "漏登一处扣分")
    await said(round_id, venue.chief, Penalty("01", "50", "超时"))
    await finish_round(venue.event, venue.chief)
    await recheck(venue)
    made = await sign_off(venue.event, round_id, "DG-chief")
    found = await signed(round_id)
    assert found is not None
    assert (made.revision, found.ranking.standings[0].competitor) == (2, "02")


async def test_what_came_late_is_looked_at_before_it_is_signed(kept: Scorekeeper) -> None:
    venue = await a_marked_event()
    round_id = int(venue.round.id)
    late = await said(round_id, venue.referees[0], Mark("01", "A1.2", "*", "3"))
    with pytest.raises(Refusal, match="01 A1"):
        await sign_off(venue.event, round_id, "DG-chief")
    assert late.number is not None
    await said(round_id, venue.chief, Dismissal(late.number, "当场已核对"))
    await sign_off(await event_by_code("DG"), round_id, "DG-chief")


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
