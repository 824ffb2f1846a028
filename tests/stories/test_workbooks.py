"""A CIS workbook through the organiser's pages: every criterion, descriptor, day and section of it arrives at the tablet."""

import html
import json
import random
import re
from pathlib import Path
from typing import Any

import pytest

from competition.files.scheme_workbook import read_scheme_workbook
from scoring.scheme import Scheme, read_scheme
from tests.files.books import cis_book
from tests.left_out import REAL
from tests.stories.organising import at_the_desk, cards, quick_start
from tests.stories.tablets import Tablet
from tests.web import Browser, SignIn

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# criteria, sub-criteria, aspects, of which judgement, marks in all
BOOKS = [
    pytest.param(None, (2, 3, 10, 1, "100.00"), id="our own"),
    pytest.param(
        REAL / "cis/euroskills-2023-web-development.xlsx", (6, 36, 149, 26, "100.00"), id="euroskills", marks=pytest.mark.real
    ),
]
Size = tuple[int, int, int, int, str]


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return html.unescape(found[1])


def size_of(page: str) -> tuple[int, int, int, str]:
    """Criteria, sub-criteria, aspects and the sum, as the organiser sees them."""
    total = re.search(r"<dt>满分</dt><dd class=\"num\"><b>([\d.]+)</b>", page)
    assert total, page
    aspects = len(re.findall(r'<tr><td><span class="soft">', page))
    return len(re.findall(r"<section[^>]*><h2>\S+　", page)), page.count("<caption>"), aspects, total[1]


def aspects_of(scheme: dict[str, Any]) -> list[dict[str, Any]]:
    return [aspect for criterion in scheme["criteria"] for sub in criterion["subcriteria"] for aspect in sub["aspects"]]


def said_by(scheme: dict[str, Any]) -> Scheme:
    """The scheme without regard to how it is written down: a default may be written or not."""
    found = read_scheme(scheme)
    assert isinstance(found, Scheme), found
    return found


async def replaced(browser: Browser, code: str, workbook: bytes) -> str:
    """Uploads it at the scheme's page, looks, and replaces; the page afterwards."""
    at = f"/organise/{code}/scheme"
    shown = await browser.fill(at, at=at, files={"file": ("book.xlsx", workbook, SHEET)})
    assert shown.status_code == 200, shown.text
    assert "这是预览，还没有替换" in shown.text
    fields = {name: hidden(shown.text, name) for name in ("do", "source", "scheme")}
    kept = await browser.fill(at, at=at, **fields)
    assert kept.status_code == 303, kept.text
    return (await browser.get(kept.headers["location"])).text


def the_tablet_has(boot: dict[str, Any], scheme: dict[str, Any], size: Size) -> None:
    """Every form with its day, every aspect with what the workbook says of it."""
    wanted = {sub["code"]: sub for criterion in scheme["criteria"] for sub in criterion["subcriteria"]}
    forms = {form["code"]: form for form in boot["forms"]}
    assert (len(forms), sum(len(form["aspects"]) for form in boot["forms"])) == size[1:3]
    assert {code: form["day"] for code, form in forms.items()} == {code: sub.get("day") for code, sub in wanted.items()}
    shown = {aspect["code"]: aspect for form in boot["forms"] for aspect in form["aspects"]}
    for aspect in aspects_of(scheme):
        there = shown[aspect["code"]]
        said = ("title", "kind", "descriptors", "extra", "requirement", "calculation")
        usual = {"descriptors": {}, "extra": [], "requirement": "", "calculation": ""}
        assert {key: there[key] for key in said} == {key: aspect.get(key, usual.get(key)) for key in said}
    assert sum(len(aspect["descriptors"]) == 4 for aspect in shown.values()) == size[3]


@pytest.mark.parametrize(("file", "size"), BOOKS)
async def test_a_workbook_arrives_whole_at_the_tablet(
    browser: Browser, address: str, signed_in: SignIn, tmp_path: Path, file: Path | None, size: Size
) -> None:
    workbook = cis_book() if file is None else file.read_bytes()
    read = read_scheme_workbook(workbook).scheme
    assert read is not None
    await signed_in()
    assert (await quick_start(browser, None, ["选手甲", "选手乙"], 3, code="WEB", trade="DG")).status_code == 303

    page = await replaced(browser, "WEB", workbook)
    assert size_of(page) == (*size[:3], size[4])
    kept = json.loads((await browser.get("/organise/WEB/scheme/scheme.json")).content)
    assert said_by(kept) == said_by(read)
    assert kept["sections"] == read["sections"]
    assert [aspect.get("section") for aspect in aspects_of(kept)] == [aspect.get("section") for aspect in aspects_of(read)]
    again = read_scheme_workbook((await browser.get("/organise/WEB/scheme/cis.xlsx")).content).scheme
    assert again is not None
    assert said_by(again) == said_by(read)

    await at_the_desk(browser, "WEB", "stage", act="start")
    tablet = Tablet(address, "WEB", (await cards(browser, "WEB", tmp_path))["J1"], random.Random(1))
    await tablet.sign_in()
    the_tablet_has(await tablet.boot(), read, size)


async def test_the_one_page_takes_the_same_workbook(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    files = {"file": ("book.xlsx", cis_book(), SHEET)}
    fields = {"do": "create", "referees": "甲、乙、丙", "people": "丁\n戊", "date": "2026-11-28", "code": "ONE"}
    made = await browser.fill("/quick-start", files=files, **fields)
    assert made.status_code == 303, made.text

    kept = json.loads((await browser.get("/organise/ONE/scheme/scheme.json")).content)
    read = read_scheme_workbook(cis_book()).scheme
    assert read is not None
    assert said_by(kept) == said_by(read)
