"""The results page says first what comes next, whose it is and what stands in its way; a refused act keeps what was typed."""

from competition.events.stages import perform
from competition.events.tables import Duty
from competition.people.sessions import COOKIE, begin
from competition.results.signing import sign_off
from tests.judging.venue import Venue
from tests.results.season import a_marked_event
from tests.web import Browser, SignIn

PAGE = "/organise/DG/results"


async def as_chief(browser: Browser, venue: Venue) -> None:
    row = await Duty.select(Duty.account).where((Duty.event == venue.event.id) & (Duty.role == "chief")).first()
    assert row is not None
    browser.cookies.set(COOKIE, (await begin(row["account"], "desk", secure=False)).value or "")


async def test_the_signature_that_waits_for_the_recheck_says_so_and_leads_there(browser: Browser, signed_in: SignIn) -> None:
    await a_marked_event(rechecked=False)
    await signed_in()
    page = (await browser.get(PAGE)).text
    assert "没有复核，不能签字" in page
    assert 'class="btn main" href="/organise/DG/recheck"' in page
    assert f'action="{PAGE}/sign-off"' not in page


async def test_approval_by_one_name_is_refused_where_it_was_typed(browser: Browser, signed_in: SignIn) -> None:
    venue = await a_marked_event()
    await sign_off(venue.event, venue.round.id, "DG-chief")
    await perform(venue.event, "unseal", "luo", "何临川")
    await signed_in()
    refused = await browser.fill(f"{PAGE}/approve", at=PAGE, approvers="沈砚舟")
    assert refused.status_code == 422
    assert 'value="沈砚舟"' in refused.text
    assert "审定要写明两个人" in refused.text
    assert (await browser.fill(f"{PAGE}/approve", at=PAGE, approvers="沈砚舟、罗知微")).status_code == 303


async def test_a_chief_reads_whose_turn_it_is(browser: Browser) -> None:
    venue = await a_marked_event()
    await as_chief(browser, venue)
    assert f'action="{PAGE}/sign-off"' in (await browser.get(PAGE)).text
    await browser.fill(f"{PAGE}/sign-off", at=PAGE)
    assert "接下来由组织者做：解密" in (await browser.get(PAGE)).text


async def test_while_the_notice_runs_a_release_is_early_and_lies_behind_its_word(browser: Browser, signed_in: SignIn) -> None:
    venue = await a_marked_event()
    await sign_off(venue.event, venue.round.id, "DG-chief")
    await signed_in()
    for act, said in (("unseal", {"witness": "何临川"}), ("approve", {"approvers": "沈砚舟、罗知微"}), ("notice", {})):
        assert (await browser.fill(f"{PAGE}/{act}", at=PAGE, **said)).status_code == 303
    page = (await browser.get(PAGE)).text
    assert "期满后公布" in page
    assert "<summary>提前公布</summary>" in page
