"""The tablet judges an entry exactly as the scoring does: what may be entered, and what it comes to."""

import random
from dataclasses import asdict
from fractions import Fraction
from typing import Any

import pytest
from playwright.async_api import Browser, Page, Route

from competition.pages.assets import STATIC
from scoring.amounts import Rounding, plain, shown
from scoring.aspects import AGREED, Aspect, objection_to_entry, worth

pytestmark = pytest.mark.browser
F = Fraction
ASPECTS = [
    Aspect("1", "", "measurement", F(2), "all-or-nothing"),
    Aspect("2", "", "measurement", F(3), "value", step=F("0.5")),
    Aspect("3", "", "measurement", F("10.25"), "value"),
    Aspect("4", "", "measurement", F(4), "deduct", per=F("0.75")),
    Aspect("5", "", "measurement", F(2), "count", possible=7),
    Aspect("6", "", "measurement", F(5), "bands", bands=((F("-1"), F(5)), (F("0.5"), F("2.5")), (F(4), F(1)))),
    Aspect("7", "", "measurement", F(5), "ranges", ranges=((F("-2"), F(1), F(5)), (F("1.01"), F(6), F("3.335")))),
    Aspect("8", "", "measurement", F(5), "choice", choices=(("两处都找到", F(5)), ("找到一处", F("2.125")))),
    Aspect("9", "", "measurement", F(10), "distance", per=F("1.5"), target=F("220"), every=F("0.5")),
]
JUDGED = [
    Aspect("J", "", "judgement", F(10), judges=3),
    Aspect("P", "", "panel", F(10), judges=3, step=F("0.25"), min=F("0.1")),
]
WORDS = ["yes", "no", "两处都找到", "找到一处", "", "-", ".5", "1.", "1e3", "٣", "+1", "0x1", " 1", "1 ", "not-attempted"]
ROUNDING = Rounding(2, "half-up", frozenset({"aspect"}))


def _shown(aspect: Aspect) -> dict[str, Any]:
    known = asdict(aspect)
    written = {name: plain(value) if isinstance(value, Fraction) else value for name, value in known.items()}
    bands = [[plain(part) for part in band] for band in aspect.bands]
    ranges = [[plain(part) for part in each] for each in aspect.ranges]
    choices = {"choices": [name for name, _ in aspect.choices], "worths": {name: plain(mark) for name, mark in aspect.choices}}
    return written | {"bands": bands, "ranges": ranges} | choices


def _values() -> list[str]:
    chance = random.Random(20261122)
    numbers = [f"{chance.randint(-300, 1200) / 100:.2f}" for _ in range(150)] + [f"{n}" for n in range(-2, 12)]
    return numbers + [f"{n / 4}" for n in range(0, 45)] + ["219.75", "220", "223.3", "0.000000001", "-0", "999999999999"] + WORDS


@pytest.fixture
async def page(browser: Browser) -> Page:
    """A page with nothing but the module under test."""
    made = await browser.new_page()

    async def served(route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[1]
        if name:
            await route.fulfill(path=STATIC / name, content_type="text/javascript")
        else:
            await route.fulfill(body="<!doctype html>", content_type="text/html")

    await made.route("http://tablet.test/**", served)
    await made.goto("http://tablet.test/")
    return made


async def test_what_may_be_entered_is_what_the_scoring_takes(page: Page) -> None:
    for aspect in ASPECTS + JUDGED:
        values = [value for value in _values() if aspect.award not in ("all-or-nothing", "choice")]
        judge = "J1" if aspect.judged else AGREED
        ours = [objection_to_entry(aspect, judge, value) is None for value in values if value != "not-attempted"]
        theirs = await page.evaluate(
            "async ([a, vs]) => { const m = await import('/entries.js'); return vs.map(v => m.objection(a, v) === null) }",
            [_shown(aspect), [value for value in values if value != "not-attempted"]],
        )
        assert theirs == ours, aspect.code


async def test_what_an_entry_comes_to_is_what_the_scoring_says(page: Page) -> None:
    for aspect in ASPECTS:
        values = [value for value in _values() if objection_to_entry(aspect, AGREED, value) is None]
        ours = [shown(worth(aspect, {AGREED: value}, ROUNDING, strict=False, competitor="").mark, 2) for value in values]
        theirs = await page.evaluate(
            "async ([a, vs]) => { const m = await import('/entries.js'); return vs.map(v => m.fixed(m.worth(a, v))) }",
            [_shown(aspect), values],
        )
        assert values
        assert dict(zip(values, theirs, strict=True)) == dict(zip(values, ours, strict=True)), aspect.code
