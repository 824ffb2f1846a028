"""What an organiser does, by the pages he has: 快速开赛 and the steps of the results; and what only he knows."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from competition.events.programme import event_by_code, round_of
from competition.floor.stations import placed
from tests.stories import papers
from tests.web import Browser

NAMES = ["沈砚舟", "何临川", "秦照", "段星野", "乔以宁", "陆知遥", "温如故", "叶栖迟", "江照野"]
UNITS = ("青梧机电公司", "白鹭电气厂", "长桥物业公司")


def page_of(people: Sequence[str], referees: int, **more: str) -> dict[str, str]:
    """The fields of 快速开赛; the first of the referees is the chief. A person may bring his employer along after a tab."""
    listed = "\n".join(who if "\t" in who else f"{who}\t{UNITS[n % len(UNITS)]}" for n, who in enumerate(people))
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    usual = {"date": tomorrow, "start": "08:30", "minutes": "180", "display": "stations", "do": "create"}
    return usual | {"referees": "、".join(NAMES[:referees]), "people": listed} | more


async def quick_start(
    browser: Browser, scheme: dict[str, Any] | None, people: Sequence[str], referees: int, **more: str
) -> httpx.Response:
    """Posts the one page, with the scheme as a file where one is given."""
    text = json.dumps(scheme, ensure_ascii=False).encode()
    files = {"file": ("scheme.json", text, "application/json")} if scheme else None
    return await browser.fill("/quick-start", files=files, **page_of(people, referees, **more))


async def at_stations(code: str) -> dict[str, str]:
    """Name → the label that was drawn for it."""
    event = await event_by_code(code)
    found = await placed(event.id, (await round_of(event.id)).id)
    return {one.competitor.shown: one.label for one in found}


async def cards(browser: Browser, code: str, tmp_path: Path) -> dict[str, tuple[str, str]]:
    """Judge → link and PIN, off the printed cards."""
    return papers.of_cards((await browser.get(f"/organise/{code}/cards.pdf")).content, tmp_path)


async def act(browser: Browser, code: str, name: str, **said: str) -> httpx.Response:
    """A button of the results page."""
    return await browser.fill(f"/organise/{code}/results/{name}", at=f"/organise/{code}/results", **said)


def waiting_forms(page: str) -> dict[str, str]:
    """The fields of the forms that wait on a page of the recheck."""
    form = page.split('id="page"')[1].split("</form>")[0]
    return dict(re.findall(r'name="((?:label|form|seen)-\d+)" value="([^"]*)"', form))


async def recheck(browser: Browser, code: str) -> int:
    """Presses 无误 for a whole page of the recheck until none waits; how many pages there were."""
    pages, at = 0, f"/organise/{code}/recheck"
    while 'id="page"' in (text := (await browser.get(at)).text):
        answer = await browser.fill(f"{at}/right", at=at, **waiting_forms(text))
        assert answer.status_code == 303, answer.text
        pages += 1
    return pages


async def at_the_desk(browser: Browser, code: str, name: str, /, **said: str) -> None:
    """A button of the chief's desk that is not refused: `stage` (act = start, finish), `accept-all`."""
    answer = await browser.fill(f"/desk/{code}/{name}", at=f"/desk/{code}", **said)
    assert answer.status_code == 303, answer.text
