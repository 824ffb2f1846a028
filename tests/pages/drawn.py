"""Pages drawn without a server: a template, one frozen page and the frame around it; and what a reader's machine sees in them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path

from competition.pages.environment import TEMPLATES, environment

STATIC = Path(__file__).parent.parent.parent / "competition/static"
STYLE = (STATIC / "style.css").read_text(encoding="utf-8")
TOKEN = '<input type="hidden" name="_csrf_token" value="x">'


@dataclass(frozen=True)
class Reader:
    shown: str = "罗知微"
    organiser: bool = True


@dataclass(frozen=True)
class Frame:
    title: str = "武侯区职业技能大赛"
    demo: bool = True
    language: str = "zh"
    large: bool = False
    account: Reader | None = None
    static: str = "/s"
    path: str = "/results/电工"


def drawn(template: str, page: object = None, **frame: object) -> str:
    """The page as it is sent."""
    site = replace(Frame(), **frame)  # type: ignore[arg-type]
    return environment().get_template(template).render(page=page, site=site, csrf_input=TOKEN)


def said(text: str) -> str:
    """A piece of a page, with the parts at hand as `m`."""
    return environment().from_string('{% import "macros.html" as m %}' + text).render(csrf_input=TOKEN)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def tags(html: str) -> list[tuple[str, dict[str, str]]]:
    """Every tag with its attributes, in order."""
    reader = _Tags()
    reader.feed(html)
    return reader.found


def one(html: str, tag: str) -> dict[str, str]:
    """The attributes of the only such tag."""
    (found,) = [attributes for name, attributes in tags(html) if name == tag]
    return found


def templates() -> Iterator[tuple[str, str]]:
    """Name and source of every template."""
    for file in sorted(TEMPLATES.rglob("*.html")):
        yield file.relative_to(TEMPLATES).as_posix(), file.read_text(encoding="utf-8")
