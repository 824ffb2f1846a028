"""After the signature nothing that was signed moves: not from a tablet, not from the floor, nor without its snapshot."""

from typing import Any

import msgspec
import pytest

from competition.events.tables import Duty
from competition.judging.logbook import Approval, Proposal
from competition.judging.opening import said
from competition.judging.scorekeeper import Envelope, keeper
from competition.people.accounts import make_account
from competition.results.signing import sign_off
from scoring.decisions import Correction, Time
from tests.judging.tablets import cookie_of, tablet
from tests.judging.test_desk import sit
from tests.judging.venue import Venue, as_json, sent
from tests.results.season import a_marked_event, lines_of
from tests.web import Browser


@pytest.fixture
async def venue(address: str) -> Venue:
    """Signed; beside the chief there are a second one and an official on the floor."""
    made = await a_marked_event()
    for name, role in (("DG-chief2", "chief"), ("DG-F1", "floor")):
        account = await make_account(name, "旁人", None)
        await Duty(event=made.event.id, account=account.id, role=role).save()
    await said(int(made.round.id), made.chief, Time("01", "100"))
    await sign_off(made.event, int(made.round.id), "DG-chief")
    return made


def proposed(correction: Envelope) -> dict[str, Any]:
    return as_json(sent(Proposal("correction", msgspec.Raw(bytes(correction.body)))))


async def test_two_chiefs_on_tablets_make_no_correction_without_its_snapshot(address: str, venue: Venue) -> None:
    correction, before = sent(Correction("02", "B1.2", "J2", "60", "看错")), await lines_of(venue)
    async with (
        tablet(address, "DG", await cookie_of("DG-chief")) as first,
        tablet(address, "DG", await cookie_of("DG-chief2")) as second,
    ):
        told = await first.decides(proposed(correction), as_json(correction))
        told += await second.decides(as_json(sent(Approval(before + 1))))
    assert [(one["outcome"], "勘误" in one["says"]) for one in told] == [("refused", True)] * 3
    assert await lines_of(venue) == before


async def test_the_floor_changes_no_time_that_was_signed(browser: Browser, venue: Venue) -> None:
    await sit(browser, "DG-F1")
    before = await lines_of(venue)
    acts = ({"act": "undo-finish", "label": "01"}, {"act": "clock", "clock": "start", "session": "1"})
    more = ({"act": "check-in", "label": "01"}, {"act": "report", "status": "withdrawn", "label": "01", "reason": "走了"})
    for act in (*acts, *more):
        answer = await browser.fill("/floor/DG/act", **act)
        assert (answer.status_code, "已经签字" in answer.text) == (409, True), act
    assert await lines_of(venue) == before
    tally = (await keeper().book(int(venue.round.id))).tally
    assert tally is not None
    assert tally.sheets["01"].time == 100
