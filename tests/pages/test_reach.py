"""Pages can be used by everybody: axe finds nothing, in light and dark, at every size; and nothing runs off to the right."""

from collections.abc import AsyncIterator

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Route, async_playwright

from tests.chromium import chromium
from tests.pages.drawn import STATIC, drawn
from tests.pages.test_parts import PAGES, Shown
from tests.pages.venue_screen import Shown as Hall
from tests.pages.venue_screen import frame, stations

pytestmark = pytest.mark.browser
OVER = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as play:
        opened = await play.chromium.launch(executable_path=chromium())
        yield opened
        await opened.close()


async def _read(browser: Browser, page: str, shown: object, scheme: str, width: int, large: bool) -> tuple[list[str], int]:
    async def serve(route: Route) -> None:
        name = route.request.url.partition("/s/")[2]
        if not name:
            await route.fulfill(body=drawn(page, shown, large=large), content_type="text/html; charset=utf-8")
        elif name == "style.css":
            await route.fulfill(body=(STATIC / name).read_text(encoding="utf-8"), content_type="text/css")
        else:
            await route.abort()

    context = await browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    opened = await context.new_page()
    await opened.route("**/*", serve)
    await opened.goto("http://venue.test/")
    found = await Axe().run(opened)
    over = await opened.evaluate(OVER)
    await context.close()
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found.response["violations"]], over


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "large"), [(390, True), (1180, False)])
async def test_everybody_can_use_it(browser: Browser, scheme: str, width: int, large: bool) -> None:
    shown = {page: Shown() for page in PAGES} | {"results/hall.html": Hall(frame(1, stations(9), frozen=True))}
    for page, sample in shown.items():
        found, over = await _read(browser, page, sample, scheme, width, large)

        assert found == [], page
        assert over <= 0, page
