"""勘误: a wrong mark found after the signature is put right by two, and what was printed from the older ranking is named."""

import io
import re

import pytest
from python_calamine import CalamineWorkbook

from competition.city.nominations import nominees, propose
from competition.events.officials import appoint
from competition.events.programme import season
from competition.events.stages import perform
from competition.events.tables import Duty, Event
from competition.judging.scorekeeper import keeper
from competition.people.sessions import COOKIE, begin
from competition.results.publication import begin_notice
from competition.results.signing import Signed, sign_off, signed
from tests.judging.test_desk import sit
from tests.judging.venue import Venue
from tests.results.season import a_marked_event
from tests.web import Browser, SignIn

PAGE = "/organise/DG/results/erratum"
WRONG = {"competitor": "01", "aspect": "B1.2", "judge": "*", "value": "20", "reason": "抄错一行"}


@pytest.fixture
async def venue(browser: Browser) -> Venue:
    """Signed by the chief, who sits at the desk; 01 is first, 02 second."""
    made = await a_marked_event()
    await sign_off(made.event, int(made.round.id), made.chief.name)
    await sit(browser, "DG-chief")
    return made


def seen_in(page: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]+)"', page)
    assert found is not None, page
    return found[1]


async def proposed(browser: Browser, wrong: dict[str, str] = WRONG) -> int:
    shown = await browser.fill(PAGE, at=PAGE, **wrong)
    done = await browser.fill(PAGE, do="propose", seen=seen_in(shown.text), **wrong)
    assert (shown.status_code, done.status_code) == (200, 303), done.text
    return int(re.findall(r'id="proposal-(\d+)"', (await browser.get(PAGE)).text)[0])


async def confirmed(browser: Browser, venue: Venue, wrong: dict[str, str] = WRONG) -> None:
    """Proposed by the chief, confirmed by a supervisor; the chief sits there again."""
    number = await proposed(browser, wrong)
    seat = await appoint(venue.event, "supervisor", "傅听雨", "luo", b"0" * 32)
    browser.cookies.set(COOKIE, (await begin(seat.account, "tablet", secure=False)).value or "")
    page = (await browser.get(PAGE)).text
    answer = await browser.fill(PAGE + "/confirm", number=number, do="confirm", seen=seen_in(page))
    assert answer.status_code == 303, answer.text
    await sit(browser, "DG-chief")


async def standing(venue: Venue) -> tuple[Signed, dict[str, int | None]]:
    found = await signed(int(venue.round.id))
    assert found is not None
    return found, {one.competitor: one.place for one in found.ranking.standings[:2]}


async def test_who_moves_is_shown_first_and_nothing_counts_until_another_confirms(browser: Browser, venue: Venue) -> None:
    chosen = (await browser.get(PAGE + "?competitor=01&aspect=B1.2")).text
    assert "整体印象" in chosen
    shown = (await browser.fill(PAGE, at=PAGE, **WRONG)).text
    assert "1 → <b>2</b>" in shown
    assert "一等奖 → <b>二等奖</b>" in shown
    assert "选手甲" not in shown, "labels alone until it is unsealed"
    number = await proposed(browser)

    own = await browser.fill(PAGE + "/confirm", number=number, do="confirm", seen=seen_in(shown))
    assert (own.status_code, "请另一位" in own.text) == (409, True)
    unseen = await browser.fill(PAGE + "/confirm", number=number, do="confirm", seen="0")
    assert (unseen.status_code, "影响已经变化" in unseen.text) == (409, True)
    desk = (await browser.get("/desk/DG")).text
    assert PAGE in desk
    at_the_desk = await browser.fill("/desk/DG/decide", kind="approval", proposal=number)
    assert (at_the_desk.status_code, "勘误" in at_the_desk.text) == (409, True)
    assert (await standing(venue))[1] == {"01": 1, "02": 2}


async def test_both_sign_a_new_ranking_and_what_was_printed_is_called_back(browser: Browser, venue: Venue) -> None:
    assert (await browser.get("/organise/DG/papers/ranking/csv")).status_code == 200
    await confirmed(browser, venue)

    found, places = await standing(venue)
    assert (found.revision, found.by, found.reason) == (2, "DG-chief", "抄错一行")
    assert found.second not in ("", "DG-chief")
    assert places == {"02": 1, "01": 2}
    await venue.event.refresh()
    assert venue.event.stage == "signed"
    page = (await browser.get(PAGE)).text
    assert page.count("成绩表 CSV") == 1
    for words in ("需收回", "成绩表 CSV", "沈砚舟", "傅听雨 确认", "改为 20", "1 → <b>2</b>"):
        assert words in page, words
    old = await browser.get("/organise/DG/papers/ranking/xlsx?revision=1")
    assert old.status_code == 200
    assert "已被更正版代替" in xlsx_text(old.content)
    assert "成绩表 XLSX" not in (await browser.get(PAGE)).text, "it says itself that it is void"
    assert "已被更正版代替" not in xlsx_text((await browser.get("/organise/DG/papers/ranking/xlsx")).content)
    assert (await browser.get("/organise/DG/papers/ranking/pdf?revision=7")).status_code == 404


def xlsx_text(content: bytes) -> str:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])


async def test_the_public_reads_of_it_and_a_nomination_is_flagged(browser: Browser, venue: Venue, signed_in: SignIn) -> None:
    current = await season()
    assert current is not None
    await perform(venue.event, "unseal", "luo", "何临川")
    await perform(venue.event, "approve", "luo", "沈砚舟、罗知微")
    await begin_notice(venue.event, current, "luo")
    await propose(venue.event, 1, "luo")
    assert "更正" not in (await browser.get("/results/DG")).text
    assert "选手甲01" in (await browser.fill(PAGE, at=PAGE, **WRONG)).text

    await confirmed(browser, venue)
    public = (await browser.get("/results/DG")).text
    assert "更正" in public
    assert public.index("选手甲02") < public.index("选手甲01")
    refused = await browser.get("/organise/DG/papers/ranking/docx?revision=1")
    assert (refused.status_code, "已被更正版代替" in refused.text) == (409, True)
    first, second = await nominees(venue.event)
    assert (first.standing.competitor, first.state, first.was_place) == ("01", "proposed", 1)
    assert first.flagged
    assert second.standing.place == 1
    await signed_in()
    page = (await browser.get("/organise/DG/nominations")).text
    assert "按第 1 版第 1 名推荐，更正后是第 2 名" in page
    kept = f"/organise/DG/nominations/{first.id}"
    assert (await browser.fill(kept, do="keep", reason="")).status_code == 422
    assert (await browser.fill(kept, do="keep", reason="第二名放弃")).status_code == 303
    assert [one.flagged for one in await nominees(venue.event)] == [False, True]


async def test_a_tie_that_comes_with_it_is_told_and_left_tied_with_a_reason(browser: Browser, venue: Venue) -> None:
    tie = WRONG | {"value": "39"}
    await perform(venue.event, "unseal", "luo", "何临川")
    await perform(venue.event, "approve", "luo", "沈砚舟、罗知微")
    shown = (await browser.fill(PAGE, at=PAGE, **tie)).text
    assert "01、02 并列第 1 名：一等奖还剩 1 个名额，并列 2 人" in shown
    await confirmed(browser, venue, tie)
    assert (await standing(venue))[1] == {"01": 1, "02": 1}
    settled = {"competitors": "01,02", "way": "all", "reason": "并列都给", "back": "office"}
    assert (await browser.fill("/desk/DG/ties", **settled)).status_code == 303
    assert (await browser.fill("/desk/DG/ties", **settled)).status_code == 409


async def test_what_two_put_right_is_unsealed_without_another_recheck(browser: Browser, venue: Venue) -> None:
    await Event.update({Event.duties: "standard"}).where(Event.id == venue.event.id)
    await confirmed(browser, venue)
    seat = await appoint(venue.event, "coding", "顾清和", "luo", b"0" * 32)
    browser.cookies.set(COOKIE, (await begin(seat.account, "desk", secure=False)).value or "")
    assert (await browser.fill("/unseal/DG", at="/unseal/DG")).status_code == 303


async def test_who_is_quite_alone_in_an_event_has_nobody_to_ask(browser: Browser, venue: Venue) -> None:
    await Duty.delete().where((Duty.event == venue.event.id) & (Duty.role != "chief"))
    shown = await browser.fill(PAGE, at=PAGE, **WRONG)
    assert (await browser.fill(PAGE, do="propose", seen=seen_in(shown.text), **WRONG)).status_code == 303
    found, places = await standing(venue)
    assert (found.revision, found.second, places["02"]) == (2, "DG-chief", 1)


async def test_before_the_signature_there_is_nothing_to_put_right_here(browser: Browser, venue: Venue) -> None:
    await Event.update({Event.stage: "recheck"}).where(Event.id == venue.event.id)
    assert (await browser.get(PAGE)).status_code == 409
    assert (await browser.fill(PAGE, at="/desk/DG", **WRONG)).status_code == 409
    assert (await keeper().book(int(venue.round.id))).proposals == {}
