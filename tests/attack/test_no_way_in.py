"""Ways in that must not be: past the capacity, by a demo's doors, to another site, by a formula in a cell, to open secrets."""

import asyncio
import io
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from competition.events.tables import Event
from competition.judging.scorekeeper import Scorekeeper
from competition.pages.refusal import Refusal
from competition.people.accounts import make_account
from competition.people.persons import employer_named
from competition.people.tables import Person
from competition.registration.acceptance import accept, register
from competition.registration.review import accept_one
from competition.registration.summary.reading import read
from competition.settings import Settings, secret
from tests.judging.venue import a_venue
from tests.results.season import a_marked_event
from tests.web import Browser, SignIn

FORMULAS = ("=HYPERLINK(1)", "+1+cmd", "-2+3", "@SUM(A1)", "\t=1+1", '"=1')


async def test_of_twenty_accepted_at_once_only_as_many_get_in_as_there_is_room(kept: Scorekeeper) -> None:
    venue = await a_venue()
    await Event.update({Event.capacity: 7, Event.stage: "closed"}).where(Event.id == venue.event.id)
    people = []
    for number in range(10):
        person = Person(name=f"选手乙{number}", employer=await employer_named("白鹭电气厂"))
        await person.save()
        people.append((await register(venue.event.id, [person.id])).id)
    acts = [accept(one) for one in people] + [accept_one(venue.event, one, "luo", b"k" * 32) for one in people]
    done = await asyncio.gather(*acts, return_exceptions=True)
    numbers = [one for one in done if isinstance(one, str)]
    assert len(numbers) == len(set(numbers)) == 3
    assert all(isinstance(one, str | Refusal) for one in done), done


async def test_a_demo_has_doors_that_a_real_season_has_not(browser: Browser) -> None:
    for path in ("/stage", "/demo", "/demo/as/organiser", "/demo/as/chief", "/demo/join", "/demo/cut", "/demo/kill"):
        assert (await browser.get(path)).status_code == 404, path


async def test_a_sign_in_leads_only_to_a_page_of_ours(browser: Browser) -> None:
    await make_account("luo", "罗知微", "ein-langes-wort", organiser=True)
    for to in (
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "\\\\evil.example",
        "javascript:1",
    ):
        answer = await browser.fill("/sign-in", name="luo", password="ein-langes-wort", to=to)
        assert answer.status_code == 303
        where = str(answer.next_request.url if answer.next_request else "")
        assert where.startswith(str(browser.base_url)), (to, where)
        back = await browser.get("/language/en", params={"back": to})
        assert str(back.next_request.url if back.next_request else "").startswith(str(browser.base_url)), to


async def test_no_cell_of_a_paper_is_a_formula(browser: Browser, signed_in: SignIn) -> None:
    await a_marked_event()
    for at, name in enumerate(FORMULAS, 1):
        await Person.update({Person.name: name}).where(Person.name == f"选手甲0{at}")
    await signed_in()
    book = (await browser.get("/organise/DG/papers/ranking/xlsx")).content
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if "worksheets" in name)
    cells = [cell for row in CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python() for cell in row]
    assert FORMULAS[0] in cells
    table = (await browser.get("/organise/DG/papers/ranking/csv")).text
    assert not any(
        cell.startswith(("=", "+", "-", "@")) for line in table.splitlines() for cell in line.lstrip("\ufeff").split(",")
    )


def test_a_bomb_of_a_workbook_is_refused_before_it_is_opened() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", "<workbook/>")
        parts.writestr("xl/worksheets/sheet1.xml", b" " * 210_000_000)
    assert len(bomb.getvalue()) < 1_000_000
    with pytest.raises(Refusal, match="太大"):
        read("bomb.xlsx", bomb.getvalue())


def test_secrets_are_nobody_elses_to_read(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    secret(settings, "identity")
    modes = {one.name: one.stat().st_mode & 0o777 for one in (settings.data, settings.data / "secrets")}
    assert modes == {"data": 0o700, "secrets": 0o700}
    assert (settings.data / "secrets" / "identity").stat().st_mode & 0o777 == 0o600
