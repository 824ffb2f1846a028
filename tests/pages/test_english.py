"""Whoever reads English reads all of it in English: every hole kept, no Chinese left but what is Chinese by nature."""

import html
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

from competition.app import application
from competition.events.programme import season
from competition.events.stages import perform
from competition.judging.opening import open_round
from competition.judging.schema import addresses
from competition.people.sessions import COOKIE, begin
from competition.people.tables import Account
from competition.results.publication import begin_notice
from competition.results.signing import sign_off
from competition.settings import Settings
from tests.judging.venue import Venue, a_venue
from tests.results.season import a_marked_event, link_of
from tests.web import Browser, SignIn

CATALOGUE = Path(__file__).parent.parent.parent / "competition/locale/en/LC_MESSAGES/messages.po"
HOLE = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}|</?\w+[^>]*>|\*")
CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff，。；：！？]+")
FULL_WIDTH = re.compile(r"[\u3000-\u303f\uff01-\uff5e]")
# a list of people is Chinese, and so are the columns of the office's own sheet
QUOTES_CHINESE = {
    "例如：程不语 云杉轨道维保公司 2025年本赛项第1名。单位不清楚写 -",
    "没有找到表头。第一行（或标题下面一行）要写列名，至少有“姓名”和“单位”。可以下载汇总表模板来填。",
}


def _translations() -> Iterator[tuple[str, str]]:
    """Each text that has its English; each form of a plural for itself."""
    with CATALOGUE.open("rb") as po:
        for message in read_po(po, locale="en"):
            texts, english = (one if isinstance(one, tuple) else (one,) for one in (message.id, message.string))
            yield from ((text, str(said)) for text, said in zip(texts, english, strict=True) if text and said)


def test_a_translation_keeps_every_hole() -> None:
    lost = {text: english for text, english in _translations() if Counter(HOLE.findall(text)) != Counter(HOLE.findall(english))}

    assert lost == {}


def test_no_translation_is_chinese() -> None:
    chinese = {text: english for text, english in _translations() if CHINESE.search(english) or FULL_WIDTH.search(english)}

    assert set(chinese) == QUOTES_CHINESE


def test_a_sentence_ends_as_its_chinese_does() -> None:
    cut = {text: english for text, english in _translations() if text.endswith("。") != english.endswith(".")}

    assert cut == {}


# What people typed stays as they typed it: names, titles of schemes, awards, the lists of an office.
TYPED = re.compile(
    "2026年武侯区职业技能大赛|成都百万职工劳动和技能大赛|电工|中式烹调师|汽车维修工|养老护理员|物业管理员|网站技术|职工组|"
    "青梧机电公司|选手甲|沈砚舟|罗知微|何临川|裁判甲|裁判乙|裁判丙|一等奖|二等奖|三等奖|未到场|中文|"
    "断电验电|劳动防护|布线工艺|整体印象|安全检查|安全|工艺|操作"
)
# The list of earlier winners is shown by an example; a line that stands on papers is as it stands there.
SHOWN = re.compile(
    r"程不语 云杉轨道维保公司 2025年本赛项第1名|(草稿 · )?(修订 \d+ · )?\d+年\d+月\d+日 [\d:]+ 制 · 制表|· 日志 (?=[0-9a-f]{8})"
)
UNREAD = re.compile(r'\b(value|name|id|for|list|href|aria-describedby|data-key)="[^"]*"')
DOCSTRING = re.compile(r'<td class="soft all" lang="en">.*?</td>', re.DOTALL)  # names the office's things by their own names


def _left(page: str) -> set[str]:
    """The Chinese of a page as it is sent, the words of its scripts too."""
    text = UNREAD.sub("", DOCSTRING.sub("", re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), page)))
    return set(CHINESE.findall(TYPED.sub("", SHOWN.sub("", html.unescape(text)))))


async def _read(visitor: Browser, tmp_path: Path, known: dict[str, str]) -> tuple[set[str], dict[str, set[str]]]:
    """Every address that answers with a page, and where Chinese is left."""
    read, left = set(), {}
    for one in addresses(application(Settings(data=tmp_path), "postgresql:///nothing")):
        if one.method != "GET" or one.path.startswith(("/language", "/large", "/s/")):
            continue
        answer = await visitor.get(re.sub(r"\{(\w+)(?::\w+)?\}", lambda hole: known.get(hole[1], "1"), one.path))
        if "text/html" in answer.headers.get("content-type", ""):
            assert answer.status_code < 500, one.path
            read |= {one.path} if answer.status_code == 200 else set()
            left |= {one.path: found} if (found := _left(answer.text)) else {}
    return read, left


def _english(visitor: Browser) -> None:
    visitor.cookies.set("lang", "en")


async def test_an_empty_system_is_english(browser: Browser, tmp_path: Path) -> None:
    _english(browser)
    read, left = await _read(browser, tmp_path, {})

    assert left == {}
    assert {"/season", "/competitor", "/privacy", "/parts", "/sign-in"} <= read


async def test_while_marking_goes_on_all_of_it_is_english(browser: Browser, signed_in: SignIn, tmp_path: Path) -> None:
    venue = await a_marked_event()
    await signed_in()
    _english(browser)
    read, left = await _read(browser, tmp_path, await _known(venue))

    assert left == {}
    assert {"/organise", "/quick-start", "/schema", "/desk/{code:str}", "/organise/{code:str}/registrations/rules"} <= read


async def test_a_published_event_is_english(browser: Browser, signed_in: SignIn, tmp_path: Path) -> None:
    venue = await a_marked_event()
    await _published(venue)
    await signed_in()
    _english(browser)
    read, left = await _read(browser, tmp_path, await _known(venue))

    assert left == {}
    assert {"/results/{code:str}", "/r/{link:str}", "/organise/{code:str}/nominations"} <= read


async def test_a_referees_tablet_is_english(browser: Browser) -> None:
    venue = await a_venue()
    await open_round(venue.event, venue.chief)
    referee = await Account.objects().get(Account.name == "DG-J1")
    assert referee is not None
    browser.cookies.set(COOKIE, (await begin(referee.id, "tablet", secure=False)).value or "")
    _english(browser)
    page = await browser.get("/tablet/DG")

    assert page.status_code == 200
    assert _left(page.text) == set()


async def test_a_refusal_is_english_to_its_last_word(browser: Browser, signed_in: SignIn) -> None:
    await a_venue()
    await signed_in()
    _english(browser)
    answer = await browser.fill("/organise/DG/act", act="close-registration")

    assert answer.status_code == 409
    assert "“Close registration” is not possible now: the event is at “Draw”." in html.unescape(answer.text)
    assert _left(answer.text) == set()


async def _known(venue: Venue) -> dict[str, str]:
    return {"code": "DG", "label": "01", "form": "A1", "link": await link_of(venue, "01"), "token": "nobody"}


async def _published(venue: Venue) -> None:
    current = await season()
    assert current is not None
    await sign_off(venue.event, int(venue.round.id), "DG-chief")
    await perform(venue.event, "unseal", "luo", "何临川")
    await perform(venue.event, "approve", "luo", "沈砚舟、罗知微")
    await begin_notice(venue.event, current, "luo")
