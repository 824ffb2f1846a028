"""Paper forms keyed by two clerks: blind to each other, entered when both read the same, settled on the paper when not."""

import re
from fractions import Fraction

import pytest

from competition.events.officials import appoint
from competition.events.tables import Event
from competition.judging.authority import CLERK, MAY, Author, forbidden
from competition.judging.scorekeeper import Book, keeper
from competition.people.sessions import COOKIE
from scoring.decisions import Absence, Mark, Penalty, Reveal
from tests.judging.tablets import cookie_of
from tests.judging.venue import SCHEME, Venue, a_venue, mark, opening
from tests.web import Browser

KEY = b"k" * 32
FORM = "/papers/DG/form/01/B1"
PAPER = {
    "B1.1|J1": "2", "B1.1|J2": "２", "B1.1|J3": "3", "B1.2|J1": "50", "B1.2|J2": "51.5", "B1.2|J3": "52",
    "@signed|J1": "yes", "@signed|J2": "yes", "@signed|J3": "yes",
}  # fmt: skip


@pytest.fixture
async def venue(browser: Browser) -> Venue:
    made = await a_venue()
    for name in ("夏侯录", "令狐录"):
        await appoint(made.event, "clerk", name, "luo", KEY)
    await keeper().decide(made.round.id, made.chief, [opening(made)])
    return made


async def sit(browser: Browser, name: str) -> Browser:
    browser.cookies.set(COOKIE, (await cookie_of(name, "desk")).partition("=")[2])
    return browser


async def keyed(browser: Browser, name: str, **changed: str) -> str:
    """Where the clerk is led after he keyed the form; `B1_2_J1` changes a cell."""
    cells = PAPER | {f"{at[:2]}.{at[3]}|{at[5:]}": value for at, value in changed.items()}
    answer = await (await sit(browser, name)).fill(FORM, at="/papers/DG", **cells)
    assert answer.status_code == 303, re.findall(r'class="wrong"[^>]*>([^<]*)|<li>.*?</li>', answer.text)
    return str(answer.headers["location"])


async def book(venue: Venue) -> Book:
    return await keeper().book(venue.round.id)


async def total(venue: Venue) -> tuple[str, object]:
    tally = (await book(venue)).tally
    assert tally is not None
    return tally.form("01", "B1").state, tally.sheets["01"].aspects.get("B1.2")


async def test_two_who_read_the_same_enter_it_signed_as_on_paper(browser: Browser, venue: Venue) -> None:
    assert (await keyed(browser, "DG-C1")).endswith("outcome=waits")
    assert await total(venue) == ("empty", None)
    assert (await keyed(browser, "DG-C2", B1_2_J1="50.0")).endswith("outcome=entered")
    state, mean = await total(venue)
    assert (state, mean) == ("signed", Fraction(5117, 100))
    lines = [(line.author, decision) for line, decision in (await book(venue)).lines[1:]]
    assert {author for author, _decision in lines} == {"DG-C2"}
    assert ("DG-C2", Mark("01", "B1.2", "J2", "51.5")) in lines
    chief = await sit(browser, "DG-chief")
    assert "按纸质表录入裁判甲的签字" in (await chief.get("/desk/DG/log")).text
    accepted = await chief.fill("/desk/DG/decide", kind="acceptance", competitor="01", subcriterion="B1")
    assert accepted.status_code == 303
    assert (await total(venue))[0] == "accepted"


async def test_on_a_strict_paper_nothing_is_hidden_so_it_is_revealed_before_it_is_signed(browser: Browser) -> None:
    strict = await a_venue(scheme={**SCHEME, "profile": "worldskills-strict"})
    for name in ("夏侯录", "令狐录"):
        await appoint(strict.event, "clerk", name, "luo", KEY)
    await keeper().decide(strict.round.id, strict.chief, [opening(strict)])
    await keyed(browser, "DG-C1")
    assert (await keyed(browser, "DG-C2")).endswith("outcome=entered")
    assert (await total(strict))[0] == "signed"
    shown = [decision for _line, decision in (await book(strict)).lines if isinstance(decision, Reveal)]
    assert shown == [Reveal("01", "B1.1")]


async def test_the_second_clerk_sees_nothing_of_the_first_and_nobody_a_name(browser: Browser, venue: Venue) -> None:
    await keyed(browser, "DG-C1", B1_2_J1="47.5")
    for name in ("DG-C2", "DG-C1"):
        pages = [(await (await sit(browser, name)).get(path)).text for path in ("/papers/DG", FORM, "/papers/DG/form/02/A1")]
        assert ("47.5" in "".join(pages)) == (name == "DG-C1")
        assert "选手甲" not in "".join(pages)
        assert "青梧" not in "".join(pages)
        assert "夏侯录" not in "".join(pages) or name == "DG-C1"


async def test_what_differs_is_told_without_the_other_value_and_a_second_look_settles_it(browser: Browser, venue: Venue) -> None:
    await keyed(browser, "DG-C1", B1_2_J1="47.5")
    assert "outcome=differs" in await keyed(browser, "DG-C2")
    assert (await total(venue))[0] == "empty"
    shown = (await browser.get(FORM)).text
    assert shown.count("data-other") == 1
    assert "47.5" not in shown
    assert "47.5" not in (await browser.get("/papers/DG/differences/01/B1")).text
    assert (await keyed(browser, "DG-C1")).endswith("outcome=entered")
    assert (await total(venue))[0] == "signed"


async def test_a_third_person_settles_it_on_the_paper_in_his_own_name(browser: Browser, venue: Venue) -> None:
    await keyed(browser, "DG-C1", B1_2_J1="47.5")
    await keyed(browser, "DG-C2")
    place = {"B1.2|J1": "47.5"}
    assert (await browser.fill("/papers/DG/differences/01/B1", **place)).status_code == 409, "he keyed one of the two"
    chief = await sit(browser, "DG-chief")
    assert "/papers/DG/differences/01/B1" in (await chief.get("/desk/DG")).text
    shown = (await chief.get("/papers/DG/differences/01/B1")).text
    assert all(word in shown for word in ("夏侯录", "令狐录", "47.5", "50", "整体印象"))
    assert (await chief.fill("/papers/DG/differences/01/B1")).status_code == 422, "nothing is chosen"
    assert (await chief.fill("/papers/DG/differences/01/B1", **{"other:B1.2|J1": "61"})).status_code == 422, "beyond the paper"
    assert (await chief.fill("/papers/DG/differences/01/B1", **place)).status_code == 303
    authors = {
        decision.judge: line.author for line, decision in (await book(venue)).lines if getattr(decision, "aspect", "") == "B1.2"
    }
    assert authors == {"J1": "DG-chief", "J2": "DG-C2", "J3": "DG-C2"}
    assert (await total(venue))[0] == "signed"


async def test_a_clerks_card_leads_to_the_papers_and_to_no_tablet(browser: Browser, venue: Venue) -> None:
    browser.cookies.set(COOKIE, (await cookie_of("DG-C1", "tablet")).partition("=")[2])
    assert (await browser.get("/tablet")).headers["location"] == "/papers"
    assert (await browser.get("/papers")).headers["location"] == "/papers/DG"
    for path in ("/tablet/DG", "/desk/DG", "/organise/DG"):
        assert (await browser.get(path)).status_code == 403


async def test_who_keyed_a_form_does_not_accept_it(browser: Browser, venue: Venue) -> None:
    from competition.people.accounts import make_account

    await make_account("luo", "罗知微", None, organiser=True)
    await keyed(browser, "luo")
    await keyed(browser, "DG-C2")
    fields = {"kind": "acceptance", "competitor": "01", "subcriterion": "B1"}
    refused = await (await sit(browser, "luo")).fill("/desk/DG/decide", **fields)
    assert refused.status_code == 409
    assert "请另一位裁判长或组织者来接收" in refused.text


async def test_a_form_that_is_not_filled_in_or_not_signed_is_refused_with_all_it_holds(browser: Browser, venue: Venue) -> None:
    clerk = await sit(browser, "DG-C1")
    cells = PAPER | {"B1.2|J1": "61", "B1.1|J3": ""}
    refused = await clerk.fill(FORM, at="/papers/DG", **cells)
    assert refused.status_code == 422
    assert "应在 0 与 60 之间" in refused.text
    assert "要 3 名裁判的分，只录了 2 名" in refused.text
    assert 'value="51.5"' in refused.text
    unsigned = {at: value for at, value in PAPER.items() if at != "@signed|J2"}
    assert "先请裁判补签，再勾选签字：J2" in (await clerk.fill(FORM, **unsigned)).text


async def test_after_marking_nothing_is_keyed_any_more(browser: Browser, venue: Venue) -> None:
    await Event.update({Event.stage: "recheck"}).where(Event.id == venue.event.id)
    refused = await (await sit(browser, "DG-C1")).fill(FORM, at="/papers/DG", **PAPER)
    assert refused.status_code == 409
    assert "登分已经结束" in refused.text


async def test_a_tablets_mark_is_never_overwritten_but_disputed(browser: Browser, venue: Venue) -> None:
    await keeper().decide(venue.round.id, venue.referees[0], [mark("01", "B1.2", "J1", "30")])
    await keyed(browser, "DG-C1")
    await keyed(browser, "DG-C2")
    now = await book(venue)
    assert [one.place for one in now.claims.values()] == [("01", "B1.2", "J1")]
    assert now.heads["01", "B1.2", "J1"].value == "30"
    assert (await total(venue))[0] == "draft"


def test_a_clerk_enters_what_stands_on_paper_and_nothing_else() -> None:
    clerk = Author("DG-C1", "夏侯录", False, None, (), clerk=True)
    scheme = None
    on_paper = {"mark", "absence", "not-attempted", "difficulty", "reveal", "signature"}
    assert {kind for kind, who in MAY.items() if CLERK in who} == on_paper
    assert forbidden(clerk, "absence", Absence("01", "B1.1", "J2", "缺席"), scheme) is None  # type: ignore[arg-type]
    assert forbidden(clerk, "penalty", Penalty("01", "1", "超时"), scheme) is not None  # type: ignore[arg-type]
