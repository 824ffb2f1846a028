"""Screens of the field: the organiser's desk, a tablet, the hall, a phone without script. Counts what is typed into them."""

from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page

# WCAG 2.2, A and AA
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
DESK, TABLET, HALL, PHONE = (1440, 900), (1180, 820), (1920, 1080), (390, 844)


@dataclass
class Windows:
    """`typed`: how many fields were filled in by hand, in all windows together."""

    browser: Browser
    errors: list[str] = field(default_factory=list)
    typed: int = 0

    async def open(self, size: tuple[int, int], **more: Any) -> Page:
        """A browser of its own, with cookies of its own."""
        context = await self.browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="zh-CN", **more)
        context.set_default_timeout(20_000)
        page = await context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: self.errors.append(said.text) if "Content Security" in said.text else None)
        page.on("response", lambda answer: self.errors.append(answer.url) if answer.status >= 500 else None)
        return page

    async def type(self, page: Page, field: str, text: str) -> None:
        """Fills a field in."""
        self.typed += 1
        await page.fill(field, text)

    async def bars_nobody(self, page: Page) -> None:
        """Whoever sees or hears badly can use what is there, in light and in dark."""
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)
            found = await Axe().run(page, options=RULES)
            assert found.response["violations"] == [], (page.url, scheme, found.generate_report())
        await page.emulate_media(color_scheme="light")
