"""The tablet's page and the way by POST: the same answers, and nothing on the page that could end its script block."""

import json
import re
from typing import Any

import pytest

from competition.events.tables import Event
from competition.judging.opening import said
from competition.judging.scorekeeper import keeper
from competition.judging.tablet.page import in_script
from competition.people.sessions import COOKIE
from scoring.decisions import Closing, Mark, Signature
from tests.judging.tablets import cookie_of
from tests.judging.venue import Venue, a_venue, as_json, mark, opening, sent
from tests.web import Browser


@pytest.fixture
async def venue(browser: Browser) -> Venue:
    made = await a_venue()
    await keeper().decide(made.round.id, made.chief, [opening(made)])
    browser.cookies.set(COOKIE, (await cookie_of("DG-J1")).partition("=")[2])
    return made


async def boot(browser: Browser) -> dict[str, object]:
    answer = await browser.get("/tablet/DG")
    assert answer.status_code == 200, answer.text
    found = re.search(r'<script type="application/json" id="boot">(.*?)</script>', answer.text, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


async def test_one_event_is_opened_at_once(browser: Browser, venue: Venue) -> None:
    answer = await browser.get("/tablet", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/tablet/DG")


async def test_the_page_brings_all_that_a_tablet_begins_with(browser: Browser, venue: Venue) -> None:
    await keeper().decide(
        venue.round.id, venue.referees[0], [mark("01", "A1.2", "*", "5", note="漏戴护目镜"), mark("01", "A1.1", "*", "yes")]
    )
    await keeper().decide(venue.round.id, venue.referees[0], [sent(Signature("01", "A1", "J1"))])
    begin = await boot(browser)
    assert (begin["author"], begin["judge"], begin["number"]) == ("DG-J1", "J1", 4)
    assert [(m["aspect"], m["value"], m["note"]) for m in begin["marks"]] == [("A1.1", "yes", ""), ("A1.2", "5", "漏戴护目镜")]  # type: ignore[attr-defined]
    assert begin["states"][0] == {"competitor": "01", "subcriterion": "A1", "state": "signed", "reason": "", "signed": ["J1"]}  # type: ignore[index]


async def test_a_title_cannot_end_the_script(browser: Browser, venue: Venue) -> None:
    await Event.update({Event.title: "电工</script><b>"}).where(Event.id == venue.event.id)
    assert (await boot(browser))["event"] == {"code": "DG", "title": "电工</script><b>"}
    assert in_script("</script>\u2028") == '"\\u003c/script>\\u2028"'


async def test_by_post_what_came_since_goes_back_with_the_answers(browser: Browser, venue: Venue) -> None:
    begin = await boot(browser)
    token = {"x-csrftoken": str(begin["csrf"])}
    asked = {"since": begin["number"], "epoch": begin["epoch"]}

    async def told(**more: object) -> dict[str, Any]:
        batch = {"author": "DG-J1", "decisions": [], **asked, **more}
        answer: dict[str, Any] = (await browser.post(str(begin["post"]), json=batch, headers=token)).json()
        return answer

    assert (await told())["still"] == 1
    await said(venue.round.id, venue.referees[1], Mark("01", "B1.1", "J2", "0"))
    await said(venue.round.id, venue.chief, Closing())
    since = await told(decisions=[as_json(mark("02", "A1.2", "*", "5"))])
    assert [line["kind"] for line in since["lines"]] == ["closing"], "another judge's mark is not his to see"
    assert (since["number"], since["answers"][0]["outcome"]) == (4, "conflict")
    anew = (await told(epoch="another"))["reset"]
    assert (anew["number"], anew["round"], anew["marks"]) == (4, venue.round.id, [])


async def test_by_post_the_answers_are_the_same(browser: Browser, venue: Venue) -> None:
    begin = await boot(browser)
    token = {"x-csrftoken": str(begin["csrf"])}
    batch = {"author": "DG-J1", "decisions": [as_json(mark("01", "A1.2", "*", "5")), as_json(mark("01", "A1.2", "*", "9"))]}
    first = await browser.post(str(begin["post"]), json=batch, headers=token)
    again = await browser.post(str(begin["post"]), json=batch, headers=token)
    assert [one["outcome"] for one in first.json()["answers"]] == ["entered", "refused"]
    assert again.json()["answers"] == first.json()["answers"]
    assert (await keeper().book(venue.round.id)).number == 2


async def test_a_post_without_token_or_by_another_is_not_kept(browser: Browser, venue: Venue) -> None:
    begin = await boot(browser)
    batch = {"author": "DG-J2", "decisions": [as_json(mark("01", "A1.2", "*", "5"))]}
    assert (await browser.post(str(begin["post"]), json=batch)).status_code == 403
    assert (await browser.post(str(begin["post"]), json=batch, headers={"x-csrftoken": str(begin["csrf"])})).status_code == 409
    malformed = await browser.post(str(begin["post"]), content=b"{", headers={"x-csrftoken": str(begin["csrf"])})
    assert (malformed.status_code, malformed.json()["answers"][0]["outcome"]) == (200, "refused")
    assert (await keeper().book(venue.round.id)).number == 1
