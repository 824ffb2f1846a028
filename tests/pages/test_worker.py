"""The service worker keeps every file that the tablet's page needs, and its text changes with the build."""

import re

from competition.pages.assets import STATIC, address, build
from competition.pages.worker import TABLET
from tests.web import Browser


def _needed(name: str, seen: set[str]) -> set[str]:
    if name not in seen:
        seen.add(name)
        for imported in re.findall(r'from "\./([\w.]+)"', (STATIC / name).read_text(encoding="utf-8")):
            _needed(imported, seen)
    return seen


def test_every_module_of_the_tablet_is_kept() -> None:
    assert _needed("tablet.js", set()) == {name for name in TABLET if name.endswith(".js")}
    assert [name for name in TABLET if not (STATIC / name).is_file()] == []


async def test_the_worker_names_its_build_and_is_asked_for_anew(browser: Browser) -> None:
    answer = await browser.get("/sw.js")

    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.text.startswith(f'const BUILD = "{build()}", FILES = ["{address()}/')
