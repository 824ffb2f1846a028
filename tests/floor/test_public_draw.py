"""The draw before everybody: the hash first, then the seed; once results are out anybody draws again, and no name is told."""

import hashlib
import json
from pathlib import Path

from click.testing import CliRunner

from competition.events.programme import event_by_code, round_of
from competition.events.tables import Event
from competition.floor.draw_command import draw_command
from competition.floor.draws import announce_draw, draw_by_program, last_draw
from competition.floor.stations import competitors
from tests.floor.builders import an_event
from tests.web import Browser


async def test_first_the_hash_then_the_seed_and_after_the_release_all_to_draw_again(browser: Browser, tmp_path: Path) -> None:
    await an_event(people=7)
    event = await event_by_code("DG")
    round_id = (await round_of(event.id)).id
    assert "还没有公布抽签" in (await browser.get("/draw/DG")).text
    await announce_draw(event, "luo")
    drawn = await last_draw(round_id)
    assert drawn is not None
    before = (await browser.get("/draw/DG")).text
    assert drawn.seed_hash in before
    assert drawn.seed not in before
    await draw_by_program(event, "luo", "三十七")
    after = (await browser.get("/draw/DG")).text
    assert drawn.seed in after
    assert hashlib.sha256(drawn.seed.encode()).hexdigest() in after
    assert (await browser.get("/draw/DG/draw.json")).status_code == 404
    await Event.update({Event.stage: "released"}).where(Event.id == event.id)
    told = await browser.get("/draw/DG/draw.json")
    for one in await competitors(event.id):
        assert one.shown not in told.text + after
        assert not one.employer or one.employer not in told.text + after

    file = tmp_path / "draw.json"
    file.write_bytes(told.content)
    same = CliRunner().invoke(draw_command, [str(file)])
    assert (same.exit_code, "7 个号全部相同" in same.output) == (0, True), same.output
    first, second, *_rest = sorted(found := json.loads(told.content)["labels"])
    changed = json.loads(told.content) | {"labels": found | {first: found[second], second: found[first]}, "hash": "0" * 64}
    file.write_text(json.dumps(changed))
    other = CliRunner().invoke(draw_command, [str(file)])
    assert other.exit_code == 3
    assert len(other.output.splitlines()) == 3
    file.write_text("{}")
    assert CliRunner().invoke(draw_command, [str(file)]).exit_code == 3
