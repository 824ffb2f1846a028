"""Draw 1 where the event asks for it: nobody has a contest number before, draw 2 waits for it, each has its own people."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from competition.events.programme import event_by_code, round_of
from competition.events.tables import Duty, Event
from competition.floor.draw_command import draw_command
from competition.floor.draws import NUMBERS, announce_draw, draw_by_program, draw_by_slips, last_draw, result_of, unnumbered
from competition.floor.stations import competitors, placed
from competition.pages.refusal import Refusal
from competition.registration.acceptance import accept
from competition.registration.tables import Registration
from tests.documents.rankings import read_paper
from tests.floor.builders import EMPLOYERS, an_event
from tests.web import Browser, SignIn

WHEN = {"date": "2026-11-28", "start": "08:30"}


@pytest.fixture
async def event(browser: Browser, signed_in: SignIn) -> Event:
    """Four accepted, one who waits; the organiser has asked for both draws."""
    await signed_in()
    await an_event(waiting=1)
    assert (await browser.fill("/organise/DG/details", numbers="drawn", **WHEN)).status_code == 303
    return await event_by_code("DG")


async def numbers(event: Event) -> dict[int, str]:
    return {one.registration: one.number for one in await competitors(event.id)}


async def typed(event: Event, *texts: str) -> dict[str, str]:
    there = sorted(await numbers(event))
    return {f"place-{one}": text for one, text in zip(there, texts, strict=True)}


async def test_an_event_that_does_not_ask_numbers_as_it_accepts_and_draws_once(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    event = await an_event()
    assert list((await numbers(event)).values()) == ["DG001", "DG002", "DG003", "DG004"]
    assert (await browser.fill("/organise/DG/numbers/announce")).status_code == 409
    assert "抽参赛编号" not in (await browser.get("/organise/DG/draw")).text
    await announce_draw(event, "luo")


async def test_stations_wait_until_everybody_has_drawn_his_number(browser: Browser, event: Event) -> None:
    assert set((await numbers(event)).values()) == {""}
    assert "4 个选手还没有抽参赛编号" in (await browser.get("/organise/DG")).text
    assert "先抽参赛编号" in (await browser.fill("/organise/DG/draw/announce")).text
    assert (await browser.get("/organise/DG/day.pdf?part=passes")).status_code == 422

    assert (await browser.fill("/organise/DG/numbers/slips", **await typed(event, "3", "DG001", "4", "002"))).status_code == 303
    assert list((await numbers(event)).values()) == ["DG001", "DG002", "DG003", "DG004"]
    assert [one.names[0] for one in await competitors(event.id)] == ["选手2", "选手4", "选手1", "选手3"]

    late = await Registration.objects().where(Registration.state == "submitted").first()
    assert late is not None
    assert await accept(late.id) == "", "his number is drawn too"
    assert await unnumbered(event) == 1
    with pytest.raises(Refusal, match="还有 1 个选手"):
        await announce_draw(event, "luo")


async def test_a_clash_of_numbers_writes_nothing_and_names_both(browser: Browser, event: Event) -> None:
    refused = await browser.fill("/organise/DG/numbers/slips", **await typed(event, "1", "001", "9", "x"))
    assert refused.status_code == 422
    for said in ("选手1：DG001 写给了 2 个选手", "没有 DG009 这张抽签条，应在 DG001 到 DG004 之间", "“x”不是抽签条上的号"):
        assert said in refused.text
    assert set((await numbers(event)).values()) == {""}


async def test_who_draws_stations_sees_numbers_and_no_name(browser: Browser, signed_in: SignIn, event: Event) -> None:
    await draw_by_slips(event, "luo", {one: (1, n) for n, one in enumerate(await numbers(event), 1)}, NUMBERS)
    for name, role in (("ke", "coding"), ("deng", "registrar"), ("sui", "referee")):
        account = await signed_in(name, organiser=False)
        await Duty(event=event.id, account=account.id, role=role, seat=2 if role == "referee" else 0).save()
        seen = {path: (await browser.get(f"/organise/DG/{path}")).status_code for path in ("numbers", "draw")}
        assert seen == {"numbers": 200 if role == "registrar" else 403, "draw": 200 if role == "coding" else 403}
        if role == "coding":
            page = (await browser.get("/organise/DG/draw")).text
            assert "DG004" in page
            assert not any(name in page for name in ("选手1", *EMPLOYERS))
            ids = list(await numbers(event))
            drawn = {f"place-{one}": str(n) for n, one in enumerate(ids, 5)} | {f"proxy-{ids[0]}": "yes"}
            assert (await browser.fill("/organise/DG/draw/slips", **drawn)).status_code == 303
            assert "checked" in (await browser.get("/organise/DG/draw")).text, "somebody drew for him"
    last = await last_draw((await round_of(event.id)).id)
    assert last is not None
    assert result_of(last)["proxies"] == ids[:1]
    assert [place.label for place in await placed(event.id, (await round_of(event.id)).id)] == ["05", "06", "07", "08"]


async def test_once_stations_are_drawn_the_numbers_stand(browser: Browser, event: Event) -> None:
    ids = list(await numbers(event))
    await draw_by_slips(event, "luo", {one: (1, n) for n, one in enumerate(ids, 1)}, NUMBERS)
    await draw_by_slips(event, "luo", {one: (1, n) for n, one in enumerate(ids, 1)})
    assert "重新开放报名" in (await browser.fill("/organise/DG/numbers/announce")).text
    assert (await browser.fill("/organise/DG/details", numbers="accepted", **WHEN)).status_code == 422


async def test_both_draws_are_published_and_drawn_again(browser: Browser, event: Event, tmp_path: Path) -> None:
    for kind in (NUMBERS, "stations"):
        announced = await announce_draw(event, "luo", kind)
        public = (await browser.get("/draw/DG")).text
        assert (announced.seed_hash in public, announced.seed in public) == (True, False)
        await draw_by_program(event, "luo", "三七", kind)
        assert announced.seed in (await browser.get("/draw/DG")).text
    slips = read_paper((await browser.get("/organise/DG/numbers/slips.pdf")).content, tmp_path)
    assert sorted(re.findall(r"DG\d+", slips)) == ["DG001", "DG002", "DG003", "DG004"]
    assert (await browser.get("/draw/DG/draw.json?of=numbers")).status_code == 404
    await Event.update({Event.stage: "released"}).where(Event.id == event.id)
    for of in ("numbers", "stations"):
        told = await browser.get(f"/draw/DG/draw.json?of={of}")
        file = tmp_path / f"{of}.json"
        file.write_bytes(told.content)
        assert CliRunner().invoke(draw_command, [str(file)]).exit_code == 0
    first = json.loads((tmp_path / "numbers.json").read_text())
    assert sorted(first["labels"].values()) == ["DG001", "DG002", "DG003", "DG004"]


async def test_turned_off_again_everybody_is_numbered_in_the_order_of_registration(browser: Browser, event: Event) -> None:
    assert (await browser.fill("/organise/DG/details", numbers="accepted", **WHEN)).status_code == 303
    assert list((await numbers(event)).values()) == ["DG001", "DG002", "DG003", "DG004"]
