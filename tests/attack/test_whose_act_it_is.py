"""What a chief may not do alone: sign over open forms, publish his own result, begin a round by a frame. What no file brings."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from competition.events.programme import event_by_code
from competition.events.tables import Event
from competition.judging.logbook import Proposal, encode
from competition.judging.opening import open_round, said
from competition.judging.scorekeeper import Scorekeeper, keeper
from competition.keeping import archive
from competition.pages.refusal import Refusal
from competition.results.signing import sign_off
from scoring.decisions import Opening, Penalty, Reopening, Return, SchemeChange
from tests.judging.tablets import cookie_of, tablet
from tests.judging.test_desk import sit
from tests.judging.venue import Venue, a_venue, as_json, sent
from tests.results.season import a_marked_event, lines_of
from tests.web import Browser


async def test_nothing_is_signed_over_a_form_that_was_opened_again(kept: Scorekeeper) -> None:
    venue = await a_marked_event(recheck=False)
    round_id = int(venue.round.id)
    await said(round_id, venue.chief, Reopening(1, "B1", "再看"))
    await said(round_id, venue.chief, Return("02", "B1", "再看"))
    with pytest.raises(Refusal) as refused:
        await sign_off(venue.event, round_id, "DG-chief")
    assert (refused.value.facts["count"], refused.value.facts["listed"]) == (1, "02 B1")


async def test_nothing_is_signed_while_a_decision_waits_for_its_second_official(kept: Scorekeeper) -> None:
    venue = await a_marked_event()
    penalty = Proposal("penalty", msgspec.Raw(encode(Penalty("02", "5", "越线"))))
    await said(int(venue.round.id), venue.chief, penalty)
    with pytest.raises(Refusal, match="第二人"):
        await sign_off(venue.event, int(venue.round.id), "DG-chief")


async def test_a_chief_approves_and_publishes_nothing(browser: Browser) -> None:
    venue = await a_marked_event()
    await sign_off(venue.event, int(venue.round.id), "DG-chief")
    await sit(browser, "DG-chief")
    for stage, act in (("signed", "unseal"), ("unsealed", "approve"), ("approved", "notice"), ("notice", "release")):
        await Event.update({Event.stage: stage}).where(Event.id == venue.event.id)
        fields = {"witness": "何临川", "approvers": "何临川、罗知微", "reason": "急"}
        answer = await browser.fill(f"/organise/DG/results/{act}", **fields)
        assert (answer.status_code, (await event_by_code("DG")).stage) == (403, stage), act
        assert f"/results/{act}" not in (await browser.get("/organise/DG/results")).text


async def test_a_frame_begins_no_round_and_changes_no_scheme(address: str) -> None:
    venue: Venue = await a_venue()
    other = venue.round.scheme.replace("60", "90")
    async with tablet(address, "DG", await cookie_of("DG-chief")) as link:
        begun = await link.decides(as_json(sent(Opening(other, ("01",)), ref="opening")))
        assert (await keeper().book(int(venue.round.id))).tally is None
        await open_round(venue.event, venue.chief)
        before = await lines_of(venue)
        changed = await link.decides(as_json(sent(SchemeChange(other, "改"))))
    assert [one["outcome"] for one in (*begun, *changed)] == ["refused", "refused"]
    assert await lines_of(venue) == before


def a_backup(folder: Path, *names: str) -> tuple[Path, archive.Manifest]:
    (folder / "part").write_bytes(b"x" * 100)
    told = archive.Manifest("1", 18, datetime.now(UTC), "here", {})
    made = archive.write(folder / "a.zip", told, {archive.DATABASE: folder / "part"} | dict.fromkeys(names, folder / "part"))
    return folder / "a.zip", made


@pytest.mark.parametrize(
    "name", ["data/../../evil", "data//etc/evil", "data/postgres/pg_hba.conf", "data/database.dump", "data/"]
)
def test_no_backup_writes_beside_the_season(tmp_path: Path, name: str) -> None:
    target = tmp_path / "there"
    target.mkdir()
    path, told = a_backup(tmp_path, name)
    with pytest.raises(Refusal):
        archive.unpack(path, told, target)
    assert not (tmp_path / "evil").exists()


def test_a_backup_that_is_packed_tight_is_none_of_ours(tmp_path: Path) -> None:
    path, _told = a_backup(tmp_path, "data/secrets/pins")
    tight = tmp_path / "tight.zip"
    with zipfile.ZipFile(path) as ours, zipfile.ZipFile(tight, "w", zipfile.ZIP_DEFLATED) as theirs:
        theirs.comment = b"0" * archive.SEAL
        for one in ours.namelist():
            theirs.writestr(one, ours.read(one))
    with tight.open("r+b") as file:
        whole = file.seek(0, 2) - archive.SEAL
        seal = archive._digest(file, whole)
        file.seek(whole)
        file.write(seal.encode())
    assert archive.checked(path).product == "competition"
    with pytest.raises(Refusal, match="不是本系统"):
        archive.checked(tight)
