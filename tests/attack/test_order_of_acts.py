"""Acts at the wrong moment: between two others, after the signature, while the board is frozen, cut off in the middle."""

import asyncio

import asyncpg
import pytest

from competition.database import url
from competition.events.programme import event_by_code, season
from competition.events.referees import new_card
from competition.events.stages import perform
from competition.events.tables import Event, StageAct
from competition.floor.draws import draw_by_slips
from competition.floor.tables import Placement
from competition.judging import opening
from competition.judging.opening import open_round, reopen_round, said
from competition.judging.scorekeeper import Scorekeeper, keeper
from competition.pages.refusal import Refusal
from competition.people.sessions import COOKIE, begin
from competition.people.tables import Account
from competition.registration.tables import Registration
from competition.results.publication import begin_notice
from competition.results.signing import sign_off, signed
from competition.results.tables import Notice, Snapshot
from scoring.decisions import Acceptance, Freeze, Mark, Signature
from tests.judging.tablets import cookie_of, tablet
from tests.judging.venue import Venue, a_venue, mark
from tests.results.season import a_marked_event
from tests.web import Browser, SignIn


async def _draw_anew(venue: Venue, event: Event) -> None:
    """A draw that gives everybody another station."""
    ids = [row["id"] for row in await Registration.select(Registration.id).order_by(Registration.id)]
    await draw_by_slips(event, "luo", {one: (1, len(ids) - at) for at, one in enumerate(ids)})


async def test_a_draw_and_a_beginning_at_once_never_part_stations_from_marks(kept: Scorekeeper) -> None:
    venue = await a_venue()
    event = await event_by_code("DG")
    await asyncio.gather(open_round(venue.event, venue.chief), _draw_anew(venue, event), return_exceptions=True)
    before = {row["registration"]: row["label"] for row in await Placement.select()}
    assert (await event_by_code("DG")).stage == "running"
    with pytest.raises(Refusal, match="现在做不了"):
        await _draw_anew(venue, event)
    assert {row["registration"]: row["label"] for row in await Placement.select()} == before
    assert (await kept.book(int(venue.round.id))).number == 1


async def test_cut_off_between_the_stage_and_the_first_line_pressing_again_begins(
    kept: Scorekeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    venue = await a_venue()

    async def cut(*_: object, **__: object) -> None:
        raise OSError("power")

    monkeypatch.setattr(opening, "said", cut)
    with pytest.raises(OSError, match="power"):
        await open_round(venue.event, venue.chief)
    monkeypatch.undo()
    event = await event_by_code("DG")
    with pytest.raises(Refusal):
        await _draw_anew(venue, event)
    await open_round(event, venue.chief)
    assert (await kept.book(int(venue.round.id))).number == 1
    assert await StageAct.count() == 1


async def test_after_the_signature_a_chief_changes_nothing_by_no_way(browser: Browser, address: str, signed_in: SignIn) -> None:
    venue = await a_marked_event()
    await sign_off(venue.event, int(venue.round.id), "DG-chief")
    before = (await keeper().book(int(venue.round.id))).number
    forms = ({"kind": "penalty", "competitor": "01", "points": "50", "reason": "x"},
             {"kind": "status", "competitor": "01", "status": "disqualified", "reason": "x"},
             {"kind": "reopening", "session": "0", "subcriterion": "", "reason": "x"})  # fmt: skip
    await signed_in()
    for form in forms:
        answer = await browser.fill("/desk/DG/decide", **form)
        assert (answer.status_code, "已经签字" in answer.text) == (409, True)
    async with tablet(address, "DG", await cookie_of("DG-chief")) as link:
        odd = [
            {"ref": f"x{n}", "kind": form["kind"], "body": {k: v for k, v in form.items() if k != "kind"}}
            for n, form in enumerate(forms)
        ]
        odd[2]["body"] = {"session": 0, "subcriterion": "", "reason": "x"}
        odd.append({"ref": "y", "kind": "withdrawal", "body": {"competitor": "04", "aspect": "@status", "judge": "*"}})
        assert {one["outcome"] for one in await link.decides(*odd)} == {"refused"}
    assert (await keeper().book(int(venue.round.id))).number == before
    event = await event_by_code("DG")
    await reopen_round(event, venue.chief, "漏扣一项")
    book = await keeper().book(int(venue.round.id))
    assert [line.kind for line, _ in book.since(before)] == ["sign-off", "reopening"]


async def test_two_who_sign_and_two_who_give_notice_leave_one_of_each(kept: Scorekeeper) -> None:
    venue = await a_marked_event()
    events = [await event_by_code("DG") for _ in range(3)]
    both = await asyncio.gather(*(sign_off(one, int(venue.round.id), "DG-chief") for one in events), return_exceptions=True)
    assert sum(isinstance(one, Snapshot) for one in both) == 1
    event, current = await event_by_code("DG"), await season()
    assert current is not None
    await perform(event, "unseal", "luo", "何临川")
    await perform(event, "approve", "luo", "沈砚舟、罗知微")
    events = [await event_by_code("DG") for _ in range(3)]
    given = await asyncio.gather(*(begin_notice(one, current, "luo") for one in events), return_exceptions=True)
    assert (sum(isinstance(one, Notice) for one in given), await Notice.count(), await Snapshot.count()) == (1, 1, 1)


async def test_signed_again_the_latest_ranking_counts(kept: Scorekeeper) -> None:
    venue = await a_marked_event()
    round_id = int(venue.round.id)
    first = await sign_off(venue.event, round_id, "DG-chief")
    await reopen_round(venue.event, venue.chief, "错登")
    await perform(venue.event, "finish", "DG-chief")
    second = await sign_off(venue.event, round_id, "DG-chief")
    found = await signed(round_id)
    assert found is not None
    assert (first.revision, second.revision, found.revision) == (1, 2, 2)


async def test_a_connection_lost_in_the_middle_of_signing_leaves_nothing_half(kept: Scorekeeper) -> None:
    venue = await a_marked_event()
    link = await asyncpg.connect(url())
    try:
        # whoever signs waits for the event's row, and loses his connection there
        async with link.transaction():
            await link.execute("select 1 from event for update")
            signing = asyncio.create_task(sign_off(venue.event, int(venue.round.id), "DG-chief"))
            waits = "select pid from pg_stat_activity where wait_event_type = 'Lock' and pid <> pg_backend_pid()"
            while not (pid := await link.fetchval(waits)):
                await asyncio.sleep(0.01)
            await link.execute("select pg_terminate_backend($1)", pid)
            with pytest.raises((OSError, asyncpg.PostgresError, asyncpg.InterfaceError)):
                await signing
        assert ((await event_by_code("DG")).stage, await Snapshot.count()) == ("recheck", 0)
        await sign_off(await event_by_code("DG"), int(venue.round.id), "DG-chief")
        assert await Snapshot.count() == 1
    finally:
        await link.close()


async def test_frozen_no_public_page_moves(browser: Browser, address: str) -> None:
    venue = await a_venue()
    await open_round(venue.event, venue.chief)
    round_id = int(venue.round.id)
    first = venue.referees[0]
    for label in ("01", "02"):
        await keeper().decide(round_id, first, [mark(label, "A1.1", "*", "yes"), mark(label, "A1.2", "*", "5")])
    await said(round_id, venue.chief, Freeze(True))
    paths = ("/season", "/hall/DG", "/results/DG", "/competitor")
    before = [(await browser.get(path)).text for path in paths]
    for label in ("01", "02"):
        await said(round_id, first, Signature(label, "A1", "J1"))
        await said(round_id, venue.chief, Acceptance(label, "A1"))
    await said(round_id, first, Mark("03", "A1.2", "*", "6"))
    assert [(await browser.get(path)).text for path in paths] == before


async def test_a_damaged_round_leaves_the_season_page_standing(browser: Browser, address: str) -> None:
    venue = await a_venue()
    await open_round(venue.event, venue.chief)
    await Event.raw("update line set body = '{}' where number = 1")
    keeper()._books.clear()
    answer = await browser.get("/season")
    assert (answer.status_code, venue.event.title in answer.text) == (200, True)


async def test_a_new_card_shuts_out_whoever_came_in_by_the_old_one(browser: Browser, address: str) -> None:
    venue = await a_venue()
    stranger = await Account.objects().where(Account.name == "DG-J2").first()
    assert stranger is not None
    browser.cookies.set(COOKIE, (await begin(stranger.id, "tablet", secure=False)).value or "")
    assert (await browser.get("/tablet/DG")).status_code == 200
    await new_card(venue.event, 2, "luo", b"k" * 32)
    assert (await browser.get("/tablet/DG")).status_code != 200
